"""Announcements and notices for programs: read, and marked as read."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import generics, serializers
from rest_framework.response import Response

from asn_portal.core import selectors
from asn_portal.core.api.dasar import DaftarView, KueriHalaman, PortalView
from asn_portal.core.api.sekali import sekali
from asn_portal.core.api.skema import operasi
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.models import Notifikasi, Pengumuman
from asn_portal.core.selectors import pengumuman as announcements
from asn_portal.core.services import pengumuman as receipts
from asn_portal.core.services import tugas as notices

PENGUMUMAN, PEMBERITAHUAN = "Pengumuman", "Pemberitahuan"


class KueriPengumuman(KueriHalaman):
    lama = serializers.BooleanField(required=False, default=False, help_text="true: yang sudah berakhir.")


class PengumumanSerializer(serializers.ModelSerializer[Pengumuman]):
    id = serializers.UUIDField(help_text="Id pengumuman.")
    judul = serializers.CharField(help_text="Judul.")
    isi = serializers.CharField(help_text="Isi.")
    unit = serializers.UUIDField(source="unit_id", help_text="Untuk unit ini dan semua di bawahnya.")
    nama_unit = serializers.CharField(allow_null=True, help_text="Nama unit itu.")
    mulai = serializers.DateField(help_text="Tampil mulai.")
    sampai = serializers.DateField(help_text="Tampil sampai.")
    dibaca_pada = serializers.DateTimeField(allow_null=True, help_text="Kapan Anda menandainya sudah dibaca.")

    class Meta:
        model = Pengumuman
        fields = ["id", "judul", "isi", "unit", "nama_unit", "mulai", "sampai", "dibaca_pada"]


class PengumumanListView(DaftarView):
    """GET /api/v1/pengumuman/ : what is shown to this account today, the newest first."""

    kelompok = "kabar"
    kueri_class = KueriPengumuman
    serializer_class = PengumumanSerializer

    def get_queryset(self) -> QuerySet[Pengumuman]:
        past = self.kueri().get("lama", False)
        chosen = announcements.past_pengumuman if past else announcements.current_pengumuman
        return chosen(self.request.user, timezone.localdate())

    @operasi("pengumuman_list", "Pengumuman untuk Anda", "Yang tampil hari ini, terbaru dulu.", bab=PENGUMUMAN,
             kueri=KueriPengumuman, jawaban=PengumumanSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class PengumumanDetailView(PortalView, generics.RetrieveAPIView[Pengumuman]):
    """GET /api/v1/pengumuman/<id>/"""

    kelompok = "kabar"
    serializer_class = PengumumanSerializer

    def get_queryset(self) -> QuerySet[Pengumuman]:
        return announcements.readable_pengumuman(self.request.user)

    @operasi("pengumuman_detail", "Satu pengumuman", bab=PENGUMUMAN, objek=True, jawaban=PengumumanSerializer)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.retrieve(request)


class PengumumanBacaView(PortalView):
    """POST /api/v1/pengumuman/<id>/baca/"""

    kelompok = "kabar"

    @operasi("pengumuman_baca", "Menandai pengumuman sudah dibaca", bab=PENGUMUMAN, ubah=True, objek=True, kode=204,
             jawaban=None)  # fmt: skip
    @sekali
    def post(self, request: Any, pk: Any) -> Response:
        row = get_object_or_404(announcements.readable_pengumuman(request.user), pk=pk)
        receipts.mark_read(row.pk, by=request.user)
        return Response(status=204)


class KueriNotifikasi(KueriHalaman):
    belum_dibaca = serializers.BooleanField(required=False, default=False, help_text="true: hanya yang belum dibaca.")


class NotifikasiSerializer(serializers.ModelSerializer[Notifikasi]):
    id = serializers.UUIDField(help_text="Id pemberitahuan.")
    judul = serializers.CharField(help_text="Apa yang terjadi.")
    isi = serializers.CharField(help_text="Apa yang berubah.")
    mengapa = serializers.CharField(help_text="Mengapa.")
    aturan = serializers.CharField(help_text="Menurut aturan mana; dapat kosong.")
    oleh = serializers.CharField(help_text="Oleh siapa.")
    keberatan = serializers.CharField(help_text="Bagaimana mengajukan keberatan.")
    kelompok = serializers.ChoiceField(choices=KelompokKabar.choices, help_text="Kelompok pemberitahuan.")
    halaman = serializers.CharField(source="url", help_text="Alamat halamannya di portal; dapat kosong.")
    dibuat_pada = serializers.DateTimeField(help_text="Kapan.")
    dibaca_pada = serializers.DateTimeField(allow_null=True, help_text="Kapan dibaca; null bila belum.")

    class Meta:
        model = Notifikasi
        fields = [
            "id", "judul", "isi", "mengapa", "aturan", "oleh", "keberatan", "kelompok", "halaman", "dibuat_pada", "dibaca_pada",
        ]  # fmt: skip


class NotifikasiListView(DaftarView):
    """GET /api/v1/notifikasi/ : own notices, the newest first."""

    kelompok = "kabar"
    kueri_class = KueriNotifikasi
    serializer_class = NotifikasiSerializer

    def get_queryset(self) -> QuerySet[Notifikasi]:
        return selectors.own_notices(self.request.user)

    def filter_queryset(self, queryset: QuerySet[Notifikasi]) -> QuerySet[Notifikasi]:
        return queryset.filter(dibaca_pada=None) if self.kueri()["belum_dibaca"] else queryset

    @operasi("notifikasi_list", "Pemberitahuan Anda", "Terbaru dulu.", bab=PEMBERITAHUAN, kueri=KueriNotifikasi,
             jawaban=NotifikasiSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class NotifikasiBacaView(PortalView):
    """POST /api/v1/notifikasi/<id>/baca/"""

    kelompok = "kabar"

    @operasi("notifikasi_baca", "Menandai satu pemberitahuan sudah dibaca", bab=PEMBERITAHUAN, ubah=True, objek=True,
             kode=204, jawaban=None)  # fmt: skip
    @sekali
    def post(self, request: Any, pk: Any) -> Response:
        row = get_object_or_404(selectors.own_notices(request.user), pk=pk)
        notices.mark_read(row.pk, by=request.user)
        return Response(status=204)


class NotifikasiBacaSemuaView(PortalView):
    """POST /api/v1/notifikasi/baca/"""

    kelompok = "kabar"

    @operasi("notifikasi_baca_semua", "Menandai semua pemberitahuan sudah dibaca", bab=PEMBERITAHUAN, ubah=True, kode=204,
             jawaban=None)  # fmt: skip
    @sekali
    def post(self, request: Any) -> Response:
        notices.mark_all_read(by=request.user)
        return Response(status=204)
