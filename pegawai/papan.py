"""What this app puts on shared pages: people for the command search, panels of the start page, sections of pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.models import Pengguna
from asn_portal.core.panel import (
    Letak,
    Panel,
    register_bagian_profil,
    register_bagian_unit,
    register_isi_unit,
    register_panel,
)
from asn_portal.core.pencarian import Kelompok, Temuan, digits_of, register_sumber_cari
from asn_portal.core.permissions import akses
from pegawai import permissions, selectors
from pegawai.enums import Lingkup

NO_NUMBER = "Tidak ada nomor yang cocok. Nomor hanya menemukan pegawai yang nomornya boleh Anda lihat; lainnya dicari dengan nama."


def find_people(pengguna: Pengguna, kata: str, batas: int) -> Kelompok:
    """By name in the whole directory; by NIP or NRK among those whose numbers one may see."""
    if not kata:
        return Kelompok("Pegawai", "people")
    digits = digits_of(kata)
    rows = selectors.search_people(pengguna, kata, digits, timezone.localdate(), batas=batas + 1)
    found = [_find(row) for row in rows[:batas]]
    rest = ""
    if len(rows) > batas and not digits:
        query = urlencode({"q": kata, "lingkup": Lingkup.DIREKTORI.value})
        rest = f"{reverse('pegawai:pegawai_list')}?{query}"
    return Kelompok("Pegawai", "people", found, rest, NO_NUMBER if digits and not found else "")


def _find(row: Any) -> Temuan:
    where = " · ".join(part for part in (row.jabatan_kini, row.nama_unit) if part)
    return Temuan(row.nama_lengkap, where or "Unit belum ada", reverse("pegawai:pegawai_detail", args=[row.pk]))


register_sumber_cari(10, find_people)
register_isi_unit(selectors.members_by_child)


def own_record(request: HttpRequest, _: Any) -> dict[str, Any]:
    """My own record, and what became of my reports about it."""
    return {"data": selectors.own_record(request.user, timezone.now())}


def _has_person(pengguna: Pengguna, _: Any) -> bool:
    return akses(pengguna).orang_id is not None


register_panel(
    Panel("data_saya", "Data saya", _has_person, 10, Letak.SAMPING, template="pegawai/panel/data_saya.html", isi=own_record),
    Panel("peringatan", "Yang akan datang", _has_person, 30, url="pegawai:peringatan_saya"),
    Panel("mutu_saya", "Data Anda yang perlu diperbaiki", _has_person, 5, url="pegawai:mutu_saya"),
    Panel("tim", "Tim saya", lambda pengguna, _: akses(pengguna).has(Peran.ATASAN), 10, url="pegawai:tim"),
    Panel("angka", "Angka kepegawaian", lambda pengguna, _: permissions.can_see_figures(pengguna), 20, url="pegawai:angka"),
)  # fmt: skip
register_bagian_profil(
    Panel("berkas", "Berkas kepegawaian", permissions.can_see_numbers, 5, url="pegawai:berkas"),
    Panel("peringatan", "Yang akan datang", permissions.can_see_numbers, 7, url="pegawai:peringatan_pegawai"),
    Panel("mutu", "Mutu data", permissions.can_see_findings, 8, url="pegawai:mutu_satu"),
    Panel("laporan", "Laporan tentang data ini", permissions.can_see_reports_about, 10, Letak.SAMPING, url="pegawai:laporan_orang"),
)  # fmt: skip
register_bagian_unit(Panel("orang", "Orang di unit ini", lambda *_: True, 10, url="pegawai:unit_orang"))
