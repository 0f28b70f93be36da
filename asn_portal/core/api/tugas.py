"""The one inbox for programs: what waits, opening it, deciding many of one kind after reading."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers
from rest_framework.response import Response

from asn_portal.core import selectors
from asn_portal.core.api.dasar import DaftarView, KueriHalaman, MasukanSerializer, PortalView
from asn_portal.core.api.sekali import sekali
from asn_portal.core.api.skema import operasi
from asn_portal.core.models import Tugas
from asn_portal.core.permissions.tugas import visible_tugas
from asn_portal.core.selectors.tugas import SaringanTugas
from asn_portal.core.services import tugas as services

BAB = "Tugas"
STATES = [("lewat", "Lewat batas"), ("delegasi", "Didelegasikan"), ("belum_dibuka", "Belum dibuka")]


class KueriTugas(KueriHalaman):
    jenis = serializers.CharField(
        required=False, max_length=60, help_text="Hanya jenis ini, mis. pegawai.laporan_data."
    )
    keadaan = serializers.ChoiceField(required=False, choices=STATES, help_text="Hanya yang begini keadaannya.")


class TugasSerializer(serializers.Serializer[Any]):
    """A row of `as_rows`: of a delegated duty that its receiver may not decide only the kind is told."""

    id = serializers.UUIDField(source="tugas.pk", help_text="Id tugas.")
    jenis = serializers.CharField(source="tugas.jenis", help_text="Kode jenis tugas.")
    nama_jenis = serializers.CharField(source="jenis.label", help_text="Nama jenis tugas.")
    judul = serializers.SerializerMethodField(help_text="Apa yang diminta; kosong pada tugas yang tertutup bagi Anda.")
    tentang = serializers.SerializerMethodField(help_text="Tentang siapa atau apa; dapat kosong.")
    objek = serializers.UUIDField(source="tugas.objek_id", help_text="Id perkara yang diputuskan.")
    batas = serializers.DateTimeField(source="tugas.batas", allow_null=True, help_text="Batas waktu.")
    lewat = serializers.BooleanField(help_text="Batasnya sudah lewat.")
    dibuat_pada = serializers.DateTimeField(source="tugas.dibuat_pada", help_text="Sejak kapan menunggu.")
    dibuka_pada = serializers.DateTimeField(
        source="tugas.dibaca_pada", allow_null=True, help_text="Kapan Anda membukanya."
    )
    atas_nama = serializers.CharField(help_text="Yang mendelegasikannya; kosong bila tugas Anda sendiri.")
    tertutup = serializers.BooleanField(help_text="Didelegasikan, tetapi Anda sendiri tidak berwenang memutuskannya.")

    def get_judul(self, row: Any) -> str:
        return "" if row.tertutup else str(row.tugas.judul)

    def get_tentang(self, row: Any) -> str:
        return "" if row.tertutup else str(row.tugas.tentang)


class TugasListView(DaftarView):
    """GET /api/v1/tugas/ : what waits for this account today, the newest first."""

    kelompok = "tugas"
    kueri_class = KueriTugas
    serializer_class = TugasSerializer

    def get_queryset(self) -> QuerySet[Tugas]:
        return selectors.open_tugas(self.request.user)

    def filter_queryset(self, queryset: QuerySet[Tugas]) -> QuerySet[Tugas]:
        asked = self.kueri()
        wanted = SaringanTugas(asked.get("jenis", ""), asked.get("keadaan", ""))
        return selectors.filtered_tugas(self.request.user, wanted, timezone.now())

    def paginate_queryset(self, queryset: Any) -> Any:
        return selectors.as_rows(self.request.user, super().paginate_queryset(queryset) or [], timezone.now())

    @operasi("tugas_list", "Tugas yang menunggu", "Tugas Anda dan yang didelegasikan kepada Anda hari ini, terbaru dulu.",
             bab=BAB, kueri=KueriTugas, jawaban=TugasSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class DibukaSerializer(serializers.Serializer[Any]):
    halaman = serializers.CharField(help_text="Alamat halaman perkaranya di portal.")


class TugasBukaView(PortalView):
    """POST /api/v1/tugas/<id>/buka/ : the same as opening it on the page."""

    kelompok = "tugas"

    @operasi("tugas_buka", "Membuka tugas", "Mencatat bahwa Anda membacanya. Tugas yang belum dibuka tidak dapat diputuskan.",
             bab=BAB, ubah=True, objek=True, jawaban=DibukaSerializer)  # fmt: skip
    @sekali
    def post(self, request: Any, pk: Any) -> Response:
        row = get_object_or_404(visible_tugas(request.user).select_related("untuk"), pk=pk)
        return Response({"halaman": services.open_tugas(row, by=request.user)})


class PutuskanSerializer(MasukanSerializer):
    jenis = serializers.CharField(max_length=60, help_text="Kode jenis tugas; semua tugas dari jenis yang sama.")
    tugas = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=services.MOST_AT_ONCE, help_text="Id tugas-tugasnya."
    )
    catatan = serializers.CharField(max_length=1000, help_text="Penjelasan yang sama untuk semuanya.")


class HasilTugasSerializer(serializers.Serializer[Any]):
    tugas = serializers.UUIDField(source="tugas.pk", help_text="Id tugas.")
    berhasil = serializers.BooleanField(help_text="Sudah diputuskan.")
    kalimat = serializers.CharField(help_text="Mengapa tidak; kosong bila berhasil.")


class HasilSerializer(serializers.Serializer[Any]):
    hasil = HasilTugasSerializer(many=True, help_text="Satu baris per tugas.")


class TugasPutuskanView(PortalView):
    """POST /api/v1/tugas/putuskan/ : each case by the service of its app; what cannot be decided stays open."""

    kelompok = "tugas"

    @operasi("tugas_putuskan", "Memutuskan beberapa tugas",
             "Hanya jenis yang dapat diputuskan bersama, dan hanya yang sudah Anda buka. Setiap tugas mendapat hasilnya.",
             bab=BAB, ubah=True, masukan=PutuskanSerializer, jawaban=HasilSerializer)  # fmt: skip
    @sekali
    def post(self, request: Any) -> Response:
        asked = self.read(PutuskanSerializer)
        results = services.decide_many(asked["jenis"], asked["tugas"], catatan=asked["catatan"], by=request.user)
        return Response(HasilSerializer({"hasil": results}).data)
