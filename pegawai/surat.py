"""Letters whose words HR keeps: which there are, which fields each may name, and how text and fields become a letter.

The syntax is a field's name between braces (`{nama}`), nothing more: one pass over the text, values are never read again, so
that neither a template nor a record can do anything but stand on paper. Paragraphs are parted by an empty line; lines with
` :: ` are labels with values; a paragraph of one list field is a table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ISIAN = re.compile(r"\{([^{}\n]*)\}")
PEMISAH = " :: "
TERPANJANG = 6_000
# A block of a letter: paragraph, labels with values, or a table; always rows of two texts.
Blok = tuple[str, tuple[tuple[str, str], ...]]
PARAGRAF, DATA, TABEL = "paragraf", "data", "tabel"


@dataclass(frozen=True)
class JenisSurat:
    """`isian`: names of fields with what they hold; `daftar`: those that are lists."""

    kunci: str
    judul: str
    keterangan: str
    isian: Mapping[str, str]
    bawaan: str
    daftar: frozenset[str] = field(default_factory=frozenset)


_register: dict[str, JenisSurat] = {}


def register_surat(*daftar: JenisSurat) -> None:
    _register.update({satu.kunci: satu for satu in daftar})


def find_surat(kunci: str) -> JenisSurat | None:
    return _register.get(kunci)


def all_surat() -> list[JenisSurat]:
    return list(_register.values())


class TemplatSalah(ValueError):
    """One sentence about the first thing that is wrong with a text."""


def check_text(jenis: JenisSurat, isi: str) -> None:
    """Only known fields, whole braces, lists on a line of their own."""
    if not isi.strip():
        raise TemplatSalah("Isi surat masih kosong.")
    for name in ISIAN.findall(isi):
        if name not in jenis.isian:
            known = ", ".join(f"{{{one}}}" for one in sorted(jenis.isian))
            raise TemplatSalah(f"Isian {{{name}}} tidak dikenal. Yang dapat dipakai: {known}.")
    if set(ISIAN.sub("", isi)) & set("{}"):
        raise TemplatSalah("Ada kurung kurawal yang tidak berpasangan. Tulis nama isian di antara { dan }.")
    for part in _parts(isi):
        lists = [name for name in ISIAN.findall(part) if name in jenis.daftar]
        if lists and part != f"{{{lists[0]}}}":
            raise TemplatSalah(f"Isian {{{lists[0]}}} berupa tabel, jadi berdiri sendiri sebagai satu paragraf.")


def _parts(isi: str) -> list[str]:
    text = isi.replace("\r\n", "\n").replace("\r", "\n")
    return [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def fill_text(
    jenis: JenisSurat, isi: str, nilai: Mapping[str, str], daftar: Mapping[str, Sequence[tuple[str, str]]] | None = None
) -> tuple[Blok, ...]:
    """The letter as blocks of plain text."""
    check_text(jenis, isi)
    return tuple(_block(jenis, part, nilai, daftar or {}) for part in _parts(isi))


def _block(
    jenis: JenisSurat, part: str, nilai: Mapping[str, str], daftar: Mapping[str, Sequence[tuple[str, str]]]
) -> Blok:
    whole = ISIAN.fullmatch(part)
    if whole and whole[1] in jenis.daftar:
        return TABEL, tuple(daftar.get(whole[1], ()))
    lines = part.split("\n")
    if all(PEMISAH in line for line in lines):
        pairs = [line.split(PEMISAH, 1) for line in lines]
        return DATA, tuple((_filled(label, nilai), _filled(value, nilai)) for label, value in pairs)
    return PARAGRAF, (("", _filled(" ".join(line.strip() for line in lines), nilai)),)


def _filled(text: str, nilai: Mapping[str, str]) -> str:
    return ISIAN.sub(lambda found: nilai.get(found[1], ""), text).strip()


ORANG = {
    "nama": "Nama dengan gelar", "nip": "NIP", "pangkat": "Pangkat dan golongan", "jabatan": "Jabatan",
    "unit": "Unit kerja", "instansi": "Nama instansi",
}  # fmt: skip
register_surat(
    JenisSurat(
        "surat_kgb", "Surat kenaikan gaji berkala", "Satu surat bagi setiap pegawai yang gajinya naik berkala.",
        ORANG | {
            "gaji_lama": "Gaji pokok sekarang", "tmt_lama": "Sejak kapan gaji sekarang berlaku",
            "masa_kerja_lama": "Masa kerja golongan saat itu", "gaji_baru": "Gaji pokok baru",
            "masa_kerja": "Masa kerja golongan baru", "golongan": "Golongan", "tmt": "Mulai tanggal",
            "kgb_berikutnya": "Kenaikan berkala sesudahnya", "dasar": "Peraturan gaji yang dipakai",
        },
        """Dengan ini diberitahukan bahwa, berhubung telah dipenuhinya masa kerja dan syarat lainnya, kepada:

