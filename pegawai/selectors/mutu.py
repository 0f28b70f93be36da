"""Findings of data quality about people: worklists by indicator and unit, and what was found about one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Min, OuterRef, QuerySet, Subquery

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import Pengguna
from asn_portal.core.sql import KunciDari
from asn_portal.mutu.aturan.indeks import TABEL_INDIKATOR
from asn_portal.mutu.indikator import Indikator, Langkah, all_indikator, find_indikator
from asn_portal.mutu.models import TemuanMutu
from asn_portal.mutu.selectors import findings_of
from asn_portal.rekap.perintah import positional
from pegawai import permissions
from pegawai.models import Pegawai
from pegawai.selectors.cuti_luar import JENIS_CLTN, LUAR
from pegawai.selectors.direktori import below_unit, in_scope, named, visible_unit
from pegawai.selectors.hukum import KP_REGULER_DIHITUNG, KP_REGULER_NILAI, PERIODE_KP

JENDELA_KP = timedelta(days=90)


@dataclass(frozen=True)
class SaringanMutu:
    """What the address of a worklist asks for; everything unknown has been left out."""

    indikator: str = ""
    unit_id: UUID | None = None
    langsung: bool = False
    kata: str = ""
    # Only what may stand in the way of a regular rise in rank that falls due within ninety days.
    kp: bool = False


@dataclass(frozen=True)
class Temuan:
    """One finding as a person reads it."""

    indikator: Indikator
    nama: str
    kata: str
    sejak: date
    langkah: Langkah | None
    url: str
    diberitahu_pada: datetime | None


def read_filters_mutu(pengguna: Pengguna, query: Mapping[str, str]) -> SaringanMutu:
    kode = query.get("indikator", "")
    return SaringanMutu(
        kode if find_indikator(kode) else "",
        visible_unit(pengguna, query.get("unit", "")),
        query.get("langsung") == "1",
        query.get("q", "").strip()[:100],
        query.get("kp") == "1",
    )


def is_whole(query: Mapping[str, str], saringan: SaringanMutu) -> bool:
    """Was nothing left out of what the address asks? An act must not reach more people than were meant."""
    asked = {"indikator": saringan.indikator, "unit": saringan.unit_id}
    return all(found for name, found in asked.items() if query.get(name))


def open_findings(saringan: SaringanMutu) -> QuerySet[TemuanMutu]:
    rows = TemuanMutu.objects.filter(selesai_pada=None)
    if saringan.kp:
        rows = rows.filter(indikator__in=[satu.kode for satu in all_indikator() if satu.menghambat_kp])
    return rows.filter(indikator=saringan.indikator) if saringan.indikator else rows


def people_with_findings(pengguna: Pengguna, saringan: SaringanMutu, tanggal: date) -> QuerySet[Pegawai]:
    """Those whose rows this account may see and about whom something was found."""
    people = in_scope(pengguna).filter(pk__in=open_findings(saringan).values("orang_id"))
    if saringan.unit_id and saringan.langsung:
        people = people.filter(unit_kini_id=saringan.unit_id)
    elif saringan.unit_id:
        people = below_unit(people, saringan.unit_id, tanggal)
    if saringan.kp:
        people = people.filter(pk__in=rises_soon(pengguna, tanggal))
    return named(people, saringan.kata) if saringan.kata else people


# PNS about whom something was found, by the day of the next regular rise in rank (selectors.hukum).
RISES = """
SELECT orang.id
  FROM (SELECT p.id, lower(pangkat.berlaku) AS tmt_golongan, cuti_luar.luar
          FROM pegawai_pegawai AS p
          JOIN pegawai_riwayatgolongan AS pangkat
            ON pangkat.pegawai_id = p.id AND upper_inf(pangkat.tercatat) AND pangkat.berlaku @> %(hari)s::date
          LEFT JOIN (LUAR) AS cuti_luar ON cuti_luar.pegawai_id = p.id
         WHERE p.jenis = 'pns' AND p.instansi_id = %(instansi)s
           AND EXISTS (SELECT FROM mutu_temuanmutu AS temuan
                        WHERE temuan.orang_id = p.id AND temuan.selesai_pada IS NULL)) AS orang
KAPAN
 WHERE kp.tmt_kp BETWEEN %(hari)s::date AND %(batas)s::date
"""


def rises_soon(pengguna: Pengguna, tanggal: date) -> KunciDari:
    """Keys of those whose regular rise in rank falls due within ninety days."""
    statement = RISES.replace("LUAR", LUAR.replace("{hanya}", "")).replace("KAPAN", KP_REGULER_DIHITUNG)
    statement = statement.replace("{periode_kp}", PERIODE_KP.teks)
    values: dict[str, Any] = {
        "hari": tanggal, "batas": tanggal + JENDELA_KP, "instansi": pengguna.instansi_id, "jenis_cltn": JENIS_CLTN,
    }  # fmt: skip
    return KunciDari(*positional(statement, values | PERIODE_KP.nilai | KP_REGULER_NILAI))


def as_worklist(people: QuerySet[Pegawai], saringan: SaringanMutu, tanggal: date) -> QuerySet[Pegawai]:
    """With the unit's name, the codes of what was found, and since when the oldest of it is open."""
    mine = open_findings(saringan).filter(orang_id=OuterRef("pk")).order_by()
    oldest = mine.values("orang_id").annotate(awal=Min("sejak")).values("awal")
    return people.annotate(
        nama_unit=core_selectors.name_on(tanggal, "unit_kini_id"),
        kode_temuan=ArraySubquery(mine.values("indikator")),
        sejak=Subquery(oldest),
    )


def findings_by_person(
    pengguna: Pengguna, people: Sequence[Pegawai], saringan: SaringanMutu
) -> dict[UUID, list[Temuan]]:
    """What was found about the people of one page, with the way to put each right for this account. One query."""
    ids = [person.pk for person in people]
    writes = permissions.can_write_files(pengguna)
    found: dict[UUID, list[Temuan]] = {pk: [] for pk in ids}
    for row in open_findings(saringan).filter(orang_id__in=ids).order_by("indikator"):
        own = permissions.is_own_id(pengguna, row.orang_id)
        shown = as_finding(row, sendiri=own, menulis=writes and not own)
        if shown is not None:
            found[row.orang_id].append(shown)
    return found


def as_finding(row: TemuanMutu, *, sendiri: bool, menulis: bool) -> Temuan | None:
    """None for an indicator that no app counts any more."""
    indikator = find_indikator(row.indikator)
    if indikator is None:
        return None
    langkah = indikator.perbaiki_sendiri if sendiri else indikator.perbaiki if menulis else None
    return Temuan(
        indikator, TABEL_INDIKATOR.label[row.indikator], indikator.kata(row.isi), row.sejak, langkah,
        langkah.alamat(row.orang_id) if langkah else "", row.diberitahu_pada,
    )  # fmt: skip


def findings_about(pengguna: Pengguna, pegawai: Pegawai) -> list[Temuan]:
    """Everything open about one person, with the way to put it right."""
    own = permissions.is_self(pengguna, pegawai)
    writes = permissions.can_write_files(pengguna) and not own
    shown = [as_finding(row, sendiri=own, menulis=writes) for row in findings_of(pegawai.pk)]
    return [row for row in shown if row is not None]


def names_of(codes: Sequence[str]) -> str:
    return ", ".join(TABEL_INDIKATOR.label[code] for code in sorted(codes))
