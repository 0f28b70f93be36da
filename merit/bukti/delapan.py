"""The eight aspects of PermenPANRB 19/2025 and what the portal can show for each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from asn_portal.core.models import Pengguna
from asn_portal.core.sql import fetch
from asn_portal.mutu.models import NilaiMutu
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.models import EvaluasiJabatan, Penempatan, RincianJabatan
from kinerja.aturan.kata import PREDIKAT
from kinerja.enums import JenisEvaluasi, StatusSKP
from kinerja.models import SKP, Evaluasi, Keberatan, UmpanBalik
from merit.bukti.dasar import Bukti, register_bukti
from merit.enums_talenta import StatusAjang, StatusPilihan, StatusSuksesi
from merit.models import AjangPenghargaan, HasilDenyut, PilihanSuksesi, Putaran, RencanaSuksesi
from merit.selectors.survei import latest_satisfaction
from pegawai.enums import TingkatHukuman
from pegawai.models import (
    Pegawai,
    Peringatan,
    PeristiwaBerhenti,
    RiwayatHukuman,
    RiwayatPenghargaan,
    UsulanPerubahan,
)
from pelatihan.models import RencanaPengembangan, Sertifikat

Baris = list[tuple[str, Any]]


def _by(rows: QuerySet[Any], kolom: str, words: Iterable[tuple[Any, Any]]) -> Baris:
    """How many of each choice, in the order of the choices."""
    counts = dict(rows.order_by().values_list(kolom).annotate(n=Count("pk")))
    return [(str(label), counts.get(kode, 0)) for kode, label in words]


# -- 1 ---------------------------------------------------------------------------------------------------------------


def _map(instansi: UUID, hari: date, tahun: int) -> Baris:
    seats = RincianJabatan.objects.pada(hari).filter(jabatan__instansi_id=instansi)
    held = Penempatan.objects.pada(hari).filter(jabatan__instansi_id=instansi, jenis=JenisPenempatan.DEFINITIF)
    need = dict(seats.values_list("jabatan__jenis").annotate(n=Sum("kebutuhan")))
    have = dict(held.values_list("jabatan__jenis").annotate(n=Count("pk")))
    lines: Baris = []
    for kind in JenisJabatan:
        if need.get(kind.value):
            lines += [
                (f"{kind.label}: kebutuhan", need[kind.value]),
                (f"{kind.label}: terisi", have.get(kind.value, 0)),
            ]
    return lines


PENSIUN = """
SELECT extract(year FROM hari)::int, count(*)::int FROM (
    SELECT (date_trunc('month', o.tanggal_lahir) + make_interval(months => 12 * r.bup + 1))::date AS hari
      FROM jabatan_penempatan AS p JOIN pegawai_pegawai AS o ON o.id = p.pegawai_id AND o.ditarik_pada IS NULL
      JOIN jabatan_rincianjabatan AS r ON r.jabatan_id = p.jabatan_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
     WHERE o.instansi_id = %(instansi)s AND p.jenis = 'definitif' AND upper_inf(p.tercatat) AND p.berlaku @> %(hari)s::date
       AND r.bup IS NOT NULL) AS semua
 WHERE hari >= %(hari)s::date AND hari < %(hari)s::date + interval '5 years' GROUP BY 1 ORDER BY 1
