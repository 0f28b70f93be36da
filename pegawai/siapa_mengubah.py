"""Who may change what: the table that decides how a proposal travels, and that the page shows to people as it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from pegawai.jenis_riwayat import JenisRiwayat, Pemeriksa, all_jenis_riwayat, jenis_riwayat
from pegawai.models import DataKepegawaian, DataPribadi, KontakPegawai, Pegawai


class Cara(Enum):
    LANGSUNG = "Langsung oleh Anda"
    UNIT = "Dengan bukti, diperiksa pengelola kepegawaian unit"
    BERTINGKAT = "Dengan bukti, diperiksa pengelola unit lalu provinsi"
    DITERUSKAN = "Diteruskan ke BKN atau Dukcapil oleh pengelola provinsi"


@dataclass(frozen=True)
class Sasaran:
    """Something that can be changed: a kind of riwayat, or fields that are held once."""

    kunci: str
    judul: str
    cara: Cara
    jenis: JenisRiwayat | None = None
    model: type[Any] | None = None
    isian: tuple[str, ...] = ()
    # What its evidence is kept as.
    jenis_dokumen: str = "lain"

    @property
    def pribadi(self) -> bool:
        """Private data or contact, which HR opens with a reason before it changes them."""
        return self.model in {DataPribadi, KontakPegawai}


# Fields that are encrypted carry the name without `_sandi`.
RAHASIA = frozenset({"npwp", "rekening", "nik"})
SEKALI = (
    Sasaran("kontak", "Alamat dan surel pribadi", Cara.LANGSUNG, model=KontakPegawai,
            isian=("alamat", "alamat_domisili", "kode_pos", "telepon_rumah", "surel_pribadi")),
    Sasaran("keuangan", "NPWP, rekening, BPJS, Taspen", Cara.UNIT, model=DataPribadi,
            isian=("npwp", "bank", "rekening", "bpjs", "taspen")),
    Sasaran("pribadi", "Data pribadi lain", Cara.UNIT, model=DataPribadi,
            isian=("kawin", "agama", "tempat_lahir", "karis_karsu"), jenis_dokumen="kartu_keluarga"),
    Sasaran("gelar", "Gelar", Cara.UNIT, model=Pegawai, isian=("gelar_depan", "gelar_belakang"), jenis_dokumen="ijazah"),
    Sasaran("identitas", "Nama, tanggal lahir, NIK", Cara.DITERUSKAN, model=Pegawai,
            isian=("nama", "tanggal_lahir", "nik"), jenis_dokumen="ktp"),
)  # fmt: skip
# What HR of the province writes directly; the person proposes or reports it.
KEPEGAWAIAN = Sasaran(
    "kepegawaian", "Data kepegawaian", Cara.LANGSUNG, model=DataKepegawaian,
    isian=("tmt_cpns", "sk_cpns_nomor", "sk_cpns_tanggal", "tmt_pns", "sk_pns_nomor", "sk_pns_tanggal", "spmt_nomor",
           "spmt_tanggal", "sttpl_nomor", "jenis_pegawai", "karpeg", "nip_lama", "instansi_induk", "instansi_kerja",
           "lokasi_kerja"),
)  # fmt: skip
CARA = {Pemeriksa.UNIT: Cara.UNIT, Pemeriksa.UNIT_LALU_PROVINSI: Cara.BERTINGKAT}


def sasaran(kunci: str) -> Sasaran | None:
    """What a proposal is about; None for what cannot be proposed."""
    for satu in SEKALI:
        if satu.kunci == kunci:
            return satu
    jenis = jenis_riwayat(kunci)
    if jenis is None or jenis.pemeriksa is Pemeriksa.TIDAK_ADA:
        return None
    return Sasaran(jenis.kunci, jenis.judul, CARA[jenis.pemeriksa], jenis=jenis, jenis_dokumen=jenis.jenis_dokumen)


def sasaran_hr(kunci: str) -> Sasaran | None:
    """What HR may write that a person has once; never name, birth date and NIK, which come from BKN and Dukcapil."""
    known = {
        satu.kunci: replace(satu, cara=Cara.LANGSUNG)
        for satu in (KEPEGAWAIAN, *SEKALI)
        if satu.cara is not Cara.DITERUSKAN
    }
    return known.get(kunci)


def may_propose(target: Sasaran, jenis_pegawai: str) -> bool:
    """Has somebody of this kind of employment such rows at all?"""
    return target.jenis is None or not target.jenis.hanya or jenis_pegawai in target.jenis.hanya


def all_sasaran(jenis_pegawai: str) -> list[Sasaran]:
    """Everything that somebody of this kind of employment may change or propose."""
    kinds = [jenis for jenis in all_jenis_riwayat() if not jenis.hanya or jenis_pegawai in jenis.hanya]
    found = [sasaran(jenis.kunci) for jenis in kinds]
    return [*SEKALI, *[satu for satu in found if satu is not None]]
