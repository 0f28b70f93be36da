"""What stands on papers about a person or a unit, and who may sign them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.berkas.naskah import Pejabat
from asn_portal.core.enums import Peran
from asn_portal.core.models import Pengguna, PenugasanPeran, UnitKerja
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.selectors.unit import ancestors, path_of, unit_names
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import nip, tanggal
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.selectors.orang import place_on

# The letterhead names the unit right below the government, not the section.
TINGKAT_KOP = 1


def issuing_unit(unit_id: UUID, hari: date) -> UUID:
    """The unit on the letterhead: its register gives the number."""
    above = ancestors(unit_id, hari)
    return above[TINGKAT_KOP].unit_id if len(above) > TINGKAT_KOP else unit_id


def unit_name(unit_id: UUID, hari: date) -> str:
    return unit_names([unit_id], hari).get(unit_id, "")


def surat_keterangan_data(pegawai: Pegawai, hari: date) -> tuple[UUID | None, dict[str, Any]]:
    """The person's unit, and the record on a day as typed values for the paper; what is missing says so."""
    place, known = place_on(pegawai, hari), pengaturan(pegawai.instansi_id, hari)
    rows = [
        ("Nama", pegawai.nama_lengkap),
        ("NIP", nip(pegawai.nip) if pegawai.nip else "Belum ada"),
        ("Jenis pegawai", pegawai.get_jenis_display()),
        ("Jabatan", pegawai.jabatan_kini or "Belum ada"),
        ("Unit kerja", place.unit or "Belum ada"),
    ]
    return place.unit_id, letterhead(known, place.unit_id, hari) | {
        "baris": rows,
        "kalimat": f"benar tercatat sebagai pegawai pada {known.get('nama_instansi', 'instansi ini')} per {tanggal(hari)}.",
    }


def petikan_unit_data(pengguna: Pengguna, unit: UnitKerja, hari: date) -> dict[str, Any]:
    """Names and positions of the members of the unit itself, as the directory shows them to this account."""
    members = KeanggotaanUnit.objects.pada(hari).filter(unit=unit).values("pegawai_id")
    people = Pegawai.objects.visible_to(pengguna).filter(pk__in=members).order_by("nama", "pk")
    nama = unit_name(unit.pk, hari)
    return letterhead(pengaturan(unit.instansi_id, hari), unit.pk, hari) | {
        "orang": [(row.nama_lengkap, row.jabatan_kini or "Belum ada") for row in people],
        "kalimat": f"Pegawai yang tercatat langsung di {nama} per {tanggal(hari)}.",
    }


def letterhead(known: dict[str, str], unit_id: UUID | None, hari: date) -> dict[str, Any]:
    """Letterhead and place, by the settings of that day."""
    above = [row.nama for row in ancestors(unit_id, hari)] if unit_id else []
    return {
        "instansi": known.get("nama_instansi", ""),
        "unit_kop": above[TINGKAT_KOP] if len(above) > TINGKAT_KOP else (above[-1] if above else ""),
        "kota": known.get("kota", ""),
    }


def frames_of(units: Iterable[UUID], hari: date) -> dict[UUID, dict[str, Any]]:
    """The same for papers about many people, and the name of each unit; a unit is asked about once."""
    found: dict[UUID, dict[str, Any]] = {}
    known: dict[UUID, dict[str, str]] = {}
    for unit in UnitKerja.objects.filter(pk__in=set(units)):
        if unit.instansi_id not in known:
            known[unit.instansi_id] = pengaturan(unit.instansi_id, hari)
        found[unit.pk] = letterhead(known[unit.instansi_id], unit.pk, hari) | {"unit": unit_name(unit.pk, hari)}
    return found


# -- who signs ---------------------------------------------------------------------------------------------

# Superiors of the person, or of the unit's members, upwards: the nearest first. A wrong circle ends at the seventh.
SUPERIORS = """
WITH RECURSIVE atas (id, tingkat) AS (
    SELECT hubungan.atasan_id, 1
    FROM pegawai_hubunganatasan AS hubungan
    WHERE upper_inf(hubungan.tercatat) AND hubungan.berlaku @> %(hari)s::date
      AND (hubungan.pegawai_id = %(orang)s OR %(orang)s::uuid IS NULL AND hubungan.pegawai_id IN (
          SELECT anggota.pegawai_id FROM pegawai_keanggotaanunit AS anggota
          WHERE anggota.unit_id = %(unit)s AND upper_inf(anggota.tercatat) AND anggota.berlaku @> %(hari)s::date))
    UNION
    SELECT hubungan.atasan_id, atas.tingkat + 1
    FROM atas JOIN pegawai_hubunganatasan AS hubungan ON hubungan.pegawai_id = atas.id
    WHERE atas.tingkat < 7 AND upper_inf(hubungan.tercatat) AND hubungan.berlaku @> %(hari)s::date
)
SELECT orang.pengguna_id, min(atas.tingkat)
FROM atas
JOIN pegawai_pegawai AS orang ON orang.id = atas.id AND orang.ditarik_pada IS NULL
JOIN core_pengguna AS akun ON akun.id = orang.pengguna_id AND akun.is_active
WHERE orang.id IS DISTINCT FROM %(orang)s
GROUP BY orang.pengguna_id
ORDER BY 2, 1
"""


def officials_of(unit_id: UUID, subjek_id: UUID | None, hari: date) -> list[Pejabat]:
    """Superiors sign, and whoever holds the role of a signatory at the unit or above; HR of the unit puts initials."""
    levels = fetch(SUPERIORS, orang=subjek_id, unit=unit_id, hari=hari)
    path = path_of(unit_id, hari)
    labels = [int(label) for label in path.split(".")] if path else []
    roles = PenugasanPeran.objects.pada(hari).filter(
        unit__nomor__in=labels, peran__in=[Peran.PENANDA_TANGAN, Peran.ADMIN_UNIT], pengguna__is_active=True
    )
    rows = list(roles.select_related("pengguna").order_by("-unit__nomor", "pengguna__nama"))
    names = unit_names([row.unit_id for row in rows], hari)
    people = _people([*(akun for akun, _ in levels), *(row.pengguna_id for row in rows)])
    found = [
        _official(
            people, akun, f"Atasan tingkat {level} menurut data kepegawaian per {tanggal(hari)}", menandatangani=True
        )
        for akun, level in levels
    ]
    for row in rows:
        signs = row.peran == Peran.PENANDA_TANGAN
        reason = f"{Peran(row.peran).label} {names.get(row.unit_id, '')}".strip()
        reason += f" menurut {row.nomor_sk}" if row.nomor_sk else ""
        person = people.get(row.pengguna_id)
        if person is not None and person.pk == subjek_id:
            continue
        found.append(_official(people, row.pengguna_id, reason, menandatangani=signs, nama=row.pengguna.nama))
    return found


def _people(accounts: Iterable[UUID]) -> dict[UUID, Pegawai]:
    rows = Pegawai.objects.filter(pengguna_id__in=set(accounts), ditarik_pada=None)
    return {row.pengguna_id: row for row in rows if row.pengguna_id}


def _official(people: dict[UUID, Pegawai], akun: UUID, sebab: str, *, menandatangani: bool, nama: str = "") -> Pejabat:
    person = people.get(akun)
    if person is None:
        return Pejabat(
            akun, nama, "Penanda tangan" if menandatangani else "Pengelola kepegawaian", sebab, "", menandatangani
        )
    return Pejabat(
        akun, person.nama_lengkap, person.jabatan_kini or "Pejabat berwenang", sebab, person.nip or "", menandatangani
    )
