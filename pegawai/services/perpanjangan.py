"""Renewal rounds: opened for a month, proposed by HR of the unit, decided by HR of the province. Whole sets at once, and
each row asked about anew: one that may not go stays where it is and carries the sentence why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.banyak import HasilBanyak
from asn_portal.core.enums import KelompokKabar, Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, require
from asn_portal.core.services.tugas import BILA_KELIRU, Kabar, notify_all
from asn_portal.core.templatetags.bentuk import bulan_tahun, tanggal
from asn_portal.core.workflow import check_transition
from pegawai import permissions
from pegawai.aturan.alur_perpanjangan import ALUR_PUTARAN
from pegawai.aturan.perjanjian import KerjaParuhWaktu, batas_masa
from pegawai.enums import PutusanPerjanjian, StatusButir, StatusPutaran
from pegawai.models import ButirPutaran, PutaranPerjanjian
from pegawai.services.syarat_perpanjangan import (
    Usul,
    cannot_become,
    outside,
    paper_stands,
    proposed_end,
    said,
    unlawful_terms,
)

DASAR = "PP 49/2018; KepmenPANRB 16/2025"
DIRI_SENDIRI = "Ini perjanjian Anda sendiri. Minta pengelola lain yang memutuskannya."
USUL_SENDIRI = "Anda sendiri yang mengusulkannya. Keputusan dari pengelola lain."
TUTUP = "Putaran ini sudah ditutup. Buka lagi dulu bila ada yang belum selesai."


# -- the round -----------------------------------------------------------------------------------------------------

# Who is in the round: everybody whose contract ends in the month and who has none after it.
CALON = """
SELECT orang.id, kontrak.id, orang.unit_kini_id, orang.jenis, coalesce(nullif(orang.jabatan_kini, ''), kontrak.jabatan),
       upper(kontrak.berlaku) - 1, upper(kontrak.berlaku), orang.tanggal_lahir
FROM pegawai_perjanjiankerja AS kontrak
JOIN pegawai_pegawai AS orang ON orang.id = kontrak.pegawai_id AND orang.ditarik_pada IS NULL
 AND orang.instansi_id = %(instansi)s AND orang.jenis IN ('pppk', 'pppk_paruh_waktu')
WHERE upper_inf(kontrak.tercatat) AND upper(kontrak.berlaku) - 1 >= %(bulan)s
  AND upper(kontrak.berlaku) - 1 < %(bulan)s::date + interval '1 month'
  AND NOT EXISTS (SELECT FROM pegawai_perjanjiankerja AS lanjut
                  WHERE lanjut.pegawai_id = kontrak.pegawai_id AND upper_inf(lanjut.tercatat)
                    AND lower(lanjut.berlaku) >= upper(kontrak.berlaku))
  AND NOT EXISTS (SELECT FROM pegawai_butirputaran AS ada
                  WHERE ada.putaran_id = %(putaran)s AND ada.pegawai_id = orang.id)
