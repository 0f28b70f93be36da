"""What a superior sees before the decision, and the team at a glance."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.sql import fetch
from kinerja.enums import JenisEvaluasi, JenisHasil, StatusEvaluasi, StatusSKP
from kinerja.models import SKP, PeriodeKinerja, RencanaHasilKerja
from kinerja.selectors.periode import planning_window
from kinerja.selectors.rencana import IsiRencana
from pegawai.models import Pegawai
from pegawai.models.pegawai import full_name


@dataclass(frozen=True)
class Periksa:
    """One automatic check: in order, or worth a look. It decides nothing."""

    beres: bool
    kalimat: str


def checks_of(skp: SKP, isi: IsiRencana, hari: date) -> list[Periksa]:
    """In the order in which a reader asks."""
    loose, weak = isi.tanpa_tautan, isi.jumlah_petunjuk
    window = planning_window(skp.periode, skp.unit_id, hari)
    receipt = skp.daftar_langkah.filter(ke=StatusSKP.DIAJUKAN).order_by("pada").first()
    late = receipt is not None and receipt.tepat_waktu is False
    return [
        Periksa(
            not loose,
            "Semua hasil utama terhubung ke hasil kerja Anda atau sasaran unit" if not loose
            else f"{loose} hasil utama belum terhubung ke hasil kerja Anda atau sasaran unit",
        ),
        Periksa(
            not weak,
            "Setiap hasil punya ukuran yang dapat diperiksa" if not weak
            else f"{weak} hasil punya rumusan yang dapat diperjelas; lihat petunjuk di barisnya",
        ),
        *([Periksa(not late, "Diajukan tepat waktu" if not late else "Diajukan sesudah batas waktu")] if window else []),
    ]  # fmt: skip


def plan_of_last_year(skp: SKP) -> SKP | None:
    """To lay beside this one."""
    rows = SKP.objects.filter(
        pegawai_id=skp.pegawai_id, tahun=skp.tahun - 1, status__in=[StatusSKP.DISETUJUI, StatusSKP.DIGANTI]
    )
    return rows.order_by("status", "-versi").first()


def decidable(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """Plans that this account may decide today, of these."""
    team = Pegawai.objects.visible_to(pengguna, Sumber.SKP, "v").exclude(pk=akses(pengguna).orang_id)
    rows = SKP.objects.filter(pk__in=ids, pegawai_id__in=team.values("pk"))
    return set(rows.values_list("pk", flat=True))


def own_or_decidable(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """The duty to put a returned plan right is the owner's."""
    own = SKP.objects.filter(pk__in=ids, pegawai_id=akses(pengguna).orang_id).values_list("pk", flat=True)
    return decidable(pengguna, ids) | set(own)


REVISION = "Ini revisi: baca apa yang berubah dan alasannya di halamannya."
LOOSE = "Ada hasil utama yang belum terhubung. Baca dan putuskan di halamannya."
OWN = "Ini rencana Anda sendiri yang dikembalikan; perbaiki di halamannya."


def flags_of(ids: Collection[UUID]) -> dict[UUID, str]:
    """Why a plan is decided by itself: revisions, and main results that hang on nothing."""
    loose = RencanaHasilKerja.objects.filter(skp=OuterRef("pk"), jenis=JenisHasil.UTAMA, rhk_pimpinan=None, iku=None)
    rows = SKP.objects.filter(pk__in=ids).annotate(lepas=Exists(loose)).values_list("pk", "versi", "lepas", "status")
    found = {}
    for pk, versi, lepas, status in rows:
        if status != StatusSKP.DIAJUKAN:
            found[pk] = OWN
        elif versi > 1 or lepas:
            found[pk] = REVISION if versi > 1 else LOOSE
    return found


def next_waiting(pengguna: Pengguna) -> UUID | None:
    """The plan of the own team that has waited longest."""
    team = Pegawai.objects.visible_to(pengguna, Sumber.SKP, "v").exclude(pk=akses(pengguna).orang_id)
    rows = SKP.objects.filter(status=StatusSKP.DIAJUKAN, pegawai_id__in=team.values("pk"))
    found: UUID | None = rows.order_by("diajukan_pada", "pk").values_list("pk", flat=True).first()
    return found


def own_plan(pengguna: Pengguna, periode: PeriodeKinerja) -> UUID | None:
    """The head's own plan of the year, to fill the matrix from: the approved one first."""
    rows = SKP.objects.filter(pegawai_id=akses(pengguna).orang_id, periode=periode).exclude(
        status__in=[StatusSKP.DIBATALKAN, StatusSKP.DIGANTI]
    )
    order = {StatusSKP.DISETUJUI: 0, StatusSKP.DIAJUKAN: 1}
    found = sorted(rows.values_list("pk", "status", "versi"), key=lambda row: (order.get(row[1], 2), -row[2]))
    return found[0][0] if found else None


# -- the team -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisTim:
    """One person of the team in one year. `status` is empty for somebody who has not begun."""

    pegawai_id: UUID
    nama: str
    jabatan: str
    skp_id: UUID | None
    status: str
    versi: int
    utama: int
    tambahan: int
    tanpa_tautan: int
    diajukan_pada: datetime | None
    tepat_waktu: bool | None
    terlambat: bool
    # The last evaluation of the year that has begun.
    evaluasi_id: UUID | None = None
    evaluasi: str = ""
    evaluasi_status: str = ""
    # Proofs of the year, and when the last word of feedback was given.
    bukti: int = 0
    umpan_balik: datetime | None = None


