"""API: the quality of data of a scope, as the page gives it to this account."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils import timezone
from rest_framework import serializers
from rest_framework.response import Response

from asn_portal.core.api.dasar import MasukanSerializer, PortalView
from asn_portal.core.api.skema import operasi
from asn_portal.core.permissions import require
from asn_portal.mutu import permissions, selectors
from asn_portal.mutu.aturan.indeks import Indeks
from asn_portal.mutu.indikator import Lingkup, populasi_mutu

BAB = "Mutu data"


class KueriMutu(MasukanSerializer):
    unit = serializers.UUIDField(
        required=False, help_text="Unit ini dan semua di bawahnya; tanpa ini: seluruh lingkup Anda."
    )


class NilaiIndikatorSerializer(serializers.Serializer[Any]):
    kode = serializers.CharField(help_text="Kode BKN, misalnya COM_1.")
    nama = serializers.CharField(help_text="Nama indikator.")
    dimensi = serializers.CharField(help_text="Nama dimensinya.")
    bobot = serializers.CharField(help_text="Bobot dalam dimensinya; desimal sebagai teks.")
    definisi = serializers.CharField(help_text="Yang dihitung; kosong bila belum dihitung.")
    dihitung = serializers.BooleanField(help_text="false: belum ada yang menghitungnya.")
    kena = serializers.IntegerField(
        allow_null=True, help_text="Banyaknya pegawai; null bila belum dihitung atau disembunyikan."
    )


class NilaiDimensiSerializer(serializers.Serializer[Any]):
    nama = serializers.CharField(help_text="Nama dimensi.")
    bobot = serializers.CharField(help_text="Bobot dalam indeks; desimal sebagai teks.")
    nilai = serializers.CharField(allow_null=True, help_text="0 sampai 100; null bila belum dihitung.")


class NilaiUnitSerializer(serializers.Serializer[Any]):
    unit = serializers.UUIDField(help_text="Id unit.")
    nama = serializers.CharField(help_text="Nama unit.")
    langsung = serializers.BooleanField(help_text="true: hanya pegawai unit itu sendiri.")
    orang = serializers.IntegerField(help_text="Pegawai yang dihitung.")
    temuan = serializers.IntegerField(help_text="Temuan terbuka.")
    indeks = serializers.CharField(allow_null=True, help_text="0 sampai 100.")


class MutuSerializer(serializers.Serializer[Any]):
    nama = serializers.CharField(help_text="Lingkup yang dihitung.")
    unit = serializers.UUIDField(allow_null=True, help_text="Id unitnya; null: seluruh instansi.")
    pada = serializers.DateField(help_text="Tanggal keadaannya.")
    dihitung_pada = serializers.DateTimeField(allow_null=True, help_text="Penghitungan menyeluruh yang terakhir.")
    orang = serializers.IntegerField(allow_null=True, help_text="Pegawai yang dihitung; null bila terlalu sedikit.")
    temuan = serializers.IntegerField(allow_null=True, help_text="Temuan terbuka; null bila terlalu sedikit.")
    indeks = serializers.CharField(
        allow_null=True, help_text="0 sampai 100; tanpa desimal bagi yang hanya melihat jumlah."
    )
    bagian = serializers.CharField(
        allow_null=True, help_text="Berapa persen dari seluruh bobot BKN yang sudah dihitung."
    )
    dimensi = NilaiDimensiSerializer(many=True, help_text="Kosong bagi yang hanya melihat jumlah.")
    indikator = NilaiIndikatorSerializer(many=True, help_text="Ke-27 indikator dalam urutan BKN.")
    bawah = NilaiUnitSerializer(
        many=True, help_text="Unit satu tingkat di bawahnya; kosong bagi yang hanya melihat jumlah."
    )


class MutuView(PortalView):
    """GET /api/v1/mutu/"""

    kelompok = "kepegawaian"
    kueri_class = KueriMutu

    @operasi("mutu", "Nilai mutu data", "Indeks, indikator, dan nilai tiap unit, seperti pada halaman Mutu data.", bab=BAB,
             kueri=KueriMutu, objek=True, jawaban=MutuSerializer)  # fmt: skip
    def get(self, request: Any) -> Response:
        require(permissions.can_see_mutu(request.user))
        today = timezone.localdate()
        scope = populasi_mutu().lingkup(request.user, self.kueri().get("unit"), today)
        if scope is None:
            raise Http404
        found = selectors.state(request.user, scope, today)
        last = selectors.last_run(request.user.instansi_id)
        below = selectors.units_below(request.user, scope, today)
        return Response(_shown(scope, found, below, today, last.selesai_pada if last else None))


def _shown(
    scope: Lingkup, found: selectors.Keadaan, below: list[selectors.BarisUnit], today: date, counted: datetime | None
) -> dict[str, Any]:
    exact = found.indeks if scope.rinci else None
    return {
        "nama": scope.nama,
        "unit": scope.unit_id,
        "pada": today,
        "dihitung_pada": counted,
        "orang": None if found.sedikit else found.orang,
        "temuan": found.temuan if scope.rinci else None,
        "indeks": _index(found.indeks, rinci=scope.rinci),
        "bagian": str(found.indeks.bagian) if found.indeks else None,
        "dimensi": [
            {"nama": satu.nama, "bobot": str(satu.bobot), "nilai": None if satu.nilai is None else str(satu.nilai)}
            for satu in (exact.dimensi if exact else ())
        ],
        "indikator": [_measure(row) for row in found.baris],
        "bawah": [
            {
                "unit": row.unit_id, "nama": row.nama, "langsung": row.langsung, "orang": row.orang, "temuan": row.temuan,
                "indeks": _index(row.indeks, rinci=True),
            }
            for row in below
        ],
    }  # fmt: skip


def _index(indeks: Indeks | None, *, rinci: bool) -> str | None:
    if indeks is None:
        return None
    return str(indeks.nilai) if rinci else f"{indeks.nilai:.0f}"


def _measure(row: selectors.BarisIndikator) -> dict[str, Any]:
    hidden = row.indikator is None or row.kena.samar
    return {
        "kode": row.ukuran.kode, "nama": row.ukuran.nama, "dimensi": row.dimensi, "bobot": str(row.ukuran.bobot),
        "definisi": row.indikator.definisi if row.indikator else "", "dihitung": row.indikator is not None,
        "kena": None if hidden else row.kena.jumlah,
    }  # fmt: skip
