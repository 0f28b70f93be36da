"""Every address of the portal, and the bare comparator."""

from django.urls import include, path

from bench.polos import polos, polos_nilai, polos_peringatan, polos_peta, polos_rekap

urlpatterns = [
    path("polos/", polos),
    path("polos/rekap/", polos_rekap),
    path("polos/nilai/", polos_nilai),
    path("polos/peta/", polos_peta),
    path("polos/peringatan/", polos_peringatan),
    path("", include("asn_portal.urls")),
]
