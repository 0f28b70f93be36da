"""Who the demo accounts are: where they sit, what they hold, and the roles that come with them."""

from __future__ import annotations

from dataclasses import dataclass, field

from asn_portal.core.demo import AKAR, LAIN
from asn_portal.core.enums import Peran
from pegawai.enums import JenisPegawai

PEMIMPIN = 0  # the leader of a team; its members count from 1


@dataclass(frozen=True)
class Tokoh:
    """An invented person with an account that the README tells."""

    akun: str
    nama: str
    kelamin: str
    tim: str
    tempat: int
    pekerjaan: str  # code in data/jabatan.csv; of a leader: what he or she is besides
    umur: float
    masa_kerja: float
    peran: dict[Peran, str] = field(default_factory=dict)
    jenis: JenisPegawai = JenisPegawai.PNS


SUDIN = "sda.suku.31.73"
TOKOH = (
    Tokoh("pimpinan.demo", "Lukman Harahap", "l", "sda", PEMIMPIN, "sda_ahli", 54.2, 28, {Peran.PIMPINAN: "sda"}),
    Tokoh("atasan.demo", "Bambang Suryadharma", "l", SUDIN, PEMIMPIN, "sda_ahli", 49.6, 24),
    Tokoh("pegawai.demo", "Wening Pramesti", "p", SUDIN, 1, "sda_ahli", 37.4, 12.6),
    Tokoh("pppk.demo", "Rizal Maulana", "l", SUDIN, 2, "pengelola_layanan", 33.1, 2.7, jenis=JenisPegawai.PPPK),
    Tokoh("adminunit.demo", "Rina Oktaviani", "p", "sda.sekretariat", 1, "analis_sdm", 38.9, 13.4, {Peran.ADMIN_UNIT: "sda"}),
    Tokoh("atasan2.demo", "Siti Maemunah", "p", "arsip.1", PEMIMPIN, "pustakawan", 51.3, 25),
    Tokoh("pegawai2.demo", "Hendra Kusnadi", "l", "arsip.1", 1, "pustakawan", 39.7, 13.1),
    Tokoh("adminunit2.demo", "Nurlaila Husna", "p", "arsip.sekretariat", 1, "analis_sdm", 33.8, 8.2, {Peran.ADMIN_UNIT: "arsip"}),
    Tokoh("adminbkd.demo", "Tuti Herawati", "p", "bkd.sekretariat", 1, "analis_sdm", 48.4, 23.5, {Peran.ADMIN_BKD: AKAR}),
    Tokoh("adminbkd2.demo", "I Made Widiarta", "l", "bkd.sekretariat", 2, "analis_sdm", 44.1, 19.2, {Peran.ADMIN_BKD: AKAR}),
    Tokoh("pelatihan.demo", "Fransiskus Lumbantobing", "l", "bpsdm.1", 1, "widyaiswara", 46.8, 19, {Peran.PENGELOLA_PELATIHAN: AKAR}),
    Tokoh("asesor.demo", "Ratu Fadhilah", "p", "bkd.1", 1, "asesor_sdm", 38.2, 13, {Peran.ASESOR: AKAR}),
    Tokoh("komite.demo", "Endang Sulastri", "p", "bkd.1", PEMIMPIN, "analis_sdm", 52.7, 27, {Peran.KOMITE_TALENTA: AKAR}),
    Tokoh("ttd.demo", "Sekar Ayuningtyas", "p", "bkd", PEMIMPIN, "analis_sdm", 54.9, 29, {Peran.PENANDA_TANGAN: AKAR}),
    Tokoh("auditor.demo", "Parulian Simarmata", "l", "inspektorat.1", 1, "auditor", 47.5, 22, {Peran.AUDITOR: AKAR}),
    Tokoh("sistem.demo", "Galih Prasetyo", "l", "bkd.1", 2, "pranata_komputer", 36.3, 11.8, {Peran.ADMIN_SISTEM: AKAR}),
    Tokoh("kepsek.demo", "Sukardi", "l", "sd.31.73.01.1", PEMIMPIN, "guru_kelas", 53.5, 28),
    Tokoh("guru.demo", "Neneng Kurniasih", "p", "sd.31.73.01.1", 1, "guru_kelas", 35.9, 10.9),
)  # fmt: skip

# Somebody of another agency, who must see nothing of this one.
TETANGGA = Tokoh(
    "adminlain.demo", "Darma Saputra", "l", "lain.dinas", PEMIMPIN, "penelaah", 49.1, 22, {Peran.ADMIN_BKD: LAIN}
)

# Offices whose HR is a demo account, or whose requests shall reach one: HR of the province answers for them.
TANPA_PENGELOLA = {"sda", "arsip", "pendidikan", "bkd", "bpsdm", "inspektorat"}
