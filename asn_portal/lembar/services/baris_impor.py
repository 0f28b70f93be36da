"""Rows of a file beside each other: the same thing twice, and days that two of them claim. However far apart they stand."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import connection

from asn_portal.lembar.enums import StatusBaris
from asn_portal.lembar.impor import Baris, JenisImpor, Masa
from asn_portal.lembar.models import BarisImpor, BerkasImpor
from asn_portal.lembar.sandi import fingerprint, seal, unseal

TWICE = "Baris ini sama dengan baris {nomor} dalam berkas ini. Hapus salah satunya."
SAME = "Baris ini tentang hal yang sama dengan baris {nomor} dalam berkas ini. Hapus salah satunya."
OVERLAP = "Masanya bertumpang tindih dengan baris {nomor} dalam berkas ini. Perbaiki tanggal salah satunya."

STORE = """
UPDATE lembar_barisimpor AS b SET status = x.status, galat = x.galat, keterangan = x.keterangan, kunci = x.kunci,
       objek_id = x.objek_id, hasil = x.hasil, pegangan = x.pegangan, masa = x.masa
FROM jsonb_to_recordset(%s::jsonb) AS x(id bigint, status text, galat jsonb, keterangan text, kunci text, objek_id uuid,
       hasil jsonb, pegangan text, masa jsonb)
WHERE b.id = x.id
"""
STORED = ("id", "status", "galat", "keterangan", "kunci", "objek_id", "hasil", "pegangan", "masa")


def store_rows(rows: Sequence[BarisImpor]) -> None:
    """What became of these rows, in one short statement: Django's bulk_update takes a second for a thousand of them."""
    values = [{name: getattr(row, name) for name in STORED} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(STORE, [json.dumps(values, default=str)])


def find_twins(row: BerkasImpor, jenis: JenisImpor, part: Sequence[BarisImpor], rows: Sequence[Baris]) -> None:
    """The second of two rows about the same thing is one too many."""
    for satu, found in zip(part, rows, strict=True):
        satu.kunci = jenis.key_of(found)
    keys = {satu.kunci for satu in part if satu.kunci}
    before = row.daftar_baris.filter(kunci__in=keys, nomor__lt=part[0].nomor).order_by("-nomor")
    seen = dict(before.values_list("kunci", "nomor"))
    for satu, found in zip(part, rows, strict=True):
        if not satu.kunci:
            continue
        if satu.kunci in seen:
            found.wrong(jenis.kunci[0], TWICE.format(nomor=seen[satu.kunci]))
        seen.setdefault(satu.kunci, satu.nomor)


def find_clashes(row: BerkasImpor, jenis: JenisImpor, part: Sequence[BarisImpor], rows: Sequence[Baris]) -> None:
    """After the check: of two right rows that cannot both be written, the second is wrong. Only the rows above that are about
    the same things are read, so that memory stays as it is however long the file.
    """
    if jenis.masa is None:
        return
    claims = [jenis.masa(found) if found.benar else None for found in rows]
    for satu, masa in zip(part, claims, strict=True):
        satu.pegangan = fingerprint(masa.kunci) if masa else ""
        satu.masa = seal(asdict(masa)) if masa else {}
    above: dict[str, list[tuple[int, Masa]]] = defaultdict(list)
    wanted = {satu.pegangan for satu in part if satu.pegangan}
    earlier = row.daftar_baris.filter(pegangan__in=wanted, nomor__lt=part[0].nomor, status=StatusBaris.BENAR)
    for nomor, pegangan, masa in earlier.order_by("nomor").values_list("nomor", "pegangan", "masa"):
        above[pegangan].append((nomor, _masa(masa)))
    for satu, found, mine in zip(part, rows, claims, strict=True):
        if mine is None:
            continue
        clash = next((nomor for nomor, other in above[satu.pegangan] if mine.meets(other)), None)
        if clash is None:
            above[satu.pegangan].append((satu.nomor, mine))
        else:
            found.wrong(mine.kolom, (OVERLAP if mine.berbatas else SAME).format(nomor=clash))


def _masa(stored: Any) -> Masa:
    return Masa.read(unseal(stored))
