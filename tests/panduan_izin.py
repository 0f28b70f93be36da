"""Writes the tables of docs/panduan/izin.md from the permission matrix: `.venv/bin/python -m tests.panduan_izin`.

tests/test_panduan.py holds the guide to what this builds, so that the guide cannot drift from the rights.
"""

from __future__ import annotations

from pathlib import Path

from asn_portal.core.enums import Peran
from asn_portal.core.izin import MATRIKS, Cakupan, Hak

PANDUAN = Path(__file__).resolve().parent.parent / "docs/panduan/izin.md"
AWAL, AKHIR = "<!-- tabel: dibuat dari MATRIKS -->", "<!-- akhir tabel -->"

CAKUPAN = {
    Cakupan.SENDIRI: "miliknya sendiri",
    Cakupan.TIM: "timnya",
    Cakupan.UNIT: "unitnya dan unit di bawahnya",
    Cakupan.PROVINSI: "seluruh instansi",
    Cakupan.DITUGASKAN: "yang ditugaskan kepadanya",
    Cakupan.AGREGAT: "hanya jumlah, minimal 5 orang",
}
# In the order in which they are read out.
TANDA = {
    "m": "disamarkan",
    "buka": "dibuka dengan alasan",
    "kasus": "dibuka per kasus dengan surat tugas",
    "w": "mengubah",
    "s": "mengajukan",
    "v": "memutuskan",
    "x": "mengekspor",
}
SUMBER = {
    "unit": "Unit kerja: nama, jenis, induk",
    "direktori": "Direktori: nama, jabatan, unit",
    "data_kepegawaian": "Data kepegawaian: NIP, NRK, jenis pegawai, atasan, keadaan akun",
    "data_pribadi": "Data pribadi: NIK, NPWP, rekening, keluarga",
    "kesehatan": "Kesehatan",
    "disiplin": "Hukuman disiplin",
    "usulan_profil": "Laporan dan usulan perubahan profil",
    "peta_jabatan": "Peta jabatan dan lowongan",
    "skp": "Rencana kerja tahunan (SKP)",
    "evaluasi": "Evaluasi dan predikat kinerja",
    "masukan_tpp": "Masukan TPP bulanan",
    "umpan_balik_layanan": "Umpan balik atas layanan",
    "pelatihan": "Katalog dan kepesertaan pelatihan",
    "asesmen_mentah": "Asesmen: jawaban mentah",
    "asesmen_hasil": "Asesmen: hasil dan masa berlakunya",
    "peringkat": "Pemeringkatan talenta",
    "akun_peran": "Akun dan peran",
    "jejak": "Jejak",
    "bantuan": "Permintaan bantuan",
    "pengumuman": "Pengumuman",
    "dokumen": "Dokumen",
    "naskah": "Naskah: konsep, paraf, tanda tangan, nomor",
}


def right_in_words(hak: Hak) -> str:
    """ "seluruh instansi (disamarkan, dibuka dengan alasan)"."""
    own = {"buka": "dapat ditampilkan"} if hak.cakupan is Cakupan.SENDIRI else {}  # one's own needs no reason
    words = [kata for tanda, kata in (TANDA | own).items() if tanda in hak.tanda]
    return CAKUPAN[hak.cakupan] + (f" ({', '.join(words)})" if words else "")


def tables() -> str:
    """One table per protected thing, one row per role that reaches it."""
    parts = []
    for sumber, rights in MATRIKS.items():
        rows = [f"| {p.label} | {'; '.join(map(right_in_words, rights[p]))} |" for p in Peran if rights.get(p)]
        parts.append("\n".join([f"### {SUMBER[sumber.value]}", "", "| peran | cakupan |", "| --- | --- |", *rows]))
    return "\n\n".join(parts)


def guide() -> str:
    """The whole guide with its tables renewed; the words around them are written by hand."""
    before, rest = PANDUAN.read_text().split(AWAL)
    return f"{before}{AWAL}\n\n{tables()}\n\n{AKHIR}{rest.split(AKHIR)[1]}"


if __name__ == "__main__":
    PANDUAN.write_text(guide())