ORDER BY orang.id
"""


@perubahan
def open_round(*, bulan: date, batas_usul: date, by: Pengguna) -> PutaranPerjanjian:
    """Everybody whose contract ends in this month comes onto one list, and HR of their units is told."""
    require(permissions.can_open_round(by))
    row = PutaranPerjanjian(
        instansi_id=by.instansi_id, bulan=bulan.replace(day=1), batas_usul=batas_usul, dibuka_oleh=by
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError(
            f"Putaran untuk {bulan_tahun(bulan)} sudah dibuka. Buka dari daftar putaran.", galat="putaran_sudah_ada"
        ) from refused
    added = take_in(row)
    if not added:
        raise DomainError(
            f"Tidak ada perjanjian yang berakhir pada {bulan_tahun(bulan)} tanpa lanjutan.", galat="putaran_kosong"
        )
    record_jejak(row, "putaran_dibuka", by=by, rincian={"bulan": row.bulan.isoformat(), "orang": added})
    _tell_units(row, by)
    return row


@perubahan
def refresh_round(putaran_id: UUID, *, by: Pengguna) -> int:
    """People whose contracts were recorded since join; nobody leaves. Returns how many joined."""
    row = _lock_open(putaran_id, by)
    added = take_in(row)
    record_jejak(row, "putaran_diperbarui", by=by, rincian={"orang": added})
    return added


def take_in(row: PutaranPerjanjian) -> int:
    """The candidates of this moment, with what the law allows each."""
    with connection.cursor() as cursor:
        cursor.execute(CALON, {"instansi": row.instansi_id, "bulan": row.bulan, "putaran": row.pk})
        found = cursor.fetchall()
    butir = []
    for orang, kontrak, unit, jenis, jabatan, berakhir, mulai, lahir in found:
        batas = batas_masa(jenis, mulai=mulai, jabatan=jabatan, tanggal_lahir=lahir)
        butir.append(
            ButirPutaran(
                putaran=row, pegawai_id=orang, perjanjian_id=kontrak, unit_id=unit, jenis=jenis, jabatan=jabatan,
                berakhir=berakhir, mulai=mulai, batas=batas.terakhir, sebab_batas=batas.sebab,
            )
        )  # fmt: skip
    ButirPutaran.objects.bulk_create(butir, batch_size=2000)
    return len(butir)


# HR of each unit that has somebody in the round, by the tree of that day.
PENGELOLA = """
SELECT DISTINCT peran.pengguna_id
FROM core_penugasanperan AS peran
JOIN core_jalurunit AS atas ON atas.unit_id = peran.unit_id AND atas.berlaku @> %(hari)s::date
WHERE peran.peran = %(peran)s AND upper_inf(peran.tercatat) AND peran.berlaku @> %(hari)s::date
  AND EXISTS (SELECT FROM pegawai_butirputaran AS butir
              JOIN core_jalurunit AS letak ON letak.unit_id = butir.unit_id AND letak.berlaku @> %(hari)s::date
              WHERE butir.putaran_id = %(putaran)s AND letak.jalur <@ atas.jalur)
"""


def _tell_units(row: PutaranPerjanjian, by: Pengguna) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PENGELOLA, {"hari": timezone.localdate(), "peran": Peran.ADMIN_UNIT.value, "putaran": row.pk})
        ids = [pk for (pk,) in cursor.fetchall()]
    url = reverse("pegawai:putaran_detail", args=[row.pk])
    notify_all([
        Kabar(
            account, f"Putaran perpanjangan perjanjian {bulan_tahun(row.bulan)} dibuka",
            f"Usulkan keputusan untuk pegawai unit Anda paling lambat {tanggal(row.batas_usul)}.", url, KelompokKabar.DATA,
            "Perjanjian kerja pegawai di unit Anda berakhir pada bulan itu.", DASAR, by.nama, BILA_KELIRU,
        )
        for account in Pengguna.objects.filter(pk__in=ids, is_active=True).exclude(pk=by.pk)
    ])  # fmt: skip


def _lock_round(putaran_id: UUID) -> PutaranPerjanjian:
    return PutaranPerjanjian.objects.select_for_update(of=("self",)).get(pk=putaran_id)


def _lock_open(putaran_id: UUID, by: Pengguna) -> PutaranPerjanjian:
    row = _lock_round(putaran_id)
    require(permissions.can_manage_round(by, row))
    if row.status != StatusPutaran.DIBUKA:
        raise DomainError(TUTUP, galat="putaran_tutup")
    return row


@perubahan
def close_round(putaran_id: UUID, *, by: Pengguna) -> PutaranPerjanjian:
    """Nothing waits any more: every row is done or was given up."""
    row = _lock_open(putaran_id, by)
    waiting = row.daftar_butir.exclude(status__in=[StatusButir.SELESAI, StatusButir.GUGUR])
    waiting = waiting.exclude(status=StatusButir.DISETUJUI, putusan=PutusanPerjanjian.TIDAK)
    if count := waiting.count():
        raise DomainError(
            f"Masih ada {count} orang yang belum selesai. Selesaikan atau hentikan dulu barisnya.",
            galat="belum_selesai",
        )
    _end(row, StatusPutaran.DITUTUP, by=by)
    record_jejak(row, "putaran_ditutup", by=by)
    return row


@perubahan
def cancel_round(putaran_id: UUID, *, alasan: str, by: Pengguna) -> PutaranPerjanjian:
    """Opened by mistake: nothing was recorded in anybody's file yet."""
    row = _lock_open(putaran_id, by)
    if row.daftar_butir.exclude(perjanjian_baru=None).exists() or row.daftar_butir.exclude(naskah=None).exists():
        raise DomainError(
            "Sebagian perjanjian sudah dibuat naskahnya, jadi putaran ini tidak dapat dibatalkan.", galat="sudah_terbit"
        )
    row.alasan = alasan
    _end(row, StatusPutaran.DIBATALKAN, by=by)
    record_jejak(row, "putaran_dibatalkan", by=by, alasan=alasan)
    return row


