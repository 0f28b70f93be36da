"""Jobs about people."""

from collections.abc import Generator
from uuid import UUID

from django.utils import timezone

from asn_portal.core.jadwal import register_schedule
from asn_portal.core.latar import Hasil, Kemajuan, pekerjaan_latar
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.outbox import pekerjaan
from pegawai.services import (
    berhenti,
    catat_kp,
    cocokkan_simpeg,
    daftar,
    data_saya,
    kabar_peringatan,
    keluarga,
    keputusan_kp,
    meja,
    migrasi,
    naskah_spmt,
    penerimaan,
    peringatan,
    surat_banyak,
    tarikan,
    terbit_perjanjian,
)

Langkah = Generator[Kemajuan, None, Hasil]


@pekerjaan_latar(terbit_perjanjian.CETAK, label="Cetak perjanjian kerja", boleh_baca=terbit_perjanjian.may_read)
def print_contracts(row: PekerjaanLatar) -> Langkah:
    return (yield from terbit_perjanjian.print_in_steps(row))


@pekerjaan_latar(terbit_perjanjian.NASKAH, label="Naskah perjanjian kerja", boleh_baca=terbit_perjanjian.may_read)
def make_contract_papers(row: PekerjaanLatar) -> Langkah:
    return (yield from terbit_perjanjian.papers_in_steps(row))


@pekerjaan_latar(penerimaan.SPMT, label="Cetak SPMT", boleh_baca=penerimaan.may_read_spmt)
def print_spmt(row: PekerjaanLatar) -> Langkah:
    return (yield from penerimaan.spmt_in_steps(row))


@pekerjaan_latar(naskah_spmt.NASKAH_SPMT, label="Naskah SPMT", boleh_baca=penerimaan.may_read_spmt)
def make_spmt_papers(row: PekerjaanLatar) -> Langkah:
    return (yield from naskah_spmt.papers_in_steps(row))


@pekerjaan_latar(migrasi.COCOKKAN, label="Pencocokan SIMPEG lama", boleh_baca=cocokkan_simpeg.may_read)
def match_simpeg(row: PekerjaanLatar) -> Langkah:
    return (yield from cocokkan_simpeg.match_in_steps(row))


@pekerjaan
def refresh_list_columns() -> None:
    daftar.refresh_list_columns()


@pekerjaan
def refresh_numbers() -> None:
    daftar.refresh_numbers()


@pekerjaan_latar(data_saya.JENIS, label="Salinan data saya", boleh_baca=data_saya.may_read)
def gather_own_data(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    return (yield from data_saya.gather_in_steps(row))


@pekerjaan
def refresh_peringatan() -> None:
    peringatan.refresh_peringatan()


@pekerjaan
def tell_peringatan() -> None:
    kabar_peringatan.tell_people()
    kabar_peringatan.open_urusan()


register_schedule(
    "peringatan_kabar",
    "pegawai.tell_peringatan",
    "30 6 * * *",
    "Mengabarkan peringatan dini dan membuka urusan bulan ini.",
)
register_schedule(
    "peringatan_hitung", "pegawai.refresh_peringatan", "20 0 * * *", "Menghitung lagi peringatan dini semua pegawai."
)


@pekerjaan
def ask_confirmations() -> None:
    keluarga.ask_confirmations(timezone.now())


@pekerjaan
def refill_desks() -> None:
    meja.refill_desks(timezone.now())


register_schedule(
    "meja_usulan",
    "pegawai.refill_desks",
    "10 * * * *",
    "Membagikan usulan perubahan data yang lewat batas atau mejanya berganti orang.",
)
register_schedule(
    "konfirmasi_keluarga",
    "pegawai.ask_confirmations",
    "25 5 * * *",
    "Meminta konfirmasi daftar keluarga (KP4) setahun sekali, bertahap.",
)
register_schedule(
    "nomor_daftar", "pegawai.refresh_numbers", "6 0 * * *", "Memperbarui NIP dan NRK sesudah tengah malam."
)
register_schedule(
    "kolom_daftar",
    "pegawai.refresh_list_columns",
    "5 0 * * *",
    "Memperbarui kolom daftar pegawai sesudah tengah malam.",
)


@pekerjaan_latar(surat_banyak.JENIS_KGB, label="Surat KGB sebulan", boleh_baca=surat_banyak.may_read)
def make_kgb_letters(row: PekerjaanLatar) -> Langkah:
    return (yield from surat_banyak.letters_in_steps(row))


@pekerjaan_latar(surat_banyak.JENIS_USUL, label="Paket usul kenaikan pangkat", boleh_baca=surat_banyak.may_read)
def make_package(row: PekerjaanLatar) -> Langkah:
    return (yield from surat_banyak.package_in_steps(row))


@pekerjaan_latar(keputusan_kp.JENIS, label="Keputusan kenaikan pangkat", boleh_baca=keputusan_kp.may_read)
def make_decrees(row: PekerjaanLatar) -> Langkah:
    return (yield from keputusan_kp.decrees_in_steps(row))


@pekerjaan
def record_rise(butir_id: str) -> None:
    catat_kp.record_rise(UUID(butir_id))


@pekerjaan
def undo_rise(butir_id: str, oleh_id: str) -> None:
    catat_kp.take_back(UUID(butir_id), Pengguna.objects.get(pk=oleh_id))


@pekerjaan
def run_leavings() -> None:
    berhenti.queue_due(timezone.localdate())


@pekerjaan
def pull_siasn(tarikan_id: str) -> None:
    tarikan.pull(tarikan_id)


@pekerjaan
def end_contract(butir_id: str) -> None:
    berhenti.end_contract(UUID(butir_id))


@pekerjaan
def run_leaving(peristiwa_id: str) -> None:
    berhenti.run_leaving(UUID(peristiwa_id), timezone.localdate())


register_schedule(
    "pegawai_berhenti",
    "pegawai.run_leavings",
    "4 0 * * *",
    "Mengakhiri akun, tugas, dan usulan orang yang hari itu berhenti.",
)
