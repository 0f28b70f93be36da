"""Calls as pages ask: open ones, one's own answer, the answers of a call for who chooses."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from jabatan.aturan.kecocokan import Fakta
from jabatan.enums import StatusLamaran, StatusPanggilan
from jabatan.models import LamaranPanggilan, Panggilan
from jabatan.selectors.cocok import Kriteria, criteria, facts_of
from jabatan.selectors.syarat import requirements_of


def is_open(row: Panggilan, hari: date) -> bool:
    """Closed by its date, without a job."""
    return row.status == StatusPanggilan.TERBUKA and row.batas >= hari


def calls_of(pengguna: Pengguna, hari: date, *, semua: bool) -> QuerySet[Panggilan]:
    """Open ones, the first to close first; with `semua` those of before as well."""
    answered = Count("daftar_lamaran", filter=~Q(daftar_lamaran__status=StatusLamaran.DITARIK))
    mine = LamaranPanggilan.objects.filter(panggilan=OuterRef("pk"), pegawai_id=akses(pengguna).orang_id).exclude(
        status=StatusLamaran.DITARIK
    )
    rows = Panggilan.objects.visible_to(pengguna).annotate(
        n=answered, punya=Exists(mine), nama_unit=core_selectors.name_on(hari, "unit_id")
    )
    if semua:
        return rows.order_by("-batas", "-pk")
    return rows.filter(status=StatusPanggilan.TERBUKA, batas__gte=hari).order_by("batas", "pk")


def own_answer(pengguna: Pengguna, row: Panggilan) -> LamaranPanggilan | None:
    orang = akses(pengguna).orang_id
    if orang is None:
        return None
    return row.daftar_lamaran.filter(pegawai_id=orang).exclude(status=StatusLamaran.DITARIK).first()


def answers_of(row: Panggilan, hari: date) -> QuerySet[LamaranPanggilan]:
    """By name; what was withdrawn is not shown."""
    rows = row.daftar_lamaran.exclude(status=StatusLamaran.DITARIK).select_related("pegawai", "diputus_oleh")
    return rows.annotate(nama_unit=core_selectors.name_on(hari, "pegawai__unit_kini_id")).order_by(
        "pegawai__nama", "pk"
    )


def unit_of(row: Panggilan, hari: date) -> str:
    return core_selectors.unit_names([row.unit_id], hari).get(row.unit_id, "")


def background_of(made: LamaranPanggilan) -> list[Kriteria]:
    """How the person stands to what the post needs; a team has no such list."""
    if made.panggilan.jabatan_id is None:
        return []
    today = timezone.localdate()
    facts = facts_of([made.pegawai_id], today).get(made.pegawai_id, Fakta())
    return criteria(requirements_of(made.panggilan.jabatan_id, today), facts)
