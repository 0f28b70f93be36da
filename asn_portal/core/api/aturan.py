"""Rules of the law: open to everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.response import Response

from asn_portal.core import selectors
from asn_portal.core.api.dasar import PortalView
from asn_portal.core.api.isi import TerlaluBesar
from asn_portal.core.api.skema import operasi
from asn_portal.core.regulasi import Aturan, Isian, TakTerbaca, daftar_aturan, find_aturan, parse_masukan, to_plain

MAX_MASUKAN = 256 * 1024


class MasukanParser(BaseParser):
    """The input object of a rule, whatever the sender calls its type; never more of it than the limit is read."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        body = stream.read(MAX_MASUKAN + 1)
        if len(body) > MAX_MASUKAN:
            raise TerlaluBesar
        try:
            return parse_masukan(body.decode("utf-8-sig"))
        except UnicodeDecodeError as unreadable:
            raise TakTerbaca("Masukan bukan JSON yang terbaca. Kirim sebagai UTF-8.") from unreadable


class AturanAPIView(PortalView):
    """No login and no session: these calls answer alike for everybody and change nothing. They are counted."""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    parser_classes = [MasukanParser]


class AturanSerializer(serializers.Serializer[Any]):
    """Describes what `_rule_as_plain` gives."""

    nama = serializers.CharField(help_text="Nama aturan dalam alamat.")
    judul = serializers.CharField(help_text="Nama bagi orang.")
    alamat = serializers.CharField(help_text="Alamat untuk menghitung.")
    dasar_hukum = serializers.ListField(child=serializers.CharField(), help_text="Peraturannya.")
    keyakinan = serializers.CharField(help_text="Seberapa jauh isinya sudah dilihat dalam sumber.")
    belum_diverifikasi = serializers.BooleanField(help_text="Belum dibandingkan dengan naskah resmi.")
    masukan = serializers.ListField(child=serializers.DictField(), help_text="Isian yang diminta.")
    contoh = serializers.DictField(help_text="Contoh masukan.")
    galat = serializers.DictField(child=serializers.CharField(), help_text="Kalimat setiap penolakan, menurut kodenya.")


class JawabanAturanSerializer(serializers.Serializer[Any]):
    """Describes an answer."""

    hasil = serializers.JSONField(help_text="Hasilnya; desimal dan tanggal sebagai teks.")
    dasar_hukum = serializers.ListField(child=serializers.CharField(), help_text="Peraturannya.")
    tanggal_aturan = serializers.DateField(help_text="Sejak kapan ketentuan yang dipakai berlaku.")
    keyakinan = serializers.CharField(help_text="Seberapa jauh isinya sudah dilihat dalam sumber.")
    belum_diverifikasi = serializers.BooleanField(help_text="Belum dibandingkan dengan naskah resmi.")


BAB = "Aturan"


class AturanListView(AturanAPIView):
    """GET /api/v1/aturan/ : every rule with its inputs, its refusals and where it comes from."""

    @operasi("aturan_list", "Semua aturan", "Setiap aturan dengan isian, penolakan, dan asalnya.", bab=BAB, umum=True,
             jawaban=AturanSerializer(many=True))  # fmt: skip
    def get(self, request: HttpRequest) -> Response:
        return Response([_rule_as_plain(rule) for rule in daftar_aturan()])


class AturanView(AturanAPIView):
    """GET /api/v1/aturan/<nama>/ describes one rule; POST with its input object answers it."""

    @operasi("aturan_detail", "Satu aturan", bab=BAB, umum=True, objek=True, jawaban=AturanSerializer)
    def get(self, request: HttpRequest, nama: str) -> Response:
        return Response(_rule_as_plain(self.rule(nama)))

    @operasi("aturan_hitung", "Menghitung dengan sebuah aturan", "Isian menurut aturannya. Tidak ada yang disimpan.",
             bab=BAB, umum=True, objek=True, masukan=OpenApiTypes.OBJECT, jawaban=JawabanAturanSerializer,
             galat=(413,))  # fmt: skip
    def post(self, request: Any, nama: str) -> Response:
        rule = self.rule(nama)
        return Response(to_plain(vars(selectors.answer_aturan(rule, request.data))))

    @staticmethod
    def rule(nama: str) -> Aturan:
        rule = find_aturan(nama)
        if rule is None:
            raise Http404
        return rule


def _rule_as_plain(rule: Aturan) -> dict[str, Any]:
    return {
        "nama": rule.nama,
        "judul": rule.judul,
        "alamat": reverse("api:aturan", args=[rule.nama]),
        "dasar_hukum": list(rule.dasar_hukum),
        "keyakinan": rule.keyakinan,
        "belum_diverifikasi": rule.belum_diverifikasi,
        "masukan": [_isian_as_plain(isian) for isian in rule.isian()],
        "contoh": to_plain(rule.contoh),
        "galat": rule.penolakan(),
    }


def _isian_as_plain(isian: Isian) -> dict[str, Any]:
    """Only what this input has: choices, bounds, elements, parts."""
    shown = {
        "nama": isian.nama,
        "label": isian.label,
        "jenis": isian.jenis,
        "wajib": isian.wajib,
        "keterangan": isian.bantuan,
        "pilihan": list(isian.pilihan),
        "paling_kecil": isian.batas.paling_kecil if isian.batas else None,
        "paling_besar": isian.batas.paling_besar if isian.batas else None,
        "isi": _isian_as_plain(isian.isi) if isian.isi else None,
        "anggota": [_isian_as_plain(part) for part in isian.anggota],
    }
    return {name: value for name, value in shown.items() if value not in (None, "", []) or name == "wajib"}
