"""Years: their windows, time given back, opening (everybody gets the duty to write a plan, once)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.permissions import require, same_agency
from kinerja import permissions
from kinerja.enums import IramaEvaluasi, TahapKinerja
from kinerja.kunci_tugas import TUGAS_SUSUN
from kinerja.models import PenetapanSumber, PeriodeKinerja, TambahanWaktu, TenggatKinerja
from kinerja.selectors.evaluasi import BULAN_SETAHUN, BULAN_SETRIWULAN
from pegawai.rekap import AWAL_JABATAN, JABATAN_SQL

# The planning window as it holds in each unit: the row of the nearest unit at or above it, else that of everybody, with the
# days that were given back.
WINDOWS = """
jendela AS (
    SELECT DISTINCT ON (letak.unit_id) letak.unit_id, tenggat.batas + coalesce(tambahan.hari, 0)::int AS batas
    FROM core_jalurunit AS letak
    JOIN kinerja_tenggatkinerja AS tenggat ON tenggat.periode_id = %(periode)s AND tenggat.tahap = 'rencana'
    LEFT JOIN core_jalurunit AS atas ON atas.unit_id = tenggat.unit_id AND atas.berlaku @> %(hari)s::date
    LEFT JOIN LATERAL (SELECT sum(hari) AS hari FROM kinerja_tambahanwaktu WHERE tenggat_id = tenggat.id) AS tambahan ON true
    WHERE letak.berlaku @> %(hari)s::date AND (tenggat.unit_id IS NULL OR atas.jalur @> letak.jalur)
    ORDER BY letak.unit_id, nlevel(atas.jalur) DESC NULLS LAST
)
"""
# One statement for the whole agency: whose performance is kept here, who has an account, and who has not written yet.
OPEN_DUTIES = (
    "WITH "
    + WINDOWS
    + """
INSERT INTO core_tugas (id, untuk_id, jenis, judul, tentang, alasan, url, objek_id, batas, dibuat_pada)
SELECT md5('tugas' || periode.id::text || orang.id::text)::uuid, orang.pengguna_id, %(jenis)s, 'Susun SKP ' || periode.tahun, '',
       'Rencana kinerja Anda untuk tahun ' || periode.tahun || '. Boleh mulai dari sasaran unit.', %(halaman)s || '?tahun=' || periode.tahun,
       md5(periode.id::text || orang.id::text)::uuid,
       (coalesce(jendela.batas, umum_jendela.batas) + 1)::timestamp AT TIME ZONE 'Asia/Jakarta' - interval '1 minute', %(pada)s
FROM kinerja_periodekinerja AS periode
JOIN pegawai_pegawai AS orang ON orang.instansi_id = periode.instansi_id AND orang.ditarik_pada IS NULL
JOIN core_pengguna AS akun ON akun.id = orang.pengguna_id AND akun.is_active
LEFT JOIN jendela ON jendela.unit_id = orang.unit_kini_id
JOIN kinerja_tenggatkinerja AS umum_jendela
  ON umum_jendela.periode_id = periode.id AND umum_jendela.tahap = 'rencana' AND umum_jendela.unit_id IS NULL
LEFT JOIN kinerja_penetapansumber AS khusus ON khusus.periode_id = periode.id AND khusus.kelompok = JABATAN
  AND khusus.kelompok <> ''
LEFT JOIN kinerja_penetapansumber AS umum ON umum.periode_id = periode.id AND umum.kelompok = ''
WHERE periode.id = %(periode)s AND coalesce(khusus.sumber, umum.sumber, 'portal') = 'portal'
  AND NOT EXISTS (SELECT FROM kinerja_skp AS skp WHERE skp.pegawai_id = orang.id AND skp.tahun = periode.tahun
                  AND skp.status IN ('diajukan', 'disetujui'))
ON CONFLICT DO NOTHING
""".replace("JABATAN", JABATAN_SQL)
)
# Duties that wait follow the window: another one, or days given back.
MOVE_DUTIES = (
    "WITH "
    + WINDOWS
    + """
