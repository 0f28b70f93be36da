"""From an agreed renewal to the contract in the file: printed as one PDF and one per person, made into papers for the
signature, and recorded when the paper is signed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Generator, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader, PdfWriter

from asn_portal.berkas import simpan
from asn_portal.berkas.cetak import Kertas, render_pdf
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services.naskah import Pilihan, make_naskah, submit_naskah
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import JalurUnit, PekerjaanLatar, Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.selectors.unit import path_of
from asn_portal.core.services import berkas
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka, bulan_tahun
from asn_portal.core.workflow import check_transition
from pegawai import permissions
from pegawai.aturan.alur_perpanjangan import ALUR_BUTIR
from pegawai.enums import PutusanPerjanjian, StatusButir, SumberRiwayat
from pegawai.jenis_riwayat import jenis_riwayat
from pegawai.models import ButirPutaran, Pegawai, PutaranPerjanjian
from pegawai.selectors.perpanjangan import contract_texts, terms_of
from pegawai.services.riwayat import place_row

CETAK, NASKAH = "pegawai.cetak_perjanjian", "pegawai.naskah_perjanjian"
JENIS_NASKAH = "perjanjian_kerja"
LABEL = "Perjanjian kerja"
CHUNK = 50
PDF, ZIP = "application/pdf", "application/zip"
TIDAK_ADA = "Belum ada perpanjangan yang disetujui. Setujui dulu usulannya."


def agreed(putaran: PutaranPerjanjian, pengguna: Pengguna) -> Any:
    """Rows whose extension was agreed, with or without a paper, that this account handles."""
    rows = ButirPutaran.objects.visible_to(pengguna).filter(putaran=putaran, putusan=PutusanPerjanjian.DIPERPANJANG)
    return rows.filter(status__in=[StatusButir.DISETUJUI, StatusButir.SELESAI])


def without_paper(putaran: PutaranPerjanjian, pengguna: Pengguna, unit_id: UUID | None = None) -> Any:
    """Agreed and not yet on its way to a signature; with a unit only the people below it."""
    rows = agreed(putaran, pengguna).filter(status=StatusButir.DISETUJUI)
    rows = rows.filter(Q(naskah=None) | Q(naskah__status="dibatalkan"))
    if unit_id is None:
        return rows
    today = timezone.localdate()
    below = JalurUnit.objects.pada(today).filter(jalur__di_bawah=[path_of(unit_id, today) or "-"])
    return rows.filter(pegawai__unit_kini__in=below.values("unit_id"))


# -- print -----------------------------------------------------------------------------------------------------------


@perubahan
def start_print(putaran_id: UUID, *, by: Pengguna) -> PekerjaanLatar:
    """One PDF with all contracts and a folder with one for each person."""
    putaran = PutaranPerjanjian.objects.select_for_update(of=("self",)).get(pk=putaran_id)
    require(permissions.can_work_in_round(by, putaran))
    if not (count := agreed(putaran, by).count()):
        raise DomainError(TIDAK_ADA, galat="belum_disetujui")
    judul = f"Cetak perjanjian {bulan_tahun(putaran.bulan)}"
    putaran.pekerjaan_cetak = start_job(CETAK, judul=judul, parameter={"putaran": str(putaran.pk)}, by=by)
    putaran.save(update_fields=["pekerjaan_cetak"])
    record_jejak(putaran, "perjanjian_dicetak", by=by, rincian={"orang": count})
    return putaran.pekerjaan_cetak


def _round_of(job: PekerjaanLatar) -> PutaranPerjanjian:
    return PutaranPerjanjian.objects.get(pk=job.parameter["putaran"])


def may_read(job: PekerjaanLatar) -> bool:
    return permissions.can_work_in_round(job.pengguna, _round_of(job))


def print_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """Both files grow in memory; after a break they are begun anew. A signed contract stands there as it was signed."""
    putaran = _round_of(job)
    ids = list(agreed(putaran, job.pengguna).order_by("pegawai__nama", "pk").values_list("pk", flat=True))
    name = f"perjanjian-{putaran.bulan:%Y-%m}"
    one = berkas.reserve(job, nama=f"{name}.pdf", jenis_isi=PDF)
    each = berkas.reserve(job, nama=f"{name}-per-orang.zip", jenis_isi=ZIP)
    yield Kemajuan(0, len(ids), "Menyiapkan naskah.")
    book, folder = PdfWriter(), io.BytesIO()
    with zipfile.ZipFile(folder, "w", zipfile.ZIP_DEFLATED) as archive:
        for at in range(0, len(ids), CHUNK):
            require(permissions.can_work_in_round(job.pengguna, putaran))
            for file_name, content in _drawn(ids[at : at + CHUNK], at):
                archive.writestr(file_name, content)
                book.append(PdfReader(io.BytesIO(content)))
            yield Kemajuan(min(at + CHUNK, len(ids)), len(ids), "Menggambar perjanjian.")
    whole = io.BytesIO()
    book.write(whole)
    berkas.fill(one, whole)
    berkas.fill(each, folder)
    url = reverse("pegawai:putaran_detail", args=[putaran.pk])
    return Hasil(
        f"{angka(len(ids))} perjanjian tersimpan.",
        url=url,
        ringkasan={"Perjanjian": angka(len(ids))},
        berkas=(one, each),
    )


def _drawn(ids: Sequence[UUID], at: int) -> Iterator[tuple[str, bytes]]:
    """Each contract under a name without numbers of the person."""
    rows = ButirPutaran.objects.in_bulk(ids)
    papers = Naskah.objects.in_bulk([row.naskah_id for row in rows.values() if row.naskah_id])
    today = timezone.localdate()
    texts = contract_texts([pk for pk in ids if not _signed(papers.get(rows[pk].naskah_id))], today)
    for place, pk in enumerate(ids, at + 1):
        paper = papers.get(rows[pk].naskah_id)
        if _signed(paper) and paper is not None:
            yield f"{place:05d}-ditandatangani.{paper.akhiran}", simpan.read(paper.nama_simpan)
        else:
            yield f"{place:05d}-{plain_name(texts[pk]['nama'])}.pdf", draw_konsep(texts[pk], today)


def _signed(paper: Naskah | None) -> bool:
    return paper is not None and paper.is_sah and paper.akhiran == "pdf"


def plain_name(nama: str) -> str:
    return "-".join("".join(sign if sign.isalnum() else " " for sign in nama).split())[:60]


def draw_konsep(values: dict[str, Any], hari: date) -> bytes:
    """As it will be signed, with empty number and day, and the word KONSEP across every page."""
    empty = {
        "nomor": "", "kode": "", "qr": [], "jabatan_penanda_tangan": "", "nama_penanda_tangan": "",
        "tempat_tanggal": f"{values['kota']}, ..............................".removeprefix(", "),
    }  # fmt: skip
    return render_pdf(JENIS_NASKAH, values | empty, judul=LABEL, tanggal=hari, kertas=Kertas.A4, konsep=True)


# -- papers for the signature ------------------------------------------------------------------------------------------


@perubahan
def start_papers(putaran_id: UUID, *, unit_id: UUID, pilihan: Pilihan, kertas: Kertas, by: Pengguna) -> PekerjaanLatar:
    """A paper for each agreed row of one perangkat daerah, on its way to the first initials."""
    putaran = PutaranPerjanjian.objects.select_for_update(of=("self",)).get(pk=putaran_id)
    require(permissions.can_manage_round(by, putaran))
    if not (count := without_paper(putaran, by, unit_id).count()):
        raise DomainError("Semua yang disetujui sudah dibuat naskahnya.", galat="tanpa_sisa")
    parameter = {
        "putaran": str(putaran.pk), "paraf": [str(pk) for pk in pilihan.paraf], "kertas": str(kertas),
        "penanda_tangan": str(pilihan.penanda_tangan), "unit": str(unit_id),
    }  # fmt: skip
    judul = f"Naskah perjanjian {bulan_tahun(putaran.bulan)}"
    putaran.pekerjaan_naskah = start_job(NASKAH, judul=judul, parameter=parameter, by=by)
    putaran.save(update_fields=["pekerjaan_naskah"])
    record_jejak(putaran, "naskah_perjanjian_dimulai", by=by, rincian={"orang": count})
    return putaran.pekerjaan_naskah


def papers_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """Some at a time; a row that has a paper is left alone, so that a second run makes nothing twice."""
    putaran = _round_of(job)
    pilihan = Pilihan([UUID(pk) for pk in job.parameter["paraf"]], UUID(job.parameter["penanda_tangan"]))
    kertas = Kertas(job.parameter["kertas"])
    done, refused, after = job.posisi.get("jadi", 0), job.posisi.get("tolak", 0), job.posisi.get("sesudah")
    total = done + refused + _from(putaran, job, after).count()
    while rows := list(_from(putaran, job, after).select_related("pegawai")[:CHUNK]):
        require(permissions.can_manage_round(job.pengguna, putaran))
        for row in rows:
            sentence = _make_paper(row, pilihan, kertas, job.pengguna)
            ButirPutaran.objects.filter(pk=row.pk).update(tertinggal=sentence[:300])
            done, refused = (done, refused + 1) if sentence else (done + 1, refused)
        after = str(rows[-1].pk)
        posisi = {"jadi": done, "tolak": refused, "sesudah": after}
        yield Kemajuan(done + refused, total, "Membuat naskah.", posisi=posisi)
    left = f" {angka(refused)} tertinggal; sebabnya ada pada barisnya." if refused else ""
    url = reverse("pegawai:putaran_detail", args=[putaran.pk])
    return Hasil(f"{angka(done)} naskah dibuat dan dikirim ke pemaraf pertama.{left}", url=url)


def _from(putaran: PutaranPerjanjian, job: PekerjaanLatar, after: str | None) -> Any:
    rows = without_paper(putaran, job.pengguna, UUID(job.parameter["unit"])).order_by("pk")
    return rows.filter(pk__gt=after) if after else rows


def _make_paper(row: ButirPutaran, pilihan: Pilihan, kertas: Kertas, by: Pengguna) -> str:
    """Empty when it was made; else the sentence why not."""
    if permissions.is_self(by, row.pegawai):
        return "Ini perjanjian Anda sendiri. Minta pengelola lain membuat naskahnya."
    try:
        with transaction.atomic():
            paper = make_naskah(JENIS_NASKAH, row.pegawai_id, pilihan=pilihan, kertas=kertas, by=by)
            submit_naskah(paper.pk, by=by)
            ButirPutaran.objects.filter(pk=row.pk).update(naskah=paper)
    except DomainError as refusal:
        return str(refusal.pesan)
    return ""


def place_contract(
    row: ButirPutaran, person: Pegawai, *, nomor: str, hari: date | None, dokumen_id: UUID | None
) -> None:
    """The new contract stands in the file, and the row of the round is done; the caller saves it. Person and row are locked."""
    check_transition(ALUR_BUTIR, row.status, StatusButir.SELESAI)
    kind, old, terms = jenis_riwayat("perjanjian"), row.perjanjian, terms_of(row)
    assert kind is not None
    nilai = {
        "sk_nomor": nomor, "sk_tanggal": hari, "dokumen_id": dokumen_id, "jabatan": row.jabatan,
        "golongan_id": old.golongan_id, "jam_per_minggu": terms.jam, "upah": terms.upah, "sumber": SumberRiwayat.HR,
    }  # fmt: skip
    made: Any = place_row(person, kind, mulai=row.mulai, sampai=row.sampai, nilai=nilai)
    row.status, row.perjanjian_baru, row.tertinggal = StatusButir.SELESAI, made, ""


# -- into the file -----------------------------------------------------------------------------------------------------


@perubahan
def issue_contract(naskah: Naskah) -> ButirPutaran | None:
    """The signed contract becomes a row of the person's file. What meets it there is told on the row of the round."""
    row = ButirPutaran.objects.select_for_update(of=("self",)).filter(naskah=naskah).first()
    record_jejak(
        row or naskah, "perjanjian_ditandatangani", by=None, subjek_id=naskah.subjek_id, unit_id=naskah.unit_id
    )
    if row is None or row.status != StatusButir.DISETUJUI:
        return None
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=row.pegawai_id)
    try:
        with transaction.atomic():
            place_contract(row, person, nomor=naskah.nomor, hari=naskah.tanggal, dokumen_id=naskah.dokumen_id)
    except DomainError as refusal:
        row.tertinggal = str(refusal.pesan)[:300]
    row.save(update_fields=["status", "perjanjian_baru", "tertinggal"])
    return row