Nama :: {nama}
NIP :: {nip}
Pangkat :: {pangkat}
Jabatan :: {jabatan}
Unit kerja :: {unit}
Gaji pokok lama :: {gaji_lama}
Berlaku sejak :: {tmt_lama}
Masa kerja lama :: {masa_kerja_lama}

diberikan kenaikan gaji berkala sehingga memperoleh:

Gaji pokok baru :: {gaji_baru}
Masa kerja golongan :: {masa_kerja}
Golongan :: {golongan}
Mulai tanggal :: {tmt}
Kenaikan berikutnya :: {kgb_berikutnya}

Sesuai dengan {dasar}, kepada pegawai tersebut dapat dibayarkan penghasilan berdasarkan gaji pokok yang baru.""",
    ),
    JenisSurat(
        "surat_pengantar_kp", "Surat pengantar usul kenaikan pangkat", "Mengantar paket usul sebuah unit pada satu bulan.",
        {
            "unit": "Unit yang mengusulkan", "instansi": "Nama instansi", "periode": "Periode kenaikan pangkat",
            "jumlah": "Banyaknya orang", "daftar_pegawai": "Tabel nama dan kenaikan pangkatnya",
        },
        """Bersama ini disampaikan usul kenaikan pangkat pegawai di lingkungan {unit} untuk periode {periode} sebanyak {jumlah} orang, yaitu:

{daftar_pegawai}

Dokumen setiap pegawai terlampir dalam berkas paket. Demikian disampaikan untuk diproses lebih lanjut.""",
        frozenset({"daftar_pegawai"}),
    ),
    JenisSurat(
        "keputusan_kp", "Keputusan kenaikan pangkat", "Satu keputusan bagi setiap pegawai yang naik pangkat, sesudah pertimbangan teknis BKN.",
        ORANG | {
            "jenis_kp": "Jenis kenaikan pangkat", "golongan_lama": "Pangkat dan golongan sekarang", "tmt_lama": "Sejak kapan pangkat sekarang",
            "golongan_baru": "Pangkat dan golongan baru", "tmt": "Mulai tanggal", "masa_kerja": "Masa kerja golongan pada tanggal itu, tanpa bulan CLTN",
            "cltn": "Lamanya CLTN sejak pangkat terakhir, yang tidak dihitung",
            "gaji_baru": "Gaji pokok baru", "pertek_nomor": "Nomor pertimbangan teknis BKN",
            "pertek_tanggal": "Tanggal pertimbangan teknis BKN", "dasar": "Peraturan yang dipakai",
            "dasar_gaji": "Peraturan gaji yang dipakai",
        },
        """MENIMBANG: bahwa pegawai negeri sipil yang namanya tersebut dalam keputusan ini memenuhi syarat dan dipandang cakap untuk dinaikkan pangkatnya.

MENGINGAT: {dasar}; {dasar_gaji}.