UPDATE core_tugas AS tugas
SET batas = (jendela.batas + 1)::timestamp AT TIME ZONE 'Asia/Jakarta' - interval '1 minute'
FROM pegawai_pegawai AS orang JOIN jendela ON jendela.unit_id = orang.unit_kini_id
WHERE tugas.untuk_id = orang.pengguna_id AND tugas.jenis = %(jenis)s AND tugas.selesai_pada IS NULL
  AND tugas.objek_id = md5(%(periode)s::text || orang.id::text)::uuid
"""
)


def duty_values(periode_id: UUID, pada: datetime) -> dict[str, Any]:
    likes = {f"jabatan_{kode}": list(patterns) for kode, patterns in AWAL_JABATAN.items()}
    return {
        "periode": periode_id, "pada": pada, "hari": timezone.localdate(pada), "jenis": TUGAS_SUSUN,
        "halaman": reverse("kinerja:saya"), **likes,
    }  # fmt: skip


def move_duties(periode_id: UUID) -> None:
    """Inside the change that moves a window."""
    with connection.cursor() as cursor:
        cursor.execute(MOVE_DUTIES, {"periode": periode_id, "hari": timezone.localdate(), "jenis": TUGAS_SUSUN})


@perubahan
def open_periode(periode_id: UUID) -> int:
    """Give the duties of one year; a second run gives nothing twice."""
    periode = PeriodeKinerja.objects.select_for_update().get(pk=periode_id)
    now = timezone.now()
    given = 0
    if periode.dibuka_pada is None:
        with connection.cursor() as cursor:
            cursor.execute(OPEN_DUTIES, duty_values(periode.pk, now))
            given = cursor.rowcount
        periode.dibuka_pada = now
        periode.save(update_fields=["dibuka_pada"])
    record_jejak(periode, "periode_kinerja_dibuka", by=None, rincian={"tahun": periode.tahun, "orang": given})
    return given


def due_to_open(hari: date) -> list[UUID]:
    """Years whose planning window has opened and whose duties are not given yet."""
    rows = PeriodeKinerja.objects.filter(
        dibuka_pada=None, daftar_tenggat__tahap=TahapKinerja.RENCANA, daftar_tenggat__unit=None,
        daftar_tenggat__buka__lte=hari,
    )  # fmt: skip
    return list(rows.values_list("pk", flat=True))


# -- the calendar of a year ---------------------------------------------------------------------------------------


def default_windows(tahun: int, irama: str) -> list[tuple[TahapKinerja, int, date, date]]:
    """What is proposed for evaluations: a month or a quarter is evaluated in the first half of the month after it, the year
    in January.
    """
    length = 1 if irama == IramaEvaluasi.BULANAN else BULAN_SETRIWULAN
    rows = []
    for number, last in enumerate(range(length, BULAN_SETAHUN + 1, length), 1):
        year, month = (tahun + 1, 1) if last == BULAN_SETAHUN else (tahun, last + 1)
        rows.append((TahapKinerja.PERIODIK, number, date(year, month, 1), date(year, month, 15)))
    return [*rows, (TahapKinerja.TAHUNAN, 0, date(tahun + 1, 1, 4), date(tahun + 1, 1, 31))]


@perubahan
def add_periode(
    tahun: int, *, irama: str, buka: date, batas: date, dasar: str, sumber: Mapping[str, str], by: Pengguna
) -> PeriodeKinerja:
    """A year with its windows, and where each kind of post keeps its performance."""
    require(permissions.can_manage_periode(by))
    try:
        with transaction.atomic():
            row = PeriodeKinerja.objects.create(instansi_id=by.instansi_id, tahun=tahun, irama=irama, dasar=dasar)
    except IntegrityError as refused:
        raise DomainError(
            f"Tahun kinerja {tahun} sudah ada. Ubah jendelanya di daftar.", galat="sudah_ada"
        ) from refused
    windows = [(TahapKinerja.RENCANA, 0, buka, batas), *default_windows(tahun, irama)]
    TenggatKinerja.objects.bulk_create(
        TenggatKinerja(periode=row, tahap=tahap, nomor=nomor, buka=first, batas=last, dasar=dasar)
        for tahap, nomor, first, last in windows
    )
    PenetapanSumber.objects.bulk_create(
        PenetapanSumber(periode=row, kelompok=kelompok, sumber=value) for kelompok, value in sumber.items()
    )
    record_jejak(row, "periode_kinerja_ditambah", by=by, rincian={"tahun": tahun})
    return row


@perubahan
def change_window(tenggat_id: UUID, *, buka: date, batas: date, dasar: str, by: Pengguna) -> TenggatKinerja:
    """Another window. Duties that wait already get the new deadline."""
    row = TenggatKinerja.objects.select_for_update(of=("self",)).select_related("periode").get(pk=tenggat_id)
    require(permissions.can_change_periode(by, row.periode))
    row.buka, row.batas, row.dasar = buka, batas, dasar
    row.save()
    if row.tahap == TahapKinerja.RENCANA:
        move_duties(row.periode_id)
    record_jejak(row, "tenggat_kinerja_diubah", by=by, rincian={"tahun": row.periode.tahun, "tahap": row.tahap})
    return row


@perubahan
def add_unit_window(
    tenggat_id: UUID, unit: UnitKerja, *, buka: date, batas: date, dasar: str, by: Pengguna
) -> TenggatKinerja:
    """The window of the same stage for one unit and what is below it, so that not everybody sends on one day."""
    general = TenggatKinerja.objects.select_for_update(of=("self",)).select_related("periode").get(pk=tenggat_id)
    require(permissions.can_change_periode(by, general.periode) and same_agency(by, unit))
    try:
        with transaction.atomic():
            row = TenggatKinerja.objects.create(
                periode=general.periode,
                tahap=general.tahap,
                nomor=general.nomor,
                unit=unit,
                buka=buka,
                batas=batas,
                dasar=dasar,
            )
    except IntegrityError as refused:
        raise DomainError(
            "Unit ini sudah mempunyai jendela sendiri. Ubah di daftarnya.", galat="sudah_ada"
        ) from refused
    _follow(row, "tenggat_kinerja_ditambah", by)
    return row


@perubahan
def drop_unit_window(tenggat_id: UUID, *, by: Pengguna) -> None:
    """The unit has the window of everybody again."""
    row = TenggatKinerja.objects.select_for_update(of=("self",)).select_related("periode").get(pk=tenggat_id)
    require(permissions.can_change_periode(by, row.periode))
    if row.unit_id is None:
        raise DomainError("Jendela yang berlaku untuk semua tidak dihapus. Ubah tanggalnya.", galat="berlaku_semua")
    if row.daftar_tambahan.exists():
        raise DomainError("Jendela ini mempunyai tambahan waktu, jadi tetap tercatat.", galat="ada_tambahan")
    row.delete()
    _follow(row, "tenggat_kinerja_dihapus", by)


def _follow(row: TenggatKinerja, aksi: str, by: Pengguna) -> None:
    """Duties that wait get the window that holds now; the change is traced."""
    if row.tahap == TahapKinerja.RENCANA:
        move_duties(row.periode_id)
    record_jejak(
        row.periode, aksi, by=by, unit_id=row.unit_id,
        rincian={"tahun": row.periode.tahun, "tahap": row.tahap, "nomor": row.nomor},
    )  # fmt: skip


@perubahan
def add_time(tenggat_id: UUID, *, hari: int, alasan: str, by: Pengguna) -> TambahanWaktu:
    """Days given back after an outage. Receipts stay as they are; the question "in time?" counts the days, and duties that
    wait get the later deadline.
    """
    row = TenggatKinerja.objects.select_for_update(of=("self",)).select_related("periode").get(pk=tenggat_id)
    require(permissions.can_change_periode(by, row.periode))
    added = TambahanWaktu.objects.create(tenggat=row, hari=hari, alasan=alasan, oleh=by)
    if row.tahap == TahapKinerja.RENCANA:
        move_duties(row.periode_id)
    record_jejak(
        row, "waktu_kinerja_ditambah", by=by, alasan=alasan, rincian={"tahun": row.periode.tahun, "hari": hari}
    )
    return added
