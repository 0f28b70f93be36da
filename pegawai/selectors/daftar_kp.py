"""Rises that can be decided together, and the lists of those that were."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.berkas.models import Naskah
from asn_portal.berkas.naskah import Pejabat, officials
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.regulasi import add_bulan
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.templatetags.bentuk import bulan_tahun
from pegawai import permissions
from pegawai.enums import BentukKP, StatusButirKP
from pegawai.models import ButirKP, DaftarKP, Pegawai, PertekKP
from pegawai.selectors.keputusan_kp import considerations_of, decrees_of
from pegawai.selectors.surat import unit_name
from pegawai.selectors.surat_kp import BarisUsul, usul_rows

BARU = 6
DIPUTUS = (StatusButirKP.DISUSUN, StatusButirKP.TERCATAT, StatusButirKP.GAGAL)


def can_reach_list(pengguna: Pengguna, unit_id: UUID) -> bool:
    return permissions.can_make_letters(pengguna) and permissions.can_handle_urusan(pengguna, unit_id)


@dataclass(frozen=True)
class BarisSiap:
    """Somebody whose rise BKN has agreed to, and who has no decree about it."""

    pegawai: Pegawai
    usul: BarisUsul
    pertek: PertekKP


def ready_rows(pengguna: Pengguna, unit_id: UUID, bulan: date, hari: date) -> list[BarisSiap]:
    """By name; each once, by the rise that comes first."""
    rows = usul_rows(pengguna, unit_id, bulan, hari)
    ids = [row.peringatan.pegawai_id for row in rows]
    known, decrees = considerations_of(ids), decrees_of(ids)
    found: dict[UUID, BarisSiap] = {}
    for row in rows:
        pk = row.peringatan.pegawai_id
        pertek = known.get(pk)
        if pertek is not None and pk not in decrees and pertek.tmt < add_bulan(bulan, 1):
            found.setdefault(pk, BarisSiap(row.peringatan.pegawai, row, pertek))
    return list(found.values())


def unit_officials(unit_id: UUID, hari: date) -> list[Pejabat]:
    """Who may initial or sign a decree about many of a unit: those of the unit itself, not the superior of one of them."""
    return officials(unit_id, None, hari)


# -- lists that were made ----------------------------------------------------------------------------------


def lists_of_unit(unit_id: UUID) -> list[DaftarKP]:
    rows = DaftarKP.objects.filter(unit_id=unit_id).select_related("naskah", "pekerjaan", "dibuat_oleh")
    return list(rows.order_by("-dibuat_pada")[:BARU])


def list_visible_to(pengguna: Pengguna, daftar_id: UUID) -> DaftarKP | None:
    """Whoever may make decrees for the unit."""
    row = DaftarKP.objects.select_related("unit", "naskah", "pekerjaan", "dibuat_oleh").filter(pk=daftar_id).first()
    return row if row is not None and can_reach_list(pengguna, row.unit_id) else None


def list_of_butir(pengguna: Pengguna, butir_id: UUID) -> DaftarKP | None:
    pk = ButirKP.objects.filter(pk=butir_id).values_list("daftar_id", flat=True).first()
    return None if pk is None else list_visible_to(pengguna, pk)


def list_rows(pengguna: Pengguna, daftar: DaftarKP) -> list[ButirKP]:
    """Never one about the reader himself."""
    rows = daftar.daftar_butir.select_related("pegawai", "naskah").order_by("urutan")
    mine = akses(pengguna).orang_id
    return [row for row in rows if row.pegawai_id != mine]


def counts_of(rows: list[ButirKP]) -> Counter[str]:
    return Counter(row.status for row in rows)


# -- what stands on paper ----------------------------------------------------------------------------------


def shared_texts(daftar: DaftarKP, hari: date) -> tuple[dict[str, str], tuple[tuple[str, ...], ...]]:
    """The fields of the words, and the list: number, name, NIP, old and new rank, day, service, pay."""
    rows = list(daftar.daftar_butir.filter(status__in=DIPUTUS).order_by("urutan"))
    laws = sorted({row.nilai["dasar"] for row in rows if row.nilai["dasar"]})
    pays = sorted({row.nilai["dasar_gaji"] for row in rows})
    nilai = {
        "unit": unit_name(daftar.unit_id, hari),
        "instansi": pengaturan(daftar.unit.instansi_id, hari).get("nama_instansi", ""),
        "periode": bulan_tahun(daftar.bulan), "jumlah": str(len(rows)), "dasar": "; ".join(laws),
        "dasar_gaji": "; ".join(pays),
    }  # fmt: skip
    listed = tuple(
        (str(place), *(row.nilai[name] for name in ("nama", "nip", "golongan_lama", "golongan_baru", "tmt")),
         f"{row.nilai['masa_kerja']}", row.nilai["gaji_baru"], row.nilai["pertek_nomor"])
        for place, row in enumerate(rows, 1)
    )  # fmt: skip
    return nilai, listed


def place_in_list(butir: ButirKP) -> int:
    """As it stands on paper: those who were taken out or refused have no number."""
    return butir.daftar.daftar_butir.filter(status__in=DIPUTUS, urutan__lte=butir.urutan).count()


def list_of_paper(naskah: Naskah) -> DaftarKP | None:
    return DaftarKP.objects.filter(naskah=naskah, bentuk=BentukKP.BERSAMA).first()


def may_decide_together(pengguna: Any, daftar_id: UUID) -> bool:
    return list_visible_to(pengguna, daftar_id) is not None


def may_extract_rise(pengguna: Any, butir_id: UUID) -> bool:
    """Of a rise that the one decree has put into the file; never for oneself."""
    row = ButirKP.objects.filter(pk=butir_id, status=StatusButirKP.TERCATAT).select_related("daftar", "pegawai").first()
    if row is None or not can_reach_list(pengguna, row.daftar.unit_id):
        return False
    people = Pegawai.objects.visible_to(pengguna, Sumber.USULAN_PROFIL, "v")
    return people.filter(pk=row.pegawai_id).exclude(pengguna=pengguna).exists()