def _end(row: PutaranPerjanjian, status: StatusPutaran, *, by: Pengguna) -> None:
    check_transition(ALUR_PUTARAN, row.status, status)
    row.status, row.selesai_oleh, row.selesai_pada = status, by, timezone.now()
    row.save()


@perubahan
def reopen_round(putaran_id: UUID, *, by: Pengguna) -> PutaranPerjanjian:
    row = _lock_round(putaran_id)
    require(permissions.can_manage_round(by, row))
    check_transition(ALUR_PUTARAN, row.status, StatusPutaran.DIBUKA)
    row.status, row.selesai_oleh, row.selesai_pada = StatusPutaran.DIBUKA, None, None
    row.save()
    record_jejak(row, "putaran_dibuka_lagi", by=by)
    return row


# -- many rows at once -----------------------------------------------------------------------------------------------


Periksa = Callable[[ButirPutaran], str]


@perubahan
def propose_many(putaran_id: UUID, ids: Sequence[UUID], *, usul: Usul, by: Pengguna) -> HasilBanyak:
    """HR of the unit (or of the province) proposes; each row by the law and by the rights of this moment."""
    putaran, rows = _chosen(putaran_id, ids, by)
    ends = {row.pk: proposed_end(row, usul) for row in rows}

    def wrong(row: ButirPutaran) -> str:
        return (
            cannot_become(row, StatusButir.DIUSULKAN)
            or outside(row, usul, ends[row.pk])
            or unlawful_terms(row, usul.kerja)
        )

    now = timezone.now()

    def write(row: ButirPutaran) -> None:
        row.status, row.putusan, row.sampai, row.alasan = StatusButir.DIUSULKAN, usul.putusan, ends[row.pk], usul.alasan
        row.diusulkan_oleh, row.diusulkan_pada, row.catatan = by, now, ""
        row.diputuskan_oleh = row.diputuskan_pada = None
        if usul.kerja is not None:
            row.jam_per_minggu, row.upah = usul.kerja.jam, usul.kerja.upah

    return _go(putaran, rows, wrong, write, "perpanjangan_diusulkan", by=by, alasan=usul.alasan)


@perubahan
def approve_many(putaran_id: UUID, ids: Sequence[UUID], *, catatan: str, by: Pengguna) -> HasilBanyak:
    """HR of the province agrees; never to what the same account proposed, never about oneself."""
    require(permissions.can_decide_round(by))
    putaran, rows = _chosen(putaran_id, ids, by)

    def wrong(row: ButirPutaran) -> str:
        own = USUL_SENDIRI if row.diusulkan_oleh_id == by.pk else ""
        terms = KerjaParuhWaktu(row.jam_per_minggu, row.upah)
        return (
            cannot_become(row, StatusButir.DISETUJUI)
            or own
            or outside(row, said(row), row.sampai)
            or unlawful_terms(row, terms)
        )

    now = timezone.now()

    def write(row: ButirPutaran) -> None:
        row.status, row.diputuskan_oleh, row.diputuskan_pada, row.catatan = StatusButir.DISETUJUI, by, now, catatan

    return _go(putaran, rows, wrong, write, "perpanjangan_disetujui", by=by, alasan=catatan)


@perubahan
def return_many(putaran_id: UUID, ids: Sequence[UUID], *, catatan: str, by: Pengguna) -> HasilBanyak:
    """Back to the unit with a reason; also what was agreed, as long as no paper was made of it."""
    require(permissions.can_decide_round(by))
    putaran, rows = _chosen(putaran_id, ids, by)

    def wrong(row: ButirPutaran) -> str:
        return cannot_become(row, StatusButir.DIKEMBALIKAN) or paper_stands(row)

    def write(row: ButirPutaran) -> None:
        row.status, row.catatan = StatusButir.DIKEMBALIKAN, catatan
        row.diputuskan_oleh = row.diputuskan_pada = None

    return _go(putaran, rows, wrong, write, "perpanjangan_dikembalikan", by=by, alasan=catatan)


