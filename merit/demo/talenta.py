"""Succession, awards and the survey in the demo province: few rows, always the same ones."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.demo import Demo
from asn_portal.core.enums import JenisPengenal, Peran
from asn_portal.core.models import PengenalMasuk, Pengguna, PenugasanPeran, UnitKerja, periode
from asn_portal.core.selectors.unit import unit_names
from asn_portal.core.sql import fetch
from jabatan.enums import JenisJabatan
from jabatan.models import RincianJabatan
from merit.enums_talenta import StatusAjang, StatusSurvei, StatusUsulanPenghargaan
from merit.models import (
    AjangPenghargaan,
    HasilDenyut,
    JuriPenghargaan,
    NilaiJuri,
    PenerimaPenghargaan,
    PenilaianAspek,
    PernyataanKepentingan,
    PertanyaanDenyut,
    Putaran,
    RencanaSuksesi,
    SaranDenyut,
    SidangSuksesi,
    SurveiDenyut,
    UjiTeknis,
    UsulanPenghargaan,
)
from merit.selectors.suksesi import pool_of
from pegawai.models import Pegawai, Referensi

PPK = "ppk.demo"
PERTANYAAN = (
    ("kepuasan", "Alat dan tempat kerja saya memadai."),
    ("kepuasan", "Penghargaan diberikan kepada yang layak."),
    ("kepuasan", "Pembagian tugas di unit saya wajar."),
    ("keterikatan", "Saya bangga bekerja di instansi ini."),
    ("keterikatan", "Saya tahu apa yang diharapkan dari saya."),
    ("bebas", "Apa satu hal yang sebaiknya diperbaiki?"),
)
# The chance of an answer is a digest of unit, question and number, so that the province is the same every time.
JAWABAN = """
SELECT akar.id, least(40, count(*))::int FROM pegawai_pegawai AS p
  JOIN core_jalurunit AS letak ON letak.unit_id = p.unit_kini_id AND letak.berlaku @> %(hari)s::date
  LEFT JOIN core_unitkerja AS akar ON akar.nomor = CASE WHEN nlevel(letak.jalur) > 1 THEN subpath(letak.jalur, 1, 1)::text::bigint END
 WHERE p.instansi_id = %(instansi)s AND p.ditarik_pada IS NULL GROUP BY akar.id ORDER BY akar.id
