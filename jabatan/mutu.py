"""BKN's indicators of data quality on posts (asn_portal.mutu): what they look at, and where each is put right. Limits come
from jabatan/aturan/tabel/mutu_jabatan.toml and the tables it reads.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.mutu.indikator import Indikator, Isi, Langkah, register_indikator
from jabatan.aturan.mutu_data import batas_mutu, pangkat_terendah, pendidikan_terendah, urutan_golongan
from jabatan.enums import PEJABAT, STRUKTURAL, JenisPenempatan

STRUKTUR = "kursi.jenis IN ({})".format(", ".join(f"'{jenis.value}'" for jenis in STRUKTURAL))
STRUKTUR_LAIN = STRUKTUR.replace("kursi.", "kepala.")
MEMEGANG = ", ".join(f"'{jenis.value}'" for jenis in (*PEJABAT, JenisPenempatan.PLT, JenisPenempatan.PJ))
PNS = "p.jenis IN ('pns', 'cpns')"

# The own post on the day, as the map says it: one row a person at most.
KURSI = (
    "JOIN pegawai_pegawai AS p ON p.id = orang.id",
    """JOIN jabatan_penempatan AS tempat ON tempat.pegawai_id = orang.id AND upper_inf(tempat.tercatat)
  AND tempat.berlaku @> %(hari)s::date AND tempat.jenis = 'definitif'
JOIN jabatan_jabatan AS kursi ON kursi.id = tempat.jabatan_id
JOIN jabatan_rincianjabatan AS rinci ON rinci.jabatan_id = kursi.id AND upper_inf(rinci.tercatat)
  AND rinci.berlaku @> %(hari)s::date""",
)
KERJA = (*KURSI, "JOIN pegawai_datakepegawaian AS k ON k.pegawai_id = orang.id")
# The highest level of schooling; who has none recorded is counted by COM_3.
DIDIK = """JOIN LATERAL (
    SELECT tingkat.id_bkn::int AS id, tingkat.nama FROM pegawai_riwayatpendidikan AS didik
      JOIN pegawai_referensi AS tingkat ON tingkat.kunci = didik.tingkat_id
     WHERE didik.pegawai_id = orang.id AND upper_inf(didik.tercatat) AND tingkat.id_bkn ~ '^[0-9]+$'
     ORDER BY tingkat.id_bkn::int DESC LIMIT 1) AS tinggi ON true"""
SYARAT_DIDIK = """JOIN unnest(%(syarat_jabatan)s::text[], %(syarat_id)s::int[], %(syarat_nama)s::text[])
  AS syarat (jabatan, id, nama) ON syarat.jabatan = """
PANGKAT = """JOIN pegawai_riwayatgolongan AS pangkat ON pangkat.pegawai_id = orang.id AND upper_inf(pangkat.tercatat)
  AND pangkat.berlaku @> %(hari)s::date
