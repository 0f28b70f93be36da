"""The succession pool (KRS) of a seat: boxes 7 to 9 of a published run among those who may come from their own post, in the
order of the run, each with the requirements of the seat and the evidence for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.kelompok_kecil import hide_in_line
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.selectors.unit import unit_names
from asn_portal.core.sql import fetch
from jabatan.aturan.kecocokan import Fakta
from jabatan.enums import STRUKTURAL, JenisJabatan
from jabatan.models import Jabatan, RincianJabatan
from jabatan.selectors.calon import SEBAB, SISA_TAHUN, SUMBER, sources_of
from jabatan.selectors.cocok import Kriteria, criteria, facts_of
from jabatan.selectors.jabatan import Kursi, seat_on
from jabatan.selectors.perlu import compose
from jabatan.selectors.syarat import SyaratSatu, requirements_of
from merit import permissions, permissions_suksesi
from merit.aturan.talenta import BOBOT_TARGET, MasukanTarget, kepka411_target
from merit.enums import JenisInstrumen
from merit.enums_talenta import StatusUji
from merit.mesin import order_of
from merit.models import Nilai, PilihanSuksesi, Putaran, RencanaSuksesi, UjiTeknis
from merit.selectors.penjelasan import decimal_of, total_of
from merit.selectors.putaran import word_of_jenjang
from merit.susunan import Susunan

# A pool longer than this is no shortlist; the rest is counted.
TERBANYAK = 100
# Whole numbers and exact decimals: nothing is rounded before it is compared. Whoever has no result of the technical test has no
# final score and stands after those who have one, in the order of the run.
URUT = """
SELECT nilai.pegawai_id FROM merit_nilai AS nilai
  LEFT JOIN merit_ujiteknis AS uji ON %(teknis)s > 0 AND uji.rencana_id = %(rencana)s AND uji.pegawai_id = nilai.pegawai_id
   AND uji.status = 'berlaku'
 WHERE nilai.putaran = %(nomor)s AND nilai.pegawai_id = ANY(%(orang)s::uuid[])
 ORDER BY uji.nilai IS NULL, %(talenta)s * nilai.total + %(teknis)s * %(skala)s * uji.nilai DESC NULLS LAST, ATURAN, nilai.pegawai_id
 LIMIT %(batas)s
