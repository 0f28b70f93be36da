"""Between a task team of the map (mandate, members, results) and the work team beside it (lines of plans, proofs, words)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from asn_portal.core.models import Pengguna
from jabatan.enums import PeranTim, StatusTim
from jabatan.models import AnggotaTim, TimKhusus
from jabatan.selectors.tim import Kontribusi, contributions_of
from kinerja.models import Evaluasi, TimKerja
from pegawai.models import Pegawai


def without_work_team(pengguna: Pengguna, kecuali: UUID | None = None) -> QuerySet[TimKhusus]:
    """Working task teams this account sees beside which no open work team stands; `kecuali` stays among them."""
    beside = TimKerja.objects.terbuka().filter(tim_khusus=OuterRef("pk")).exclude(tim_khusus=kecuali)
    rows = TimKhusus.objects.visible_to(pengguna).filter(status=StatusTim.AKTIF)
    return rows.exclude(Exists(beside)).order_by("nama", "pk")


def work_team_of(pengguna: Pengguna, teams: QuerySet[TimKerja], tim_khusus_id: UUID) -> TimKerja | None:
    """The one beside it that this account may open, the open one first."""
    rows = teams.filter(tim_khusus_id=tim_khusus_id, instansi_id=pengguna.instansi_id)
    return rows.order_by(F("ditutup_pada").desc(nulls_first=True), "pk").first()


def asked_for(pengguna: Pengguna, text: str) -> TimKhusus | None:
    """The one that an address names, if a work team may be formed beside it."""
    try:
        return without_work_team(pengguna).filter(pk=UUID(text)).select_related("naskah").first()
    except ValueError:
        return None


def given_by(tim: TimKhusus, hari: date) -> dict[str, Any]:
    """What the form of a work team takes over."""
    leads = _members(tim, hari).filter(peran=PeranTim.KETUA).first()
    letter = tim.naskah
    return {
        "nama": tim.nama, "tugas": tim.mandat, "mulai": max(tim.mulai, date(hari.year, 1, 1)), "sampai": tim.sampai,
        "dasar": f"Surat tugas {letter.nomor}" if letter is not None and letter.nomor else "",
        "ketua": (leads.pegawai.nrk or leads.pegawai.nip) if leads else "", "tim_khusus": tim.pk,
    }  # fmt: skip


def members_on(tim: TimKhusus, ketua: Pegawai, hari: date) -> list[Pegawai]:
    """Its members of a day, without whoever leads the work team."""
    return [row.pegawai for row in _members(tim, hari).exclude(pegawai=ketua)]


def _members(tim: TimKhusus, hari: date) -> QuerySet[AnggotaTim]:
    rows = AnggotaTim.objects.pada(hari).filter(tim=tim, pegawai__ditarik_pada=None)
    return rows.select_related("pegawai", "pegawai__pengguna").order_by("pegawai__nama")


def teams_beside(evaluasi: Evaluasi) -> list[Kontribusi]:
    """What the map knows of task teams in the days of this evaluation, for whoever rates: it fills in nothing. One query."""
    pk = evaluasi.pegawai_id
    return contributions_of([pk], evaluasi.mulai, evaluasi.sampai).get(pk, [])
