"""Bringing in a reference list: compared first, then written in one statement. Entries are never deleted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from pegawai import permissions
from pegawai.enums import StatusMuatan
from pegawai.models import MuatanReferensi, Referensi
from pegawai.referensi import BarisReferensi, DaftarReferensi, all_referensi, read_list, referensi

# The day of the lists that are shipped (data/bkn/SUMBER.md).
PER_BAWAAN = date(2024, 12, 31)
# So many of each are named on the page; all are counted.
DISEBUT = 50

UPSERT = """
INSERT INTO pegawai_referensi AS lama
       (kunci, jenis, id_bkn, nama, induk_id, rincian, urut, aktif, sejak, hilang_sejak)
SELECT %(jenis)s || ':' || (b ->> 'id_bkn'), %(jenis)s, b ->> 'id_bkn', b ->> 'nama',
       CASE WHEN b ->> 'induk' <> '' THEN %(induk)s || ':' || (b ->> 'induk') END,
       b -> 'rincian', nomor, (b ->> 'aktif')::boolean, %(sejak)s::date, NULL
FROM jsonb_array_elements(%(baris)s::jsonb) WITH ORDINALITY AS isi (b, nomor)
ON CONFLICT (kunci) DO UPDATE SET nama = EXCLUDED.nama, induk_id = EXCLUDED.induk_id, rincian = EXCLUDED.rincian,
    urut = EXCLUDED.urut, aktif = EXCLUDED.aktif, hilang_sejak = NULL
WHERE (lama.nama, lama.induk_id, lama.rincian, lama.urut, lama.aktif, lama.hilang_sejak)
   IS DISTINCT FROM (EXCLUDED.nama, EXCLUDED.induk_id, EXCLUDED.rincian, EXCLUDED.urut, EXCLUDED.aktif, NULL::date)
"""
VANISHED = """
UPDATE pegawai_referensi SET hilang_sejak = %(per)s
WHERE jenis = %(jenis)s AND hilang_sejak IS NULL AND id_bkn <> ALL(%(ids)s)
"""


def compare(daftar: DaftarReferensi, rows: Sequence[BarisReferensi]) -> dict[str, Any]:
    """What a file would change: counts, and the first of each by name."""
    known = {row.id_bkn: row for row in Referensi.objects.dari(daftar.jenis)}
    here = {row.id_bkn for row in rows}
    fresh = [row for row in rows if row.id_bkn not in known]
    changed = [
        (known[row.id_bkn], row) for row in rows if row.id_bkn in known and _differs(daftar, known[row.id_bkn], row)
    ]
    gone = [row for key, row in known.items() if key not in here and row.hilang_sejak is None]
    return {
        "isi": len(rows),
        "baru": len(fresh),
        "berubah": len(changed),
        "hilang": len(gone),
        "sebut_baru": [[row.id_bkn, row.nama] for row in fresh[:DISEBUT]],
        "sebut_berubah": [[old.id_bkn, old.nama, new.nama, _what(old, new)] for old, new in changed[:DISEBUT]],
        "sebut_hilang": [[row.id_bkn, row.nama] for row in gone[:DISEBUT]],
    }


def _differs(daftar: DaftarReferensi, old: Referensi, new: BarisReferensi) -> bool:
    induk = f"{daftar.jenis_induk}:{new.induk}" if new.induk else None
    return (old.nama, old.induk_id, old.rincian, old.aktif, old.hilang_sejak) != (
        new.nama, induk, new.rincian, new.aktif, None,
    )  # fmt: skip


def _what(old: Referensi, new: BarisReferensi) -> str:
    if old.nama != new.nama:
        return "nama"
    if old.hilang_sejak is not None:
        return "ada lagi"
    return "status" if old.aktif != new.aktif else "keterangan"


def _write(daftar: DaftarReferensi, rows: list[dict[str, Any]], per: date) -> None:
    """In one statement each. Part of the caller's change."""
    first = not Referensi.objects.dari(daftar.jenis).exists()
    with connection.cursor() as cursor:
        cursor.execute(
            UPSERT,
            {
                "jenis": daftar.jenis,
                "induk": daftar.jenis_induk,
                "sejak": None if first else per,
                "baris": json.dumps(rows),
            },
        )
        cursor.execute(VANISHED, {"jenis": daftar.jenis, "per": per, "ids": [row["id_bkn"] for row in rows]})


