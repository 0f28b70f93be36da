"""The technical consideration of BKN about a rise in rank, recorded before the decree is made."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from pegawai import permissions
from pegawai.models import Pegawai, PertekKP
from pegawai.selectors.keputusan_kp import TERLALU_DINI, decided_on, kp_event

BUKAN_TANGGAL_1 = "TMT kenaikan pangkat selalu tanggal 1. Tulis misalnya 01/12/2026."
SUDAH_DIPUTUS = "Keputusan {nomor} sudah dibuat menurut pertimbangan teknis ini. Batalkan atau cabut dulu keputusannya."
BELUM_TERBIT = "Tanggal pertimbangan teknis {hari} belum tiba. Periksa tahunnya."


@perubahan
def record_pertek(pegawai_id: UUID, *, tmt: date, nomor: str, hari: date, by: Pengguna, hari_ini: date) -> PertekKP:
    """One for each TMT; written again it replaces what stood there, as long as no decree was made by it."""
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.can_record_pertek(by, person))
    if tmt.day != 1:
        raise DomainError(BUKAN_TANGGAL_1, galat="bukan_tanggal_1")
    if hari > hari_ini:
        raise DomainError(BELUM_TERBIT.format(hari=tanggal(hari)), galat="belum_terbit")
    _, earliest, _ = kp_event(person.pk, hari_ini)
    if tmt < earliest:
        raise DomainError(
            TERLALU_DINI.format(tmt=tanggal(tmt), paling_cepat=tanggal(earliest)), galat="tmt_terlalu_dini"
        )
    if (decree := decided_on(person.pk, tmt)) is not None:
        raise DomainError(SUDAH_DIPUTUS.format(nomor=decree.nomor or decree.tentang), galat="sudah_diputus")
    row, _ = PertekKP.objects.update_or_create(
        pegawai=person, tmt=tmt, defaults={"nomor": nomor, "tanggal": hari, "dicatat_oleh": by}
    )
    record_jejak(
        row, "pertek_kp_dicatat", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id,
        rincian={"nomor": nomor, "tmt": tmt.isoformat()},
    )  # fmt: skip
    return row
