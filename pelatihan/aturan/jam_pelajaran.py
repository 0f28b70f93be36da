"""Jam pelajaran (JP): konversi bentuk pengembangan kompetensi, dan capaian setahun."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from asn_portal.core.regulasi import (
    Batas,
    Bila,
    Ditolak,
    Hasil,
    Keluaran,
    Masukan,
    Pilih,
    Tampil,
    aturan,
    load_tabel,
    tepat,
)

FOLDER = Path(__file__).parent / "tabel"
TABEL_KONVERSI = load_tabel(FOLDER / "jp_konversi.toml")
TABEL_TAHUNAN = load_tabel(FOLDER / "jp_tahunan.toml")

BENTUK: dict[str, dict[str, Any]] = {row["nama"]: row for row in TABEL_KONVERSI.terakhir.nilai["bentuk"]}
NAMA_BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
JP = "JP"


def _bentuk(cara: str) -> tuple[str, ...]:
    return tuple(nama for nama, row in BENTUK.items() if row["cara"] == cara)


INTERNASIONAL = tuple(nama for nama, row in BENTUK.items() if "internasional" in row)


class MasukanJpKonversi(Masukan):
    bentuk: Annotated[
        str, Pilih({nama: TABEL_KONVERSI.label[nama] for nama in BENTUK}), Field(title="Bentuk pengembangan kompetensi")
    ]
    tingkat: Annotated[
        str, Pilih({"nasional": "Nasional", "internasional": "Internasional"}), Field(title="Tingkat penyelenggaraan")
    ] = "nasional"
    jp_program: Annotated[
        Decimal | None,
        Batas(0),
        Field(title="Jam pelajaran program"),
        Bila("bentuk", _bentuk("jp_program")),
        Tampil(perlu=True),
    ] = None
    hari: Annotated[
        int | None, Batas(1), Field(title="Lamanya (hari)"), Bila("bentuk", _bentuk("hari")), Tampil(perlu=True)
    ] = None
    kegiatan: Annotated[
        int | None, Batas(1), Field(title="Banyaknya kegiatan"), Bila("bentuk", _bentuk("kegiatan")), Tampil(perlu=True)
    ] = None
    kegiatan_per_bulan: Annotated[
        list[Annotated[int, Batas(0)]] | None,
        Field(title="Banyaknya kegiatan tiap bulan"),
        Bila("bentuk", _bentuk("kegiatan_per_bulan")),
        Tampil(butir=NAMA_BULAN),
    ] = None


@aturan(
    judul="Konversi jam pelajaran pengembangan kompetensi",
    topik="pelatihan",
    tabel=[TABEL_KONVERSI],
    galat={
        "tingkat_tidak_berlaku": "Bentuk itu tidak mempunyai nilai internasional. Pilih tingkat nasional.",
        "bentuk_belum_diatur": "Bentuk itu ada dalam daftar, tetapi nilai jam pelajarannya belum diatur.",
    },
    keluaran={"jp": Keluaran("Jam pelajaran", satuan=JP, utama=True)},
    contoh={"bentuk": "seminar", "tingkat": "internasional", "hari": 2},
)
def jp_konversi(masukan: MasukanJpKonversi) -> Hasil:
    """Berapa jam pelajaran sebuah kegiatan pengembangan kompetensi.

    Pelatihan memakai jam pelajaran programnya (internasional ditambah seperlima), seminar dan workshop dihitung tiap
    hari, magang dan sejenisnya tiap kegiatan, coaching dan mentoring paling banyak dua kegiatan sebulan.

    Dasar: lampiran Peraturan LAN 10/2018.
    """
    row = BENTUK[masukan.bentuk]
    if row["cara"] == "belum_diatur":
        raise Ditolak("bentuk_belum_diatur", isian="bentuk")
    if masukan.tingkat not in row:
        raise Ditolak("tingkat_tidak_berlaku", isian="tingkat")
    return {"jp": tepat(Fraction(row[masukan.tingkat]) * _banyaknya(masukan, row["cara"]))}


def _banyaknya(masukan: MasukanJpKonversi, cara: str) -> Fraction:
    """What the value of this form is multiplied with."""
    if cara == "kegiatan_per_bulan" and masukan.kegiatan_per_bulan is not None:
        most = TABEL_KONVERSI.terakhir.nilai["kegiatan_sebulan_maks"]
        return Fraction(sum(min(times, most) for times in masukan.kegiatan_per_bulan))
    given = getattr(masukan, cara)
    if given is None:
        title = MasukanJpKonversi.model_fields[cara].title
        raise Ditolak("masukan_kurang", f"{title} belum diisi.", isian=cara)
    return Fraction(given)


class MasukanJpTahunan(Masukan):
    status: Annotated[str, Pilih({"pns": "PNS", "pppk": "PPPK"}), Field(title="Status kepegawaian")]
    jp: Annotated[
        list[Annotated[Decimal, Batas(0)]],
        Field(title="Jam pelajaran tiap kegiatan", description="Satu angka tiap baris. Kosongkan bila belum ada."),
        Tampil(boleh_kosong=True),
    ]


@aturan(
    judul="Jam pelajaran setahun",
    topik="pelatihan",
    tabel=[TABEL_TAHUNAN],
    galat={},
    keluaran={
        "total": Keluaran("Jam pelajaran", satuan=JP, utama=True),
        "target": Keluaran("Paling sedikit", satuan=JP),
        "terpenuhi": Keluaran("Sudah terpenuhi"),
        "kurang": Keluaran("Masih kurang", satuan=JP),
        "batas": Keluaran("Paling banyak diakui", satuan=JP),
        "diakui": Keluaran("Yang diakui", satuan=JP),
        "kelebihan": Keluaran("Melewati batas", satuan=JP),
    },
    contoh={"status": "pns", "jp": ["8", "5", "4.5"]},
)
def jp_tahunan(masukan: MasukanJpTahunan) -> Hasil:
    """Apakah jam pelajaran setahun sudah cukup bagi PNS, atau melewati batas bagi PPPK.

    PNS paling sedikit 20 jam pelajaran setahun; PPPK diakui paling banyak 24 setahun kontrak.

    Dasar: PP 11/2017 Pasal 203 jo PP 17/2020; PP 49/2018.
    """
    nilai = TABEL_TAHUNAN.terakhir.nilai
    total = sum((Fraction(part) for part in masukan.jp), Fraction(0))
    if masukan.status == "pns":
        target = nilai["pns_paling_sedikit"]
        short = tepat(max(target - total, Fraction(0)))
        return {"total": tepat(total), "target": target, "terpenuhi": total >= target, "kurang": short}
    batas = nilai["pppk_paling_banyak"]
    return {
        "total": tepat(total),
        "batas": batas,
        "diakui": tepat(min(total, Fraction(batas))),
        "kelebihan": tepat(max(total - batas, Fraction(0))),
    }
