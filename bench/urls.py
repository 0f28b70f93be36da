"""Every address of the portal, and the bare comparator."""

from django.urls import include, path

from bench.polos import polos, polos_rekap

urlpatterns = [path("polos/", polos), path("polos/rekap/", polos_rekap), path("", include("asn_portal.urls"))]
