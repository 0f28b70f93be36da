"""Assessments by one statement; runs by the engine itself, over everybody or, in a large province, over one agency."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.demo import Demo
from asn_portal.core.demo.dasar import WIB
from asn_portal.core.models import Instansi, PengenalMasuk, Pengguna, PesanKeluar, UnitKerja
from asn_portal.core.sql import fetch
from kinerja.enums import NilaiDasar
from merit.demo.talenta import load_talent
from merit.enums import PemicuPutaran, StatusPutaran
from merit.models import HasilAsesmen, Putaran, Sanggah, VersiInstrumen
from merit.services import hitung
from merit.services.instrumen import ensure_instruments
from merit.services.putaran import Permintaan, begin
from pegawai.models import Pegawai

# Above this many people the runs cover the agency of `pegawai.demo` only: loading is to take minutes, not more.
TERBANYAK = 5_000
BULAN = 6
INSTRUMEN, INDEKS = "talenta_daerah", "ip_asn"
# Officials of every level, one in three of the others, and whoever can be logged in as, were assessed within the last three
# years. The chance of a person is a digest of seed and person: the same province every time.
ASESMEN = """
INSERT INTO merit_hasilasesmen (id, pegawai_id, kompetensi, potensi, lembaga, nomor, berlaku, tercatat)
SELECT md5(%(benih)s || 'asesmen' || undi.id)::uuid, undi.id, 52 + undi.a %% 4500 / 100.0,
       ARRAY[2 + undi.b %% 4, 2 + undi.b / 4 %% 4, 1 + undi.b / 16 %% 5, 2 + undi.b / 80 %% 4, 2 + undi.b / 320 %% 4,
             1 + undi.b / 1280 %% 5, 3 + undi.b / 6400 %% 3, 2 + undi.b / 19200 %% 4]::smallint[],
       'Pusat Pengembangan Kompetensi Pegawai (contoh)', 'LA-' || lpad((undi.b %% 100000)::text, 5, '0') || '/' || extract(year FROM undi.hari)::int,
       daterange(undi.hari, (undi.hari + interval '3 years')::date), tstzrange(undi.hari::timestamptz + interval '8 hours', NULL)
  FROM (SELECT p.id, ('x' || substr(md5(%(benih)s || 'a' || p.id), 1, 7))::bit(28)::int AS a,
               ('x' || substr(md5(%(benih)s || 'b' || p.id), 1, 7))::bit(28)::int AS b,
               %(hari)s::date - 200 - ('x' || substr(md5(%(benih)s || 'c' || p.id), 1, 4))::bit(16)::int %% 700 AS hari, kursi.jenis,
               EXISTS (SELECT FROM core_pengenalmasuk AS masuk WHERE masuk.pengguna_id = p.pengguna_id AND masuk.nilai LIKE '%%.demo') AS tokoh
          FROM pegawai_pegawai AS p
          LEFT JOIN jabatan_penempatan AS tempat
            ON tempat.pegawai_id = p.id AND tempat.jenis = 'definitif' AND upper_inf(tempat.tercatat) AND tempat.berlaku @> %(hari)s::date
          LEFT JOIN jabatan_jabatan AS kursi ON kursi.id = tempat.jabatan_id
         WHERE p.instansi_id = %(instansi)s AND p.ditarik_pada IS NULL) AS undi
 WHERE undi.jenis IN ('jpt_madya', 'jpt_pratama', 'administrator', 'pengawas') OR undi.a %% 3 = 0 OR undi.tokoh
