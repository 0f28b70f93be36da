from django.urls import path

from asn_portal.mutu import views

app_name = "mutu"

urlpatterns = [
    path("mutu/", views.mutu, name="mutu"),
    path("mutu/hitung/", views.hitung, name="hitung"),
    path("mutu/unduh/<slug:bagian>/", views.unduh, name="unduh"),
]