JOIN pegawai_referensi AS gol ON gol.kunci = pangkat.golongan_id AND gol.jenis = 'golongan_pns'
JOIN unnest(%(golongan)s::text[], %(golongan_urutan)s::int[]) AS kini (golongan, urutan) ON kini.golongan = gol.nama
JOIN unnest(%(eselon)s::text[], %(eselon_urutan)s::int[], %(eselon_golongan)s::text[])
  AS syarat (eselon, urutan, golongan) ON syarat.eselon = rinci.eselon"""


def _person_page(orang: UUID) -> str:
    return reverse("jabatan:jabatan_orang", args=[orang])


def _add(kunci: str, kata: str) -> Langkah:
    return Langkah(kata, lambda orang: reverse("pegawai:riwayat_add", args=[orang, kunci]))


PERBAIKI = Langkah("Perbaiki jabatannya", _person_page)
LAPORKAN = Langkah("Laporkan yang benar", lambda _: reverse("pegawai:laporan_add"))


def _schooling(hari: date) -> dict[str, Any]:
    jabatan, ids, nama = zip(*pendidikan_terendah(hari), strict=True)
    return {"syarat_jabatan": list(jabatan), "syarat_id": list(ids), "syarat_nama": list(nama)}


def _rank(hari: date) -> dict[str, Any]:
    eselon, lowest, words = zip(*pangkat_terendah(hari), strict=True)
    golongan, order = zip(*urutan_golongan(), strict=True)
    return {
        "eselon": list(eselon), "eselon_urutan": list(lowest), "eselon_golongan": list(words), "golongan": list(golongan),
        "golongan_urutan": list(order),
    }  # fmt: skip


def _years(nama: str) -> Any:
    return lambda hari: {"tahun": batas_mutu(hari)[nama]}


def _level_words(hari: date) -> dict[str, Any]:
    return {"kata_jenjang": rf"\m({'|'.join(batas_mutu(hari)['kata_jenjang'])})\M"}


def _day(text: Any) -> str:
    return tanggal(date.fromisoformat(text)) if text else "belum ada"


def _named(isi: Isi) -> str:
    return str(isi.get("nama", ""))


DAFTAR = (
    Indikator(
        kode="COM_2", gabung=KURSI, isi="jsonb_build_object('nama', rinci.nama)",
        definisi="Jabatan fungsional atau pelaksananya belum dipasangkan dengan daftar jabatan BKN. Pelaksana dihitung sesudah "
        "daftar jabatan pelaksana BKN dimuat.",
        syarat="""rinci.referensi_id IS NULL AND (kursi.jenis = 'fungsional' OR (kursi.jenis = 'pelaksana'
              AND EXISTS (SELECT FROM pegawai_referensi AS daftar WHERE daftar.jenis = 'jabatan_pelaksana')))""",
        kata=lambda isi: f"{_named(isi)} belum ada padanannya di daftar BKN",
        perbaiki=PERBAIKI, perbaiki_sendiri=LAPORKAN, menghambat_kp=True,
    ),
    Indikator(
        kode="TIM_2", gabung=KERJA, isi="jsonb_build_object('nama', rinci.nama, 'tmt', k.tmt_cpns)",
        definisi="PNS di jabatan fungsional yang pelantikannya belum tercatat, lebih dari dua tahun sejak TMT CPNS.",
        syarat=f"""{PNS} AND kursi.jenis = 'fungsional' AND tempat.tanggal_pelantikan IS NULL
              AND k.tmt_cpns + make_interval(years => %(tahun)s) < %(hari)s::date""",
        nilai=_years("calon_fungsional_tahun"),
        kata=lambda isi: f"CPNS sejak {_day(isi.get('tmt'))}, pelantikan sebagai {_named(isi)} belum tercatat",
        perbaiki=PERBAIKI, perbaiki_sendiri=LAPORKAN, menghambat_kp=True,
    ),
    Indikator(
        kode="TIM_4", gabung=KURSI, isi="jsonb_build_object('nama', rinci.nama)",
        definisi="Kepala unit struktural yang unitnya pada hari yang sama juga dipegang orang lain sebagai kepala, Plt., atau Pj.",
        syarat=f"""{STRUKTUR} AND kursi.kepala AND EXISTS (
            SELECT FROM jabatan_rincianjabatan AS lain
              JOIN jabatan_jabatan AS kepala ON kepala.id = lain.jabatan_id AND kepala.kepala AND {STRUKTUR_LAIN}
              JOIN jabatan_penempatan AS duduk ON duduk.jabatan_id = kepala.id AND upper_inf(duduk.tercatat)
               AND duduk.berlaku @> %(hari)s::date AND duduk.jenis IN ({MEMEGANG}) AND duduk.pegawai_id <> orang.id
             WHERE lain.unit_id = rinci.unit_id AND upper_inf(lain.tercatat) AND lain.berlaku @> %(hari)s::date)""",
        kata=lambda isi: f"{_named(isi)}: unitnya dipegang dua orang",
        perbaiki=Langkah("Periksa penempatannya", _person_page), perbaiki_sendiri=LAPORKAN,
    ),
    Indikator(
        kode="TIM_5", gabung=KURSI,
        definisi="Sudah melewati TMT pensiun menurut batas usia jabatannya, tetapi masih tercatat aktif.",
        syarat="""rinci.bup IS NOT NULL AND (date_trunc('month', p.tanggal_lahir)
              + make_interval(years => rinci.bup::int, months => 1))::date <= %(hari)s::date""",
        isi="""jsonb_build_object('bup', rinci.bup, 'tmt', (date_trunc('month', p.tanggal_lahir)
              + make_interval(years => rinci.bup::int, months => 1))::date)""",
        kata=lambda isi: f"Batas usia pensiun {isi.get('bup')} tahun, TMT pensiun {_day(isi.get('tmt'))}",
        perbaiki=Langkah("Catat pensiunnya", lambda orang: reverse("pegawai:berhenti_add", args=[orang])),
        perbaiki_sendiri=LAPORKAN,
    ),
    Indikator(
        kode="ACC_3", gabung=KERJA, isi="jsonb_build_object('nama', rinci.nama, 'tmt', k.tmt_cpns)",
        definisi="PNS dengan jabatan struktural, padahal belum dua tahun sejak TMT CPNS.",
        syarat=f"""{PNS} AND {STRUKTUR} AND k.tmt_cpns + make_interval(years => %(tahun)s) > %(hari)s::date""",
        nilai=_years("struktural_tahun"), kata=lambda isi: f"{_named(isi)}, CPNS sejak {_day(isi.get('tmt'))}",
        perbaiki=Langkah(
            "Periksa TMT CPNS",
            lambda orang: reverse("pegawai:sekali_change", args=[orang, "kepegawaian"]) + "#id_tmt_cpns",
        ),
        perbaiki_sendiri=LAPORKAN, menghambat_kp=True,
    ),
    Indikator(
        kode="ACC_6", gabung=(*KURSI, DIDIK, SYARAT_DIDIK + "kursi.jenis"), nilai=_schooling,
        definisi="Jabatan struktural dengan pendidikan tertinggi yang tercatat di bawah syaratnya.",
        syarat=f"{STRUKTUR} AND tinggi.id < syarat.id",
        isi="jsonb_build_object('punya', tinggi.nama, 'perlu', syarat.nama)",
        kata=lambda isi: f"Pendidikan tercatat {isi.get('punya')}, syaratnya {isi.get('perlu')}",
        perbaiki=_add("pendidikan", "Catat pendidikan"), menghambat_kp=True,
        perbaiki_sendiri=Langkah("Usulkan pendidikan", lambda _: reverse("pegawai:usulan_data_add", args=["pendidikan"])),
    ),
    Indikator(
        kode="ACC_8", gabung=(*KURSI, DIDIK, SYARAT_DIDIK + "kursi.jenjang"), nilai=_schooling,
        definisi="Jabatan fungsional dengan pendidikan tertinggi yang tercatat di bawah syarat kategorinya: keahlian S-1 atau D-IV, "
        "keterampilan SLTA.",
        syarat="kursi.jenis = 'fungsional' AND tinggi.id < syarat.id",
        isi="jsonb_build_object('punya', tinggi.nama, 'perlu', syarat.nama)",
        kata=lambda isi: f"Pendidikan tercatat {isi.get('punya')}, syaratnya {isi.get('perlu')}",
        perbaiki=_add("pendidikan", "Catat pendidikan"), menghambat_kp=True,
        perbaiki_sendiri=Langkah("Usulkan pendidikan", lambda _: reverse("pegawai:usulan_data_add", args=["pendidikan"])),
    ),
    Indikator(
        kode="ACC_9", gabung=KURSI, nilai=_level_words, isi="jsonb_build_object('nama', rinci.nama)",
        definisi="Pelaksana yang nama jabatannya memakai kata jenjang fungsional (misalnya Ahli Muda), atau sama dengan nama jabatan "
        "fungsional BKN.",
        syarat="""kursi.jenis = 'pelaksana' AND (rinci.nama ~* %(kata_jenjang)s OR EXISTS (
            SELECT FROM pegawai_referensi AS fungsi
             WHERE fungsi.jenis = 'jabatan_fungsional' AND fungsi.nama = rinci.nama))""",
        kata=_named, perbaiki=PERBAIKI, perbaiki_sendiri=LAPORKAN,
    ),
    Indikator(
        kode="ACC_10", gabung=(*KURSI, PANGKAT), nilai=_rank,
        definisi="Jabatan struktural dengan pangkat di bawah syarat eselonnya; satu tingkat di bawah rentang pangkat masih dibolehkan.",
        syarat=f"{STRUKTUR} AND {PNS} AND kini.urutan < syarat.urutan",
        isi="jsonb_build_object('punya', gol.nama, 'perlu', syarat.golongan)",
        kata=lambda isi: f"Golongan {isi.get('punya')}, paling rendah {isi.get('perlu')}",
        perbaiki=_add("golongan", "Catat pangkat"), perbaiki_sendiri=LAPORKAN,
    ),
)  # fmt: skip
register_indikator(*DAFTAR)
