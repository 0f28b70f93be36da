"""One act over many rows, for every app: at once while that takes no time, above that a job with its progress (0013).

An app registers what its act does to a set of rows: a service with its own lock, check, write and trace, that may be called
for one set after the other. The page says nothing of jobs; it hands over the chosen rows and shows what comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka

JENIS = "core.banyak"
# So many are done while the person waits; more become a job.
SEKALIGUS = 500
# Each set is one transaction: what was done stays when the next set is refused or the job is cancelled.
CHUNK = 250
GONE = "Tindakan ini tidak ada lagi. Mulai lagi dari daftarnya."


@dataclass(frozen=True)
class HasilBanyak:
    """How many went through, and how many stayed as they were; their rows say why."""

    berhasil: int
    tertinggal: int

    def __add__(self, other: HasilBanyak) -> HasilBanyak:
        return HasilBanyak(self.berhasil + other.berhasil, self.tertinggal + other.tertinggal)


# (about what, these rows, what the form says as JSON, who) -> what became of them.
Kerjakan = Callable[[UUID, Sequence[UUID], dict[str, Any], Pengguna], HasilBanyak]


@dataclass(frozen=True)
class TindakanBanyak:
    nama: str
    label: str  # as the jobs page calls it: "Menyetujui perpanjangan"
    sebutan: str  # what the rows are: "orang"
    kerjakan: Kerjakan
    # Where what became of them can be read.
    alamat: Callable[[UUID, HasilBanyak], str]
    # What was done to them, after their number: "diberi tahu".
    kata: str = "selesai diproses"


_register: dict[str, TindakanBanyak] = {}


def register_banyak(*tindakan: TindakanBanyak) -> None:
    _register.update({satu.nama: satu for satu in tindakan})


def find_banyak(nama: str) -> TindakanBanyak:
    if nama not in _register:
        raise DomainError(GONE, galat="tindakan_tidak_ada")
    return _register[nama]


def act_on_many(
    nama: str, objek: UUID, ids: Sequence[UUID], *, isian: dict[str, Any], by: Pengguna
) -> HasilBanyak | PekerjaanLatar:
    """Done now, or the job that does it."""
    tindakan = find_banyak(nama)
    if len(ids) <= SEKALIGUS:
        return tindakan.kerjakan(objek, ids, isian, by)
    return _start(tindakan, objek, ids, isian=isian, by=by)


@perubahan
def _start(
    tindakan: TindakanBanyak, objek: UUID, ids: Sequence[UUID], *, isian: dict[str, Any], by: Pengguna
) -> PekerjaanLatar:
    parameter = {"tindakan": tindakan.nama, "objek": str(objek), "isian": isian, "baris": [str(pk) for pk in ids]}
    judul = f"{tindakan.label}: {angka(len(ids))} {tindakan.sebutan}"
    job = start_job(JENIS, judul=judul, parameter=parameter, by=by)
    record_jejak(job, "pekerjaan_dimulai", by=by, rincian={"tindakan": tindakan.nama, "baris": len(ids)})
    return job


def many_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """One set after the other. `posisi`: how far, and the counts so far."""
    tindakan, objek = find_banyak(job.parameter["tindakan"]), UUID(job.parameter["objek"])
    ids = [UUID(pk) for pk in job.parameter["baris"]]
    at = job.posisi.get("mulai", 0)
    so_far = HasilBanyak(job.posisi.get("berhasil", 0), job.posisi.get("tertinggal", 0))
    while part := ids[at : at + CHUNK]:
        so_far += tindakan.kerjakan(objek, part, job.parameter["isian"], job.pengguna)
        at += len(part)
        place = {"mulai": at, "berhasil": so_far.berhasil, "tertinggal": so_far.tertinggal}
        yield Kemajuan(at, len(ids), f"{tindakan.label}.", posisi=place)
    return Hasil(
        " ".join(told(so_far, tindakan)),
        url=tindakan.alamat(objek, so_far),
        ringkasan={"Selesai diproses": angka(so_far.berhasil), "Tidak ikut": angka(so_far.tertinggal)},
    )


def told(hasil: HasilBanyak, tindakan: TindakanBanyak) -> list[str]:
    """What became of them, in words: first of those that went through."""
    done = f"{angka(hasil.berhasil)} {tindakan.sebutan} {tindakan.kata}."
    left = f"{angka(hasil.tertinggal)} {tindakan.sebutan} tidak ikut; sebabnya ada pada barisnya."
    return ([done] if hasil.berhasil else []) + ([left] if hasil.tertinggal else [])
