"""API: the answer to a question of the rekap, as the page gives it to this account."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.response import Response

from asn_portal.core.api.dasar import MasukanSerializer, PortalView
from asn_portal.core.api.skema import operasi
from asn_portal.core.bagan import Hitungan
from asn_portal.core.forms.dasar import FIRST_YEAR, LAST_YEAR
from asn_portal.core.permissions import require
from asn_portal.rekap import permissions, selectors
from asn_portal.rekap.dimensi import KOSONG, Saringan, daftar_populasi, find_populasi
from asn_portal.rekap.susunan import APA, BARIS, KOLOM, LANGSUNG, PADA, UNIT, read_susunan


class KueriDasar(MasukanSerializer):
    """What every question has; the filters join from what the apps have registered."""

    apa = serializers.ChoiceField(
        required=False, choices=[(satu.nama, satu.judul) for satu in daftar_populasi()], help_text="Yang dihitung."
    )
    pada = serializers.DateField(required=False, help_text="Keadaan pada tanggal ini; tanpa ini: hari ini.")
    unit = serializers.UUIDField(required=False, help_text="Hanya unit ini dan semua di bawahnya.")
    langsung = serializers.BooleanField(required=False, default=False, help_text="true: hanya unit itu sendiri.")

    def validate_pada(self, value: date) -> date:
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise serializers.ValidationError(f"Tahun {FIRST_YEAR} sampai {LAST_YEAR}.")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A part that what is counted does not have is refused, not left out."""
        populasi = find_populasi(attrs.get(APA, "")) or daftar_populasi()[0]
        known = {APA, BARIS, KOLOM, PADA, UNIT, LANGSUNG, *populasi.filters()}
        wrong = {name: ["Tidak ada pada yang dihitung ini."] for name in attrs if name not in known}
        for side in (BARIS, KOLOM):
            if side in attrs and attrs[side] not in populasi.dimensi:
                wrong[side] = [f"Pilih salah satu: {', '.join(populasi.dimensi)}."]
        if wrong:
            raise serializers.ValidationError(wrong)
        return attrs


def _fields() -> dict[str, Any]:
    every: dict[str, Saringan] = {}
    for populasi in daftar_populasi():
        every |= populasi.filters()
    names = sorted({nama for populasi in daftar_populasi() for nama in populasi.dimensi})
    sides = {BARIS: "Dibagi menurut ini, satu baris setiap nilai.", KOLOM: "Dan menurut ini, satu kolom setiap nilai."}
    fields: dict[str, Any] = {
        name: serializers.ChoiceField(required=False, choices=names, help_text=text) for name, text in sides.items()
    }
    for nama, satu in every.items():
        choices = [*satu.pilihan, (KOSONG, "tidak diketahui")]
        fields[nama] = serializers.ChoiceField(
            required=False, choices=choices, help_text=f"Hanya {satu.judul.lower()} ini."
        )
    return fields


KueriRekap: type[MasukanSerializer] = type("KueriRekap", (KueriDasar,), _fields())


class BarisRekapSerializer(serializers.Serializer[Any]):
    label = serializers.CharField(help_text="Nama kelompok.")
    sel = serializers.ListField(
        child=serializers.IntegerField(allow_null=True), help_text="Satu angka setiap kolom; null: disembunyikan."
    )
    jumlah = serializers.IntegerField(allow_null=True, help_text="Jumlah baris ini.")


class RekapSerializer(serializers.Serializer[Any]):
    kalimat = serializers.CharField(help_text="Yang dihitung, dalam kata.")
    satuan = serializers.CharField(help_text="orang atau unit.")
    pada = serializers.DateField(help_text="Tanggal keadaannya.")
    total = serializers.IntegerField(allow_null=True, help_text="null bila kurang dari yang boleh diberitahukan.")
    kolom = serializers.ListField(child=serializers.CharField(), help_text="Nama kolom.")
    baris = BarisRekapSerializer(many=True, help_text="Baris tabel.")
    catatan = serializers.ListField(child=serializers.CharField(), help_text="Yang perlu diketahui tentang angka ini.")


class RekapView(PortalView):
    """GET /api/v1/rekap/"""

    kelompok = "kepegawaian"
    kueri_class = KueriRekap

    @operasi("rekap", "Menghitung pegawai atau unit", "Tabel seperti pada halaman Rekap, menurut hak akun ini.", bab="Rekap",
             kueri=KueriRekap, objek=True, jawaban=RekapSerializer)  # fmt: skip
    def get(self, request: Any) -> Response:
        require(permissions.can_count(request.user))
        asked = {name: _text(value) for name, value in self.kueri().items()}
        _refuse_barred(request.user, asked)
        susunan = read_susunan(request.user, {BARIS: "", **asked})
        found = selectors.answer(request.user, susunan) if susunan else None
        if found is None:
            raise Http404
        return Response(_shown(*found))


def _refuse_barred(pengguna: Any, asked: dict[str, str]) -> None:
    """What this account may not count by is answered like what does not exist, not left out: the sum would be another."""
    populasi = find_populasi(asked.get(APA, "")) or daftar_populasi()[0]
    known = {**populasi.filters_for(pengguna), **populasi.dimensions_for(pengguna)}
    parts = {name: name for name in populasi.filters() if name in asked}
    parts |= {side: asked[side] for side in (BARIS, KOLOM) if asked.get(side)}
    if wrong := {name: ["Tidak ada pada yang dihitung ini."] for name, nama in parts.items() if nama not in known}:
        raise serializers.ValidationError(wrong)


def _text(value: Any) -> str:
    """A checked value as an address would say it."""
    if isinstance(value, bool):
        return "1" if value else ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _shown(susunan: Any, lingkup: Any, jawaban: selectors.Jawaban) -> dict[str, Any]:
    bagan = jawaban.bagan
    rows = [
        {
            "label": row.label,
            "sel": [_number(sel) for sel in row.sel],
            "jumlah": _number(row.jumlah if row.jumlah is not None else row.sel[0]),
        }
        for row in (bagan.baris if bagan else ())
    ]
    return {
        "kalimat": jawaban.kalimat,
        "satuan": susunan.populasi.satuan,
        "pada": jawaban.pada,
        "total": None if jawaban.sedikit else jawaban.total,
        "kolom": list(bagan.seri) if bagan else [],
        "baris": rows,
        "catatan": jawaban.catatan,
    }


def _number(sel: Hitungan) -> int | None:
    return None if sel.samar else sel.jumlah
