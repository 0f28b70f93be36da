"""Evaluasi kinerja: predikat pegawai, rating pimpinan, dan pola distribusi."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from asn_portal.core.regulasi import Batas, Ditolak, Hasil, Keluaran, Masukan, Pilih, aturan
from kinerja.aturan.kata import CAPAIAN, PREDIKAT, RATING, TABEL_PREDIKAT, tabel

TABEL_PIMPINAN = tabel("rating_pimpinan")
TABEL_POLA = tabel("pola_distribusi")

MATRIKS: dict[str, dict[str, str]] = {row["hasil_kerja"]: row for row in TABEL_PREDIKAT.terakhir.nilai["matriks"]}
SERATUS = 100

HasilKerja = Annotated[str, Pilih(RATING), Field(title="Rating hasil kerja")]
PerilakuKerja = Annotated[str, Pilih(RATING), Field(title="Rating perilaku kerja")]
CapaianOrganisasi = Annotated[str, Pilih(CAPAIAN), Field(title="Capaian kinerja organisasi")]


def predikat_untuk(hasil_kerja: str, perilaku_kerja: str) -> str:
    """The predicate in the matrix. Dasar: PermenPANRB 6/2022."""
    return MATRIKS[hasil_kerja][perilaku_kerja]


class MasukanMatriks(Masukan):
    hasil_kerja: HasilKerja
    perilaku_kerja: PerilakuKerja


@aturan(
    judul="Predikat kinerja dari dua rating",
    topik="kinerja",
    tabel=[TABEL_PREDIKAT],
    galat={},
    keluaran={
        "predikat": Keluaran("Predikat kinerja", kata=PREDIKAT, utama=True),
        "kuadran_siasn": Keluaran("Nomor kuadran di SIASN", polos=True),
        "hasil_siasn": Keluaran("Nomor hasil kerja di SIASN", polos=True),
        "perilaku_siasn": Keluaran("Nomor perilaku kerja di SIASN", polos=True),
    },
    contoh={"hasil_kerja": "di_atas_ekspektasi", "perilaku_kerja": "sesuai_ekspektasi"},
)
def predikat_matriks(masukan: MasukanMatriks) -> Hasil:
    """Predikat kinerja pegawai dari rating hasil kerja dan rating perilaku kerja.

    Dibaca dari matriks tiga kali tiga; kedua rating adalah penilaian pejabat penilai, bukan hasil perhitungan.

    Dasar: PermenPANRB 6/2022.
    """
    nilai = TABEL_PREDIKAT.terakhir.nilai
    predikat = predikat_untuk(masukan.hasil_kerja, masukan.perilaku_kerja)
    return {
        "predikat": predikat,
        "kuadran_siasn": nilai["kode_predikat"][predikat],
        "hasil_siasn": nilai["kode_rating"][masukan.hasil_kerja],
        "perilaku_siasn": nilai["kode_rating"][masukan.perilaku_kerja],
    }


class MasukanPimpinan(Masukan):
    capaian_organisasi: CapaianOrganisasi
    perilaku_kerja: PerilakuKerja


@aturan(
    judul="Rating pimpinan dari capaian organisasi",
    topik="kinerja",
    tabel=[TABEL_PIMPINAN, TABEL_PREDIKAT],
    galat={},
    keluaran={
        "predikat": Keluaran("Predikat kinerja", kata=PREDIKAT, utama=True),
        "hasil_kerja": Keluaran("Rating hasil kerja", kata=RATING),
    },
    contoh={"capaian_organisasi": "istimewa", "perilaku_kerja": "sesuai_ekspektasi"},
)
def rating_pimpinan(masukan: MasukanPimpinan) -> Hasil:
    """Rating hasil kerja seorang pimpinan dari capaian organisasi yang dipimpinnya, dan predikatnya.

    Dasar: SE MenPANRB 3/2023.
    """
    hasil_kerja = TABEL_PIMPINAN.terakhir.nilai["rating"][masukan.capaian_organisasi]
    return {"hasil_kerja": hasil_kerja, "predikat": predikat_untuk(hasil_kerja, masukan.perilaku_kerja)}


Orang = Annotated[int, Batas(0)]


class JumlahPredikat(Masukan):
    sangat_baik: Annotated[Orang, Field(title="Sangat baik")]
    baik: Annotated[Orang, Field(title="Baik")]
    butuh_perbaikan: Annotated[Orang, Field(title="Butuh perbaikan")]
    kurang: Annotated[Orang, Field(title="Kurang")]
    sangat_kurang: Annotated[Orang, Field(title="Sangat kurang")]


class MasukanPola(Masukan):
    capaian_organisasi: CapaianOrganisasi
    jumlah: Annotated[
        JumlahPredikat, Field(title="Jumlah pegawai menurut predikat", description="Isi 0 bila tidak ada.")
    ]


@aturan(
    judul="Pola distribusi predikat",
    topik="kinerja",
    tabel=[TABEL_POLA],
    galat={"jumlah_kosong": "Belum ada pegawai yang dihitung. Isi jumlahnya untuk paling sedikit satu predikat."},
    keluaran={
        "sesuai": Keluaran("Sesuai dengan pola", utama=True),
        "pelanggaran": Keluaran("Yang perlu diperhatikan", kata=TABEL_POLA.label),
        "total": Keluaran("Jumlah pegawai", satuan="orang"),
        "dikecualikan": Keluaran("Dikecualikan karena unit kecil"),
        "sifat": Keluaran("Sifatnya", kata={"peringatan": "Pertimbangan bagi pimpinan, bukan larangan"}),
    },
    contoh={
        "capaian_organisasi": "baik",
        "jumlah": {"sangat_baik": 5, "baik": 15, "butuh_perbaikan": 0, "kurang": 0, "sangat_kurang": 0},
    },
)
def pola_distribusi(masukan: MasukanPola) -> Hasil:
    """Apakah predikat pegawai sebuah unit mengikuti pola distribusi menurut capaian organisasinya.

    Persen dibandingkan eksak. Unit di bawah lima orang dikecualikan. Temuan adalah peringatan, bukan larangan.

    Dasar: SE MenPANRB 3/2023.
    """
    counts: dict[str, int] = masukan.jumlah.model_dump()
    total = sum(counts.values())
    if total == 0:
        raise Ditolak("jumlah_kosong", isian="jumlah")
    nilai = TABEL_POLA.terakhir.nilai
    small = total < nilai["orang_terkecil"]
    rows = [] if small else [row for row in nilai["pola"] if row["capaian"] == masukan.capaian_organisasi]
    found = [row["pelanggaran"] for row in rows if not _follows(row, counts, total)]
    return {"total": total, "dikecualikan": small, "sifat": "peringatan", "sesuai": not found, "pelanggaran": found}


def _follows(row: Mapping[str, Any], counts: Mapping[str, int], total: int) -> bool:
    """Does one line of the pattern hold? Whole numbers on both sides: persons times a hundred."""
    there = sum(counts[predikat] for predikat in row["predikat"]) * SERATUS
    bound = row["orang"] * SERATUS if "orang" in row else row["persen"] * total
    return bool(there <= bound if row["arah"] == "maks" else there >= bound)
