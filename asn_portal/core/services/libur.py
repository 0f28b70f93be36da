"""Entering the holidays of a year, and asking for the list of the next one."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import permissions
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import JenisLibur, Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.kalender import DaftarLibur
from asn_portal.core.models import HariLibur, Pengguna, PenugasanPeran, TahunLibur, Tugas, periode, write_period
from asn_portal.core.permissions import require
from asn_portal.core.selectors.libur import daftar_libur, missing_years, rows_of, version_of
from asn_portal.core.services.tugas import assign_tugas, close_tugas

TUGAS_LIBUR = "core.hari_libur"
# Two people who enter a list at once wait for each other; there is no row to lock before the first list.
ENTRY_LOCK = 7_310_003


def case_of(tahun: int) -> UUID:
    """The id under which the list of a year stands in inboxes."""
    return uuid5(NAMESPACE_URL, f"hari-libur/{tahun}")


@perubahan
def save_daftar_libur(daftar: DaftarLibur, *, versi: str, by: Pengguna) -> TahunLibur:
    """The holidays of one year, complete as its decision names them. Days that changed are closed and recorded
    again; the rest stays as it was. `versi` is what the page showed (selectors.libur.version_of).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ENTRY_LOCK])
    require(permissions.can_manage_libur(by))
    if version_of(daftar.tahun) != versi:
        raise DomainError(
            f"Daftar tahun {daftar.tahun} sudah diubah orang lain sejak halaman ini dibuka. Buka halaman Hari libur di "
            "tab lain, bandingkan, lalu mulai lagi dari sana.",
            galat="sudah_diubah",
        )
    _check(daftar)
    changes = _write_days(daftar)
    row, renamed = _write_year(daftar)
    if not (renamed or any(changes.values())):
        raise DomainError("Daftar ini sama dengan yang sudah tersimpan.", galat="tidak_berubah")
    record_jejak(row, "hari_libur_dicatat", by=by, alasan=daftar.dasar, rincian={"tahun": daftar.tahun, **changes})
    close_tugas(jenis=TUGAS_LIBUR, objek_id=case_of(daftar.tahun), by=by)
    return row


def _check(daftar: DaftarLibur) -> None:
    if not daftar.hari:
        raise DomainError("Daftar ini belum berisi satu hari pun.", galat="daftar_kosong")
    if set(daftar.nasional) & set(daftar.cuti_bersama):
        raise DomainError("Ada tanggal yang ditulis dua kali.", galat="tanggal_ganda")
    outside = [day for day in daftar.hari if day.year != daftar.tahun]
    if outside:
        raise DomainError(f"Semua tanggal harus dalam tahun {daftar.tahun}.", galat="tahun_lain")


def _write_days(daftar: DaftarLibur) -> dict[str, int]:
    """Close what is no longer so, record what is new; returns how many of each."""
    wanted = {day: (nama, JenisLibur.LIBUR_NASIONAL.value) for day, nama in daftar.nasional.items()}
    wanted |= {day: (nama, JenisLibur.CUTI_BERSAMA.value) for day, nama in daftar.cuti_bersama.items()}
    _, rows = rows_of(daftar.tahun)
    present = {row.mulai: (row.nama, row.jenis) for row in rows.filter(tercatat__upper_inf=True)}
    gone = present.keys() - wanted.keys()
    fresh = {day: values for day, values in wanted.items() if present.get(day) != values}
    for day in sorted(gone | fresh.keys()):
        nama, jenis = wanted.get(day, ("", ""))
        values = {"nama": nama, "jenis": jenis} if day in wanted else None
        write_period(HariLibur, keys={}, berlaku=periode(day, day), values=values)
    changed = fresh.keys() & present.keys()
    return {"ditambah": len(fresh) - len(changed), "diubah": len(changed), "dihapus": len(gone)}


def _write_year(daftar: DaftarLibur) -> tuple[TahunLibur, bool]:
    """The decision of the year, and whether it is another one than before."""
    rows, _ = rows_of(daftar.tahun)
    row = rows.filter(tercatat__upper_inf=True).first()
    if row is not None and row.dasar == daftar.dasar:
        return row, False
    year = periode(date(daftar.tahun, 1, 1), date(daftar.tahun, 12, 31))
    written: TahunLibur = write_period(TahunLibur, keys={}, berlaku=year, values={"dasar": daftar.dasar})
    return written, True


def ask_for_lists(today: date) -> None:
    """Every HR of the province is asked for a missing list: this year's at once, the next year's from 1 October.
    Safe to run any number of times; a list that has come meanwhile (also with an update) closes its task.
    """
    for tahun in set(daftar_libur()) & {today.year, today.year + 1}:
        close_tugas(jenis=TUGAS_LIBUR, objek_id=case_of(tahun), by=None)
    missing = missing_years(today)
    if not missing:
        return
    roles = PenugasanPeran.objects.pada(today).filter(peran=Peran.ADMIN_BKD, pengguna__is_active=True)
    admins = list(Pengguna.objects.filter(pk__in=roles.values("pengguna_id")))
    for tahun in missing:
        open_rows = Tugas.objects.filter(jenis=TUGAS_LIBUR, objek_id=case_of(tahun), selesai_pada=None)
        open_rows.exclude(untuk__in=admins).update(selesai_pada=timezone.now())
        assign_tugas(
            admins,
            jenis=TUGAS_LIBUR,
            objek_id=case_of(tahun),
            judul=f"Isi daftar hari libur {tahun}",
            tentang=f"tahun {tahun}",
            alasan="Tanpa daftar ini, batas waktu dalam hari kerja di tahun itu tidak dapat dihitung.",
            url=reverse("core:hari_libur_change", args=[tahun]),
            batas=_deadline(tahun, today),
        )


def _deadline(tahun: int, today: date) -> datetime:
    """The list must be there before its year begins; one that is already missing, today."""
    last = date(tahun - 1, 12, 31) if tahun > today.year else today
    return timezone.make_aware(datetime.combine(last, time(23, 59)))
