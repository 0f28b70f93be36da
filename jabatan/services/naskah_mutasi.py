"""The papers of a round, made and numbered in one go by a job that goes on where it stopped.

Before the day: decree, invitation, record of the oath. Afterwards: an extract and an SPMT for each person, in the order of the
list. Whoever has a paper of a kind gets no second one, so a job that began twice makes nothing twice.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services.naskah import Pilihan, make_naskah, submit_naskah
from asn_portal.berkas.services.nomor import reserve_nomor
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka
from jabatan import permissions
from jabatan.enums import StatusButirMutasi, StatusMutasi
from jabatan.models import ButirMutasi, PutaranMutasi
from jabatan.naskah_mutasi import BUTIR, PUTARAN
from jabatan.selectors.mutasi import rows_of
from jabatan.services.mutasi import held

JENIS = "jabatan.naskah_mutasi"
SEKALI = 25
BATAL = "dibatalkan"
BERNASKAH = (StatusMutasi.DISETUJUI, StatusMutasi.TERBIT, StatusMutasi.SELESAI)
# (kind, of which round or row): what is still to be made.
Butuh = tuple[str, UUID]


def missing_papers(putaran: PutaranMutasi) -> list[Butuh]:
    """In the order in which they are numbered."""
    if putaran.status != StatusMutasi.SELESAI:
        return [(kind, putaran.pk) for kind, column in PUTARAN.items() if _free(getattr(putaran, column))]
    rows = putaran.daftar_butir.filter(status=StatusButirMutasi.BERLAKU).select_related("petikan", "spmt").in_bulk()
    ordered = [rows[row.id] for row in rows_of(putaran) if row.id in rows]
    return [(kind, row.pk) for kind, column in BUTIR.items() for row in ordered if _free(getattr(row, column))]


def _free(naskah: Naskah | None) -> bool:
    return naskah is None or naskah.status == BATAL


@perubahan
def start_papers(putaran_id: UUID, *, pilihan: Pilihan, kertas: Kertas, by: Pengguna) -> PekerjaanLatar:
    row = held(putaran_id, by)
    if row.status not in BERNASKAH:
        raise DomainError("Putaran ini belum disetujui, jadi naskahnya belum disusun.", galat="belum_disetujui")
    missing = missing_papers(row)
    if not missing:
        raise DomainError("Semua naskah putaran ini sudah disusun.", galat="tanpa_sisa")
    parameter = {
        "putaran": str(row.pk), "paraf": [str(pk) for pk in pilihan.paraf], "penanda_tangan": str(pilihan.penanda_tangan),
        "kertas": str(kertas),
    }  # fmt: skip
    row.pekerjaan = start_job(JENIS, judul="Naskah putaran mutasi", parameter=parameter, by=by)
    row.save(update_fields=["pekerjaan"])
    record_jejak(row, "mutasi_naskah_dimulai", by=by, rincian={"naskah": len(missing)})
    return row.pekerjaan


def may_read(job: PekerjaanLatar) -> bool:
    return permissions.can_work_on_round(job.pengguna, PutaranMutasi.objects.get(pk=job.parameter["putaran"]))


def papers_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """What is missing is asked anew at every step; what was refused is not asked again in this job."""
    pilihan = Pilihan([UUID(pk) for pk in job.parameter["paraf"]], UUID(job.parameter["penanda_tangan"]))
    kertas, done = Kertas(job.parameter["kertas"]), job.posisi.get("jadi", 0)
    refused: dict[str, str] = dict(job.posisi.get("tolak", {}))
    putaran = _round(job)
    while missing := [one for one in missing_papers(putaran) if f"{one[0]}:{one[1]}" not in refused][:SEKALI]:
        require(permissions.can_work_on_round(job.pengguna, putaran))
        for kind, objek in missing:
            sentence = _make(kind, objek, pilihan, kertas, job.pengguna)
            if sentence:
                refused[f"{kind}:{objek}"] = sentence
            else:
                done += 1
        total = done + len(missing_papers(putaran := _round(job)))
        posisi: dict[str, Any] = {"jadi": done, "tolak": refused}
        yield Kemajuan(done + len(refused), total, "Menyusun dan menomori naskah.", posisi=posisi)
    left = f" {angka(len(refused))} belum: {next(iter(refused.values()))}" if refused else ""
    url = reverse("jabatan:mutasi_detail", args=[putaran.pk])
    return Hasil(f"{angka(done)} naskah disusun, dinomori, dan dikirim ke pemaraf pertama.{left}", url=url)


def _round(job: PekerjaanLatar) -> PutaranMutasi:
    return PutaranMutasi.objects.select_related("keputusan", "undangan", "berita_acara").get(
        pk=job.parameter["putaran"]
    )


def _make(kind: str, objek: UUID, pilihan: Pilihan, kertas: Kertas, by: Pengguna) -> str:
    """Empty when it was made; else the sentence why not. Paper, number and its place in the round in one transaction."""
    try:
        with transaction.atomic():
            _make_one(kind, objek, pilihan, kertas, by=by)
    except DomainError as refusal:
        return str(refusal.pesan)
    return ""


@perubahan
def _make_one(kind: str, objek: UUID, pilihan: Pilihan, kertas: Kertas, *, by: Pengguna) -> Naskah:
    paper = make_naskah(kind, objek, pilihan=pilihan, kertas=kertas, by=by)
    reserve_nomor(paper, timezone.localdate().year)
    if kind in PUTARAN:
        PutaranMutasi.objects.filter(pk=objek).update(**{PUTARAN[kind]: paper})
    else:
        ButirMutasi.objects.filter(pk=objek).update(**{BUTIR[kind]: paper})
    submit_naskah(paper.pk, by=by)
    record_jejak(paper, "mutasi_naskah_disusun", by=by, rincian={"jenis": kind, "nomor": paper.nomor})
    return paper
