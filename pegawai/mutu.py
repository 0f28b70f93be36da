"""The indicators of data quality on what this app keeps (asn_portal.mutu): whom they count, what they look at, where each
is put right. Numbers and lists come from pegawai/aturan/tabel/mutu_pribadi.toml.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.core.models import Pengguna
from asn_portal.core.templatetags.bentuk import bulan_tahun, tanggal
from asn_portal.mutu.indikator import (
    Indikator,
    Isi,
    Langkah,
    Lingkup,
    Populasi,
    register_indikator,
    register_populasi_mutu,
)
from pegawai import permissions, selectors
from pegawai.aturan.mutu_data import TABEL_MUTU_PRIBADI

# Everybody who is employed on the day: recorded, not taken back, and not gone by his kedudukan hukum.
POPULASI = """
SELECT orang.id, orang.instansi_id, anggota.unit_id
  FROM pegawai_pegawai AS orang
  LEFT JOIN pegawai_keanggotaanunit AS anggota
    ON anggota.pegawai_id = orang.id AND upper_inf(anggota.tercatat) AND anggota.berlaku @> %(hari)s::date
 WHERE orang.ditarik_pada IS NULL
   AND NOT EXISTS (SELECT FROM pegawai_riwayatkedudukan AS akhir
                    WHERE akhir.pegawai_id = orang.id AND upper_inf(akhir.tercatat) AND akhir.berlaku @> %(hari)s::date
                      AND akhir.kedudukan_id = ANY(%(berakhir)s))
   AND NOT EXISTS (SELECT FROM pegawai_peristiwaberhenti AS keluar
                    WHERE keluar.pegawai_id = orang.id AND keluar.status = 'ditetapkan' AND keluar.tanggal <= %(hari)s::date)
"""
DEFINISI = (
    "Pegawai yang tercatat hari ini di unitnya, termasuk yang belum punya unit. Yang sudah berhenti atau pensiun menurut "
    "catatan berhentinya atau kedudukan hukumnya tidak dihitung."
)


def _law(hari: date) -> dict[str, Any]:
    nilai: dict[str, Any] = TABEL_MUTU_PRIBADI.at(hari).nilai
    return nilai


def _ended(hari: date) -> dict[str, Any]:
    return {"berakhir": _law(hari)["kedudukan_berakhir"]}


def _scope(pengguna: Pengguna, unit_id: UUID | None, hari: date) -> Lingkup | None:
    """As on the page of figures."""
    found = selectors.figure_scope(pengguna, unit_id, hari)
    if found is None:
        return None
    return Lingkup(found.nama, found.rinci, found.unit, found.jalur, found.kedalaman, tuple(found.pilihan))


def _page(nama: str, jangkar: str = "", **kwargs: str) -> Callable[[UUID], str]:
    """The address of a page about one person, at the field that is meant."""
    return lambda orang: reverse(f"pegawai:{nama}", kwargs={"pk": orang, **kwargs}) + jangkar


def _own(nama: str, jangkar: str = "", **kwargs: str) -> Callable[[UUID], str]:
    return lambda _: reverse(f"pegawai:{nama}", kwargs=kwargs) + jangkar


def _account(_: UUID) -> str:
    return reverse("core:kontak")


def _employment(isian: str, kata: str) -> Langkah:
    return Langkah(kata, _page("sekali_change", f"#id_{isian}", kunci="kepegawaian"))


def _add(kunci: str, kata: str) -> Langkah:
    return Langkah(kata, _page("riwayat_add", kunci=kunci))


REPORT = Langkah("Laporkan yang benar", _own("laporan_add"))
IDENTITY = Langkah("Usulkan perbaikan", _own("usulan_data_add", kunci="identitas"))


def _day(text: Any) -> str:
    return tanggal(date.fromisoformat(text)) if text else "belum ada"


def _month(text: str) -> str:
    """`201504` is April 2015."""
    return bulan_tahun(date(int(text[:4]), int(text[4:6]), 1))


JOIN = ("JOIN pegawai_pegawai AS p ON p.id = orang.id",)
KERJA = (*JOIN, "LEFT JOIN pegawai_datakepegawaian AS k ON k.pegawai_id = orang.id")
AKUN = (*JOIN, "LEFT JOIN core_pengguna AS akun ON akun.id = p.pengguna_id")
KEDUDUKAN = (
    *JOIN,
    """JOIN pegawai_riwayatkedudukan AS duduk
  ON duduk.pegawai_id = orang.id AND upper_inf(duduk.tercatat) AND duduk.berlaku @> %(hari)s::date
