"""Posts as ways of dividing people (asn_portal.rekap): the seat that somebody holds on the day."""

from __future__ import annotations

from asn_portal.rekap.dimensi import Dimensi, Pertanyaan, lowered, register_dimensi
from jabatan.enums import JenisJabatan, JenisPenempatan, Jenjang
from jabatan.models.jabatan import KELAS_TERTINGGI

# The definitive seat: one on any day, so that everybody is counted once. Acting for somebody is no post of one's own.
DUDUK = f"""LEFT JOIN jabatan_penempatan AS duduk
  ON duduk.pegawai_id = orang.id AND upper_inf(duduk.tercatat) AND duduk.berlaku @> %(hari)s::date
 AND duduk.jenis = '{JenisPenempatan.DEFINITIF.value}'"""
KURSI = "LEFT JOIN jabatan_jabatan AS kursi ON kursi.id = duduk.jabatan_id"
RUPA = """LEFT JOIN jabatan_rincianjabatan AS rupa
  ON rupa.jabatan_id = duduk.jabatan_id AND upper_inf(rupa.tercatat) AND rupa.berlaku @> %(hari)s::date"""
TANPA = "Belum di peta jabatan"
KELAS = tuple((str(kelas), f"Kelas {kelas}") for kelas in range(KELAS_TERTINGGI, 0, -1))

# Everybody reads the map of positions, so a small group of it tells nothing that is not known (`terbuka`).
register_dimensi(
    "pegawai",
    Dimensi(
        nama="jenis_jabatan", judul="Jenis jabatan", per="jenis jabatan", kosong=TANPA, terbuka=True, urut=11,
        definisi="Jenis jabatan definitif menurut peta jabatan pada tanggal itu. Plt. dan Plh. tidak dihitung.",
        sql="kursi.jenis", gabung=(DUDUK, KURSI), frasa=lambda label: f"dengan jabatan {_inside(label)}",
        pilihan=tuple((str(value), str(label)) for value, label in JenisJabatan.choices),
    ),
    Dimensi(
        nama="jenjang", judul="Jenjang jabatan fungsional", per="jenjang", kosong="Tanpa jenjang", terbuka=True,
        definisi="Jenjang jabatan fungsional menurut peta jabatan pada tanggal itu.", urut=12,
        sql="nullif(kursi.jenjang, '')", gabung=(DUDUK, KURSI), frasa=lambda label: f"jenjang {lowered(label)}",
        pilihan=tuple((str(value), str(label)) for value, label in Jenjang.choices),
    ),
    Dimensi(
        nama="kelas", judul="Kelas jabatan", per="kelas jabatan", kosong="Belum berkelas", terbuka=True, urut=13,
        definisi="Kelas jabatan definitif menurut peta jabatan pada tanggal itu.", sql="rupa.kelas::text",
        gabung=(DUDUK, RUPA), pilihan=KELAS, frasa=lambda label: f"di {lowered(label)}",
    ),
    siap=(
        Pertanyaan("Jenis jabatan menurut jenis kelamin", {"apa": "pegawai", "baris": "jenis_jabatan", "kolom": "kelamin"}),
        Pertanyaan("Kelas jabatan", {"apa": "pegawai", "baris": "kelas"}),
    ),
)  # fmt: skip


def _inside(label: str) -> str:
    """ "Jabatan fungsional" is "fungsional" after the word jabatan; JPT keeps its capitals."""
    rest = label.removeprefix("Jabatan ")
    return rest if rest.startswith("JPT") else lowered(rest)
