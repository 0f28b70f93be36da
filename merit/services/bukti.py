"""The evidence pack: an index, a table for each figure and one workbook, as one archive, made in the background."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Generator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from openpyxl import Workbook

from asn_portal.berkas.cetak import render_pdf
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services import berkas
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka, tanggal, waktu
from asn_portal.lembar.isi import harmless
from merit import permissions
from merit.bukti import BarisBukti
from merit.selectors.sistem import Aspek, aspects, index_of, weights

JENIS = "merit.paket_bukti"
ZIP = "application/zip"
SAMAR = "tidak ditampilkan"


@perubahan
def start_pack(tahun: int, *, by: Pengguna) -> PekerjaanLatar:
    require(permissions.can_see_everybody(by))
    job = start_job(JENIS, judul=f"Paket bukti sistem merit {tahun}", parameter={"tahun": tahun}, by=by)
    record_jejak(job, "paket_bukti_diminta", by=by, rincian={"tahun": tahun})
    return job


def may_read(job: PekerjaanLatar) -> bool:
    return permissions.can_see_everybody(job.pengguna)


def pack_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """One aspect a step. After a break the archive is begun anew, so that all figures are of one day."""
    tahun, today, by = int(job.parameter["tahun"]), timezone.localdate(), job.pengguna
    name = f"bukti-sistem-merit-{tahun}-{today:%Y%m%d}.zip"
    file = berkas.reserve(job, nama=name, jenis_isi=ZIP)
    numbers = list(weights())
    yield Kemajuan(0, len(numbers), "Menyiapkan daftar isi.")
    found: list[Aspek] = []
    with tempfile.TemporaryFile() as content:
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as pack:
            for done, nomor in enumerate(numbers, 1):
                require(permissions.can_see_everybody(by))
                aspek = aspects(by.instansi_id, today, tahun, hanya=nomor)[0]
                found.append(aspek)
                _folder(pack, aspek, today)
                yield Kemajuan(done, len(numbers), f"Aspek {nomor}: {aspek.nama}.")
            pack.writestr("00-daftar-isi.txt", _index(found, by, tahun, today))
            pack.writestr("00-semua-angka.xlsx", _workbook(found, today))
            pack.writestr("00-ringkasan.pdf", _summary(found, by, tahun, today))
        berkas.fill(file, content)
    count = sum(len(one.bukti) for one in found)
    return Hasil(
        f"{angka(count)} angka dari delapan aspek dalam {name}.", url=reverse("merit:sistem"),
        ringkasan={"Aspek": angka(len(found)), "Angka": angka(count)}, berkas=(file,),
    )  # fmt: skip


def _value(row: BarisBukti) -> str:
    return SAMAR if row.samar else "" if row.nilai is None else str(row.nilai)


def _folder(pack: zipfile.ZipFile, aspek: Aspek, hari: date) -> None:
    folder = f"{aspek.nomor:02d}-{slugify(aspek.nama)[:50]}"
    for bukti, rows in aspek.bukti:
        text = io.StringIO()
        lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
        lines.writerow([bukti.judul])
        lines.writerow([bukti.definisi])
        lines.writerow([f"Sumber: {bukti.sumber}. Keadaan {tanggal(hari)}."])
        lines.writerow(["Uraian", bukti.satuan or "nilai"])
        lines.writerows([harmless(row.label), _value(row)] for row in rows)
        pack.writestr(f"{folder}/{bukti.kode}.csv", "\ufeff" + text.getvalue())


def _index(found: list[Aspek], by: Pengguna, tahun: int, hari: date) -> str:
    lines = [
        f"Paket bukti sistem merit {tahun} (PermenPANRB 19/2025)", by.instansi.nama,
        f"Angka diambil dari data portal pada {waktu(timezone.now())}. Disusun oleh {by.nama}.",
        "Jumlah orang di bawah lima, dan jumlah yang membukanya, ditulis 'tidak ditampilkan'.", "",
    ]  # fmt: skip
    for aspek in found:
        rated = (
            f"nilai sendiri {angka(aspek.nilai.nilai, 2)}: {aspek.nilai.alasan}"
            if aspek.nilai
            else "belum dinilai sendiri"
        )
        lines.append(f"{aspek.nomor}. {aspek.nama} ({rated})")
        folder = f"{aspek.nomor:02d}-{slugify(aspek.nama)[:50]}"
        lines += [f"   {folder}/{bukti.kode}.csv - {bukti.judul}. {bukti.definisi}" for bukti, _ in aspek.bukti]
    return "\r\n".join(lines) + "\r\n"


def _workbook(found: list[Aspek], hari: date) -> bytes:
    book = Workbook(write_only=True)
    for aspek in found:
        sheet = book.create_sheet(f"Aspek {aspek.nomor}")
        sheet.append([aspek.nama, f"Keadaan {tanggal(hari)}"])
        for bukti, rows in aspek.bukti:
            sheet.append([])
            sheet.append([bukti.judul, bukti.satuan])
            sheet.append([bukti.definisi])
            for row in rows:
                value = row.nilai if isinstance(row.nilai, int) and not row.samar else _value(row)
                sheet.append([harmless(row.label), value])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _summary(found: list[Aspek], by: Pengguna, tahun: int, hari: date) -> bytes:
    index = index_of(by.instansi_id, tahun)
    told = (
        f"{angka(index.indeks, 4)} ({index.predikat})"
        if index.indeks is not None
        else "Belum lengkap: " + "; ".join(index.kurang)
    )
    isi = {
        "judul": f"Bukti sistem merit {tahun}", "instansi": by.instansi.nama, "indeks": told,
        "keadaan": f"Keadaan {tanggal(hari)}. Aspek dan predikat menurut PermenPANRB 19/2025; bobot aspek 2 sampai 7 belum diverifikasi.",
        "aspek": [
            {
                "judul": f"{one.nomor}. {one.nama}",
                "nilai": f"Nilai sendiri {angka(one.nilai.nilai, 2)}. {one.nilai.alasan}" if one.nilai else "Belum dinilai sendiri.",
                "baris": [[bukti.judul, f"{row.label}: {_value(row)}"] for bukti, rows in one.bukti for row in rows],
            }
            for one in found
        ],
    }  # fmt: skip
    return render_pdf("bukti_merit", isi, judul=f"Bukti sistem merit {tahun}", tanggal=hari, konsep=False)
