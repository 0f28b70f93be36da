from django.urls import path

from asn_portal.rekap import views

app_name = "rekap"

urlpatterns = [
    path("rekap/", views.rekap, name="rekap"),
    path("rekap/unduh/", views.unduh, name="unduh"),
    path("rekap/unit/", views.unit_list, name="unit_list"),
]
