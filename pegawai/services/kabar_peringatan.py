"""Telling people what comes, once for each event and stage, and giving HR of a unit one duty a month about all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar, Peran
from asn_portal.core.models import JalurUnit, Pengguna, PenugasanPeran, UnitKerja
from asn_portal.core.permissions import require
from asn_portal.core.regulasi import add_bulan
from asn_portal.core.relasi import Relasi, fetch_with
from asn_portal.core.services.tugas import BILA_KELIRU, SISTEM, Kabar, assign_tugas, close_tugas, notify_all
from asn_portal.core.templatetags.bentuk import bulan_tahun, tanggal
from pegawai import permissions
from pegawai.models import UrusanPeringatan
from pegawai.peringatan import JenisPeringatan, counted_peringatan, find_peringatan

TUGAS_BULANAN = "pegawai.urusan_peringatan"
# So many notices in one transaction.
SEKALI = 500

# Of every event ahead the most urgent stage that is reached, unless that one or a later one was told already.
DUE = """
WITH dekat AS (
    SELECT DISTINCT ON (satu.pegawai_id, satu.jenis, satu.kunci)
           satu.pegawai_id, satu.jenis, satu.kunci, satu.tanggal, satu.rincian, tahap.hari AS tahap
    FROM pegawai_peringatan AS satu
    JOIN {tahap} ON tahap.jenis = satu.jenis AND satu.tanggal <= %(hari)s::date + tahap.hari
    JOIN pegawai_pegawai AS orang ON orang.id = satu.pegawai_id AND orang.ditarik_pada IS NULL
    JOIN core_pengguna AS akun ON akun.id = orang.pengguna_id AND akun.is_active
    WHERE satu.tanggal >= %(hari)s::date
    ORDER BY satu.pegawai_id, satu.jenis, satu.kunci, tahap.hari
), baru AS (
    SELECT dekat.* FROM dekat WHERE NOT EXISTS (
        SELECT FROM pegawai_kabarperingatan AS lama WHERE lama.pegawai_id = dekat.pegawai_id AND lama.jenis = dekat.jenis
          AND lama.kunci = dekat.kunci AND lama.tahap <= dekat.tahap)
    ORDER BY dekat.pegawai_id, dekat.jenis, dekat.kunci LIMIT %(sekali)s
), ditulis AS (
    INSERT INTO pegawai_kabarperingatan (pegawai_id, jenis, kunci, tahap, pada)
    SELECT pegawai_id, jenis, kunci, tahap, %(saat)s FROM baru
    ON CONFLICT DO NOTHING RETURNING pegawai_id, jenis, kunci
)
SELECT orang.pengguna_id, atas.pengguna_id, orang.id, orang.nama, baru.jenis, baru.tanggal, baru.rincian::text
FROM baru JOIN ditulis USING (pegawai_id, jenis, kunci)
JOIN pegawai_pegawai AS orang ON orang.id = baru.pegawai_id
LEFT JOIN pegawai_hubunganatasan AS hubungan ON hubungan.pegawai_id = orang.id AND upper_inf(hubungan.tercatat)
      AND hubungan.berlaku @> %(hari)s::date