"""
# Who comes into question at all for the seat, by the map of jabatan: those left out are counted by reason, never named.
ASAL = "SELECT id, coalesce(sebab, '') FROM sumber"


@dataclass(frozen=True)
class Calon:
    """One person of the pool: the place, the box, both axes, the requirements of the seat."""

    urut: int
    pegawai_id: UUID
    nama: str
    jabatan: str
    unit: str
    kotak: int
    y: Any
    x: Any
    total: Any
    kriteria: list[Kriteria]
    uji: UjiTeknis | None = None
    # By the weights of the target post; None without a result of the test, which is no zero.
    skor_akhir: Decimal | None = None

    @property
    def kurang(self) -> list[Kriteria]:
        return [one for one in self.kriteria if one.syarat.wajib and not one.memenuhi]

    @property
    def layak(self) -> bool:
        """Meets every obligatory requirement of the post. Dasar: PP 11/2017 jo PP 17/2020."""
        return not self.kurang


@dataclass(frozen=True)
class Bobot:
    """Percent of the talent score and of the technical test for a target post."""

    jabatan: str
    talenta: int
    teknis: int


def weights_of(jabatan: Jabatan) -> Bobot | None:
    """None for posts that the rule does not name. Dasar: Keputusan Kepala BKN 411/2025 Tabel 14 dan 16."""
    row = BOBOT_TARGET.get(jabatan.jenis)
    return None if row is None else Bobot(jabatan.jenis, row["talenta"], row["teknis"])


def final_score(bobot: Bobot, talenta: Decimal, teknis: Decimal) -> Decimal:
    asked = MasukanTarget(jabatan_target=bobot.jabatan, skor_talenta=talenta, nilai_teknis=teknis)
    return Decimal(kepka411_target(asked)["skor_akhir"])


@dataclass(frozen=True)
class Kelompok:
    """The pool with what stands around it."""

    syarat: list[SyaratSatu]
    calon: list[Calon]
    banyak: int
    # Why people of the right posts are not in it: words, and how many (None: fewer than five).
    dikecualikan: list[tuple[str, int | None]]
    # The account's own person is in it: nothing is shown then.
    diri: bool = False
    bobot: Bobot | None = None

    @property
    def tanpa_uji(self) -> int:
        return sum(1 for one in self.calon if one.uji is None)


def latest_run(pengguna: Pengguna) -> Putaran | None:
    """The newest published talent run of the whole agency or a part of it."""
    rows = permissions.visible_runs(pengguna).filter(status="terbit", versi__instrumen__jenis=JenisInstrumen.TALENTA)
    return rows.exclude(daftar_pengganti__status="terbit").order_by("-pada", "-nomor").first()


def seats_listed(pengguna: Pengguna, kueri: Mapping[str, str]) -> QuerySet[RincianJabatan]:
    """Posts for which a plan can be made, the managerial ones first asked for; by name."""
    rows = permissions_suksesi.seats_in_reach(pengguna).exclude(jabatan__jenis=JenisJabatan.PEJABAT_NEGARA)
    kata = kueri.get("q", "").strip()[:100]
    jenis = kueri.get("jenis", "")
    rows = (
        rows.filter(jabatan__jenis=jenis)
        if jenis in JenisJabatan.values
        else rows.filter(jabatan__jenis__in=STRUKTURAL)
    )
    if kata:
        rows = rows.filter(nama__icontains=kata)
    return rows.select_related("jabatan").order_by("jabatan__jenis", "nama", "jabatan_id")


def plans_listed(pengguna: Pengguna, kueri: Mapping[str, str]) -> QuerySet[RencanaSuksesi]:
    rows = permissions_suksesi.visible_plans(pengguna).select_related("putaran", "dibuat_oleh")
    if keadaan := kueri.get("keadaan"):
        rows = rows.filter(status=keadaan)
    return rows.order_by("status", "-dibuat_pada", "id")


def pool_of(rencana: RencanaSuksesi, pengguna: Pengguna) -> Kelompok:
    """As the run and the map of its day had it; the day of the plan decides about requirements."""
    hari = akses(pengguna).tanggal
    kursi = seat_on(rencana.jabatan, hari)
    if kursi is None:
        return Kelompok([], [], 0, [])
    needs = requirements_of(rencana.jabatan_id, hari)
    found = _sources(kursi, needs, hari)
    ids = [pk for pk, sebab in found if not sebab]
    mine = akses(pengguna).orang_id
    rows = _boxes(rencana.putaran, ids)
    if mine is not None and _boxes(rencana.putaran, [pk for pk, _ in found]).filter(pegawai_id=mine).exists():
        return Kelompok(needs, [], 0, [], diri=True)
    return Kelompok(
        needs,
        _dress(rencana, needs, rows, hari),
        rows.count(),
        _left_out(rencana, found),
        bobot=weights_of(rencana.jabatan),
    )


def is_candidate(rencana: RencanaSuksesi, pengguna: Pengguna) -> bool:
    mine = akses(pengguna)
    if mine.orang_id is None:
        return False
    kursi = seat_on(rencana.jabatan, mine.tanggal)
    if kursi is None:
        return False
    ids = [pk for pk, _ in _sources(kursi, requirements_of(rencana.jabatan_id, mine.tanggal), mine.tanggal)]
    return _boxes(rencana.putaran, ids).filter(pegawai_id=mine.orang_id).exists()


def _sources(kursi: Kursi, needs: list[SyaratSatu], hari: date) -> list[tuple[UUID, str]]:
    """People whose own post is one of those from which the seat is filled, each with why he is left out."""
    seat = kursi.jabatan
    asal, rumpun = sources_of(kursi, needs)
    return [
        (pk, sebab)
        for pk, sebab in fetch(
            compose(ASAL, SUMBER), jabatan=seat.pk, instansi=seat.instansi_id, hari=hari, asal=asal, rumpun=rumpun,
            bup=kursi.rincian.bup, manajerial=seat.jenis in STRUKTURAL, sisa=SISA_TAHUN,
        )
    ]  # fmt: skip


def _boxes(putaran: Putaran, ids: list[UUID]) -> QuerySet[Nilai]:
    rows = Nilai.objects.filter(putaran=putaran.nomor, pegawai_id__in=ids, kotak__gte=permissions.MULAI_CALON)
    return rows.select_related("pegawai")


def _left_out(rencana: RencanaSuksesi, found: list[tuple[UUID, str]]) -> list[tuple[str, int | None]]:
    counts: dict[str, int] = {}
    for _, sebab in found:
        if sebab:
            counts[sebab] = counts.get(sebab, 0) + 1
    open_ids = [pk for pk, sebab in found if not sebab]
    states = {"belum_lengkap": 0, "tidak_memenuhi": 0, "bawah": 0}
    rows = Nilai.objects.filter(putaran=rencana.putaran.nomor, pegawai_id__in=open_ids)
    for status, kotak in rows.values_list("status", "kotak"):
        if kotak is None:
            states[status] = states.get(status, 0) + 1
        elif kotak < permissions.MULAI_CALON:
            states["bawah"] += 1
    words = [(SEBAB[kode], n) for kode, n in counts.items()]
    words += [
        ("Data putarannya belum lengkap", states["belum_lengkap"]),
        ("Gerbang putaran tertutup", states["tidak_memenuhi"]),
        ("Kotak 1 sampai 6", states["bawah"]),
    ]
    return untold([(kata, n) for kata, n in words if n])


def untold(words: list[tuple[str, int]]) -> list[tuple[str, int | None]]:
    """How many hold such a post is on the map: a reason with few persons takes another one with it. Where nothing is left to
    hide behind, the reasons are not told at all.
    """
    hidden = hide_in_line([n for _, n in words], MIN_AGREGAT)
    if hidden and len(hidden) == len(words):
        return [("Sebabnya tidak dirinci", None)]
    return [(kata, None if at in hidden else n) for at, (kata, n) in enumerate(words)]


def _dress(rencana: RencanaSuksesi, needs: list[SyaratSatu], rows: QuerySet[Nilai], hari: date) -> list[Calon]:
    susunan = rencana.putaran.versi.susunan
    scales = {sumbu.kode: sumbu.skala for sumbu in susunan.sumbu}
    ordered, bobot = _ordered(rencana, rows), weights_of(rencana.jabatan)
    tests = {one.pegawai_id: one for one in rencana.daftar_uji_teknis.berlaku()} if bobot else {}
    facts = facts_of([row.pegawai_id for row in ordered], hari)
    units = unit_names({row.unit_id for row in ordered if row.unit_id}, hari)
    return [
        Calon(
            place, row.pegawai_id, row.pegawai.nama_lengkap, row.pegawai.jabatan_kini or word_of_jenjang(row.jenjang),
            units.get(row.unit_id, ""), row.kotak or 0, decimal_of(row.y, scales["y"]),
            decimal_of(row.x, scales.get("x", 1)), total_of(susunan, row.total),
            criteria(needs, facts.get(row.pegawai_id, Fakta())), tests.get(row.pegawai_id),
            _with_test(susunan, bobot, row, tests.get(row.pegawai_id)),
        )
        for place, row in enumerate(ordered, 1)
    ]  # fmt: skip


def _with_test(susunan: Susunan, bobot: Bobot | None, row: Nilai, uji: UjiTeknis | None) -> Decimal | None:
    total = total_of(susunan, row.total)
    return None if bobot is None or uji is None or total is None else final_score(bobot, total, uji.nilai)


def _ordered(rencana: RencanaSuksesi, rows: QuerySet[Nilai]) -> list[Nilai]:
    """By the final score, where a test counts and is known; then by the run's own rule of ties; at last by the person's key, so
    that the order is the same every time.
    """
    susunan, bobot = rencana.putaran.versi.susunan, weights_of(rencana.jabatan)
    ids = list(rows.values_list("pegawai_id", flat=True))
    keys = fetch(
        URUT.replace("ATURAN", order_of(susunan), 1), nomor=rencana.putaran.nomor, orang=ids, batas=TERBANYAK, rencana=rencana.pk,
        talenta=bobot.talenta if bobot else 0, teknis=bobot.teknis if bobot else 0,
        skala=susunan.sumbu[0].skala * len(susunan.sumbu),
    )  # fmt: skip
    by_key = {row.pegawai_id: row for row in rows.filter(pegawai_id__in=[key for (key,) in keys])}
    return [by_key[key] for (key,) in keys]


def may_see_test(pengguna: Pengguna, uji: UjiTeknis) -> bool:
    """Not the own one, and not by a candidate."""
    return akses(pengguna).orang_id != uji.pegawai_id and not is_candidate(uji.rencana, pengguna)


def tests_of(rencana: RencanaSuksesi, pengguna: Pengguna) -> list[tuple[UjiTeknis, dict[str, bool]]]:
    """Every result and every correction, never the own ones, with what may be done with each."""
    rows = rencana.daftar_uji_teknis.select_related(
        "pegawai", "dicatat_oleh", "ditandatangani_oleh", "rencana", "mengganti"
    )
    mine = akses(pengguna).orang_id
    rows = rows if mine is None else rows.exclude(pegawai_id=mine)
    works = permissions_suksesi.can_record_test(pengguna, rencana)
    waiting = {row.pegawai_id for row in rows if row.status == StatusUji.MENUNGGU}
    return [
        (row, {
            "koreksi": works and row.status == StatusUji.BERLAKU and row.pegawai_id not in waiting,
            "tanda_tangan": row.status == StatusUji.MENUNGGU and permissions_suksesi.can_sign_test(pengguna, row),
        })
        for row in rows.order_by("pegawai__nama", "pegawai_id", "dicatat_pada", "pk")
    ]  # fmt: skip


def choices_of(rencana: RencanaSuksesi, pengguna: Pengguna) -> list[tuple[PilihanSuksesi, dict[str, bool]]]:
    mine = akses(pengguna).orang_id
    rows = rencana.daftar_pilihan.select_related(
        "pegawai", "diusulkan_oleh", "ditandatangani_oleh", "rencana", "sidang"
    )
    if mine is not None:
        rows = rows.exclude(pegawai_id=mine)
    return [
        (row, permissions_suksesi.choice_actions(pengguna, row)) for row in rows.order_by("status", "diusulkan_pada")
    ]


def seat_in_reach(pengguna: Pengguna, jabatan_id: UUID) -> RincianJabatan | None:
    rows = permissions_suksesi.seats_in_reach(pengguna).filter(jabatan_id=jabatan_id)
    return rows.exclude(jabatan__jenis=JenisJabatan.PEJABAT_NEGARA).select_related("jabatan").first()


def seat_words(rincian: RincianJabatan, hari: date) -> tuple[str, str]:
    return rincian.nama, unit_names([rincian.unit_id], hari).get(rincian.unit_id, "")


def units_of(rows: list[RincianJabatan], hari: date) -> dict[UUID, str]:
    return unit_names({row.unit_id for row in rows}, hari)