@perubahan
def drop_many(putaran_id: UUID, ids: Sequence[UUID], *, catatan: str, by: Pengguna) -> HasilBanyak:
    """These are not dealt with in this round (they left, or their contract was recorded elsewhere)."""
    require(permissions.can_decide_round(by))
    putaran, rows = _chosen(putaran_id, ids, by)

    def wrong(row: ButirPutaran) -> str:
        return cannot_become(row, StatusButir.GUGUR) or paper_stands(row)

    def write(row: ButirPutaran) -> None:
        row.status, row.catatan = StatusButir.GUGUR, catatan

    return _go(putaran, rows, wrong, write, "perpanjangan_dihentikan", by=by, alasan=catatan)


def _chosen(putaran_id: UUID, ids: Sequence[UUID], by: Pengguna) -> tuple[PutaranPerjanjian, list[ButirPutaran]]:
    """The round stands still as seen; the rows are held in one order, so that two acts wait for each other."""
    putaran = PutaranPerjanjian.objects.select_for_update(of=("self",), no_key=True).get(pk=putaran_id)
    require(permissions.can_work_in_round(by, putaran))
    if putaran.status != StatusPutaran.DIBUKA:
        raise DomainError(TUTUP, galat="putaran_tutup")
    rows = ButirPutaran.objects.visible_to(by).filter(putaran=putaran, pk__in=list(ids)).values("pk")
    held = ButirPutaran.objects.select_for_update(of=("self",)).filter(pk__in=rows).order_by("pk")
    found = list(held.select_related("pegawai", "naskah", "perjanjian"))
    if not found:
        raise DomainError("Pilih paling sedikit satu orang yang Anda kelola.", galat="tanpa_pilihan")
    return putaran, found


def _go(
    putaran: PutaranPerjanjian, rows: Sequence[ButirPutaran], wrong: Periksa, write: Callable[[ButirPutaran], None],
    aksi: str, *, by: Pengguna, alasan: str,
) -> HasilBanyak:  # fmt: skip
    """Those that may go, go; the others keep what they had and say why. One statement for all, one act for each."""
    own = akses(by).orang_id
    good = []
    for row in rows:
        row.tertinggal = DIRI_SENDIRI if row.pegawai_id == own else wrong(row)
        if not row.tertinggal:
            write(row)
            good.append(row)
    _store(rows)
    record_jejak(putaran, aksi, by=by, alasan=alasan, rincian={"orang": len(good), "tertinggal": len(rows) - len(good)})
    acts: list[dict[str, Any]] = [
        {
            "objek_id": str(row.pk), "subjek_id": row.pegawai_id, "unit_id": row.pegawai.unit_kini_id, "alasan": alasan,
            "rincian": {"putusan": str(row.putusan), "sampai": row.sampai and row.sampai.isoformat()} | _terms_traced(row),
        }
        for row in good
    ]  # fmt: skip
    record_each(aksi, ButirPutaran._meta.label, acts, by=by)
    return HasilBanyak(len(good), len(rows) - len(good))


def _terms_traced(row: ButirPutaran) -> dict[str, str]:
    terms = {"jam": row.jam_per_minggu, "upah": row.upah}
    return {name: str(value) for name, value in terms.items() if value is not None}


# One short statement: Django's bulk_update takes seconds for thousands of rows.
SIMPAN = """
UPDATE pegawai_butirputaran AS b SET status = x.status, putusan = x.putusan, sampai = x.sampai, alasan = x.alasan,
       diusulkan_oleh_id = x.diusulkan_oleh_id, diusulkan_pada = x.diusulkan_pada,
       diputuskan_oleh_id = x.diputuskan_oleh_id, diputuskan_pada = x.diputuskan_pada, catatan = x.catatan,
       tertinggal = x.tertinggal, jam_per_minggu = x.jam_per_minggu, upah = x.upah
FROM jsonb_to_recordset(%s::jsonb) AS x(id uuid, status text, putusan text, sampai date, alasan text,
       diusulkan_oleh_id uuid, diusulkan_pada timestamptz, diputuskan_oleh_id uuid, diputuskan_pada timestamptz,
       catatan text, tertinggal text, jam_per_minggu numeric, upah numeric)
WHERE b.id = x.id
"""
KOLOM = (
    "id", "status", "putusan", "sampai", "alasan", "diusulkan_oleh_id", "diusulkan_pada", "diputuskan_oleh_id",
    "diputuskan_pada", "catatan", "tertinggal", "jam_per_minggu", "upah",
)  # fmt: skip


def _store(rows: Sequence[ButirPutaran]) -> None:
    values = [{name: getattr(row, name) for name in KOLOM} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(SIMPAN, [json.dumps(values, default=str)])