LEFT JOIN pegawai_pegawai AS atas ON atas.id = hubungan.atasan_id
ORDER BY baru.tanggal, orang.id
"""


def tell_people(hari: date | None = None) -> int:
    """Notices of this day; a second run on the same day tells nothing more. Returns how many events were told."""
    hari, told = hari or timezone.localdate(), 0
    while part := _tell_some(hari):
        told += part
    return told


@transaction.atomic
def _tell_some(hari: date) -> int:
    stages = tuple((kind.kunci, days) for kind in counted_peringatan() for days in kind.tahap)
    relasi = Relasi("tahap", {"jenis": "text", "hari": "int"}, stages)
    rows = fetch_with(DUE, relasi, hari=hari, sekali=SEKALI, saat=timezone.now())
    accounts = Pengguna.objects.in_bulk({pk for row in rows for pk in row[:2] if pk is not None})
    notify_all([kabar for row in rows for kabar in _notices(row, accounts)])
    return len(rows)


def _notices(row: tuple[Any, ...], accounts: dict[UUID, Pengguna]) -> list[Kabar]:
    """To the person; and to the superior where he has something to prepare. No figures: those stand on the page."""
    own, boss, person_id, nama, jenis, day, _ = row
    kind = find_peringatan(jenis)
    assert kind is not None
    notices = [
        Kabar(
            accounts[own], f"{kind.judul}: {tanggal(day)}", kind.langkah({}), reverse("pegawai:peringatan_saya"),
            KelompokKabar.DATA, "Menurut berkas kepegawaian Anda, hari ini perlu Anda ketahui sebelumnya.", kind.dasar,
            SISTEM, BILA_KELIRU,
        )
    ]  # fmt: skip
    if kind.kabar_atasan and boss in accounts and accounts[boss].is_active:
        notices.append(
            Kabar(
                accounts[boss], f"{kind.judul} bagi anggota tim Anda: {tanggal(day)}",
                f"{nama}. Bicarakan rencananya dan siapkan pekerjaannya.",
                reverse("pegawai:peringatan_pegawai", args=[person_id]), KelompokKabar.DATA, "Anda atasan pegawai ini.",
                kind.dasar, SISTEM, BILA_KELIRU,
            )
        )  # fmt: skip
    return notices


# -- duties of HR ------------------------------------------------------------------------------------------

# What falls due for HR in a month, by perangkat daerah: the events whose day, less the days of preparation, lies in it.
WORK = """
SELECT satu.unit_id, satu.jenis, min(satu.tanggal), max(satu.tanggal), count(*)
FROM (
    SELECT peringatan.jenis, peringatan.tanggal, puncak.unit_id
    FROM pegawai_peringatan AS peringatan
    JOIN {siap} ON siap.jenis = peringatan.jenis
     AND peringatan.tanggal >= %(awal)s::date + siap.hari AND peringatan.tanggal < %(akhir)s::date + siap.hari
    JOIN pegawai_keanggotaanunit AS anggota ON anggota.pegawai_id = peringatan.pegawai_id AND upper_inf(anggota.tercatat)
     AND anggota.berlaku @> %(hari)s::date
    JOIN core_jalurunit AS letak ON letak.unit_id = anggota.unit_id AND letak.berlaku @> %(hari)s::date
    JOIN core_jalurunit AS puncak ON puncak.jalur = subpath(letak.jalur, 0, least(nlevel(letak.jalur), 2))
     AND puncak.berlaku @> %(hari)s::date
) AS satu
WHERE %(unit)s::uuid IS NULL OR satu.unit_id = %(unit)s::uuid
GROUP BY satu.unit_id, satu.jenis
"""


def _preparing() -> list[JenisPeringatan]:
    return [kind for kind in counted_peringatan() if kind.hr_hari]


def _work(bulan: date, hari: date, unit_id: UUID | None = None) -> list[tuple[Any, ...]]:
    relasi = Relasi("siap", {"jenis": "text", "hari": "int"}, tuple((k.kunci, k.hr_hari) for k in _preparing()))
    return fetch_with(
        WORK, relasi, awal=bulan, akhir=add_bulan(bulan, 1), hari=hari, unit=str(unit_id) if unit_id else None
    )


@dataclass(frozen=True)
class BarisUrusan:
    """One kind within a duty: how many, from when to when, what to do, where they are by month."""

    jenis: JenisPeringatan
    jumlah: int
    dari: date
    sampai: date
    langkah: str
    bulan: list[tuple[str, str]]


def lines_of(urusan: UrusanPeringatan) -> list[BarisUrusan]:
    """What is left to do, as the records hold it now."""
    found = []
    for _, jenis, first, last, count in _work(urusan.bulan, timezone.localdate(), urusan.unit_id):
        kind = find_peringatan(jenis)
        assert kind is not None
        address = f"{reverse('pegawai:peringatan_rows')}?{urlencode({'unit': str(urusan.unit_id), 'jenis': jenis})}"
        months = sorted({first.replace(day=1), last.replace(day=1)})
        links = [(bulan_tahun(month), f"{address}&bulan={month:%Y-%m}") for month in months]
        found.append(BarisUrusan(kind, count, first, last, kind.langkah_hr({}), links))
    return sorted(found, key=lambda line: line.dari)


@transaction.atomic
def open_urusan(hari: date | None = None) -> int:
    """One duty for each perangkat daerah and month; those with nothing left close themselves. Can be run again."""
    hari = hari or timezone.localdate()
    month = hari.replace(day=1)
    counts: dict[UUID, int] = {}
    for unit_id, _, _, _, count in _work(month, hari):
        counts[unit_id] = counts.get(unit_id, 0) + count
    known = set(UrusanPeringatan.objects.filter(bulan=month).values_list("unit_id", flat=True))
    made = UrusanPeringatan.objects.bulk_create(
        [UrusanPeringatan(unit_id=pk, bulan=month) for pk in counts if pk not in known], ignore_conflicts=True
    )
    for urusan in UrusanPeringatan.objects.filter(bulan=month, selesai_pada=None):
        if urusan.unit_id in counts:
            _ask(urusan, counts[urusan.unit_id], hari)
        else:
            _finish(urusan, by=None)
    return len(made)


def _ask(urusan: UrusanPeringatan, jumlah: int, hari: date) -> None:
    last_day = add_bulan(urusan.bulan, 1) - timedelta(days=1)
    assign_tugas(
        hr_of_unit(urusan.unit_id, hari), jenis=TUGAS_BULANAN, objek_id=urusan.pk,
        judul=f"Siapkan urusan kepegawaian {bulan_tahun(urusan.bulan)}", tentang=f"{jumlah} peristiwa yang akan datang",
        alasan="Gaji berkala, pangkat, kontrak, dan pensiun pegawai unit Anda perlu disiapkan bulan ini.",
        url=reverse("pegawai:urusan_detail", args=[urusan.pk]),
        batas=timezone.make_aware(datetime.combine(last_day, time(16))),
    )  # fmt: skip


def hr_of_unit(unit_id: UUID, hari: date) -> Sequence[Pengguna]:
    """HR of the unit itself or of one above it; without any, HR of the province."""
    path = JalurUnit.objects.pada(hari).filter(unit_id=unit_id).values_list("jalur", flat=True).first()
    labels = [int(label) for label in str(path).split(".")] if path else []
    agency = UnitKerja.objects.values_list("instansi_id", flat=True).get(pk=unit_id)
    held = PenugasanPeran.objects.pada(hari).filter(unit__instansi_id=agency, pengguna__is_active=True)
    for rows in (held.filter(peran=Peran.ADMIN_UNIT, unit__nomor__in=labels), held.filter(peran=Peran.ADMIN_BKD)):
        if found := list(Pengguna.objects.filter(pk__in=rows.values("pengguna_id"))):
            return found
    return []


@perubahan
def finish_urusan(urusan_id: UUID, *, by: Pengguna) -> UrusanPeringatan:
    """HR has prepared what could be; the duty leaves every inbox."""
    urusan = UrusanPeringatan.objects.select_for_update(of=("self",)).get(pk=urusan_id)
    require(permissions.can_handle_urusan(by, urusan.unit_id))
    if urusan.selesai_pada is None:
        _finish(urusan, by=by)
        record_jejak(urusan, "urusan_peringatan_selesai", by=by, unit_id=urusan.unit_id)
    return urusan


def _finish(urusan: UrusanPeringatan, *, by: Pengguna | None) -> None:
    urusan.selesai_pada, urusan.selesai_oleh = timezone.now(), by
    urusan.save(update_fields=["selesai_pada", "selesai_oleh"])
    close_tugas(jenis=TUGAS_BULANAN, objek_id=urusan.pk, by=by)