JOIN pegawai_referensi AS nama_duduk ON nama_duduk.kunci = duduk.kedudukan_id""",
)
# A number of 18 digits; its 13th and 14th tell PNS (a month) from PPPK.
NIP_PNS = "p.nip ~ '^[0-9]{18}$' AND substr(p.nip, 13, 2) BETWEEN '01' AND '12'"
NIP_PPPK = "p.nip ~ '^[0-9]{18}$' AND substr(p.nip, 13, 2) >= '21'"
NIP_SAH = f"(({NIP_PNS}) OR ({NIP_PPPK}))"
PNS, PPPK = "p.jenis IN ('pns', 'cpns')", "p.jenis IN ('pppk', 'pppk_paruh_waktu')"


def _level(hari: date) -> dict[str, Any]:
    return {"bergelar": _law(hari)["tingkat_bergelar"]}


def _probation(hari: date) -> dict[str, Any]:
    return {"cpns_tahun": _law(hari)["cpns_tahun"]}


def _leave(hari: date) -> dict[str, Any]:
    return {"kedudukan_cltn": _law(hari)["kedudukan_cltn"], "cltn": _law(hari)["cltn"]}


def _seconded(hari: date) -> dict[str, Any]:
    return {"dpk_dpb": _law(hari)["jenis_dpk_dpb"]}


def _contract(hari: date) -> dict[str, Any]:
    return {"bukan_pppk": _law(hari)["kedudukan_bukan_pppk"]}


def _first_year(hari: date) -> dict[str, Any]:
    return {"pppk_pertama": _law(hari)["pppk_tahun_pertama"]}


def _named(isi: Isi) -> str:
    return str(isi.get("nama", ""))


DAFTAR = (
    Indikator(
        kode="COM_3", gabung=JOIN, definisi="Tidak ada satu pun riwayat pendidikan.",
        syarat="""NOT EXISTS (SELECT FROM pegawai_riwayatpendidikan AS didik
                               WHERE didik.pegawai_id = orang.id AND upper_inf(didik.tercatat))""",
        perbaiki=_add("pendidikan", "Catat pendidikan"), menghambat_kp=True,
        perbaiki_sendiri=Langkah("Usulkan pendidikan", _own("usulan_data_add", kunci="pendidikan")),
    ),
    Indikator(
        kode="COM_4", gabung=KERJA, definisi="PNS tanpa TMT PNS pada data kepegawaian.",
        syarat="p.jenis = 'pns' AND k.tmt_pns IS NULL",
        perbaiki=_employment("tmt_pns", "Isi TMT PNS"), perbaiki_sendiri=REPORT, menghambat_kp=True,
    ),
    Indikator(
        kode="COM_5",
        gabung=(*JOIN, """JOIN LATERAL (
            SELECT tingkat.nama FROM pegawai_riwayatpendidikan AS didik
              JOIN pegawai_referensi AS tingkat ON tingkat.kunci = didik.tingkat_id
             WHERE didik.pegawai_id = orang.id AND upper_inf(didik.tercatat) AND tingkat.id_bkn ~ '^[0-9]+$'
               AND tingkat.id_bkn::int >= %(bergelar)s
             ORDER BY tingkat.id_bkn::int DESC LIMIT 1) AS tinggi ON true"""),
        definisi="Berpendidikan diploma ke atas tanpa gelar depan maupun gelar belakang.",
        syarat="p.gelar_depan = '' AND p.gelar_belakang = ''", isi="jsonb_build_object('nama', tinggi.nama)",
        nilai=_level, kata=lambda isi: f"Pendidikan tertinggi {_named(isi)}, gelar belum ada",
        perbaiki=Langkah("Isi gelar", _page("sekali_change", "#id_gelar_belakang", kunci="gelar")),
        perbaiki_sendiri=Langkah("Usulkan gelar", _own("usulan_data_add", kunci="gelar")),
    ),
    Indikator(
        kode="COM_6", gabung=(*AKUN, "LEFT JOIN pegawai_kontakpegawai AS kontak ON kontak.pegawai_id = orang.id"),
        definisi="Surel pribadi kosong atau salah bentuk. Surel akun dihitung, kecuali berakhiran go.id.",
        syarat="""NOT (coalesce(kontak.surel_pribadi, '') ~* '^[^@ ]+@[^@ ]+[.][a-z]{2,}$'
                       OR (coalesce(akun.email, '') ~* '^[^@ ]+@[^@ ]+[.][a-z]{2,}$' AND akun.email !~* '[.@]go[.]id$'))""",
        isi="jsonb_build_object('terisi', coalesce(kontak.surel_pribadi, '') <> '')",
        kata=lambda isi: "Surel pribadi salah bentuk" if isi.get("terisi") else "Surel pribadi belum ada",
        perbaiki=Langkah("Isi surel pribadi", _page("sekali_change", "#id_surel_pribadi", kunci="kontak")),
        perbaiki_sendiri=Langkah("Isi surel pribadi", _own("usulan_data_add", "#id_surel_pribadi", kunci="kontak")),
    ),
    Indikator(
        kode="COM_7", gabung=AKUN, definisi="Akun tanpa nomor telepon genggam, atau belum ada akun.",
        syarat="coalesce(akun.telepon, '') = ''",
        perbaiki_sendiri=Langkah("Isi nomor telepon", _account),
    ),
    Indikator(
        kode="TIM_1",
        gabung=("JOIN core_jalurunit AS lama ON lama.unit_id = orang.unit_id",),
        definisi="Ditempatkan di unit yang sudah berakhir.",
        syarat="""NOT EXISTS (SELECT FROM core_jalurunit AS kini
                               WHERE kini.unit_id = orang.unit_id AND kini.berlaku @> %(hari)s::date)
              AND upper(lama.berlaku) = (SELECT max(upper(j.berlaku)) FROM core_jalurunit AS j WHERE j.unit_id = orang.unit_id)""",
        isi="jsonb_build_object('akhir', upper(lama.berlaku))",
        kata=lambda isi: f"Unitnya berakhir {_day(isi.get('akhir'))}",
        perbaiki=Langkah("Pindahkan unit", _page("pindah")),
        perbaiki_sendiri=Langkah("Laporkan unit yang benar", _own("laporan_add")),
    ),
    Indikator(
        kode="TIM_3", gabung=KERJA, definisi="CPNS lebih dari satu tahun sejak TMT CPNS dan belum ada TMT PNS.",
        syarat="""p.jenis = 'cpns' AND k.tmt_pns IS NULL
              AND k.tmt_cpns + make_interval(years => %(cpns_tahun)s) < %(hari)s::date""",
        isi="jsonb_build_object('tmt', k.tmt_cpns)", nilai=_probation,
        kata=lambda isi: f"CPNS sejak {_day(isi.get('tmt'))}",
        perbaiki=_employment("tmt_pns", "Isi TMT dan SK PNS"), perbaiki_sendiri=REPORT, menghambat_kp=True,
    ),
    Indikator(
        kode="TIM_6",
        gabung=(*KEDUDUKAN, """JOIN LATERAL (
            SELECT max(upper(cuti.berlaku)) AS akhir, bool_or(cuti.berlaku @> %(hari)s::date) AS jalan
              FROM pegawai_riwayatcltn AS cuti
             WHERE cuti.pegawai_id = orang.id AND upper_inf(cuti.tercatat) AND cuti.jenis_cltn_id = ANY(%(cltn)s)) AS habis
            ON true"""),
        definisi="Kedudukan hukum masih CLTN, sedangkan masa CLTN yang tercatat sudah berakhir.",
        syarat="duduk.kedudukan_id = ANY(%(kedudukan_cltn)s) AND habis.akhir <= %(hari)s::date AND NOT habis.jalan",
        isi="jsonb_build_object('akhir', habis.akhir - 1)", nilai=_leave,
        kata=lambda isi: f"CLTN berakhir {_day(isi.get('akhir'))}",
        perbaiki=_add("kedudukan", "Catat kedudukan hukum sekarang"), perbaiki_sendiri=REPORT, menghambat_kp=True,
    ),
    Indikator(
        kode="ACC_1", gabung=KERJA, definisi="TMT CPNS lebih akhir dari TMT PNS.",
        syarat="k.tmt_cpns > k.tmt_pns", isi="jsonb_build_object('cpns', k.tmt_cpns, 'pns', k.tmt_pns)",
        kata=lambda isi: f"TMT CPNS {_day(isi.get('cpns'))}, TMT PNS {_day(isi.get('pns'))}",
        perbaiki=_employment("tmt_cpns", "Periksa kedua TMT"), perbaiki_sendiri=REPORT, menghambat_kp=True,
    ),
    Indikator(
        kode="ACC_2",
        gabung=(*KERJA, "LEFT JOIN pegawai_referensi AS jenis_bkn ON jenis_bkn.kunci = k.jenis_pegawai_id"),
        definisi="PNS diperbantukan atau dipekerjakan yang instansi kerjanya sama dengan instansi induk, atau sebaliknya.",
        syarat="""p.jenis = 'pns' AND k.instansi_induk_id IS NOT NULL AND k.instansi_kerja_id IS NOT NULL
              AND k.jenis_pegawai_id IS NOT NULL
              AND (k.jenis_pegawai_id = ANY(%(dpk_dpb)s)) = (k.instansi_induk_id = k.instansi_kerja_id)""",
        isi="jsonb_build_object('nama', jenis_bkn.nama)", nilai=_seconded,
        kata=lambda isi: f"Jenis pegawai: {_named(isi)}",
        perbaiki=_employment("jenis_pegawai", "Periksa jenis pegawai dan instansi"), perbaiki_sendiri=REPORT,
    ),
    Indikator(
        kode="ACC_4", gabung=KEDUDUKAN, definisi="PPPK dengan kedudukan hukum yang hanya ada untuk PNS atau CPNS.",
        syarat=f"{PPPK} AND duduk.kedudukan_id = ANY(%(bukan_pppk)s)", isi="jsonb_build_object('nama', nama_duduk.nama)",
        nilai=_contract, kata=lambda isi: f"Kedudukan hukum: {_named(isi)}",
        perbaiki=_add("kedudukan", "Catat kedudukan hukum yang benar"), perbaiki_sendiri=REPORT,
    ),
    Indikator(
        kode="ACC_5", gabung=JOIN,
        definisi="NIK belum ada, atau susunannya tidak cocok dengan tanggal lahir dan jenis kelamin. Padanan Dukcapil belum tersambung.",
        syarat="p.nik_sah IS NOT TRUE", isi="jsonb_build_object('ada', p.nik_sah IS NOT NULL)",
        kata=lambda isi: "NIK tidak cocok dengan data lahir" if isi.get("ada") else "NIK belum ada",
        perbaiki_sendiri=IDENTITY, menghambat_kp=True,
    ),
    Indikator(
        kode="ACC_7", gabung=JOIN,
        definisi="Tahun pengangkatan pada NI PPPK sebelum ada pengangkatan PPPK, atau di masa depan.",
        syarat=f"""{PPPK} AND {NIP_PPPK}
              AND substr(p.nip, 9, 4)::int NOT BETWEEN %(pppk_pertama)s AND extract(year FROM %(hari)s::date)::int""",
        isi="jsonb_build_object('tahun', substr(p.nip, 9, 4))", nilai=_first_year,
        kata=lambda isi: f"Tahun {isi.get('tahun')} pada NI PPPK", perbaiki_sendiri=REPORT,
    ),
    Indikator(
        kode="CON_1", gabung=KERJA, definisi="Bulan dan tahun TMT CPNS berbeda dari angka ke-9 sampai ke-14 NIP.",
        syarat=f"{NIP_PNS} AND to_char(k.tmt_cpns, 'YYYYMM') <> substr(p.nip, 9, 6)",
        isi="jsonb_build_object('tmt', k.tmt_cpns, 'nip', substr(p.nip, 9, 6))",
        kata=lambda isi: f"TMT CPNS {_day(isi.get('tmt'))}, pada NIP {_month(isi.get('nip', '000101'))}",
        perbaiki=_employment("tmt_cpns", "Periksa TMT CPNS"), perbaiki_sendiri=REPORT, menghambat_kp=True,
    ),
    Indikator(
        kode="CON_2", gabung=JOIN, definisi="Tanggal lahir berbeda dari delapan angka pertama NIP.",
        syarat=f"{NIP_SAH} AND to_char(p.tanggal_lahir, 'YYYYMMDD') <> substr(p.nip, 1, 8)",
        kata=lambda _: "Tanggal lahir berbeda dari NIP", perbaiki_sendiri=IDENTITY, menghambat_kp=True,
    ),
    Indikator(
        kode="CON_3", gabung=JOIN, definisi="Jenis kelamin berbeda dari angka ke-15 NIP.",
        syarat=f"{NIP_SAH} AND substr(p.nip, 15, 1) <> CASE p.jenis_kelamin WHEN 'l' THEN '1' ELSE '2' END",
        kata=lambda _: "Jenis kelamin berbeda dari NIP", perbaiki_sendiri=REPORT, menghambat_kp=True,
    ),
    Indikator(
        kode="CON_4", gabung=KERJA, definisi="Tahun TMT PPPK berbeda dari angka ke-9 sampai ke-12 NI PPPK.",
        syarat=f"{NIP_PPPK} AND to_char(k.tmt_cpns, 'YYYY') <> substr(p.nip, 9, 4)",
        isi="jsonb_build_object('tmt', k.tmt_cpns, 'tahun', substr(p.nip, 9, 4))",
        kata=lambda isi: f"TMT {_day(isi.get('tmt'))}, pada NI PPPK tahun {isi.get('tahun')}",
        perbaiki=_employment("tmt_cpns", "Periksa TMT PPPK"), perbaiki_sendiri=REPORT,
    ),
)  # fmt: skip

register_populasi_mutu(
    Populasi(
        sql=POPULASI, definisi=DEFINISI, nilai=_ended, boleh=permissions.can_see_figures, lingkup=_scope,
        rinci="pegawai:mutu_orang",
    )
)  # fmt: skip
register_indikator(*DAFTAR)
