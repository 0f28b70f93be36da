"""What citizens meet: schools, puskesmas, hospitals, and the crews that work in shifts."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from math import ceil

from asn_portal.core.demo.pusat import DATA, read_toml
from asn_portal.core.demo.simpul import PERLU, Pohon
from asn_portal.core.demo.wilayah import Wilayah, daftar_wilayah, suku_key
from asn_portal.core.enums import JenisUnit

# Schools one inspector looks after, at most.
BINAAN_SD, BINAAN_MENENGAH = 14, 12
WAKIL = ("Kurikulum", "Kesiswaan", "Prasarana dan Sarana", "Hubungan Industri")
KLASTER = ("Ibu dan Anak", "Usia Dewasa dan Lanjut Usia", "Penanggulangan Penyakit Menular", "Lintas Klaster")
KOTA_PADAT = "31.72"  # its small hospitals answer to the deputy head as well: nobody leads more than twenty
# Wards of a hospital by its class; medical and supporting installations are the same everywhere.
RUANG = {"D": 4, "C": 8, "B": 16}
MEDIS = {
    "D": ("Gawat Darurat", "Rawat Jalan"),
    "C": ("Gawat Darurat", "Rawat Jalan", "Bedah Sentral"),
    "B": ("Gawat Darurat", "Rawat Jalan", "Bedah Sentral", "Perawatan Intensif", "Rehabilitasi Medik"),
}
PENUNJANG = ("Farmasi", "Laboratorium", "Radiologi dan Gizi")
REGU = ("A", "B", "C")


# -- schools -----------------------------------------------------------------------------------------------


@cache
def _nomor_tersebar(jenjang: str) -> dict[str, list[int]]:
    """Numbers of SMP and SMK by kecamatan: they run through the whole province, as they were founded."""
    sekolah = read_toml("sekolah.toml")[jenjang]
    daratan = [kec.kode for kota in daftar_wilayah() if not kota.is_kabupaten for kec in kota.bawah]
    pulau = [kec.kode for kota in daftar_wilayah() if kota.is_kabupaten for kec in kota.bawah]
    numbers: dict[str, list[int]] = {}
    step = 17  # coprime to the number of kecamatan: neighbours in number are no neighbours on the map
    place = 0
    for nomor in range(1, sekolah["banyak"] + 1):
        if nomor in sekolah["kepulauan_seribu"]:
            numbers.setdefault(pulau[nomor % len(pulau)], []).append(nomor)
        else:
            numbers.setdefault(daratan[place * step % len(daratan)], []).append(nomor)
            place += 1
    return numbers


def _sudin(kota: Wilayah, urutan: int) -> str:
    """The education arm for the n-th kecamatan: the first half of a kota is Wilayah I, the second Wilayah II."""
    second = not kota.is_kabupaten and urutan >= ceil(len(kota.bawah) / 2)
    return f"{suku_key('pendidikan', kota.kode)}.{2 if second else 1}"


def add_sekolah_kecamatan(pohon: Pohon, kota: Wilayah, urutan: int) -> None:
    """TK and SD Negeri of a kecamatan, below its Satuan Pelaksana and their inspectors."""
    kecamatan = kota.bawah[urutan]
    sudin = _sudin(kota, urutan)
    satlak = pohon.unit(
        f"didik.{kecamatan.kode}", f"Satuan Pelaksana Pendidikan Kecamatan {kecamatan.nama}", JenisUnit.UPT,
        "satlak_pendidikan", di=sudin, isi="umum", kelas=PERLU,
    )  # fmt: skip
    banyak = _sd_tiap_kelurahan(kota, kecamatan)
    names = [
        f"{kel.nama} {n:02d}" for kel, jumlah in zip(kecamatan.bawah, banyak, strict=True) for n in range(1, jumlah + 1)
    ]
    for nomor, nama in enumerate(names):
        binaan = _binaan(pohon, satlak, "sd", nomor, len(names), BINAAN_SD)
        pohon.unit(
            f"sd.{kecamatan.kode}.{nomor + 1}", f"SD Negeri {nama}", JenisUnit.SEKOLAH, "sekolah_kecil", di=satlak,
            isi="sd", atasan=binaan, kelas="sd",
        )  # fmt: skip
    binaan = _binaan(pohon, satlak, "sd", 0, len(names), BINAAN_SD)
    pohon.unit(
        f"tk.{kecamatan.kode}", f"TK Negeri Pembina {kecamatan.nama}", JenisUnit.SEKOLAH, "sekolah_kecil", di=satlak,
        isi="tk", atasan=binaan, kelas="sekolah_lain",
    )  # fmt: skip


def _sd_tiap_kelurahan(kota: Wilayah, kecamatan: Wilayah) -> list[int]:
    sekolah = read_toml("sekolah.toml")["sd"]
    if kota.is_kabupaten:
        return [sekolah["kepulauan_seribu"]] * len(kecamatan.bawah)
    pola = sekolah["tiap_kelurahan"]
    return [pola[n % len(pola)] for n in range(len(kecamatan.bawah))]


def _binaan(pohon: Pohon, di: str, jenjang: str, nomor: int, semua: int, terbanyak: int) -> str:
    """The group of schools under one inspector; groups of one place are about equally large."""
    groups = ceil(semua / terbanyak)
    kunci = f"{di}.{jenjang}{nomor * groups // semua + 1}"
    if kunci in pohon.simpul:
        return kunci
    return pohon.tim(kunci, "Pembina Satuan Pendidikan", "binaan", di=di, isi="pengawas", kelas=PERLU)


def add_sekolah_kota(pohon: Pohon, kota: Wilayah) -> None:
    """SMP, SMA, SMK, and SLB of a kota, below the education arm of their half."""
    sekolah = read_toml("sekolah.toml")
    sma = sekolah["sma"][kota.kode]
    kecamatan_sma = [kota.bawah[n % len(kota.bawah)].kode for n in range(len(sma))]
    smp, smk = _nomor_tersebar("smp"), _nomor_tersebar("smk")
    halves: dict[str, dict[str, list[int]]] = {}
    for urutan, kecamatan in enumerate(kota.bawah):
        half = halves.setdefault(_sudin(kota, urutan), {"smp": [], "sma": [], "smk": []})
        half["smp"] += smp.get(kecamatan.kode, [])
        half["smk"] += smk.get(kecamatan.kode, [])
        half["sma"] += [nomor for nomor, kode in zip(sma, kecamatan_sma, strict=True) if kode == kecamatan.kode]
    for sudin, levels in halves.items():
        for jenjang, numbers in levels.items():
            for urut, nomor in enumerate(sorted(numbers)):
                binaan = _binaan(pohon, sudin, jenjang, urut, len(numbers), BINAAN_MENENGAH)
                _add_menengah(pohon, sudin, binaan, jenjang, nomor)
    first = next(iter(halves))
    urutan = daftar_wilayah().index(kota)
    for nomor in range(urutan + 1, sekolah["slb"]["banyak"] + 1, len(daftar_wilayah()) - 1):
        if not kota.is_kabupaten:
            pohon.unit(
                f"slb.{nomor}", f"SLB Negeri {nomor:02d} Jakarta", JenisUnit.SEKOLAH, "sekolah_kecil", di=first, isi="slb",
                atasan=_binaan(pohon, first, "sma", 0, len(halves[first]["sma"]), BINAAN_MENENGAH), kelas="sekolah_lain",
            )  # fmt: skip


def _add_menengah(pohon: Pohon, sudin: str, binaan: str, jenjang: str, nomor: int) -> None:
    kunci = pohon.unit(
        f"{jenjang}.{nomor}", f"{jenjang.upper()} Negeri {nomor} Jakarta", JenisUnit.SEKOLAH, "sekolah_besar", di=sudin,
        isi="tu_sekolah", atasan=binaan, kelas=jenjang,
    )  # fmt: skip
    for urut, bidang in enumerate(WAKIL[: {"smp": 2, "sma": 3, "smk": 4}[jenjang]], 1):
        pohon.tim(f"{kunci}.w{urut}", f"Wakil Kepala Sekolah Bidang {bidang}", "wakasek", di=kunci, isi=jenjang)


# -- health ------------------------------------------------------------------------------------------------


def add_puskesmas(pohon: Pohon, kota: Wilayah, kecamatan: Wilayah) -> None:
    kunci = pohon.unit(
        f"pkm.{kecamatan.kode}", f"Puskesmas {kecamatan.nama}", JenisUnit.PUSKESMAS, "puskesmas",
        di=suku_key("kesehatan", kota.kode), isi="puskesmas", kelas="puskesmas",
    )  # fmt: skip
    tata_usaha = f"Subbagian Tata Usaha Puskesmas {kecamatan.nama}"
    pohon.unit(f"{kunci}.tu", tata_usaha, JenisUnit.SUBBAGIAN, "subbagian", di=kunci, isi="umum")
    for nomor, klaster in enumerate(KLASTER, 1):
        nama = f"Penanggung Jawab {'' if klaster.startswith('Lintas') else 'Klaster '}{klaster}"
        pohon.tim(f"{kunci}.k{nomor}", nama, "klaster", di=kunci, kelas="puskesmas" if nomor > 2 else "")
    for kelurahan in kecamatan.bawah:
        pohon.unit(
            f"pustu.{kelurahan.kode}", f"Puskesmas Pembantu {kelurahan.nama}", JenisUnit.PUSKESMAS, "pustu", di=kunci,
            isi="pustu", kelas="pustu",
        )  # fmt: skip


@cache
def _daftar_rsud() -> tuple[tuple[str, str, str], ...]:
    with (DATA / "rsud.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["nama"], row["wilayah"], row["kelas"]) for row in csv.DictReader(file))


def add_rsud(pohon: Pohon, kota: Wilayah) -> None:
    """Hospitals of a kota. Most large ones answer to the deputy head of the dinas, most small ones to its bidang."""
    wakil = "kesehatan.wakil"
    if wakil not in pohon.simpul:
        pohon.tim(wakil, "Wakil Kepala Dinas Kesehatan", "wakil", di="kesehatan", kelas=PERLU)
    for nama, wilayah, kelas in _daftar_rsud():
        if wilayah == kota.kode:
            small = kelas == "D" and not kota.is_kabupaten and kota.kode != KOTA_PADAT
            _add_one_rsud(pohon, nama, kelas, wilayah, "kesehatan.3" if small else wakil)


def _add_one_rsud(pohon: Pohon, nama: str, kelas: str, wilayah: str, atasan: str) -> None:
    kunci = pohon.unit(
        f"rsud.{nama.lower().replace(' ', '-')}", f"RSUD {nama}", JenisUnit.RSUD, "rsud", di="kesehatan", isi="rsud",
        atasan=atasan, kelas="rsud", wilayah=wilayah,
    )  # fmt: skip
    di, offices = kunci, {"umum": "Tata Usaha"}
    if kelas != "D":
        nama_bagian = f"Bagian Umum dan Keuangan RSUD {nama}"
        di = pohon.unit(f"{kunci}.umum", nama_bagian, JenisUnit.BAGIAN, "bagian", di=kunci, isi="umum")
        offices = {"umum": "Umum", "kepegawaian": "Kepegawaian", "keuangan": "Keuangan"}
    for isi, kantor in offices.items():
        label = f"Subbagian {kantor} RSUD {nama}"
        pohon.unit(f"{di}.{isi}", label, JenisUnit.SUBBAGIAN, "subbagian", di=di, isi=isi)
    for urut, (seksi, duties) in enumerate(_seksi_rsud(kelas), 1):
        di = pohon.unit(f"{kunci}.{urut}", f"Seksi {seksi} RSUD {nama}", JenisUnit.SEKSI, "bagian", di=kunci)
        for nomor, (duty, isi, shifts) in enumerate(duties, 1):
            pohon.tim(f"{di}.{nomor}", duty, "instalasi", di=di, isi=isi, bergilir=shifts)


def _seksi_rsud(kelas: str) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
    """Sections of a hospital with their teams: duty of the leader, occupations, whether it works in shifts."""
    yield "Pelayanan Medis", [(f"Kepala Instalasi {nama}", "medis", nama == "Gawat Darurat") for nama in MEDIS[kelas]]
    wards = [(f"Kepala Ruang Rawat Inap {nomor}", "rawat_inap", True) for nomor in range(1, RUANG[kelas] + 1)]
    yield "Keperawatan", wards
    yield "Penunjang Medis", [(f"Kepala Instalasi {nama}", nama.split()[0].lower(), False) for nama in PENUNJANG]


# -- shifts ------------------------------------------------------------------------------------------------


def add_jaga_kecamatan(pohon: Pohon, kota: Wilayah, kecamatan: Wilayah) -> None:
    """Fire station and order police of a kecamatan, in watches."""
    sektor = pohon.unit(
        f"gulkarmat.sektor.{kecamatan.kode}", f"Sektor Pemadam Kebakaran dan Penyelamatan {kecamatan.nama}",
        JenisUnit.SEKSI, "sektor", di=suku_key("gulkarmat", kota.kode), isi="damkar", kelas="jaga",
    )  # fmt: skip
    _add_regu(pohon, sektor, "Komandan Grup", REGU)
    satgas = pohon.unit(
        f"satpol.{kecamatan.kode}", f"Satuan Polisi Pamong Praja Kecamatan {kecamatan.nama}", JenisUnit.SEKSI, "sektor",
        di=suku_key("satpol", kota.kode), isi="satpol", kelas="jaga",
    )  # fmt: skip
    _add_regu(pohon, satgas, "Komandan Regu", REGU[:2])


def add_jaga_kota(pohon: Pohon, kota: Wilayah) -> None:
    """Traffic crews of a kota and the crews of the order police."""
    _add_regu(
        pohon, f"{suku_key('dishub', kota.kode)}.3", "Komandan Regu Pengendalian Lalu Lintas", REGU, "dishub_lapangan"
    )
    _add_regu(pohon, f"{suku_key('satpol', kota.kode)}.1", "Komandan Regu Patroli", REGU, "satpol")


def _add_regu(pohon: Pohon, di: str, duty: str, names: tuple[str, ...], isi: str = "") -> None:
    """The first watch comes with its station, the others when there are people for them."""
    for nomor, nama in enumerate(names):
        pohon.tim(
            f"{di}.regu{nama}", f"{duty} {nama}", "regu", di=di, isi=isi, kelas="jaga" if nomor else "", bergilir=True
        )  # fmt: skip


def add_ambulans(pohon: Pohon) -> None:
    """The emergency ambulance service, all day and night."""
    kunci = pohon.unit(
        "kesehatan.agd", "Unit Pelayanan Ambulans Gawat Darurat", JenisUnit.UPT, "upt", di="kesehatan", isi="medis",
        atasan="kesehatan", kelas="jaga",
    )  # fmt: skip
    pohon.unit(f"{kunci}.tu", "Subbagian Tata Usaha", JenisUnit.SUBBAGIAN, "subbagian", di=kunci, isi="umum")
    _add_regu(pohon, kunci, "Komandan Regu Ambulans", REGU)
