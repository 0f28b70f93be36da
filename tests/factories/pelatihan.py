"""Programmes, batches and people in them, as far as a test needs them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from asn_portal.berkas import simpan
from asn_portal.berkas.kode import new_kode
from asn_portal.core.models import Instansi
from pegawai.models import Pegawai
from pelatihan.enums import (
    AsalSertifikat,
    BentukPelatihan,
    CaraTempat,
    JenisBahan,
    StatusAngkatan,
    StatusPeserta,
    StatusSertifikat,
)
from pelatihan.models import (
    AngkatanPelatihan,
    BagianModul,
    BahanModul,
    BelajarModul,
    Kepesertaan,
    KurikulumProgram,
    ModulDaring,
    Penyelenggara,
    PercobaanKuis,
    ProgramPelatihan,
    Sertifikat,
    SesiPelatihan,
    SoalKuis,
)
from tests.factories.riwayat import entry


def make_program(instansi: Instansi, judul: str = "Pelatihan Analisis Data", **values: Any) -> ProgramPelatihan:
    entry("jenis_diklat:3")
    given = {
        "kode": f"P-{ProgramPelatihan.objects.count() + 1}", "bentuk": BentukPelatihan.TEKNIS, "rumpun": "digital",
        "uraian": "Mengolah dan membaca data.", "banyaknya": Decimal(20), "jp": Decimal(20),
        "dasar_jp": "Lampiran Peraturan LAN 10/2018", "pencarian": judul,
    } | values  # fmt: skip
    return ProgramPelatihan.objects.create(instansi=instansi, judul=judul, **given)


def make_curriculum(program: ProgramPelatihan, oleh: Any = None) -> KurikulumProgram:
    number = program.daftar_kurikulum.count() + 1
    return KurikulumProgram.objects.create(
        program=program, versi=number, isi="Dasar\nPraktik", peninjau="Unit pengguna", berlaku_sejak=timezone.localdate(),
        oleh=oleh,
    )  # fmt: skip


def make_batch(
    program: ProgramPelatihan, *, mulai: date | None = None, hari: int = 2, **values: Any
) -> AngkatanPelatihan:
    """Registration is open, the batch begins in ten days unless told otherwise; one meeting on each day."""
    first = mulai or timezone.localdate() + timedelta(days=10)
    owner, _ = Penyelenggara.objects.get_or_create(instansi=program.instansi, nama="BPSDM Uji", jenis="bpsdm")
    now = timezone.now()
    given = {
        "nomor": program.daftar_angkatan.count() + 1, "tahun": first.year, "selesai": first + timedelta(days=hari - 1),
        "buka_pada": now - timedelta(days=30), "tutup_pada": now + timedelta(days=3), "tempat": "Kampus BPSDM", "kuota": 2,
        "cara": CaraTempat.PRIORITAS, "status": StatusAngkatan.DIBUKA,
    } | values  # fmt: skip
    row = AngkatanPelatihan.objects.create(
        instansi=program.instansi, program=program, penyelenggara=owner, mulai=first, **given
    )
    for number in range(hari):
        day = first + timedelta(days=number)
        SesiPelatihan.objects.create(
            angkatan=row, nomor=number + 1, judul=f"Hari ke-{number + 1}", kode=new_kode(),
            mulai=timezone.make_aware(datetime.combine(day, time(8))),
            selesai=timezone.make_aware(datetime.combine(day, time(16))),
        )  # fmt: skip
    return row


def make_participation(
    angkatan: AngkatanPelatihan, pegawai: Pegawai, *, status: str = StatusPeserta.DIAJUKAN, **values: Any
) -> Kepesertaan:
    return Kepesertaan.objects.create(
        angkatan=angkatan, pegawai=pegawai, unit=pegawai.unit_kini, asal="sendiri", status=status,
        masa=DateRange(angkatan.mulai, angkatan.selesai + timedelta(days=1), "[)"), diajukan_oleh=pegawai.pengguna,
        diajukan_pada=values.pop("diajukan_pada", timezone.now()), **values,
    )  # fmt: skip


def make_certificate(
    pegawai: Pegawai, judul: str = "Pelatihan lalu", *, selesai: date | None = None, **values: Any
) -> Sertifikat:
    last = selesai or timezone.localdate()
    given = {
        "asal": AsalSertifikat.ANGKATAN, "status": StatusSertifikat.DISAHKAN, "bentuk": BentukPelatihan.TEKNIS,
        "jp": Decimal(8), "kode": new_kode(), "nomor": f"SERT-{Sertifikat.objects.count() + 1}",
        "penyelenggara": "BPSDM Uji", "nama": pegawai.nama,
    } | values  # fmt: skip
    return Sertifikat.objects.create(
        pegawai=pegawai, judul=judul, mulai=last, selesai=last, tanggal=last, diajukan_pada=timezone.now(), **given
    )


def make_module(instansi: Instansi, judul: str = "Modul Uji", *, bacaan: int = 0, soal: int = 3) -> ModulDaring:
    """Readings, then a quiz of two questions whose right answer is always the first."""
    entry("jenis_diklat:16")
    program = make_program(instansi, judul, bentuk=BentukPelatihan.ELEARNING, banyaknya=Decimal(3), jp=Decimal(3))
    owner, _ = Penyelenggara.objects.get_or_create(instansi=instansi, nama="BPSDM Uji", jenis="bpsdm")
    row = ModulDaring.objects.create(
        program=program, penyelenggara=owner, ringkas="Uji", menit=10, terbit_pada=timezone.now()
    )
    for number in range(1, bacaan + 1):
        BagianModul.objects.create(
            modul=row, urut=number, judul=f"Bacaan {number}", jenis="teks", isi="## Judul\n- satu\nIsi"
        )
    quiz = BagianModul.objects.create(
        modul=row, urut=bacaan + 1, judul="Kuis", jenis="kuis", banyak_soal=2, nilai_lulus=80
    )
    for number in range(1, soal + 1):
        SoalKuis.objects.create(bagian=quiz, urut=number, teks=f"Soal {number}?", pilihan=["Ya", "Bukan"], kunci=0)
    return row


def begin_module(modul: ModulDaring, pegawai: Pegawai) -> PercobaanKuis:
    """Begun, with the quiz open."""
    row = BelajarModul.objects.create(modul=modul, pegawai=pegawai, mulai_pada=timezone.now())
    quiz = modul.daftar_bagian.get(jenis="kuis")
    drawn = [str(pk) for pk in quiz.daftar_soal.order_by("urut").values_list("pk", flat=True)[:2]]
    return PercobaanKuis.objects.create(belajar=row, bagian=quiz, soal=drawn, mulai_pada=timezone.now())


def make_material(bagian: BagianModul) -> BahanModul:
    """A small film; what is inside is nobody's business here."""
    return BahanModul.objects.create(
        bagian=bagian, jenis=JenisBahan.VIDEO, jenis_isi="video/mp4", sidik="0" * 64, ukuran=4, pindai="bersih",
        nama_simpan=simpan.write(simpan.new_name("modul", timezone.localdate()), b"film"), diunggah_pada=timezone.now(),
    )  # fmt: skip