# The plan that a superior would open: the sent one before the approved one; a draft only shows that it was begun.
TEAM = """
SELECT orang.id, orang.nama, orang.gelar_depan, orang.gelar_belakang, orang.jabatan_kini, rencana.id,
       coalesce(rencana.status, ''), coalesce(rencana.versi, 0), rencana.diajukan_pada, tanda.tepat_waktu,
       coalesce(isi.utama, 0), coalesce(isi.tambahan, 0), coalesce(isi.lepas, 0),
       nilai.id, nilai.jenis, nilai.nomor, coalesce(nilai.status, ''),
       (SELECT count(*) FROM kinerja_buktidukung AS bukti WHERE bukti.pegawai_id = orang.id AND bukti.tahun = %(tahun)s),
       (SELECT max(kata.pada) FROM kinerja_umpanbalik AS kata
        WHERE kata.pegawai_id = orang.id AND kata.jenis <> 'ke_atasan' AND kata.pada >= make_date(%(tahun)s, 1, 1)
          AND kata.pada < make_date(%(tahun)s + 1, 1, 1))
FROM pegawai_hubunganatasan AS hubungan
JOIN pegawai_pegawai AS orang ON orang.id = hubungan.pegawai_id AND orang.ditarik_pada IS NULL
LEFT JOIN LATERAL (
    SELECT skp.* FROM kinerja_skp AS skp
    WHERE skp.pegawai_id = orang.id AND skp.tahun = %(tahun)s AND skp.status NOT IN ('diganti', 'dibatalkan')
    ORDER BY array_position(ARRAY['diajukan', 'dikembalikan', 'disetujui', 'draf'], skp.status::text), skp.versi DESC
    LIMIT 1
) AS rencana ON true
LEFT JOIN LATERAL (
    SELECT langkah.tepat_waktu FROM kinerja_langkahskp AS langkah
    WHERE langkah.skp_id = rencana.id AND langkah.ke = 'diajukan' ORDER BY langkah.pada LIMIT 1
) AS tanda ON true
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE rhk.jenis = 'utama') AS utama, count(*) FILTER (WHERE rhk.jenis = 'tambahan') AS tambahan,
           count(*) FILTER (WHERE rhk.jenis = 'utama' AND rhk.rhk_pimpinan_id IS NULL AND rhk.iku_id IS NULL) AS lepas
    FROM kinerja_rencanahasilkerja AS rhk WHERE rhk.skp_id = rencana.id
) AS isi ON true
LEFT JOIN LATERAL (
    SELECT evaluasi.id, evaluasi.jenis, evaluasi.nomor, evaluasi.status FROM kinerja_evaluasi AS evaluasi
    WHERE evaluasi.pegawai_id = orang.id AND evaluasi.tahun = %(tahun)s
    ORDER BY evaluasi.status <> 'dikirim', upper(evaluasi.masa) DESC, evaluasi.jenis LIMIT 1
) AS nilai ON true
WHERE hubungan.atasan_id = %(atasan)s AND upper_inf(hubungan.tercatat) AND hubungan.berlaku @> %(hari)s::date
ORDER BY orang.nama, orang.id
"""


def team_board(pengguna: Pengguna, periode: PeriodeKinerja, hari: date) -> list[BarisTim]:
    """Everybody whose superior this account's person is today. One query, besides the window."""
    mine = akses(pengguna)
    person = Pegawai.objects.filter(pk=mine.orang_id).first()
    window = planning_window(periode, person.unit_kini_id if person else None, hari)
    late = window is not None and window.is_late(hari)
    rows = fetch(TEAM, tahun=periode.tahun, atasan=mine.orang_id, hari=hari)
    return [_member(row, late, periode.tahun) for row in rows]


def _member(row: tuple[Any, ...], late: bool, tahun: int) -> BarisTim:
    pk, nama, depan, belakang, jabatan, skp_id, status, versi, sent, in_time, utama, tambahan, lepas, *rated = row
    rated_id, jenis, nomor, rated_status, proofs, word = rated
    # A draft is the writer's own: that it was begun is told, what stands in it is not.
    drafted = status == StatusSKP.DRAF
    waiting = status in {"", StatusSKP.DRAF, StatusSKP.DIKEMBALIKAN}
    return BarisTim(
        pk, full_name(nama, depan, belakang), jabatan, None if drafted else skp_id, status, versi, 0 if drafted else utama,
        0 if drafted else tambahan, 0 if drafted else lepas, sent, in_time, late and waiting, rated_id,
        JenisEvaluasi(jenis).named(tahun, nomor) if rated_id else "", rated_status, proofs, word,
    )  # fmt: skip


def counted(rows: list[BarisTim]) -> dict[str, int]:
    """For the head of the page."""
    return {
        "semua": len(rows),
        "menunggu": sum(row.status == StatusSKP.DIAJUKAN for row in rows),
        "disetujui": sum(row.status == StatusSKP.DISETUJUI for row in rows),
        "belum": sum(row.status in {"", StatusSKP.DRAF, StatusSKP.DIKEMBALIKAN} for row in rows),
        "terlambat": sum(row.terlambat for row in rows),
        "nilai": sum(row.evaluasi_status in {StatusEvaluasi.DIKIRIM, StatusEvaluasi.DINILAI} for row in rows),
    }
