"""The two dated links of a person. These services alone write them; `jabatan` calls them when it places somebody."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from asn_portal.core import selectors as core_selectors
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Instansi, Pengguna, UnitKerja, periode, until_next, write_period
from asn_portal.core.permissions import require, same_agency
from asn_portal.core.services.peran import end_roles_of_leaver
from asn_portal.core.services.tugas import notify
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.mutu.services import recount_after_change
from pegawai import permissions
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai
from pegawai.services.daftar import refresh_list_columns
from pegawai.signals import atasan_berubah, unit_berubah

LAPORKAN = "Bila keliru, laporkan dari halaman profil Anda; pengelola kepegawaian menjawab dalam 3 x 24 jam."


@perubahan
def move_pegawai(pegawai_id: UUID, *, unit: UnitKerja, mulai: date, dasar: str, by: Pengguna) -> Pegawai:
    """From `mulai` on the person belongs to `unit`: access, lists and roles change together on that day."""
    hold_agency(by.instansi_id)
    pegawai = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.can_move_pegawai(by, pegawai) and same_agency(by, unit))
    ended = place_member(pegawai, unit=unit, mulai=mulai, dasar=dasar)
    record_jejak(
        pegawai, "pindah_unit", by=by, subjek_id=pegawai.pk, unit_id=unit.pk, alasan=dasar,
        rincian={"mulai": mulai.isoformat(), "peran_berakhir": ended},
    )  # fmt: skip
    if pegawai.pengguna is not None:
        nama = core_selectors.unit_names([unit.pk], mulai)[unit.pk]
        notify(
            pegawai.pengguna,
            judul="Unit Anda berubah",
            isi=f"Mulai {tanggal(mulai)} unit Anda {nama}.",
            url=reverse("pegawai:pegawai_detail", args=[pegawai.pk]),
            kelompok=KelompokKabar.DATA,
            mengapa="Penempatan Anda diubah.",
            aturan=dasar,
            oleh=by.nama,
            keberatan=LAPORKAN,
        )
    return pegawai


def hold_agency(instansi_id: UUID) -> None:
    """Changes of who is where wait for each other: the agency first, then the people, always in this order. The tree
    stands still meanwhile: a unit that is being ended takes in nobody.
    """
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi_id)


def place_member(
    pegawai: Pegawai, *, unit: UnitKerja, mulai: date, dasar: str, sampai: date | None = None
) -> list[str]:
    """Write the membership up to the next one that is already planned (or to `sampai`); returns the roles that end
    with the old one. Part of the caller's change.
    """
    hold_agency(unit.instansi_id)
    keys = {"pegawai": pegawai}
    berlaku = periode(mulai, sampai) if sampai else until_next(KeanggotaanUnit, keys=keys, mulai=mulai)
    if not core_selectors.exists_throughout(unit.pk, berlaku):
        raise DomainError(
            "Unit itu tidak ada atau sudah berakhir pada sebagian masa tersebut. Pilih unit atau tanggal lain.",
            galat="unit_tidak_berlaku",
        )
    before = KeanggotaanUnit.objects.pada(mulai).filter(pegawai=pegawai).first()
    if before is not None and before.unit_id == unit.pk:
        raise DomainError("Pegawai ini sudah berada di unit itu pada tanggal tersebut.", galat="sudah_di_unit")
    row = write_period(KeanggotaanUnit, keys=keys, berlaku=berlaku, values={"unit": unit, "dasar": dasar})
    if before is not None and before.mulai < mulai:
        unit_berubah.send(sender=KeanggotaanUnit, pegawai=pegawai, sebelum=before, sesudah=row)
    refresh_list_columns([pegawai.pk])
    recount_after_change(pegawai.instansi_id, pegawai.pk)
    if before is None or pegawai.pengguna_id is None:
        return []
    return end_roles_of_leaver(pegawai.pengguna_id, dari_unit=before.unit_id, ke_unit=unit.pk, mulai=mulai)


@perubahan
def set_atasan(
    pegawai_id: UUID, *, atasan: Pegawai, mulai: date, sampai: date | None, dasar: str, by: Pengguna
) -> HubunganAtasan:
    """HR decides the superior for a time, with a reason: an override of the position map."""
    hold_agency(by.instansi_id)
    pegawai = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.can_set_atasan(by, pegawai) and same_agency(by, atasan))
    if permissions.is_self(by, atasan):
        raise DomainError(
            "Anda tidak dapat menetapkan diri sendiri sebagai atasan. Minta pengelola lain yang menetapkan.",
            galat="menetapkan_diri_sendiri",
        )
    row = place_atasan(pegawai, atasan=atasan, mulai=mulai, sampai=sampai, alasan=AlasanAtasan.KHUSUS, dasar=dasar)
    record_jejak(
        pegawai, "atasan_ditetapkan", by=by, subjek_id=pegawai.pk, unit_id=pegawai.unit_kini_id, alasan=dasar,
        rincian={"mulai": mulai.isoformat()},
    )  # fmt: skip
    if pegawai.pengguna is not None:
        notify(
            pegawai.pengguna,
            judul="Atasan Anda berubah",
            isi=f"Mulai {tanggal(mulai)} atasan Anda {atasan.nama}.",
            url=reverse("pegawai:pegawai_detail", args=[pegawai.pk]),
            kelompok=KelompokKabar.DATA,
            mengapa=dasar,
            aturan="",
            oleh=by.nama,
            keberatan=LAPORKAN,
        )
    return row


def place_atasan(
    pegawai: Pegawai, *, atasan: Pegawai, mulai: date, sampai: date | None, alasan: AlasanAtasan, dasar: str
) -> HubunganAtasan:
    """Write the link; refuses oneself and a circle. Part of the caller's change."""
    if atasan.pk == pegawai.pk:
        raise DomainError("Seseorang tidak dapat menjadi atasannya sendiri.", galat="atasan_diri_sendiri")
    berlaku = periode(mulai, sampai)
    if _is_above(pegawai.pk, atasan.pk, berlaku):
        raise DomainError(
            f"{pegawai.nama} adalah atasan {atasan.nama} dalam masa itu; keduanya tidak dapat saling mengatasi.",
            galat="atasan_melingkar",
        )
    values: dict[str, Any] = {"atasan": atasan, "alasan": alasan, "dasar": dasar}
    row: HubunganAtasan = write_period(HubunganAtasan, keys={"pegawai": pegawai}, berlaku=berlaku, values=values)
    refresh_list_columns([pegawai.pk])
    atasan_berubah.send(sender=HubunganAtasan, orang=[pegawai.pk])
    return row


# One at a time: two links that are right each for itself may close a circle together.
ATASAN_LOCK = 7_310_002
ABOVE = """
WITH RECURSIVE naik AS (
    SELECT atasan_id, berlaku * %(masa)s::daterange AS masa FROM pegawai_hubunganatasan
    WHERE pegawai_id = %(dari)s AND upper_inf(tercatat) AND berlaku && %(masa)s::daterange
  UNION
    SELECT h.atasan_id, h.berlaku * n.masa FROM naik n
    JOIN pegawai_hubunganatasan h ON h.pegawai_id = n.atasan_id AND upper_inf(h.tercatat) AND h.berlaku && n.masa
    WHERE n.atasan_id <> %(cari)s
)
SELECT EXISTS (SELECT FROM naik WHERE atasan_id = %(cari)s)
"""


def hold_lines() -> None:
    """Holds every other change of superiors until commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ATASAN_LOCK])


def _is_above(cari: UUID, dari: UUID, masa: DateRange) -> bool:
    """Is `cari` anywhere above `dari` on any day of the period? Holds every other change of superiors until commit."""
    hold_lines()
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, {"cari": cari, "dari": dari, "masa": masa})
        return bool(cursor.fetchone()[0])
