"""The lists of this app: what can be filtered, and in which orders they can stand."""

from __future__ import annotations

from datetime import date

from asn_portal.core.daftar import Daftar, Kolom, Kueri, Urutan, register_daftar
from asn_portal.core.models import Pengguna
from merit.enums import StatusNilai, StatusPutaran
from merit.selectors.kelayakan import KEADAAN, target_choices


def _run_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    known = dict(StatusPutaran.choices)
    words = [f"Instrumen {kueri['instrumen']}"] if kueri.get("instrumen") else []
    return [*words, str(known[kueri["keadaan"]])] if kueri.get("keadaan") in known else words


def _row_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    words = [f'Memuat "{kueri["q"]}"'] if kueri.get("q") else []
    words += [f"Kotak {kueri['kotak']}"] if kueri.get("kotak", "").isdecimal() else []
    known = dict(StatusNilai.choices)
    return [*words, str(known[kueri["status"]])] if kueri.get("status") in known else words


def one_jenjang(pengguna: Pengguna, kueri: Kueri) -> bool:
    """Never one league table of everybody."""
    return bool(kueri.get("jenjang"))


PUTARAN = Daftar(
    nama="putaran-merit",
    judul="Putaran merit",
    halaman="merit:putaran_list",
    kueri=frozenset({"instrumen", "keadaan"}),
    kata=_run_words,
    kolom=(
        Kolom("nomor", "Putaran"),
        Kolom("pada", "Keadaan pada"),
        Kolom("jumlah", "Pegawai"),
        Kolom("lengkap", "Lengkap"),
        Kolom("sebab", "Sebab"),
        Kolom("keadaan", "Status"),
    ),
    pilih_kolom=True,
    urutan=(
        Urutan("", "Keadaan terbaru lebih dulu"),
        Urutan("-nomor", "Nomor terbaru lebih dulu", oleh="nomor", turun=True),
        Urutan("-lengkap", "Terbanyak yang lengkap", oleh="lengkap", turun=True),
    ),
)
NILAI = Daftar(
    nama="nilai-merit",
    judul="Hasil putaran merit",
    halaman="merit:nilai_list",
    kueri=frozenset({"putaran", "q", "kotak", "status", "jenjang", "unit"}),
    kata=_row_words,
    kolom=(
        Kolom("nama", "Nama"),
        Kolom("jenjang", "Jenjang"),
        Kolom("kotak", "Kotak"),
        Kolom("y", "Kinerja"),
        Kolom("x", "Potensial"),
        Kolom("total", "Skor"),
        Kolom("peringkat", "Peringkat sejenjang"),
        Kolom("status", "Status"),
    ),
    pilih_kolom=True,
    urutan=(
        Urutan("", "Jenjang, skor tertinggi lebih dulu"),
        Urutan("-total", "Skor tertinggi lebih dulu", boleh=one_jenjang, oleh="total", turun=True),
        Urutan("nama", "Nama", oleh="pegawai__nama"),
        Urutan("-y", "Kinerja tertinggi lebih dulu", boleh=one_jenjang, oleh="y", turun=True),
        Urutan("-x", "Potensial tertinggi lebih dulu", boleh=one_jenjang, oleh="x", turun=True),
    ),
)


def _eligible_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    known = dict(target_choices())
    words = [known[kueri["jabatan"]]] if kueri.get("jabatan") in known else []
    words += [KEADAAN[kueri["keadaan"]]] if kueri.get("keadaan") in KEADAAN else []
    return [*words, f'Memuat "{kueri["q"]}"'] if kueri.get("q") else words


KELAYAKAN = Daftar(
    nama="kelayakan-promosi",
    judul="Kelayakan promosi",
    halaman="merit:kelayakan_list",
    kueri=frozenset({"jabatan", "keadaan", "q"}),
    kata=_eligible_words,
    urutan=(Urutan("", "Yang paling sedikit kurangnya lebih dulu"), Urutan("nama", "Nama, A sampai Z")),
)
register_daftar(PUTARAN, NILAI, KELAYAKAN)
