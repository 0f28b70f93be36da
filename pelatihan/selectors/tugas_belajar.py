"""Study on duty as pages ask it: of an agency, of one person, with what is owed and what is left of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.templatetags.bentuk import tanggal
from pegawai.models import Pegawai
from pelatihan.aturan.tugas_belajar import bulan_berjalan, semester_wajib
from pelatihan.enums import StatusTugasBelajar
from pelatihan.models import LaporanBelajar, TugasBelajar

S = StatusTugasBelajar
IKATAN = "ikatan"
PILIHAN = [*S.choices, (IKATAN, "Dalam ikatan dinas")]


def studies(pengguna: Pengguna, kueri: Mapping[str, str], hari: date) -> QuerySet[TugasBelajar]:
    """Of people within reach: those that wait first, then running ones by their end."""
    rows = TugasBelajar.objects.visible_to(pengguna).select_related("pegawai", "tingkat")
    if word := kueri.get("q", "").strip():
        rows = rows.filter(
            Q(pegawai__nama__icontains=word) | Q(lembaga__icontains=word) | Q(program_studi__icontains=word)
        )
    state = kueri.get("keadaan", "")
    if state in S.values:
        rows = rows.filter(status=state)
    elif state == IKATAN:
        rows = rows.filter(ikatan_sampai__gte=hari)
    return rows.annotate(laporan=Count("daftar_laporan")).order_by("-mulai", "pk")


def my_studies(pengguna: Pengguna) -> QuerySet[TugasBelajar]:
    return TugasBelajar.objects.milik(pengguna).select_related("tingkat").order_by("-mulai")


@dataclass(frozen=True)
class KeadaanBelajar:
    """Of one study on a day. `sisa_ikatan`: months of service still owed, begun ones counted."""

    semester: int
    laporan: list[LaporanBelajar]
    kurang: list[int]
    sisa_ikatan: int
    persen_ikatan: int


def state_of(row: TugasBelajar, hari: date) -> KeadaanBelajar:
    """One query."""
    reports = list(row.daftar_laporan.select_related("dokumen", "dibaca_oleh").order_by("semester"))
    due = semester_wajib(row.mulai, min(hari, row.kembali_pada or row.selesai)) if row.mulai <= hari else 0
    told = {one.semester for one in reports}
    left, done = _service(row, hari)
    missing = [n for n in range(1, due + 1) if n not in told] if row.status == S.BERJALAN else []
    return KeadaanBelajar(due, reports, missing, left, done)


def _service(row: TugasBelajar, hari: date) -> tuple[int, int]:
    if row.ikatan_sampai is None or row.ikatan_bulan is None or row.kembali_pada is None:
        return 0, 0
    if hari > row.ikatan_sampai:
        return 0, 100
    left = min(bulan_berjalan(max(hari, row.kembali_pada), row.ikatan_sampai), row.ikatan_bulan)
    return left, (row.ikatan_bulan - left) * 100 // row.ikatan_bulan


@dataclass(frozen=True)
class RingkasBelajar:
    menunggu: int
    berjalan: int
    ikatan: int


def summary(pengguna: Pengguna, hari: date) -> RingkasBelajar:
    """One query."""
    found = TugasBelajar.objects.visible_to(pengguna).aggregate(
        menunggu=Count("pk", filter=Q(status__in=(S.DIAJUKAN, S.DISETUJUI))), berjalan=Count("pk", filter=Q(status=S.BERJALAN)),
        ikatan=Count("pk", filter=Q(ikatan_sampai__gte=hari)),
    )  # fmt: skip
    return RingkasBelajar(**found)


def waiting_of_team(pengguna: Pengguna, tim: QuerySet[Pegawai]) -> QuerySet[TugasBelajar]:
    rows = TugasBelajar.objects.filter(pegawai__in=tim, status=S.DIAJUKAN).exclude(pegawai_id=akses(pengguna).orang_id)
    return rows.select_related("pegawai", "tingkat").order_by("mulai", "pk")


def determine_text(row: TugasBelajar) -> str:
    """What will happen."""
    rule = f"Sisa masa kerja {row.sisa_bulan} bulan, paling sedikit {row.minimal_bulan} bulan ({row.dasar_syarat})."
    if not row.dibebaskan:
        return f"{rule} Ia tetap pada jabatannya."
    last = tanggal(row.mulai)
    return f"{rule} Jabatan yang dipegangnya berakhir sehari sebelum {last}; selama belajar ia di luar peta dengan atasan yang ditunjuk."
