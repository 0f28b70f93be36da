"""What a post needs and how it was analysed, as official sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from asn_portal.berkas.cetak import render_pdf
from asn_portal.core.templatetags.bentuk import angka, tanggal
from jabatan.enums import JenisKompetensi
from jabatan.models import AnalisisBebanKerja, EvaluasiJabatan
from jabatan.selectors.abk import TugasDihitung
from jabatan.selectors.analisis import BagianResmi, FaktorDinilai
from jabatan.selectors.jabatan import Kursi
from jabatan.selectors.syarat import StandarSatu, SyaratSatu

ANJURAN = " (anjuran)"
KOSONG = "Belum ada."


def tabel(judul: str, kepala: Sequence[str], lebar: Sequence[int], baris: Sequence[Sequence[str]]) -> dict[str, Any]:
    return {
        "judul": judul,
        "kepala": list(kepala),
        "lebar": list(lebar),
        "baris": [list(b) for b in baris],
        "kosong": KOSONG,
    }


def bagian(judul: str, *tables: dict[str, Any], pasangan: Sequence[Sequence[str]] = ()) -> dict[str, Any]:
    return {"judul": judul, "pasangan": [list(p) for p in pasangan], "tabel": list(tables)}


def draw(
    judul: str, kursi: Kursi, parts: Sequence[dict[str, Any]], *, hari: date, oleh: str, ttd: bool = True
) -> bytes:
    """One sheet in the house's frame: the unit as letterhead, the parts, who signs, when it was printed."""
    sign = {"tempat_tanggal": f"Jakarta, {tanggal(hari)}", "jabatan": "Pimpinan unit kerja,", "nama": "", "nip": ""}
    isi = {
        "instansi": kursi.jabatan.instansi.nama, "unit_kop": kursi.unit, "lampiran": "", "judul": judul, "foto": [],
        "pembuka": [], "bagian": list(parts), "penutup": [], "tanda_tangan": [sign] if ttd else [],
        "kaki": f"{judul}, {kursi.rincian.nama}, {kursi.unit}. Keadaan {tanggal(hari)}. Dicetak oleh {oleh}.",
    }  # fmt: skip
    return render_pdf("kertas", isi, judul=f"{judul} {kursi.rincian.nama}", tanggal=hari, konsep=False)


def identity(kursi: Kursi) -> list[list[str]]:
    row, seat = kursi.rincian, kursi.jabatan
    pairs = [
        ["Nama jabatan", row.nama], ["Kode jabatan", row.referensi.id_bkn if row.referensi else "Belum ada"],
        ["Unit kerja", kursi.unit], ["Jenis jabatan", str(seat.get_jenis_display())],
    ]  # fmt: skip
    pairs += [["Jenjang", str(seat.get_jenjang_display())]] if seat.jenjang else []
    pairs += [["Eselon", row.eselon]] if row.eselon else []
    return [
        *pairs,
        ["Kelas jabatan", str(row.kelas or "Belum ada")],
        ["Bertanggung jawab kepada", kursi.induk or "Tidak ada"],
    ]


def requirement_rows(syarat: Sequence[SyaratSatu]) -> list[list[str]]:
    return [[one.jenis_kata, one.kata + ("" if one.wajib else ANJURAN), one.dasar or one.sumber] for one in syarat]


def draw_standar(
    kursi: Kursi, standar: Sequence[StandarSatu], syarat: Sequence[SyaratSatu], *, tanggal: date, oleh: str
) -> bytes:
    tables = [
        tabel(
            str(kind.label), ("Kompetensi", "Tingkat", "Arti tingkat", "Sumber"), (4, 2, 8, 4),
            [[one.nama, str(one.tingkat), one.uraian, one.dasar or one.sumber] for one in standar if one.jenis == kind],
        )
        for kind in JenisKompetensi
    ]  # fmt: skip
    needs = tabel("", ("Jenis", "Syarat", "Sumber"), (3, 8, 4), requirement_rows(syarat))
    parts = [
        bagian("I. Identitas jabatan", pasangan=identity(kursi)), bagian("II. Standar kompetensi", *tables),
        bagian("III. Persyaratan jabatan", needs),
    ]  # fmt: skip
    return draw("Standar kompetensi jabatan", kursi, parts, hari=tanggal, oleh=oleh)


def draw_abk(kursi: Kursi, abk: AnalisisBebanKerja, tugas: Sequence[TugasDihitung], *, oleh: str) -> bytes:
    """The form of PermenPANRB 1/2020: the tasks with their part of a person, the sum, and the sum rounded up."""
    rows = [
        [
            one.tugas.uraian, one.tugas.satuan, one.jumlah, one.menit,
            angka(abk.jke_menit), angka(one.kebutuhan, 4),
        ]
        for one in tugas
    ]  # fmt: skip
    heads = (
        "Uraian tugas",
        "Hasil kerja",
        "Jumlah hasil",
        "Waktu penyelesaian (menit)",
        "Waktu kerja efektif (menit)",
        "Kebutuhan pegawai",
    )
    sums = [
        ["Jumlah", f"{angka(abk.total, 4)} orang"], ["Pembulatan ke atas", f"{angka(abk.kebutuhan)} orang"],
        ["Pegawai yang ada (B)", f"{angka(kursi.b)} orang"], ["Dasar", abk.dasar_hukum], ["Keadaan", abk.get_status_display()],
    ]  # fmt: skip
    parts = [
        bagian("Identitas jabatan", pasangan=identity(kursi)),
        bagian("Beban kerja", tabel("", heads, (8, 4, 3, 4, 4, 4), rows)),
        bagian("Kebutuhan", pasangan=sums),
    ]
    hari = timezone.localdate(abk.diubah_pada)
    return draw(f"Analisis beban kerja {abk.tahun}", kursi, parts, hari=hari, oleh=oleh)


def draw_informasi(kursi: Kursi, parts: Sequence[BagianResmi], *, tanggal: date, oleh: str) -> bytes:
    """The fifteen parts in their official order."""
    drawn = []
    for part in parts:
        tables = [
            tabel(
                one.judul if len(part.isi) > 1 else "", one.kepala or ("Uraian",), [1] * max(len(one.kepala), 1),
                one.baris or ([[one.teks]] if one.teks else []),
            )
            for one in part.isi
            if not one.pasangan
        ]  # fmt: skip
        pairs = [list(pair) for one in part.isi for pair in one.pasangan]
        drawn.append(bagian(f"{part.nomor}. {part.judul}", *([] if pairs else tables), pasangan=pairs))
    return draw("Informasi jabatan", kursi, drawn, hari=tanggal, oleh=oleh)


def draw_evaluasi(kursi: Kursi, evaluasi: EvaluasiJabatan, faktor: Sequence[FaktorDinilai], *, oleh: str) -> bytes:
    rows = [[one.judul, str(one.tingkat), angka(one.nilai), one.alasan] for one in faktor]
    sums = [
        ["Nilai jabatan", angka(evaluasi.nilai)], ["Kelas jabatan", str(evaluasi.kelas)], ["Dasar", evaluasi.dasar_hukum],
        ["Keadaan", evaluasi.get_status_display()],
    ]  # fmt: skip
    parts = [
        bagian("Identitas jabatan", pasangan=identity(kursi)),
        bagian("Faktor", tabel("", ("Faktor", "Tingkat", "Nilai", "Alasan"), (6, 2, 2, 6), rows)),
        bagian("Hasil", pasangan=sums),
    ]
    return draw("Evaluasi jabatan", kursi, parts, hari=timezone.localdate(evaluasi.disusun_pada), oleh=oleh)
