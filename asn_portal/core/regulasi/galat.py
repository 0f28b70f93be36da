"""What a rule says when it refuses: a stable slug for machines, one sentence for people."""

from __future__ import annotations

from datetime import date

PESAN_UMUM = {
    "masukan_kurang": "Ada isian wajib yang belum diisi.",
    "bukan_teks": "Isian ini harus berupa teks.",
    "nilai_tidak_dikenal": "Ada pilihan yang tidak dikenal.",
    "angka_tidak_sah": "Ada angka yang tidak sah atau di luar rentang.",
    "tanggal_tidak_sah": "Ada tanggal yang tidak terbaca atau tidak ada dalam kalender.",
    "waktu_tanpa_zona": "Zona waktu belum ditulis, sehingga saatnya tidak pasti.",
    "tanggal_terbalik": "Tanggal akhir mendahului tanggal awal.",
    "tabel_tidak_ada": "Tidak ada ketentuan yang berlaku pada tanggal itu.",
    "tabel_libur_tidak_ada": "Daftar hari libur untuk tahun itu belum ada.",
}


class Ditolak(Exception):
    """The rule refuses this input. `isian` names the input it is about, where that is known."""

    def __init__(self, galat: str, pesan: str = "", *, isian: str = "") -> None:
        self.galat = galat
        self.khusus = bool(pesan)  # a sentence of its own beats the rule's general one
        self.pesan = pesan or PESAN_UMUM.get(galat, "Masukan ini ditolak oleh aturan.")
        self.isian = isian
        super().__init__(self.pesan)


class NoKetentuanError(Ditolak):
    """No provision is in force on that day."""

    def __init__(self, tabel: str, tanggal: date) -> None:
        super().__init__("tabel_tidak_ada", f"Tidak ada ketentuan dalam {tabel} yang berlaku pada {tanggal:%d/%m/%Y}.")
