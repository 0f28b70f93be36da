"""Every address of the portal, and the bare comparator."""

from django.urls import include, path

from bench.polos import polos

urlpatterns = [path("polos/", polos), path("", include("asn_portal.urls"))]