"""
# Whoever was assessed was also seen by four colleagues last year; their answers are only ever sums (see kinerja).
PANDANGAN = """
WITH diminta AS (
    INSERT INTO kinerja_permintaanpandangan (id, pegawai_id, tahun, batas, dibuka_pada, dibuka_oleh_id)
    SELECT md5(%(benih)s || 'pandangan' || nilai.pegawai_id)::uuid, nilai.pegawai_id, %(tahun)s, make_date(%(tahun)s + 1, 1, 27),
           make_date(%(tahun)s + 1, 1, 13), coalesce(atasan.pengguna_id, %(akun)s)
      FROM merit_hasilasesmen AS nilai JOIN pegawai_pegawai AS p ON p.id = nilai.pegawai_id
      LEFT JOIN pegawai_pegawai AS atasan ON atasan.id = p.atasan_kini_id
     ORDER BY nilai.pegawai_id ON CONFLICT (pegawai_id, tahun) DO NOTHING RETURNING id, pegawai_id)
INSERT INTO kinerja_hasilpandangan (id, permintaan_id, hubungan, banyak, jumlah)
SELECT md5(%(benih)s || 'hasil' || diminta.pegawai_id)::uuid, diminta.id, 'rekan', 4,
       (SELECT jsonb_object_agg(nama, 9 + ('x' || substr(md5(%(benih)s || nama || diminta.pegawai_id), 1, 4))::bit(16)::int %% 8)
          FROM unnest(%(dasar)s::text[]) AS nama)
  FROM diminta
"""
SAKSI = """
SELECT nilai.pegawai_id FROM merit_nilai AS nilai JOIN pegawai_pegawai AS p ON p.id = nilai.pegawai_id
 WHERE nilai.putaran = %(nomor)s AND nilai.status = 'lengkap' AND p.pengguna_id IS NOT NULL ORDER BY nilai.total, nilai.pegawai_id LIMIT 2
