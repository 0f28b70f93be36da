"""A table of workloads that HR of the unit has brought in: applied, with one row that was refused, so that the page shows both."""

from __future__ import annotations

from asn_portal.core.demo import Demo
from asn_portal.core.models import Notifikasi, Pengguna, PesanKeluar
from asn_portal.core.selectors.unit import unit_names
from asn_portal.lembar.models import BerkasImpor
from jabatan.models import RincianJabatan
from pegawai.demo.sarana import apply_file, checked_file
from pegawai.models import Pegawai

UNIT, JENIS = "adminunit.demo", "abk"
KEPALA = ("Unit kerja", "Jabatan", "Tahun", "Uraian tugas", "Hasil kerja", "Jumlah hasil", "Waktu (menit)")
# Work, its result, how many a year, minutes each.
TUGAS = (
    ("Mencatat dan menata surat masuk", "Surat", 2400, 12),
    ("Menyusun laporan bulanan", "Laporan", 12, 2400),
    ("Melayani permintaan data", "Permintaan", 360, 45),
)


def is_without() -> bool:
    return not BerkasImpor.objects.filter(jenis=JENIS).exists()


def load_impor_abk(demo: Demo) -> None:
    account = Pengguna.objects.filter(username=UNIT).first()
    person = Pegawai.objects.filter(pengguna=account).first() if account else None
    if account is None or person is None or person.unit_kini_id is None:
        return
    known = RincianJabatan.objects.pada(demo.tanggal).filter(unit_id=person.unit_kini_id)
    seats = list(known.select_related("unit").order_by("nama")[:2])
    told, sent = (set(model.objects.values_list("pk", flat=True)) for model in (Notifikasi, PesanKeluar))
    year = demo.tanggal.year + 1  # that of this year stands already
    unit = unit_names([person.unit_kini_id], demo.tanggal)[person.unit_kini_id]
    names = [*(seat.nama for seat in seats), "Jabatan yang tidak ada"]
    rows = [[unit, nama, year, *work] for nama in names for work in TUGAS[: 1 if nama == names[-1] else 3]]
    batch = checked_file(JENIS, "beban-kerja-tata-usaha.csv", KEPALA, rows, account)
    if batch.banyak("benar"):
        apply_file(batch, account)
    Notifikasi.objects.exclude(pk__in=told).delete()
    PesanKeluar.objects.exclude(pk__in=sent).delete()
