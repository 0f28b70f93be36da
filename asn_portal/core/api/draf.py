"""POST /api/v1/draf/ : a page keeps what is being typed into its form."""

from __future__ import annotations

from typing import Any

from django.urls import Resolver404, resolve, reverse
from rest_framework import serializers
from rest_framework.response import Response

from asn_portal.core.api.dasar import MasukanSerializer, PortalView
from asn_portal.core.api.sekali import sekali
from asn_portal.core.api.skema import operasi
from asn_portal.core.api.tolak import Penolakan
from asn_portal.core.models import DrafFormulir
from asn_portal.core.selectors.draf import read_isian
from asn_portal.core.services import draf as services

MOST_VERSIONS = 2**31 - 1


class DrafMasukan(MasukanSerializer):
    formulir = serializers.CharField(max_length=60, help_text="Nama formulirnya, dari halaman itu.")
    jalur = serializers.CharField(max_length=300, help_text="Alamat halamannya, diawali garis miring.")
    versi = serializers.IntegerField(
        min_value=0, max_value=MOST_VERSIONS - 1, help_text="Simpanan terakhir yang dilihat halaman ini; 0: belum ada."
    )  # fmt: skip
    isian = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(allow_blank=True, trim_whitespace=False), max_length=500),
        help_text="Isian menurut nama; kotak yang tidak dipilih: daftar kosong. Nomor identitas, sandi, dan berkas diabaikan.",
    )  # fmt: skip

    kunci = serializers.UUIDField(
        required=False, allow_null=True, default=None,
        help_text="Kunci formulir yang pengirimannya terputus: bila ternyata sudah terkirim, jawabannya 409 draf_berakhir.",
    )  # fmt: skip

    def validate_jalur(self, value: str) -> str:
        path = value.partition("?")[0]
        try:
            resolve(path)
        except Resolver404:
            path = ""
        if not path.startswith("/") or path.startswith("//"):
            raise serializers.ValidationError("Alamat ini bukan halaman portal.")
        return value


class DrafSerializer(serializers.ModelSerializer[DrafFormulir]):
    versi = serializers.IntegerField(help_text="Simpanan keberapa.")
    disimpan_pada = serializers.DateTimeField(help_text="Kapan disimpan.")
    buang = serializers.SerializerMethodField(help_text="Alamat halaman untuk membuangnya.")

    class Meta:
        model = DrafFormulir
        fields = ["versi", "disimpan_pada", "buang"]

    def get_buang(self, row: DrafFormulir) -> str:
        return reverse("core:draf_discard", args=[row.pk])


class DrafView(PortalView):
    """For pages only: no token has this scope. Not counted like other calls: a saving is one UPDATE of a small row, and
    their number and size are limited by the service.
    """

    throttle_classes: list[Any] = []

    @operasi("draf_simpan", "Menyimpan isian yang belum dikirim",
             "Dipakai halaman portal sendiri. Bila formulir yang sama disimpan di tempat lain sejak `versi` itu, jawabannya "
             "409 `draf_berubah` dengan `tersimpan`: versi, waktu, dan isian yang ada sekarang.",
             bab="Draf", ubah=True, masukan=DrafMasukan, jawaban=DrafSerializer)  # fmt: skip
    @sekali
    def post(self, request: Any) -> Response:
        given = self.read(DrafMasukan)
        try:
            row = services.save_draft(request.user, **given)
        except services.DrafLainError as other:
            raise Penolakan(409, other.galat, other.pesan, lain={"tersimpan": _as_seen(other.tersimpan)}) from other
        return Response(DrafSerializer(row).data)


def _as_seen(row: DrafFormulir) -> dict[str, Any]:
    return {**DrafSerializer(row).data, "isian": read_isian(row)}
