"""Evaluasi jabatan: dari tingkat faktor ke nilai, dari nilai ke kelas."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PlainValidator

from asn_portal.core.regulasi import Batas, Ditolak, Hasil, Keluaran, Masukan, Pilih, Tampil, aturan, load_tabel

FOLDER = Path(__file__).parent / "tabel"
TABEL_FAKTOR = load_tabel(FOLDER / "faktor_evaluasi.toml")
TABEL_KELAS = load_tabel(FOLDER / "kelas_jabatan.toml")

JENIS = {jenis: TABEL_FAKTOR.label[jenis] for jenis in TABEL_FAKTOR.terakhir.nilai}
# By kind and factor the points of level 1, 2, ...
NILAI_FAKTOR: dict[str, dict[str, list[int]]] = {
    jenis: {
        row["faktor"].lower(): [points for name, points in row.items() if name.startswith("tingkat_")] for row in rows
    }
    for jenis, rows in TABEL_FAKTOR.terakhir.nilai.items()
}


def words_of(jenis: str) -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Each factor as a choice of levels with their points, for the calculator."""
    return {
        row["faktor"].lower(): (
            f"{row['faktor']} {row['nama'].lower()}",
            {
                str(level): f"Tingkat {level} ({points:,} nilai)".replace(",", ".")
                for level, points in enumerate(NILAI_FAKTOR[jenis][row["faktor"].lower()], start=1)
            },
        )
        for row in TABEL_FAKTOR.terakhir.nilai[jenis]
    }


def _as_given(value: Any) -> Any:
    return value


class MasukanFaktor(Masukan):
    jenis: Annotated[str, Pilih(JENIS), Field(title="Jenis jabatan")]
    # Levels are judged by the rule itself: first the factors, then their levels.
    tingkat: Annotated[
        dict[str, Annotated[int, PlainValidator(_as_given)]],
        Field(title="Tingkat tiap faktor"),
        Tampil(kunci={jenis: words_of(jenis) for jenis in JENIS}, menurut="jenis"),
    ]


GALAT_NILAI = {
    "nilai_di_bawah_190": "Nilai jabatan paling kecil 190.",
    "nilai_bukan_kelipatan_5": "Nilai jabatan selalu kelipatan 5, karena dijumlah dari nilai faktor.",
}
KELUARAN_KELAS = Keluaran("Kelas jabatan", utama=True, polos=True)


@aturan(
    judul="Nilai dan kelas jabatan dari faktor",
    topik="jabatan",
    tabel=[TABEL_FAKTOR, TABEL_KELAS],
    galat={
        "faktor_tidak_dikenal": "Ada faktor yang tidak dipakai untuk jenis jabatan itu.",
        "faktor_kurang": "Semua faktor jenis jabatan itu harus diberi tingkat.",
        "tingkat_tidak_sah": "Ada tingkat yang tidak ada dalam tabel faktornya.",
    },
    keluaran={"kelas": KELUARAN_KELAS, "nilai": Keluaran("Nilai jabatan")},
    contoh={
        "jenis": "fungsional",
        "tingkat": {"f1": 6, "f2": 3, "f3": 3, "f4": 3, "f5": 3, "f6": 2, "f7": 2, "f8": 1, "f9": 1},
    },
)
def kelas_dari_faktor(masukan: MasukanFaktor) -> Hasil:
    """Nilai dan kelas sebuah jabatan dari tingkat setiap faktornya.

    Nilai tiap tingkat dibaca dari tabel lalu dijumlah. Tidak ada penambahan tingkat karena situasi khusus.

    Dasar: PermenPANRB 34/2011; Perka BKN 21/2011.
    """
    table, given = NILAI_FAKTOR[masukan.jenis], masukan.tingkat
    strange = [faktor for faktor in given if faktor not in table]
    if strange:
        raise Ditolak("faktor_tidak_dikenal", isian="tingkat")
    missing = [faktor.upper() for faktor in table if faktor not in given]
    if missing:
        raise Ditolak("faktor_kurang", f"Faktor {', '.join(missing)} belum diberi tingkat.", isian="tingkat")
    nilai = sum(_nilai(faktor, table[faktor], level) for faktor, level in given.items())
    return {"nilai": nilai, "kelas": kelas_untuk(nilai)}


def _nilai(faktor: str, points: list[int], level: object) -> int:
    if isinstance(level, bool) or not isinstance(level, int) or not 1 <= level <= len(points):
        pesan = f"Tingkat faktor {faktor.upper()} harus bilangan bulat 1 sampai {len(points)}."
        raise Ditolak("tingkat_tidak_sah", pesan, isian="tingkat")
    return points[level - 1]


def kelas_untuk(nilai: int) -> int:
    """The class whose range holds these points. Dasar: PermenPANRB 34/2011."""
    rows = TABEL_KELAS.terakhir.nilai["rentang"]
    return max(int(row["kelas"]) for row in rows if nilai >= row["nilai_terkecil"])


def points_of(kelas: int) -> int:
    """The smallest points of a class. Dasar: PermenPANRB 34/2011."""
    rows = TABEL_KELAS.terakhir.nilai["rentang"]
    return next((int(row["nilai_terkecil"]) for row in rows if int(row["kelas"]) == kelas), 0)


class MasukanNilai(Masukan):
    nilai: Annotated[int, Batas(), Field(title="Nilai jabatan", description="Kelipatan 5, paling kecil 190.")]


@aturan(
    judul="Kelas jabatan dari nilai",
    topik="jabatan",
    tabel=[TABEL_KELAS],
    galat=GALAT_NILAI,
    keluaran={"kelas": KELUARAN_KELAS},
    contoh={"nilai": 1885},
)
def kelas_dari_nilai(masukan: MasukanNilai) -> Hasil:
    """Kelas jabatan (1 sampai 17) menurut nilai jabatan.

    Dasar: PermenPANRB 34/2011.
    """
    nilai = TABEL_KELAS.terakhir.nilai
    if masukan.nilai < nilai["rentang"][0]["nilai_terkecil"]:
        raise Ditolak("nilai_di_bawah_190", isian="nilai")
    if masukan.nilai % nilai["kelipatan"]:
        raise Ditolak("nilai_bukan_kelipatan_5", isian="nilai")
    return {"kelas": kelas_untuk(masukan.nilai)}
