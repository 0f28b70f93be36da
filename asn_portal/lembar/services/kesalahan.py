"""The same file back: its rows in its columns, with what is wrong in one column more."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from datetime import datetime
from typing import Any

from asn_portal.core.latar import Kemajuan
from asn_portal.core.models import HasilBerkas, PekerjaanLatar
from asn_portal.core.services import berkas as hasil_berkas
from asn_portal.lembar.enums import StatusBaris
from asn_portal.lembar.impor import JenisImpor, as_shown
from asn_portal.lembar.isi import Nilai
from asn_portal.lembar.models import BarisImpor, BerkasImpor
from asn_portal.lembar.sandi import unseal
from asn_portal.lembar.tulis import BENTUK

CHUNK = 1_000


def write_errors(
    row: BerkasImpor, jenis: JenisImpor, job: PekerjaanLatar
) -> Generator[Kemajuan, None, tuple[HasilBerkas, ...]]:
    """The same rows in the same columns, with what is wrong in one column more. The file lives in memory: begun anew after
    a break.
    """
    if not row.banyak(StatusBaris.SALAH):
        return ()
    bentuk = "csv" if row.bentuk == "csv" else "xlsx"
    stem = row.nama_berkas.rsplit(".", 1)[0][:100]
    file = hasil_berkas.reserve(job, nama=f"{stem} - kesalahan.{bentuk}", jenis_isi=BENTUK[bentuk][1])
    total, done, after = row.daftar_baris.count(), 0, 0
    yield Kemajuan(0, total, "Menulis berkas kesalahan.", posisi=job.posisi)
    text = [
        any(row.peta.get(k.nama) == place and k.jenis.startswith("nomor") for k in jenis.kolom)
        for place in range(len(row.kepala))
    ]
    with closing(BENTUK[bentuk][0]("Kesalahan", [], [*row.kepala, "Kesalahan"], [*text, False])) as writer:
        while part := list(row.daftar_baris.filter(nomor__gt=after).order_by("nomor")[:CHUNK]):
            writer.add(_with_errors(row, jenis, satu) for satu in part)
            done, after = done + len(part), part[-1].nomor
            yield Kemajuan(done, total, "Menulis berkas kesalahan.", posisi=job.posisi)
        with writer.save() as content:
            hasil_berkas.fill(file, content)
    return (file,)


def _with_errors(row: BerkasImpor, jenis: JenisImpor, satu: BarisImpor) -> list[Nilai]:
    cells = [_as_cell(cell) for cell in unseal(satu.sel)[: len(row.kepala)]]
    cells += [""] * (len(row.kepala) - len(cells))
    wrong = "; ".join(f"{jenis.column(nama).judul}: {pesan}" for nama, pesan in satu.galat.items())
    return [*cells, wrong or satu.keterangan]


def _as_cell(raw: Any) -> Nilai:
    match raw:
        case {"n": number}:
            return int(number) if float(number).is_integer() else float(number)
        case {"d": day}:
            return datetime.fromisoformat(day).date()
        case _:
            return as_shown(raw)