def _muatan(
    daftar: DaftarReferensi, content: bytes, nama: str, per: date
) -> tuple[MuatanReferensi, list[dict[str, Any]]]:
    rows = read_list(daftar, content)
    muatan = MuatanReferensi(
        jenis=daftar.jenis, nama_berkas=nama[:200], sidik=hashlib.sha256(content).hexdigest(), per_tanggal=per,
        ringkasan=compare(daftar, rows),
    )  # fmt: skip
    return muatan, [asdict(row) for row in rows]


@perubahan
def check_list(jenis: str, content: bytes, *, nama: str, per: date, by: Pengguna) -> MuatanReferensi:
    """Read a file and keep what it would change, without changing anything."""
    require(permissions.can_manage_referensi(by))
    daftar = referensi(jenis)
    if daftar is None:
        raise DomainError("Daftar rujukan itu tidak dikenal. Pilih dari halaman daftar rujukan.", galat="tidak_dikenal")
    newest = (
        MuatanReferensi.objects.filter(jenis=jenis, status=StatusMuatan.DITERAPKAN).order_by("-per_tanggal").first()
    )
    if newest is not None and per < newest.per_tanggal:
        raise DomainError(
            f"Daftar yang berlaku sekarang lebih baru: per {newest.per_tanggal:%d/%m/%Y}. Daftar yang lebih lama tidak diterapkan.",
            galat="lebih_lama",
        )
    muatan, rows = _muatan(daftar, content, nama, per)
    muatan.baris, muatan.dibuat_oleh = rows, by
    muatan.save()
    record_jejak(muatan, "rujukan_diperiksa", by=by, rincian={"daftar": jenis, "isi": muatan.ringkasan["isi"]})
    return muatan


@perubahan
def apply_list(muatan_id: UUID, *, by: Pengguna) -> MuatanReferensi:
    """Write a checked list. What it would change is counted anew: something may have happened since."""
    muatan = _open(muatan_id, by)
    daftar = referensi(muatan.jenis)
    assert daftar is not None
    muatan.ringkasan = compare(daftar, [BarisReferensi(**row) for row in muatan.baris])
    _write(daftar, muatan.baris, muatan.per_tanggal)
    _finish(muatan, StatusMuatan.DITERAPKAN)
    record_jejak(muatan, "rujukan_dimuat", by=by, rincian=_counts(muatan))
    return muatan


@perubahan
def drop_list(muatan_id: UUID, *, by: Pengguna) -> MuatanReferensi:
    muatan = _open(muatan_id, by)
    _finish(muatan, StatusMuatan.DIBATALKAN)
    record_jejak(muatan, "rujukan_dibatalkan", by=by, rincian={"daftar": muatan.jenis})
    return muatan


def _open(muatan_id: UUID, by: Pengguna) -> MuatanReferensi:
    muatan = MuatanReferensi.objects.select_for_update(of=("self",)).get(pk=muatan_id)
    require(permissions.can_manage_referensi(by))
    if muatan.status != StatusMuatan.DIPERIKSA:
        raise TransitionError(
            "Berkas ini sudah selesai diurus. Muat ulang halaman untuk melihat hasilnya.", galat="sudah_selesai"
        )
    return muatan


def _finish(muatan: MuatanReferensi, status: StatusMuatan) -> None:
    muatan.status, muatan.baris, muatan.selesai_pada = status, [], timezone.now()
    muatan.save()


def _counts(muatan: MuatanReferensi) -> dict[str, Any]:
    return {"daftar": muatan.jenis} | {key: muatan.ringkasan[key] for key in ("isi", "baru", "berubah", "hilang")}


@perubahan
def load_list(daftar: DaftarReferensi, content: bytes, *, nama: str, per: date) -> MuatanReferensi:
    """The same in one step, from the command line."""
    muatan, rows = _muatan(daftar, content, nama, per)
    _write(daftar, rows, per)
    muatan.status, muatan.selesai_pada = StatusMuatan.DITERAPKAN, timezone.now()
    muatan.save()
    record_jejak(muatan, "rujukan_dimuat", by=None, rincian=_counts(muatan))
    return muatan


def load_shipped(*, hanya: Sequence[str] = ()) -> list[MuatanReferensi]:
    """Every shipped list that this database has not seen yet. Running it again changes nothing, also after a newer list."""
    seen = set(MuatanReferensi.objects.filter(status=StatusMuatan.DITERAPKAN).values_list("jenis", "sidik"))
    loaded = []
    for daftar in all_referensi():
        if daftar.berkas is None or (hanya and daftar.jenis not in hanya):
            continue
        content = daftar.berkas.read_bytes()
        if (daftar.jenis, hashlib.sha256(content).hexdigest()) not in seen:
            loaded.append(load_list(daftar, content, nama=daftar.berkas.name, per=PER_BAWAAN))
    return loaded
