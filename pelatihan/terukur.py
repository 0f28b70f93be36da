"""What an assessor has measured, for jabatan: the match of person and post reads it beside the other requirements."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from asn_portal.core.sql import fetch
from jabatan.selectors.terukur import Terukur, register_tingkat_terukur
from pelatihan.selectors.celah import ORANG_INI, UKUR

MEASURED = f"WITH {ORANG_INI}, {UKUR} SELECT pegawai_id, kompetensi_id, tingkat, tanggal, pelaksana FROM ukur"


@register_tingkat_terukur
def measured(orang: Collection[UUID], hari: date) -> dict[UUID, dict[UUID, Terukur]]:
    """The last assessment of each competence, by person. One query."""
    found: dict[UUID, dict[UUID, Terukur]] = {}
    for person, kompetensi, tingkat, day, pelaksana in fetch(MEASURED, orang=[str(pk) for pk in orang], hari=hari):
        found.setdefault(person, {})[kompetensi] = Terukur(tingkat, day, pelaksana)
    return found
