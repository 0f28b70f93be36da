"""What HR of the demo province has done with the shared tools: files brought in, lists taken out, kept lists.

Everything is made by the services and jobs themselves, on a handful of rows. No file is applied, so the people are those of the
plan: one waits for a choice with its errors, one for its columns to be matched, one was given up. Whoever tries the portal applies and
takes back the first.
"""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

from asn_portal.core import latar
from asn_portal.core.demo import Demo
from asn_portal.core.models import Notifikasi, Pengguna, PesanKeluar
from asn_portal.core.permissions import akses
from asn_portal.lembar.daftar import find_daftar, find_ekspor
from asn_portal.lembar.impor import find_impor
from asn_portal.lembar.models import BerkasImpor, DaftarTersimpan
from asn_portal.lembar.services import ekspor
from asn_portal.lembar.services import impor as impor_services
from asn_portal.lembar.services.simpan import keep_list
from pegawai.models import Pegawai
from pegawai.selectors.direktori import in_scope

BKD, UNIT = "adminbkd.demo", "adminunit.demo"
KURSUS = "riwayat-kursus"
KEPALA = ("NIP", "Mulai", "Selesai", "Nama pelatihan", "Jenis diklat", "Penyelenggara", "JP", "Nomor sertifikat")
# As another office calls its columns: two of them the portal cannot guess.
LAIN = (
    "Nomor pokok",
    "Tgl mulai",
    "Tgl akhir",
    "Nama pelatihan",
    "Golongan acara",
    "Penyelenggara",
    "JP",
    "Nomor sertifikat",
)
# Account, list, name, filters, shared within the own unit.
TERSIMPAN: tuple[tuple[str, str, str, dict[str, str], bool], ...] = (
    (BKD, "pegawai", "PPPK yang dikelola", {"lingkup": "kewenangan", "jenis": "pppk"}, False),
    (BKD, "rekap", "Predikat menurut jenis pegawai", {"apa": "pegawai", "baris": "predikat", "kolom": "jenis"}, False),
    (BKD, "tugas", "Tugas yang sudah lewat batas", {"keadaan": "lewat"}, False),
    (UNIT, "pegawai", "Pegawai unit saya", {"lingkup": "kewenangan"}, True),
    (UNIT, "rekap", "Golongan per unit", {"apa": "pegawai", "baris": "golongan", "kolom": "jenis"}, False),
)


def is_unused() -> bool:
    return not BerkasImpor.objects.exists() and not DaftarTersimpan.objects.exists()


def load_sarana(demo: Demo) -> None:
    accounts = {row.username: row for row in Pengguna.objects.filter(username__in=(BKD, UNIT))}
    if len(accounts) < len((BKD, UNIT)):
        return
    bkd, unit = accounts[BKD], accounts[UNIT]
    people = list(in_scope(bkd).exclude(nip="").order_by("nip")[:12])
    last = demo.tanggal - timedelta(days=20)
    good = [
        [p.nip, last, last, "Bimbingan teknis tata naskah dinas", "Kursus", "BPSDM Provinsi", 8, f"BT-{n:03}"]
        for n, p in enumerate(people[:6], 1)
    ]
    told, sent = (set(model.objects.values_list("pk", flat=True)) for model in (Notifikasi, PesanKeluar))
    _checked("pelatihan-layanan.csv", KEPALA, _with_faults(people[6:], last), bkd)
    _checked("bimtek-tata-naskah.csv", LAIN, good, bkd)
    impor_services.give_up(_checked("salah-lembar.csv", KEPALA, good[:2], bkd).pk, by=bkd)
    for who, daftar, keperluan in ((bkd, "unit", "Bahan rapat penataan unit"), (unit, "pegawai", "Bahan apel bulanan")):
        _export(who, daftar, keperluan)
    for nama, daftar, judul, kueri, bersama in TERSIMPAN:
        _keep(accounts[nama], daftar, judul, kueri, bersama=bersama)
    # Nobody waited for news of a load.
    Notifikasi.objects.exclude(pk__in=told).delete()
    PesanKeluar.objects.exclude(pk__in=sent).delete()


def _with_faults(people: list[Pegawai], day: Any) -> list[list[Any]]:
    """As such files arrive: a NIP that went through a number, a day that does not exist, a last day before the first."""
    rows = [
        [p.nip, day, day, "Pelatihan layanan publik", "Kursus", "LAN", 12, f"LP-{n:03}"]
        for n, p in enumerate(people, 1)
    ]
    if len(rows) > 3:
        rows[1][0] = f"{float(rows[1][0]):.5E}"
        rows[2][1] = "31/02/2026"
        rows[3][2] = day - timedelta(days=3)
    return rows


def checked_file(jenis: str, nama: str, kepala: tuple[str, ...], rows: list[list[Any]], by: Pengguna) -> BerkasImpor:
    """A file as it would be uploaded, read and checked."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(kepala)
    writer.writerows([_cell(value) for value in row] for row in rows)
    kind = find_impor(jenis)
    assert kind is not None
    return _run(impor_services.upload(kind, nama=nama, content=io.BytesIO(text.getvalue().encode()), by=by))


def apply_file(row: BerkasImpor, by: Pengguna) -> BerkasImpor:
    """Its right rows written; the others stay in it with their errors."""
    return _run(impor_services.apply(row.pk, by=by))


def _checked(nama: str, kepala: tuple[str, ...], rows: list[list[Any]], by: Pengguna) -> BerkasImpor:
    return checked_file(KURSUS, nama, kepala, rows, by)


def _cell(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)


def _run(row: BerkasImpor) -> BerkasImpor:
    """Its job, here and now."""
    latar.run(row.pekerjaan_id)
    row.refresh_from_db()
    return row


def _export(who: Pengguna, nama: str, keperluan: str) -> None:
    daftar = find_ekspor(nama)
    assert daftar is not None
    kueri = {"lingkup": "kewenangan"} if nama == "pegawai" else {}
    kolom = [satu.nama for satu in daftar.columns_for(who, kueri) if satu.bawaan]
    job = ekspor.start_export(ekspor.Permintaan(nama, kueri, kolom, "xlsx", keperluan), by=who)
    latar.run(job.pk)


def _keep(who: Pengguna, nama: str, judul: str, kueri: dict[str, str], *, bersama: bool) -> None:
    daftar = find_daftar(nama)
    assert daftar is not None
    unit = next((row.unit_id for row in akses(who).daftar if row.peran == "admin_unit"), None) if bersama else None
    keep_list(daftar, kueri, nama=judul, kolom=[], unit_id=unit, utama=False, by=who)
