"""Who puts initials on papers of the whole agency: HR of the province, as HR of a unit does on those of its unit."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from asn_portal.berkas.naskah import Pejabat, register_pejabat
from asn_portal.core.enums import Peran
from asn_portal.core.models import PenugasanPeran
from asn_portal.core.selectors.unit import path_of
from pegawai.models import Pegawai


@register_pejabat
def managers_of_the_agency(unit_id: UUID, subjek_id: UUID | None, hari: date) -> list[Pejabat]:
    """Only for the unit above which there is none; never on a paper about oneself."""
    path = path_of(unit_id, hari)
    if not path or "." in path:
        return []
    roles = PenugasanPeran.objects.pada(hari).filter(unit_id=unit_id, peran=Peran.ADMIN_BKD, pengguna__is_active=True)
    rows = list(roles.select_related("pengguna").order_by("pengguna__nama"))
    people = {row.pengguna_id: row for row in Pegawai.objects.filter(pengguna__in=[row.pengguna_id for row in rows])}
    found = []
    for row in rows:
        person = people.get(row.pengguna_id)
        if person is None or person.pk != subjek_id:
            nama = person.nama_lengkap if person else row.pengguna.nama
            post = (person.jabatan_kini if person else "") or "Pengelola kepegawaian provinsi"
            found.append(
                Pejabat(
                    row.pengguna_id, nama, post, str(Peran.ADMIN_BKD.label), person.nip or "" if person else "", False
                )
            )
    return found