"""


def account(nama: str) -> Pengguna:
    return Pengguna.objects.get(pk=PengenalMasuk.objects.get(nilai=nama).pengguna_id)


def load_talent(demo: Demo) -> None:
    putaran = Putaran.objects.filter(status="terbit", versi__instrumen__jenis="talenta").order_by("-nomor").first()
    ppk = _ppk(demo)
    if putaran is not None:
        _succession(demo, putaran, ppk)
    _awards(demo)
    _survey(demo)


@perubahan
def _ppk(demo: Demo) -> Pengguna:
    """Who appoints: an account without a person, with the role of a leader on the highest unit."""
    like = account("pegawai.demo")
    found = Pengguna.objects.create(
        id=demo.id("akun", PPK), instansi_id=like.instansi_id, username=PPK, nama="Pejabat pembina kepegawaian (contoh)",
        password=like.password, diaktifkan_pada=demo.jam(demo.tanggal), sandi_diganti_pada=like.sandi_diganti_pada,
        privasi_versi=like.privasi_versi, privasi_pada=like.privasi_pada,
    )  # fmt: skip
    # Two loads of one province are the same: keys and moments are ours.
    day = demo.tanggal - timedelta(days=30)
    Pengguna.objects.filter(pk=found.pk).update(created_at=demo.jam(day))
    since, known = periode(day, None), DateTimeTZRange(demo.jam(day), None, "[)")
    PengenalMasuk.objects.create(
        id=demo.id("pengenal", PPK),
        pengguna=found,
        jenis=JenisPengenal.NAMA_PENGGUNA,
        nilai=PPK,
        berlaku=since,
        tercatat=known,
    )
    root = PenugasanPeran.objects.filter(pengguna=account("komite.demo"), peran=Peran.KOMITE_TALENTA).first()
    unit = root.unit if root else UnitKerja.objects.filter(instansi_id=like.instansi_id).order_by("nomor").first()
    PenugasanPeran.objects.create(
        id=demo.id("peran", PPK),
        tercatat=known,
        pengguna=found,
        peran=Peran.PIMPINAN,
        unit=unit,
        nomor_sk="Contoh",
        berlaku=since,
    )
    record_jejak(found, "akun_contoh_dibuat", by=None)
    return found


@perubahan
def _succession(demo: Demo, putaran: Putaran, ppk: Pengguna) -> None:
    """One plan with an open session; the committee has stated, PPK not yet."""
    komite = account("komite.demo")
    seats = RincianJabatan.objects.pada(demo.tanggal).filter(
        jabatan__instansi_id=komite.instansi_id, jabatan__jenis__in=[JenisJabatan.ADMINISTRATOR, JenisJabatan.PENGAWAS]
    )
    seat = seats.select_related("unit").order_by("jabatan__jenis", "nama", "jabatan_id").first()
    if seat is None:
        return
    row = RencanaSuksesi.objects.create(
        instansi_id=komite.instansi_id, jabatan_id=seat.jabatan_id, nama_jabatan=seat.nama,
        nama_unit=unit_names([seat.unit_id], demo.tanggal).get(seat.unit_id, ""), putaran=putaran,
        sebab="segera_kosong", alasan="Pejabatnya mencapai batas usia pensiun tahun depan.", dibuat_oleh=komite,
    )  # fmt: skip
    session = SidangSuksesi.objects.create(
        rencana=row, nomor=1, dibuka_oleh=komite, dibuka_pada=demo.jam(demo.tanggal - timedelta(days=2))
    )
    PernyataanKepentingan.objects.create(
        sidang=session, pengguna=komite, ada_benturan=False, pada=demo.jam(demo.tanggal - timedelta(days=2))
    )
    for place, one in enumerate(pool_of(row, komite).calon[:2]):
        UjiTeknis.objects.create(
            id=demo.id("uji-teknis", str(place)), rencana=row, pegawai_id=one.pegawai_id, nilai=Decimal("78.50") + 6 * place,
            tanggal=demo.tanggal - timedelta(days=9), penyelenggara="Pusat Penilaian Kompetensi (contoh)", nomor="BA-12/UJI (contoh)",
            dicatat_oleh=komite, dicatat_pada=demo.jam(demo.tanggal - timedelta(days=1)),
        )  # fmt: skip
    record_jejak(row, "suksesi_contoh_disusun", by=komite)


@perubahan
def _awards(demo: Demo) -> None:
    """One before the jury, one given: its winner has agreed to be named."""
    bkd, bkd2 = account("adminbkd.demo"), account("adminbkd2.demo")
    kind = Referensi.objects.filter(jenis="penghargaan").order_by("kunci").last()
    if kind is None:
        record_jejak(None, "penghargaan_contoh_tanpa_daftar", by=None)
        return
    shared = {"instansi_id": bkd.instansi_id, "penghargaan": kind, "dibuat_oleh": bkd, "jenis": "inovasi"}
    now = AjangPenghargaan.objects.create(
        **shared, nama="Inovasi pelayanan", tahun=demo.tanggal.year, usul_sampai=demo.tanggal + timedelta(days=20),
        uraian="Manfaat bagi warga, kebaruan, dan apakah dapat dipakai unit lain.",
    )  # fmt: skip
    _nominate(
        now,
        account("pegawai2.demo"),
        account("atasan2.demo"),
        demo,
        "Indeks arsip daring yang dipakai semua kecamatan.",
    )
    past = AjangPenghargaan.objects.create(
        **shared, nama="Inovasi pelayanan", tahun=demo.tanggal.year - 1, usul_sampai=demo.tanggal - timedelta(days=200),
        uraian="Manfaat bagi warga, kebaruan, dan apakah dapat dipakai unit lain.", status=StatusAjang.PENJURIAN,
    )  # fmt: skip
    won = _nominate(past, account("pegawai.demo"), account("atasan.demo"), demo, "Peta genangan yang diperbarui warga.")
    for nama, skor in (("asesor.demo", 88), ("komite.demo", 91)):
        juror = JuriPenghargaan.objects.create(
            ajang=past,
            pengguna=account(nama),
            ada_benturan=False,
            dinyatakan_pada=demo.jam(demo.tanggal - timedelta(days=150)),
        )
        NilaiJuri.objects.create(
            usulan=won,
            juri=juror,
            skor=skor,
            alasan="Dipakai luas dan terukur.",
            pada=demo.jam(demo.tanggal - timedelta(days=140)),
        )
    won.status, won.pertimbangan = StatusUsulanPenghargaan.PENERIMA, "Nilai juri tertinggi."
    won.save()
    won.daftar_orang.update(boleh_tampil=True, dijawab_pada=demo.jam(demo.tanggal - timedelta(days=90)))
    past.status, past.pertimbangan, past.diputus_oleh = StatusAjang.TERBIT, "Nilai juri tertinggi.", bkd2
    past.diputus_pada = demo.jam(demo.tanggal - timedelta(days=120))
    past.keputusan_nomor, past.keputusan_tanggal = "003.3/77 (contoh)", demo.tanggal - timedelta(days=100)
    past.save()
    record_jejak(now, "penghargaan_contoh_dibuat", by=bkd)


def _nominate(ajang: AjangPenghargaan, siapa: Pengguna, oleh: Pengguna, demo: Demo, alasan: str) -> UsulanPenghargaan:
    row = UsulanPenghargaan.objects.create(
        ajang=ajang, alasan=alasan, diusulkan_oleh=oleh, diusulkan_pada=demo.jam(demo.tanggal - timedelta(days=5))
    )
    PenerimaPenghargaan.objects.create(usulan=row, pegawai=Pegawai.objects.get(pengguna=siapa))
    return row


@perubahan
def _survey(demo: Demo) -> None:
    """One that is over, with sums of every perangkat daerah; one that is open. Three aspects are rated."""
    bkd = account("adminbkd.demo")
    old = _questions(bkd, "Survei pegawai semester pertama", demo, 120, 100, StatusSurvei.DITUTUP)
    keys = [str(one.pk) for one in old.daftar_pertanyaan.exclude(jenis="bebas").order_by("urut")]
    rows = fetch(JAWABAN, hari=demo.tanggal, instansi=bkd.instansi_id)
    HasilDenyut.objects.bulk_create(
        HasilDenyut(
            survei=old, perangkat_id=unit, banyak=n, jumlah={key: _spread(n, at + place) for at, key in enumerate(keys)}
        )
        for place, (unit, n) in enumerate(rows)
    )
    words = (
        "Antrean kantin terlalu panjang.",
        "Jaringan di lantai tiga sering putus.",
        "Rapat pagi cukup lima belas menit.",
    )
    SaranDenyut.objects.create(
        survei=old, isi=[{"isi": text, "tampil": None if n else True} for n, text in enumerate(words)]
    )
    now = _questions(bkd, "Survei pegawai semester kedua", demo, 3, -11, StatusSurvei.DIBUKA)
    SaranDenyut.objects.create(survei=now)
    for aspek, nilai in ((1, "0.72"), (3, "0.80"), (8, "0.76")):
        PenilaianAspek.objects.create(
            instansi_id=bkd.instansi_id, tahun=demo.tanggal.year, aspek=aspek, nilai=nilai, oleh=bkd, pada=demo.jam(demo.tanggal),
            alasan="Penilaian sendiri berdasarkan angka di halaman ini (contoh).",
        )  # fmt: skip
    record_jejak(old, "survei_contoh_dibuat", by=bkd)


def _questions(bkd: Pengguna, nama: str, demo: Demo, mulai: int, sampai: int, status: str) -> SurveiDenyut:
    row = SurveiDenyut.objects.create(
        instansi_id=bkd.instansi_id, nama=nama, mulai=demo.tanggal - timedelta(days=mulai), dibuat_oleh=bkd, status=status,
        sampai=demo.tanggal - timedelta(days=sampai),
    )  # fmt: skip
    PertanyaanDenyut.objects.bulk_create(
        PertanyaanDenyut(survei=row, urut=urut, jenis=jenis, kalimat=kalimat)
        for urut, (jenis, kalimat) in enumerate(PERTANYAAN, 1)
    )
    return row


def _spread(n: int, at: int) -> dict[str, int]:
    """Mostly 3 to 5, a little different for each unit and question; together exactly n."""
    low, middle, high = n * (8 + at % 5) // 100, n * (20 + at % 7) // 100, n * (22 + at % 9) // 100
    return {"1": low // 2, "2": low - low // 2, "3": middle, "5": high, "4": n - low - middle - high}
