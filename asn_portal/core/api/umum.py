"""The account that asks, and the units of its agency."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import generics, serializers
from rest_framework.response import Response

from asn_portal.core import selectors
from asn_portal.core.api.dasar import DaftarView, KueriHalaman, MasukanSerializer, PortalView
from asn_portal.core.api.skema import operasi
from asn_portal.core.enums import CakupanToken, JenisUnit, Peran
from asn_portal.core.models import RincianUnit, TokenAkses
from asn_portal.core.permissions import akses


class PeranSerializer(serializers.Serializer[Any]):
    peran = serializers.ChoiceField(choices=Peran.choices, help_text="Peran hari ini.")
    unit = serializers.UUIDField(allow_null=True, help_text="Id unit tempat peran itu.")
    nama_unit = serializers.CharField(help_text="Nama unit; kosong bila tanpa unit.")


class SayaSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="Id akun.")
    nama = serializers.CharField(help_text="Nama pemilik akun.")
    pegawai = serializers.UUIDField(allow_null=True, help_text="Id pegawai; null bagi akun tanpa pegawai.")
    peran = PeranSerializer(many=True, help_text="Peran hari ini.")
    cakupan = serializers.ListField(
        child=serializers.ChoiceField(choices=CakupanToken.choices), allow_null=True,
        help_text="Cakupan token yang dipakai; null bila memakai sesi.",
    )  # fmt: skip


class SayaView(PortalView):
    """GET /api/v1/saya/ : the account that asks, and its roles today."""

    kelompok = "saya"

    @operasi("saya", "Akun yang bertanya", "Akun, pegawai, dan peran hari ini. Setiap token dapat memanggilnya.",
             bab="Akun", jawaban=SayaSerializer)  # fmt: skip
    def get(self, request: Any) -> Response:
        mine = akses(request.user)
        roles = [{"peran": row.peran, "unit": row.unit_id, "nama_unit": row.nama_unit} for row in mine.daftar]
        return Response(
            {
                "id": request.user.pk,
                "nama": request.user.nama,
                "pegawai": mine.orang_id,
                "peran": roles,
                "cakupan": request.auth.cakupan if isinstance(request.auth, TokenAkses) else None,
            }
        )


class KueriHari(MasukanSerializer):
    pada = serializers.DateField(required=False, help_text="Keadaan pada tanggal ini; tanpa ini: hari ini.")


class KueriUnit(KueriHalaman, KueriHari):
    q = serializers.CharField(required=False, max_length=100, help_text="Bagian dari nama atau singkatan.")
    induk = serializers.UUIDField(required=False, help_text="Hanya yang langsung di bawah unit ini.")
    jenis = serializers.ChoiceField(required=False, choices=JenisUnit.choices, help_text="Hanya unit jenis ini.")


class UnitSerializer(serializers.ModelSerializer[RincianUnit]):
    id = serializers.UUIDField(source="unit_id", help_text="Id unit; tetap walau unit berganti nama atau induk.")
    induk = serializers.UUIDField(source="induk_id", allow_null=True, help_text="Id unit di atasnya; null di puncak.")
    nama = serializers.CharField(help_text="Nama pada tanggal itu.")
    singkatan = serializers.CharField(help_text="Singkatan; kosong bila tidak ada.")
    jenis = serializers.ChoiceField(choices=JenisUnit.choices, help_text="Jenis unit.")
    mulai = serializers.DateField(help_text="Hari pertama keterangan ini berlaku.")
    sampai = serializers.DateField(allow_null=True, help_text="Hari terakhir; null selama masih berlaku.")

    class Meta:
        model = RincianUnit
        fields = ["id", "induk", "nama", "singkatan", "jenis", "mulai", "sampai"]


class UnitsOnDay(PortalView):
    kelompok = "direktori"
    serializer_class = UnitSerializer

    def get_queryset(self) -> QuerySet[RincianUnit]:
        return selectors.units_on(self.request.user, self.kueri().get("pada") or timezone.localdate())


class UnitListView(UnitsOnDay, DaftarView):
    """GET /api/v1/unit/ : units of the own agency on a day."""

    kueri_class = KueriUnit
    urut, id_field = "nama", "unit_id"

    def filter_queryset(self, queryset: QuerySet[RincianUnit]) -> QuerySet[RincianUnit]:
        asked = self.kueri()
        if "induk" in asked:
            queryset = queryset.filter(induk=asked["induk"])
        if "jenis" in asked:
            queryset = queryset.filter(jenis=asked["jenis"])
        return selectors.units_with_words(queryset, asked.get("q", ""))

    @operasi("unit_list", "Daftar unit", "Unit instansi Anda pada suatu tanggal, menurut nama.", bab="Unit kerja",
             kueri=KueriUnit, jawaban=UnitSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class UnitDetailView(UnitsOnDay, generics.RetrieveAPIView[RincianUnit]):
    """GET /api/v1/unit/<id>/ : one unit on a day."""

    kueri_class = KueriHari
    lookup_field, lookup_url_kwarg = "unit_id", "pk"

    @operasi("unit_detail", "Satu unit", bab="Unit kerja", kueri=KueriHari, objek=True, jawaban=UnitSerializer)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.retrieve(request)


class KueriBawahan(KueriHalaman, KueriHari):
    """Which day, which page."""


class UnitBawahanView(UnitsOnDay, DaftarView):
    """GET /api/v1/unit/<id>/bawahan/ : the units directly below; none is no error, a unit that is not there is."""

    kueri_class = KueriBawahan
    urut, id_field = "nama", "unit_id"

    def filter_queryset(self, queryset: QuerySet[RincianUnit]) -> QuerySet[RincianUnit]:
        generics.get_object_or_404(queryset.order_by(), unit_id=self.kwargs["pk"])
        return queryset.filter(induk=self.kwargs["pk"])

    @operasi("unit_bawahan", "Unit langsung di bawahnya", bab="Unit kerja", kueri=KueriBawahan, objek=True,
             jawaban=UnitSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)