"""


def is_empty() -> bool:
    return not HasilAsesmen.objects.exists()


def load_merit(demo: Demo) -> None:
    agency = demo.id("instansi", 1)
    for instansi in Instansi.objects.all():
        ensure_instruments(instansi)
    with connection.cursor() as cursor:
        cursor.execute(ASESMEN, {"benih": str(demo.benih), "hari": demo.tanggal, "instansi": agency})
        cursor.execute("ANALYZE merit_hasilasesmen")
        values = {
            "tahun": demo.tanggal.year - 1,
            "akun": _account("adminbkd.demo").pk,
            "dasar": list(NilaiDasar.values),
        }
        cursor.execute(PANDANGAN, {"benih": str(demo.benih), **values})
    unit = _one_agency(demo, agency)
    versi, indeks = (
        VersiInstrumen.objects.get(instrumen__instansi_id=agency, instrumen__kode=kode, nomor=1)
        for kode in (INSTRUMEN, INDEKS)
    )
    days = _month_ends(demo.tanggal)
    demo.lapor(f"Merit: {len(days)} putaran bulanan, satu yang terbit, satu IP ASN.")
    for pada in days:
        _run(versi, pada, unit, PemicuPutaran.JADWAL if unit is None else PemicuPutaran.PERMINTAAN)
    terbit = _run(versi, days[0] - timedelta(days=1), unit, PemicuPutaran.PERMINTAAN)
    _run(indeks, days[0], unit, PemicuPutaran.PERMINTAAN)
    _publish(demo, terbit)
    _object(demo, terbit)
    load_talent(demo)
    # What these runs asked of the workers was done here.
    PesanKeluar.objects.filter(pekerjaan__in=["merit.hitung_bagian", "merit.gabung"]).delete()
    # Everybody as things stand today: by the worker, once the portal runs.
    outbox.enqueue("merit.nilai_berjalan")


def _one_agency(demo: Demo, agency: Any) -> UnitKerja | None:
    if Pegawai.objects.filter(instansi_id=agency).count() <= TERBANYAK:
        return None
    account = PengenalMasuk.objects.get(nilai="pegawai.demo").pengguna_id
    rows = fetch(
        """SELECT akar.id FROM pegawai_pegawai AS p JOIN core_jalurunit AS letak ON letak.unit_id = p.unit_kini_id
           JOIN core_unitkerja AS akar ON akar.nomor = subpath(letak.jalur, 1, 1)::text::bigint
           WHERE p.pengguna_id = %(akun)s AND letak.berlaku @> %(hari)s::date""",
        akun=account, hari=demo.tanggal,
    )  # fmt: skip
    return UnitKerja.objects.get(pk=rows[0][0])


def _month_ends(hari: date) -> list[date]:
    """The last days of the last months, the latest first."""
    days = []
    for _ in range(BULAN):
        hari = hari.replace(day=1) - timedelta(days=1)
        days.append(hari)
    return days


@perubahan
def _run(versi: VersiInstrumen, pada: date, unit: UnitKerja | None, pemicu: PemicuPutaran) -> Putaran:
    """As it would have been computed in the night after."""
    known = datetime.combine(pada + timedelta(days=1), time(1, 30), WIB)
    minta = Permintaan(pada, unit_id=None if unit is None else unit.pk, diketahui=min(known, timezone.now()))
    putaran = begin(versi, minta, pemicu)
    hitung.compute_chunks(list(putaran.daftar_bagian.values_list("pk", flat=True)))
    hitung.merge(putaran.pk)
    record_jejak(putaran, "putaran_dimulai", by=None)
    putaran.refresh_from_db()
    return putaran


def _account(nama: str) -> Pengguna:
    return Pengguna.objects.get(pk=PengenalMasuk.objects.get(nilai=nama).pengguna_id)


@perubahan
def _publish(demo: Demo, putaran: Putaran) -> None:
    """Checked by one, published by another, some days ago: objections are still open."""
    checked = demo.jam(demo.tanggal - timedelta(days=6))
    putaran.status, putaran.diperiksa_oleh, putaran.diperiksa_pada = (
        StatusPutaran.DIPERIKSA,
        _account("adminbkd.demo"),
        checked,
    )
    putaran.catatan_periksa = "Sebaran tiap unit dan jenjang sudah dibandingkan dengan tahun lalu."
    putaran.save()
    putaran.status, putaran.terbit_oleh = StatusPutaran.TERBIT, _account("adminbkd2.demo")
    putaran.terbit_pada = demo.jam(demo.tanggal - timedelta(days=4))
    putaran.keputusan_nomor, putaran.keputusan_tanggal = "800.1.3/1187 (contoh)", demo.tanggal - timedelta(days=5)
    putaran.batas_sanggah = demo.tanggal + timedelta(days=10)
    putaran.save()
    record_jejak(putaran, "putaran_diterbitkan", by=_account("adminbkd2.demo"))


@perubahan
def _object(demo: Demo, putaran: Putaran) -> None:
    """One objection waits, one was answered."""
    people = [row[0] for row in fetch(SAKSI, nomor=putaran.nomor)]
    sent = demo.jam(demo.tanggal - timedelta(days=3))
    words = (
        "Sertifikat pelatihan teknis saya bulan lalu belum ikut dihitung, padahal sudah disahkan.",
        "Lama dalam jabatan saya dihitung dari penempatan yang baru, bukan dari pelantikan pertama.",
    )
    for nomor, (pegawai_id, alasan) in enumerate(zip(people, words, strict=False)):
        answer: dict[str, Any] = {}
        if nomor:
            answer = {
                "status": "ditolak", "dijawab_oleh": _account("adminbkd.demo"), "dijawab_pada": demo.jam(demo.tanggal - timedelta(days=1)),
                "jawaban": "Pelantikan pertama adalah pada jabatan lain. Lama dalam jabatan dihitung dari jabatan yang dinilai.",
            }  # fmt: skip
        Sanggah.objects.create(
            putaran=putaran, pegawai_id=pegawai_id, alasan=alasan, diajukan_pada=sent, batas=demo.tanggal + timedelta(days=9),
            komponen=["pengembangan_kompetensi" if nomor == 0 else "pengalaman_jabatan"], **answer,
        )  # fmt: skip
    record_jejak(putaran, "sanggah_contoh_dibuat", by=None)