"""


def _retiring(instansi: UUID, hari: date, tahun: int) -> Baris:
    return [(str(year), n) for year, n in fetch(PENSIUN, instansi=instansi, hari=hari)]


def _evaluated(instansi: UUID, hari: date, tahun: int) -> Baris:
    rows = EvaluasiJabatan.objects.filter(acuan__instansi_id=instansi)
    return [("Nomenklatur yang dievaluasi", rows.values("acuan_id").distinct().count())]


# -- 2 ---------------------------------------------------------------------------------------------------------------


def _latest(instansi: UUID) -> Putaran | None:
    rows = Putaran.objects.terbit().filter(instansi_id=instansi, versi__instrumen__jenis="talenta")
    return rows.order_by("-pada", "-nomor").first()


def _boxes(instansi: UUID, hari: date, tahun: int) -> Baris:
    run = _latest(instansi)
    if run is None:
        return []
    counts = dict(fetch("SELECT kotak, count(*)::int FROM merit_nilai WHERE putaran = %(n)s GROUP BY 1", n=run.nomor))
    return [(f"Kotak {n}", counts.get(n, 0)) for n in range(9, 0, -1)] + [("Tanpa kotak", counts.get(None, 0))]


def _plans(instansi: UUID, hari: date, tahun: int) -> Baris:
    return _by(RencanaSuksesi.objects.filter(instansi_id=instansi), "status", StatusSuksesi.choices)


def _choices(instansi: UUID, hari: date, tahun: int) -> Baris:
    rows = PilihanSuksesi.objects.filter(rencana__instansi_id=instansi, status=StatusPilihan.DISETUJUI)
    return [
        ("Dari daftar", rows.filter(dari_daftar=True).count()),
        ("Di luar daftar", rows.filter(dari_daftar=False).count()),
    ]


# -- 3 ---------------------------------------------------------------------------------------------------------------


def _skp(instansi: UUID, hari: date, tahun: int) -> Baris:
    return _by(SKP.objects.filter(pegawai__instansi_id=instansi, tahun=tahun), "status", StatusSKP.choices)


def _predikat(instansi: UUID, hari: date, tahun: int) -> Baris:
    rows = Evaluasi.objects.filter(
        pegawai__instansi_id=instansi, tahun=tahun - 1, jenis=JenisEvaluasi.TAHUNAN, status="final"
    )
    return _by(rows, "predikat", PREDIKAT.items())


def _feedback(instansi: UUID, hari: date, tahun: int) -> Baris:
    rows = UmpanBalik.objects.filter(pegawai__instansi_id=instansi, pada__year=tahun)
    return [
        ("Umpan balik tertulis", rows.count()),
        ("Pegawai yang menerimanya", rows.values("pegawai").distinct().count()),
    ]


def _appeals(instansi: UUID, hari: date, tahun: int) -> Baris:
    return [
        ("Keberatan atas hasil evaluasi", Keberatan.objects.filter(evaluasi__pegawai__instansi_id=instansi).count())
    ]


# -- 4 ---------------------------------------------------------------------------------------------------------------


JP = """
SELECT CASE WHEN jp >= 20 THEN 1 WHEN jp > 0 THEN 2 ELSE 3 END, count(*)::int FROM (
    SELECT p.id, coalesce(sum(ikut.jumlah_jam), 0) AS jp FROM pegawai_pegawai AS p
      LEFT JOIN (SELECT pegawai_id, jumlah_jam FROM pegawai_riwayatdiklat WHERE upper_inf(tercatat) AND tahun = %(tahun)s
                 UNION ALL SELECT pegawai_id, jumlah_jam FROM pegawai_riwayatkursus WHERE upper_inf(tercatat) AND tahun = %(tahun)s
                ) AS ikut ON ikut.pegawai_id = p.id
     WHERE p.instansi_id = %(instansi)s AND p.ditarik_pada IS NULL GROUP BY p.id) AS semua GROUP BY 1