MEMPERHATIKAN: pertimbangan teknis Kepala Badan Kepegawaian Negara nomor {pertek_nomor} tanggal {pertek_tanggal}.

MEMUTUSKAN: menetapkan kenaikan pangkat bagi pegawai negeri sipil:

Nama :: {nama}
NIP :: {nip}
Jabatan :: {jabatan}
Unit kerja :: {unit}
Pangkat lama :: {golongan_lama}
Sejak :: {tmt_lama}
Jenis kenaikan pangkat :: {jenis_kp}
Pangkat baru :: {golongan_baru}
Terhitung mulai tanggal :: {tmt}
Masa kerja golongan :: {masa_kerja}
Gaji pokok :: {gaji_baru}

Apabila di kemudian hari terdapat kekeliruan dalam keputusan ini, akan diadakan perbaikan sebagaimana mestinya.

Asli keputusan ini diberikan kepada pegawai yang bersangkutan.""",
    ),
    JenisSurat(
        "keputusan_kp_bersama", "Keputusan kenaikan pangkat bersama", "Satu keputusan bagi banyak pegawai; lampirannya disusun portal.",
        {
            "unit": "Unit kerja", "instansi": "Nama instansi", "periode": "Periode kenaikan pangkat", "jumlah": "Banyaknya orang",
            "dasar": "Peraturan yang dipakai", "dasar_gaji": "Peraturan gaji yang dipakai",
        },
        """MENIMBANG: bahwa pegawai negeri sipil yang namanya tercantum dalam lampiran keputusan ini memenuhi syarat
dan dipandang cakap untuk dinaikkan pangkatnya.

MENGINGAT: {dasar}; {dasar_gaji}.

MEMPERHATIKAN: pertimbangan teknis Kepala Badan Kepegawaian Negara yang nomornya tercantum dalam lampiran keputusan ini.

MEMUTUSKAN: menetapkan kenaikan pangkat {jumlah} pegawai negeri sipil di lingkungan {unit} periode {periode}, masing-masing
dengan pangkat, tanggal mulai, masa kerja golongan, dan gaji pokok menurut lampiran keputusan ini.

Apabila di kemudian hari terdapat kekeliruan dalam keputusan ini, akan diadakan perbaikan sebagaimana mestinya.

Petikan keputusan ini diberikan kepada pegawai yang bersangkutan.""",
    ),
    JenisSurat(
        "petikan_kp", "Petikan keputusan kenaikan pangkat", "Bagi setiap orang dalam lampiran keputusan bersama.",
        ORANG | {
            "keputusan": "Nomor dan tanggal keputusannya", "urut": "Nomor urut dalam lampiran", "jenis_kp": "Jenis kenaikan pangkat",
            "golongan_lama": "Pangkat dan golongan sebelumnya", "golongan_baru": "Pangkat dan golongan baru", "tmt": "Mulai tanggal",
            "masa_kerja": "Masa kerja golongan pada tanggal itu", "gaji_baru": "Gaji pokok baru",
            "pertek_nomor": "Nomor pertimbangan teknis BKN", "pertek_tanggal": "Tanggal pertimbangan teknis BKN",
        },
        """Dikutip dari {keputusan} tentang kenaikan pangkat pegawai negeri sipil, sesuai dengan nomor urut {urut} dalam lampirannya:

Nama :: {nama}
NIP :: {nip}
Jabatan :: {jabatan}
Unit kerja :: {unit}
Pangkat lama :: {golongan_lama}
Jenis kenaikan pangkat :: {jenis_kp}
Pangkat baru :: {golongan_baru}
Terhitung mulai tanggal :: {tmt}
Masa kerja golongan :: {masa_kerja}
Gaji pokok :: {gaji_baru}
Pertimbangan teknis BKN :: {pertek_nomor}, {pertek_tanggal}

Petikan ini diberikan kepada pegawai yang bersangkutan untuk dipergunakan sebagaimana mestinya.""",
    ),
)  # fmt: skip
