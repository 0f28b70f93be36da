"""Certificates on paper, from what was frozen with them; the list of a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.cetak import render_pdf
from asn_portal.berkas.cetak.naskah import draw_matrix
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.templatetags.bentuk import angka, hari_tanggal, pukul, tanggal
from pelatihan.hari import days_of
from pelatihan.models import Sertifikat, SesiPelatihan
from pelatihan.selectors.naskah import paper_of_certificate

# A4 on its side.
UKURAN = (297, 210)
# What stands as a row on paper; number, name and title have their own places.
PADA_KERTAS = ("Bentuk", "Penyelenggara", "Dilaksanakan", "Jam pelajaran", "Berlaku sampai", "Ditetapkan")


def check_address(kode: str) -> str:
    return f"{settings.ALAMAT}{reverse('pelatihan:periksa_sertifikat')}?kode={kode}"


def readable(kode: str) -> str:
    return "-".join(kode[i : i + 4] for i in range(0, len(kode), 4))


def certificate_facts(row: Sertifikat) -> list[tuple[str, str]]:
    """What it says, word for word: on paper and on the public page."""
    days = days_of(row.mulai, row.selesai)
    facts = [
        ("Nomor", row.nomor), ("Diberikan kepada", row.nama), ("Pelatihan", row.judul),
        ("Bentuk", f"{row.get_bentuk_display()}, tingkat {row.get_tingkat_display().lower()}"),
        ("Penyelenggara", row.penyelenggara), ("Dilaksanakan", days), ("Jam pelajaran", f"{angka(row.jp, 1 if row.jp % 1 else 0)} JP"),
        ("Diterbitkan", tanggal(row.tanggal)),
    ]  # fmt: skip
    if row.berlaku_sampai:
        facts.append(("Berlaku sampai", tanggal(row.berlaku_sampai)))
    paper = paper_of_certificate(row)
    if paper is not None:
        who = f"{paper.nama_penanda_tangan}, {paper.jabatan_penanda_tangan}"
        facts.append(("Ditetapkan", f"Keputusan {paper.nomor}, {tanggal(paper.tanggal)}, ditandatangani {who}"))
    return facts


def draw_attendance(sesi: SesiPelatihan, orang: Sequence[tuple[str, str]], alamat: str) -> bytes:
    """The list of one meeting to be signed by hand: names and units, nothing else of anybody."""
    angkatan, day = sesi.angkatan, timezone.localdate(sesi.mulai)
    isi = {
        "instansi": pengaturan(angkatan.instansi_id, day).get("nama_instansi", ""), "qr": draw_matrix(alamat),
        "baris": [
            ["Pelatihan", angkatan.program.judul], ["Angkatan", f"{angkatan.nomor} tahun {angkatan.tahun}"],
            ["Sesi", f"{sesi.nomor}. {sesi.judul}"],
            ["Waktu", f"{hari_tanggal(sesi.mulai)}, {pukul(sesi.mulai)} sampai {pukul(sesi.selesai)}"],
            ["Tempat", angkatan.tempat or "Daring"],
        ],
        "orang": [list(one) for one in orang],
    }  # fmt: skip
    return render_pdf("daftar_hadir", isi, judul=f"Daftar hadir {angkatan.program.judul}", tanggal=day, konsep=False)


def draw_certificate(row: Sertifikat) -> bytes:
    """The same row gives the same bytes."""
    assert row.kode is not None
    known = pengaturan(row.pegawai.instansi_id, row.tanggal)
    facts = dict(certificate_facts(row))
    isi = {
        "instansi": known.get("nama_instansi", ""), "nomor": row.nomor, "nama": row.nama, "judul": row.judul,
        "baris": [[label, facts[label]] for label in PADA_KERTAS if label in facts],
        "tempat_tanggal": f"{known.get('kota', '')}, {tanggal(row.tanggal)}".removeprefix(", "),
        "kode": readable(row.kode), "qr": draw_matrix(check_address(row.kode)),
        "alamat": f"{settings.ALAMAT}{reverse('pelatihan:periksa_sertifikat')}".removeprefix("https://"),
    }  # fmt: skip
    return render_pdf(
        "sertifikat", isi, judul=f"Sertifikat {row.judul}", tanggal=row.tanggal, ukuran=UKURAN, konsep=False
    )