"""
JP_KATA = {1: "20 JP atau lebih", 2: "1 sampai 19 JP", 3: "Belum ada JP"}


def _hours(instansi: UUID, hari: date, tahun: int) -> Baris:
    counts = dict(fetch(JP, instansi=instansi, tahun=tahun))
    return [(kata, counts.get(kode, 0)) for kode, kata in JP_KATA.items()]


def _certificates(instansi: UUID, hari: date, tahun: int) -> Baris:
    rows = Sertifikat.objects.filter(pegawai__instansi_id=instansi)
    plans = RencanaPengembangan.objects.filter(pegawai__instansi_id=instansi, tahun=tahun)
    return [("Sertifikat dalam portal", rows.count()), ("Rencana pengembangan individu tahun ini", plans.count())]


# -- 5 ---------------------------------------------------------------------------------------------------------------


def _pulse(instansi: UUID, hari: date, tahun: int) -> Baris:
    found = latest_satisfaction(instansi)
    if found is None:
        return []
    answers = HasilDenyut.objects.filter(survei=found[0]).aggregate(n=Sum("banyak"))["n"]
    return [(f"{found[0].nama}: jawaban", answers), ("Kepuasan dan keterikatan (0 sampai 1)", round(found[1], 2))]


# -- 6 ---------------------------------------------------------------------------------------------------------------


def _awards(instansi: UUID, hari: date, tahun: int) -> Baris:
    rows = RiwayatPenghargaan.objects.kini().filter(pegawai__instansi_id=instansi, tahun__in=[tahun, tahun - 1])
    names = rows.values_list("penghargaan__nama").annotate(n=Count("pk")).order_by("-n", "penghargaan__nama")
    return list(names[:20])


def _occasions(instansi: UUID, hari: date, tahun: int) -> Baris:
    return _by(AjangPenghargaan.objects.filter(instansi_id=instansi), "status", StatusAjang.choices)


def _service(instansi: UUID, hari: date, tahun: int) -> Baris:
    rows = Peringatan.objects.filter(jenis="satyalancana", pegawai__instansi_id=instansi, tanggal__lte=hari)
    counts = dict(rows.order_by().values_list("rincian__tahun").annotate(n=Count("pk")))
    return [(f"Genap {n} tahun, belum menerima", counts.get(n, 0)) for n in (10, 20, 30)]


# -- 7 ---------------------------------------------------------------------------------------------------------------


def _discipline(instansi: UUID, hari: date, tahun: int) -> Baris:
    rows = RiwayatHukuman.objects.kini().filter(
        pegawai__instansi_id=instansi, berlaku__startswith__year__gte=tahun - 1, batal_nomor=""
    )
    return _by(rows, "tingkat", TingkatHukuman.choices)


def _leaving(instansi: UUID, hari: date, tahun: int) -> Baris:
    rows = PeristiwaBerhenti.objects.filter(pegawai__instansi_id=instansi, tanggal__year=tahun, status="ditetapkan")
    field: Any = PeristiwaBerhenti._meta.get_field("jenis")
    return [one for one in _by(rows, "jenis", field.choices) if one[1]]


# -- 8 ---------------------------------------------------------------------------------------------------------------


def _quality(instansi: UUID, hari: date, tahun: int) -> Baris:
    row = NilaiMutu.objects.filter(instansi_id=instansi, unit=None).order_by("-hari").first()
    if row is None:
        return []
    found = max(row.kena.values(), default=0)
    return [("Pegawai yang diperiksa", row.orang), ("Temuan terbanyak dari satu indikator, pegawai", found)]


def _requests(instansi: UUID, hari: date, tahun: int) -> Baris:
    field: Any = UsulanPerubahan._meta.get_field("status")
    rows = UsulanPerubahan.objects.filter(pegawai__instansi_id=instansi, dibuat_pada__year=tahun)
    return _by(rows, "status", field.choices)


def _accounts(instansi: UUID, hari: date, tahun: int) -> Baris:
    people = Pegawai.objects.filter(instansi_id=instansi, ditarik_pada=None)
    active = Pengguna.objects.filter(instansi_id=instansi, is_active=True, diaktifkan_pada__isnull=False)
    return [("Pegawai", people.count()), ("Akun yang diaktifkan pemiliknya", active.count())]


register_bukti(
    Bukti("peta", 1, "Kebutuhan dan keterisian jabatan", "Kebutuhan menurut peta jabatan dan pejabat definitif hari itu, tiap jenis jabatan.",
          "Peta jabatan, penempatan", "tempat", _map, "jabatan:peta", tentang_orang=False),
    Bukti("bup", 1, "Yang mencapai batas usia pensiun lima tahun ke depan", "Bulan sesudah batas usia pensiun jabatannya tercapai.",
          "Tanggal lahir, batas usia pensiun jabatan", "pegawai", _retiring, "pegawai:peringatan_list"),
    Bukti("evaluasi_jabatan", 1, "Evaluasi jabatan", "Nomenklatur jabatan yang mempunyai evaluasi jabatan.", "Evaluasi jabatan", "nomenklatur",
          _evaluated, "jabatan:nomenklatur_list", tentang_orang=False),
    Bukti("kotak", 2, "Sembilan kotak putaran terbit terbaru", "Pegawai tiap kotak; tanpa kotak bila datanya belum lengkap atau gerbang tertutup.",
          "Putaran talenta yang terbit", "pegawai", _boxes, "merit:putaran_list"),
    Bukti("suksesi", 2, "Rencana suksesi", "Jabatan yang mempunyai rencana suksesi, menurut keadaannya.", "Rencana suksesi", "jabatan", _plans,
          tentang_orang=False),
    Bukti("pilihan", 2, "Pilihan suksesi menurut asalnya", "Pilihan yang disetujui, dari daftar dan di luar daftar (dengan tanda tangan kedua).",
          "Rencana suksesi", "pilihan", _choices, tentang_orang=False),
    Bukti("skp", 3, "SKP tahun ini", "SKP tahun berjalan menurut keadaannya.", "SKP", "SKP", _skp),
    Bukti("predikat", 3, "Sebaran predikat tahun lalu", "Evaluasi tahunan yang final.", "Evaluasi kinerja", "pegawai", _predikat, ""),
    Bukti("umpan_balik", 3, "Umpan balik tahun ini", "Umpan balik tertulis atas pelaksanaan SKP.", "Umpan balik", "umpan balik", _feedback),
    Bukti("keberatan", 3, "Keberatan", "Keberatan yang diajukan atas hasil evaluasi.", "Keberatan", "keberatan", _appeals),
    Bukti("jp", 4, "Jam pelajaran tahun ini", "Jumlah jam pelajaran diklat dan kursus yang tercatat untuk tahun itu.", "Riwayat diklat dan kursus",
          "pegawai", _hours, "pelatihan:program_list"),
    Bukti("sertifikat", 4, "Sertifikat dan rencana", "Sertifikat yang tercatat dan rencana pengembangan individu.", "Sertifikat, rencana pengembangan",
          "dokumen", _certificates, "pelatihan:sertifikat_list"),
    Bukti("survei", 5, "Survei pegawai terbaru", "Jawaban dan nilai survei denyut yang sudah ditutup, mulai sepuluh jawaban.", "Survei denyut", "",
          _pulse, "merit:survei_list", tentang_orang=False),
    Bukti("penghargaan", 6, "Penghargaan tahun ini dan tahun lalu", "Baris riwayat penghargaan, dua puluh terbanyak.", "Riwayat penghargaan",
          "penerima", _awards),
    Bukti("ajang", 6, "Ajang penghargaan", "Ajang penghargaan di portal menurut keadaannya.", "Ajang penghargaan", "ajang", _occasions,
          "merit:ajang_list", tentang_orang=False),
    Bukti("satyalancana", 6, "Berhak Satyalancana dan belum menerima", "Genap masa kerja, tanpa hukuman sedang atau berat, tanpa CLTN.",
          "Peringatan kepegawaian", "pegawai", _service, "pegawai:peringatan_list"),
    Bukti("disiplin", 7, "Hukuman disiplin sejak tahun lalu", "Hukuman yang mulai berlaku sejak awal tahun lalu dan tidak dibatalkan, tiap tingkat.",
          "Riwayat hukuman disiplin", "hukuman", _discipline),
    Bukti("berhenti", 7, "Pemberhentian tahun ini", "Pemberhentian yang ditetapkan dan berlaku tahun ini, menurut sebabnya.", "Pemberhentian", "pegawai",
          _leaving, "pegawai:berhenti_list"),
    Bukti("mutu", 8, "Mutu data", "Hasil penghitungan mutu data terakhir untuk seluruh instansi.", "Mutu data", "pegawai", _quality),
    Bukti("usulan", 8, "Permintaan perubahan data lewat portal", "Usul perubahan data tahun ini menurut keadaannya.", "Usulan perubahan data",
          "usulan", _requests, "pegawai:usulan_data_list"),
    Bukti("akun", 8, "Pemakaian portal", "Pegawai yang tercatat dan akun yang diaktifkan pemiliknya.", "Akun", "", _accounts, tentang_orang=False),
)  # fmt: skip
