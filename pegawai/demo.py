"""Demo people: teams of two perangkat daerah, one account per role, and a person of another agency."""

from __future__ import annotations

from datetime import date

from asn_portal.core.demo import LAIN, PROVINSI, Demo, give_role, make_account, register_demo
from asn_portal.core.enums import Peran
from asn_portal.core.models import Instansi, periode
from pegawai.enums import AlasanAtasan, JenisKelamin, JenisNomor, JenisPegawai
from pegawai.models import HubunganAtasan, KeanggotaanUnit, NomorPegawai, Pegawai
from pegawai.services.daftar import refresh_list_columns
from pegawai.services.identitas import set_nik

SDA, SUDIN, BANJIR = (
    "Dinas Sumber Daya Air",
    "Suku Dinas Sumber Daya Air Jakarta Barat",
    "Bidang Pengendalian Banjir dan Drainase",
)
ARSIP, LAYANAN = "Dinas Perpustakaan dan Kearsipan", "Bidang Layanan Perpustakaan"

# name, sex, position, unit, superior (by name), account, roles
PEOPLE: tuple[tuple[str, str, str, str, str, str, dict[Peran, str]], ...] = (
    ("Lukman Harahap", "l", "Kepala Dinas", SDA, "", "pimpinan.demo", {Peran.PIMPINAN: SDA}),
    ("Bambang Suryadharma", "l", "Kepala Suku Dinas", SUDIN, "Lukman Harahap", "atasan.demo", {}),
    ("Wening Pramesti", "p", "Teknik Pengairan Ahli Muda", SUDIN, "Bambang Suryadharma", "pegawai.demo", {}),
    ("Abdul Rahman Saleh", "l", "Teknik Pengairan Ahli Pertama", SUDIN, "Bambang Suryadharma", "", {}),
    ("Agus Priambodo", "l", "Pengelola Pompa", SUDIN, "Bambang Suryadharma", "", {}),
    ("Dewi Kartikaningrum", "p", "Pengadministrasi Umum", SUDIN, "Bambang Suryadharma", "", {}),
    ("Rina Oktaviani", "p", "Analis SDM Aparatur Ahli Muda", "Sekretariat Dinas Sumber Daya Air", "Lukman Harahap", "adminunit.demo", {Peran.ADMIN_UNIT: SDA}),
    ("Rahmat Tjokrohadi", "l", "Kepala Bidang", BANJIR, "Lukman Harahap", "", {}),
    ("Anastasia Wulandari", "p", "Teknik Pengairan Ahli Pertama", BANJIR, "Rahmat Tjokrohadi", "", {}),
    ("Yosef Manalu", "l", "Teknik Pengairan Ahli Muda", BANJIR, "Rahmat Tjokrohadi", "", {}),
    ("Siti Maemunah", "p", "Kepala Dinas", ARSIP, "", "atasan2.demo", {}),
    ("Hendra Kusnadi", "l", "Pustakawan Ahli Muda", LAYANAN, "Siti Maemunah", "pegawai2.demo", {}),
    ("Nurlaila Husna", "p", "Analis SDM Aparatur Ahli Pertama", "Sekretariat Dinas Perpustakaan dan Kearsipan", "Siti Maemunah", "adminunit2.demo", {Peran.ADMIN_UNIT: ARSIP}),
    ("Tuti Herawati", "p", "Pustakawan Ahli Madya", LAYANAN, "Siti Maemunah", "adminbkd.demo", {Peran.ADMIN_BKD: PROVINSI}),
    ("I Made Widiarta", "l", "Arsiparis Ahli Madya", LAYANAN, "Siti Maemunah", "adminbkd2.demo", {Peran.ADMIN_BKD: PROVINSI}),
    ("Fransiskus Lumban", "l", "Widyaiswara Ahli Muda", LAYANAN, "Siti Maemunah", "pelatihan.demo", {Peran.PENGELOLA_PELATIHAN: PROVINSI}),
    ("Ratu Fadhilah", "p", "Asesor SDM Aparatur Ahli Muda", LAYANAN, "Siti Maemunah", "asesor.demo", {Peran.ASESOR: PROVINSI}),
    ("Endang Sulastri", "p", "Arsiparis Ahli Muda", LAYANAN, "Siti Maemunah", "komite.demo", {Peran.KOMITE_TALENTA: PROVINSI}),
    ("Sekar Ayuningtyas", "p", "Pustakawan Ahli Pertama", LAYANAN, "Siti Maemunah", "ttd.demo", {Peran.PENANDA_TANGAN: ARSIP}),
    ("Darma Saputra", "l", "Kepala Dinas", "Dinas Contoh", "", "adminlain.demo", {Peran.ADMIN_BKD: LAIN}),
)  # fmt: skip


def _numbers(index: int, sex: str, lahir: date) -> dict[JenisNomor, str]:
    """A NIP that follows the rule of its digits, and an NRK."""
    joined = f"{lahir.year + 26}03"
    nip = f"{lahir:%Y%m%d}{joined}{1 if sex == 'l' else 2}{index + 1:03d}"
    return {JenisNomor.NIP: nip, JenisNomor.NRK: f"1{index + 70001:05d}"}


def load_pegawai(demo: Demo) -> None:
    by_name: dict[str, Pegawai] = {}
    for index, (nama, sex, jabatan, unit, atasan, account, roles) in enumerate(PEOPLE):
        lahir = date(1968 + index % 26, 1 + index % 12, 3 + index % 25)
        numbers = _numbers(index, sex, lahir)
        person = Pegawai(
            id=demo.id("pegawai", index), instansi_id=demo.units[unit].instansi_id, nama=nama, jenis=JenisPegawai.PNS,
            jenis_kelamin=JenisKelamin(sex), tanggal_lahir=lahir, nip=numbers[JenisNomor.NIP], nrk=numbers[JenisNomor.NRK],
            jabatan_kini=jabatan,
        )  # fmt: skip
        if account:
            numbered = {kind.value: number for kind, number in numbers.items()}
            person.pengguna = make_account(
                demo, account, nama, Instansi.objects.get(pk=person.instansi_id), nomor=numbered
            )
        person.save(force_insert=True)
        day = lahir.day + (40 if sex == "p" else 0)
        set_nik(person, f"317301{day:02d}{lahir:%m%y}{index + 1:04d}", sah=True)
        since = date(lahir.year + 26, 3, 1)
        for kind, number in numbers.items():
            NomorPegawai.objects.create(
                id=demo.id("nomor", number), pegawai=person, jenis=kind, nomor=number, berlaku=periode(since)
            )
        start = periode(date(2024, 1, 2))
        KeanggotaanUnit.objects.create(
            id=demo.id("anggota", index),
            pegawai=person,
            unit=demo.units[unit],
            berlaku=start,
            dasar="SK penempatan (contoh)",
        )
        if atasan:
            HubunganAtasan.objects.create(
                id=demo.id("atasan", index),
                pegawai=person,
                atasan=by_name[atasan],
                alasan=AlasanAtasan.PETA,
                berlaku=start,
            )
        by_name[nama] = person
        for peran, scope in roles.items():
            give_role(demo, account, peran, scope)
    refresh_list_columns()


register_demo("pegawai", load_pegawai)
