"""Placements, study on duty, coaching and mentoring of the known accounts in the demo province.

The link of the mentor outside is /mentor-magang/?kunci=contoh-mentor.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core.demo import Demo
from asn_portal.core.models import Pengguna
from asn_portal.core.regulasi import add_bulan
from jabatan.models import KamusKompetensi
from pegawai.models import Pegawai, Referensi
from pelatihan.kunci_konsultasi import fingerprint
from pelatihan.models import (
    Bimbingan,
    CatatanMagang,
    KurikulumProgram,
    LaporanBelajar,
    LowonganMagang,
    Penyelenggara,
    PesertaMagang,
    SasaranMagang,
    SesiBimbingan,
    TautanMentor,
    TinjauanKurikulum,
    TugasBelajar,
)

KUNCI_CONTOH = "contoh-mentor"
SK = "Keputusan contoh 21/TB"
# Title, first day from today, days, last day to apply before the first, state.
LOWONGAN = (
    ("Magang pengolahan data transportasi (contoh)", -20, 40, 10, "berjalan"),
    ("Magang layanan pelanggan air bersih (contoh)", 30, 25, 12, "dibuka"),
    ("Detasering perencanaan iklim perkotaan (contoh)", 50, 60, 20, "dibuka"),
)
HARI = (
    "Mengenal sistem dan data perjalanan; membaca kamus datanya.",
    "Membersihkan data sepekan; menemukan 40 baris ganda.",
    "Menyusun grafik kepadatan tiap jam bersama analis.",
    "Menulis catatan cara kerja agar dapat dipakai unit sendiri.",
)
PERTEMUAN = (
    "Peran saya dalam rapat",
    "Umpan balik rapat pertama",
    "Menghadapi perbedaan pendapat",
    "Rencana tiga bulan ke depan",
)

TANPA_TINJAUAN = 3


def load_activities(demo: Demo) -> None:
    """A few rows; nothing where the known accounts are missing."""
    people = {row.pengguna.username: row for row in _known() if row.pengguna is not None}
    staff = Pengguna.objects.filter(username="adminbkd.demo").first()
    if staff is None or not {"pegawai.demo", "atasan.demo"} <= set(people):
        return
    _reviews(demo, staff)
    _placements(demo, people, staff)
    _studies(demo, people, staff)
    _pairs(demo, people)


def _reviews(demo: Demo, staff: Pengguna) -> None:
    """Every curriculum but a few has its second signature."""
    rows = (
        KurikulumProgram.objects.filter(program__instansi_id=staff.instansi_id)
        .order_by("program__kode")
        .select_related("program")
    )
    TinjauanKurikulum.objects.bulk_create(
        TinjauanKurikulum(
            id=demo.id("tinjauan-kurikulum", row.program.kode),
            kurikulum=row,
            oleh=staff,
            pada=demo.jam(row.berlaku_sejak),
        )
        for row in list(rows)[TANPA_TINJAUAN:]
    )


def _known() -> Iterable[Pegawai]:
    return Pegawai.objects.filter(pengguna__username__endswith=".demo").select_related("pengguna", "unit_kini")


def _day(demo: Demo, days: int) -> date:
    return demo.tanggal + timedelta(days=days)


def _placements(demo: Demo, people: dict[str, Pegawai], staff: Pengguna) -> None:
    host = Penyelenggara.objects.filter(instansi_id=staff.instansi_id, jenis="swasta").order_by("nama").first()
    if host is None:
        return
    offers = []
    for number, (judul, mulai, hari, sebelum, status) in enumerate(LOWONGAN):
        first = _day(demo, mulai)
        offers.append(
            LowonganMagang(
                id=demo.id("magang", number),
                instansi_id=staff.instansi_id,
                judul=judul,
                bentuk="detasering" if number == 2 else "magang",
                penyelenggara=host,
                uraian="Bekerja bersama tim di tempat, lalu menulis apa yang dapat dipakai di unit sendiri.",
                tempat="Jakarta",
                mulai=first,
                selesai=first + timedelta(days=hari),
                tutup=first - timedelta(days=sebelum),
                kuota=4,
                jam=120,
                status=status,
                dibuat_oleh=staff,
            )
        )
    LowonganMagang.objects.bulk_create(offers)
    kamus = list(KamusKompetensi.objects.filter(instansi=None, kode__in=("MAN-3", "MAN-4")).order_by("kode"))
    SasaranMagang.objects.bulk_create(
        SasaranMagang(id=demo.id("sasaran_magang", f"{n}:{one.kode}"), lowongan=offer, kompetensi=one, tingkat=3)
        for n, offer in enumerate(offers) for one in kamus
    )  # fmt: skip
    rows = [_place(demo, offers[0], people["pegawai.demo"], "diterima", people["atasan.demo"], staff)]
    if "guru.demo" in people:
        rows.append(_place(demo, offers[1], people["guru.demo"], "disetujui", people.get("kepsek.demo"), staff))
    PesertaMagang.objects.bulk_create(rows)
    _logbook(demo, rows[0], staff)


def _place(
    demo: Demo, offer: LowonganMagang, person: Pegawai, status: str, boss: Pegawai | None, staff: Pengguna
) -> PesertaMagang:  # fmt: skip
    moment, chosen = demo.jam(_day(demo, -32)), status == "diterima"
    return PesertaMagang(
        id=demo.id("peserta_magang", person.pk), lowongan=offer, pegawai=person, unit=person.unit_kini, status=status,
        masa=DateRange(offer.mulai, offer.selesai + timedelta(days=1), "[)"), diajukan_pada=moment,
        alasan="Unit saya mulai mengolah datanya sendiri, dan belum ada yang pernah melakukannya.",
        diputus_oleh=boss.pengguna if boss else None, diputus_pada=moment if boss else None,
        diseleksi_oleh=staff if chosen else None, diseleksi_pada=moment if chosen else None,
        alasan_seleksi="Celahnya paling dalam, dan hasilnya langsung dipakai." if chosen else "",
    )  # fmt: skip


def _logbook(demo: Demo, row: PesertaMagang, staff: Pengguna) -> None:
    link = TautanMentor.objects.create(
        id=demo.id("tautan_mentor", 1), peserta=row, nama="Sinta Maharani (contoh)", jabatan="Kepala Analitik",
        sidik=fingerprint(KUNCI_CONTOH), sampai=row.lowongan.selesai + timedelta(days=14), dibuat_oleh=staff,
        dibuat_pada=demo.jam(_day(demo, -21)),
    )  # fmt: skip
    CatatanMagang.objects.bulk_create(
        CatatanMagang(
            id=demo.id("catatan_magang", n), peserta=row, tanggal=_day(demo, n * 3 - 12), jam=Decimal("7.5"), kegiatan=isi,
            pelajaran="Cara kerja yang dapat ditiru." if n % 2 == 0 else "", status="disahkan" if n < 2 else "menunggu",
            diputus_pada=demo.jam(_day(demo, -5)) if n < 2 else None, tautan=link if n < 2 else None,
        )
        for n, isi in enumerate(HARI)
    )  # fmt: skip


def _studies(demo: Demo, people: dict[str, Pegawai], staff: Pengguna) -> None:
    level = Referensi.objects.filter(kunci="tingkat_pendidikan:45").first()
    who = people.get("pegawai2.demo") or people["atasan.demo"]
    if level is None:
        return
    begun = _day(demo, -400)
    common: dict[str, Any] = {
        "tingkat": level, "negara": "Indonesia", "sisa_bulan": 190, "dasar_syarat": "SE MenPANRB 28/2021", "diputus_oleh": None,
        "ditetapkan_oleh": staff, "sk_nomor": SK, "alasan": "Unit memerlukan analis kebijakan berbasis data.",
    }  # fmt: skip
    running = TugasBelajar(
        id=demo.id("tugas_belajar", 1), pegawai=who, unit=who.unit_kini, program_studi="Ilmu Perpustakaan dan Informasi",
        lembaga="Universitas Cendekia Nusantara (contoh)", pembiayaan="apbd", dibebaskan=False, bulan=24, mulai=begun,
        selesai=add_bulan(begun, 24), status="berjalan", diajukan_pada=demo.jam(begun), ditetapkan_pada=demo.jam(begun),
        sk_tanggal=begun, minimal_bulan=48, **common,
    )  # fmt: skip
    over, back = _day(demo, -1200), _day(demo, -480)
    boss = people["atasan.demo"]
    done = TugasBelajar(
        id=demo.id("tugas_belajar", 2), pegawai=boss, unit=boss.unit_kini, program_studi="Administrasi Publik",
        lembaga="Institut Tata Kota (contoh)", pembiayaan="beasiswa", penyandang="Lembaga Beasiswa (contoh)", dibebaskan=False,
        bulan=24, mulai=over, selesai=back, status="selesai", diajukan_pada=demo.jam(over), ditetapkan_pada=demo.jam(over),
        sk_tanggal=over, minimal_bulan=48, kembali_pada=back, lulus=True, ikatan_bulan=24,
        ikatan_sampai=add_bulan(back, 24) - timedelta(days=1), dasar_ikatan="SE MenPANRB 28/2021", **common,
    )  # fmt: skip
    TugasBelajar.objects.bulk_create([running] if who.pk == boss.pk else [running, done])
    LaporanBelajar.objects.create(
        id=demo.id("laporan_belajar", 1), tugas=running, semester=1, ip=Decimal("3.62"), sks=12, isi="Semua mata kuliah lulus.",
        pada=demo.jam(_day(demo, -200)), dibaca_oleh=staff, dibaca_pada=demo.jam(_day(demo, -190)), tanggapan="Teruskan.",
    )  # fmt: skip


def _pairs(demo: Demo, people: dict[str, Pegawai]) -> None:
    learner, guide = people["pegawai.demo"], people["atasan.demo"]
    assert learner.pengguna is not None
    assert guide.pengguna is not None
    pair = Bimbingan.objects.create(
        id=demo.id("bimbingan", 1), jenis="coaching", pegawai=learner, pembimbing=guide, diminta_oleh=learner.pengguna,
        tujuan="Memimpin rapat lintas bidang dengan yakin", mulai=_day(demo, -90), sampai=_day(demo, 60), status="berjalan",
        diminta_pada=demo.jam(_day(demo, -91)), diputus_pada=demo.jam(_day(demo, -90)),
    )  # fmt: skip
    SesiBimbingan.objects.bulk_create(
        SesiBimbingan(
            id=demo.id("sesi_bimbingan", n), bimbingan=pair, tanggal=_day(demo, n * 21 - 80), topik=topik,
            tindak_lanjut="Dicoba pada rapat berikutnya." if n % 2 == 0 else "", dicatat_oleh=learner.pengguna,
            disahkan_pada=demo.jam(_day(demo, n * 21 - 79)) if n < 3 else None,
        )
        for n, topik in enumerate(PERTEMUAN)
    )  # fmt: skip
    if "pppk.demo" in people and people["pppk.demo"].pengguna is not None:
        Bimbingan.objects.create(
            id=demo.id("bimbingan", 2), jenis="mentoring", pegawai=people["pppk.demo"], pembimbing=learner,
            diminta_oleh=people["pppk.demo"].pengguna, tujuan="Mengenal tata naskah dinas", mulai=_day(demo, -3),
            sampai=_day(demo, 80), status="diminta", diminta_pada=demo.jam(_day(demo, -3)),
        )  # fmt: skip
