"""Writes the map: seats, placements, who is outside, lines of coordination. One COPY per table."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from asn_portal.core.demo import AKAR, BERDIRI, LAIN, Demo, salin
from asn_portal.core.demo.muat import analyse
from asn_portal.core.demo.tulis import sejak
from jabatan.demo.kursi import Duduk, Kursi, Peta, draw_map
from jabatan.enums import TAK_DIHITUNG, JenisJabatan, JenisPenempatan, SebabLuarPeta
from jabatan.models import DiLuarPeta, Jabatan, KoordinasiUnit, PejabatNonASN, Penempatan, RincianJabatan
from jabatan.services.daftar import refresh_posts
from pegawai.demo import Rencana, rencana
from pegawai.demo.pertek import load_pertek
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, Peringatan, Referensi, RiwayatCLTN
from pegawai.services.daftar import refresh_list_columns
from pegawai.services.peringatan import refresh_peringatan

DASAR_K = "Analisis beban kerja 2025 (contoh)"
DASAR = "SK penempatan (contoh)"
NON_ASN = {"gubernur": "Mochtar Adiwinata", "wagub": "Ratna Kusumaningrum"}
CLTN = "cltn:1"
PELANTIKAN_TAK_TERCATAT = 61


def is_empty() -> bool:
    return not Jabatan.objects.exists()


def load_jabatan(demo: Demo) -> None:
    plan = rencana(demo)
    numbers = {demo.id("pegawai", person.nomor): person.nomor for person in plan.orang}
    absences = RiwayatCLTN.objects.filter(berlaku__contains=demo.tanggal)
    outside = {numbers[row.pegawai_id]: row for row in absences if row.pegawai_id in numbers and row.berlaku.upper}
    peta = draw_map(demo, plan, {number: row.berlaku.lower for number, row in outside.items()})
    _seats(demo, list(peta.kursi.values()))
    _placements(demo, plan, peta)
    _outside(demo, plan, outside)
    _others(demo)
    _superiors(demo, plan, peta, outside)
    analyse([Jabatan, RincianJabatan, Penempatan, DiLuarPeta, KoordinasiUnit, HubunganAtasan])
    refresh_posts(hari=demo.tanggal)
    refresh_list_columns(hari=demo.tanggal)  # whose superior is away has another one today
    refresh_peringatan(hari=demo.tanggal)  # which rise somebody may have follows from the post
    analyse([Peringatan])
    load_pertek(demo)
    counted = [seat for seat in peta.kursi.values() if seat.jenis not in TAK_DIHITUNG]
    need, held = sum(s.kebutuhan for s in counted), sum(s.terisi for s in counted)
    demo.lapor(f"Jabatan: {len(peta.kursi)} jabatan, kebutuhan {need}, terisi {held}.")


def _seats(demo: Demo, seats: list[Kursi]) -> None:
    berlaku, tercatat = sejak(BERDIRI), sejak(demo.jam(BERDIRI))
    ours, other = demo.id("instansi", 1), demo.id("instansi", 2)
    lists = dict(Referensi.objects.dari("jabatan_fungsional").terpilih().values_list("nama", "kunci"))
    columns = ("id", "instansi_id", "jenis", "jenjang", "tunggal", "kepala")
    salin(Jabatan, columns, [
        (
            demo.id("jabatan", s.kunci), other if s.unit.startswith(LAIN) else ours, s.jenis.value, s.jenjang, s.tunggal,
            s.kepala,
        )
        for s in seats
    ])  # fmt: skip
    columns = (
        "id", "jabatan_id", "unit_id", "nama", "induk_id", "eselon", "kelas", "kebutuhan", "dasar_kebutuhan", "bup",
        "referensi_id", "dasar", "berlaku", "tercatat",
    )  # fmt: skip
    units = {key: demo.id("unit", key) for key in {s.unit for s in seats}}
    salin(RincianJabatan, columns, [
        (
            demo.id("rincian_jabatan", s.kunci), demo.id("jabatan", s.kunci), units[s.unit], s.nama,
            demo.id("jabatan", s.induk) if s.induk else None, s.eselon, s.kelas, s.kebutuhan, DASAR_K, s.bup,
            lists.get(s.nama), DASAR, berlaku, tercatat,
        )
        for s in seats
    ])  # fmt: skip


def _placements(demo: Demo, plan: Rencana, peta: Peta) -> None:
    columns = (
        "id", "pegawai_id", "jabatan_id", "tunggal", "jenis", "sub_jabatan", "dasar", "dasar_rangkap", "sk_nomor",
        "sk_tanggal", "tanggal_pelantikan", "berlaku", "tercatat",
    )  # fmt: skip

    def row(d: Duduk) -> tuple[Any, ...]:
        seat = peta.kursi[d.kursi]
        sworn = d.mulai if _is_sworn(seat, d) else None
        number = f"821.2/{d.orang % 900 + 100}/{d.mulai.year}"
        return (
            demo.id("penempatan", d.kunci), demo.id("pegawai", d.orang), demo.id("jabatan", d.kursi), seat.tunggal,
            d.jenis.value, d.bidang, DASAR, "", number, d.mulai, sworn, sejak(d.mulai, d.akhir),
            sejak(demo.jam(min(d.mulai, demo.tanggal))),
        )  # fmt: skip

    salin(Penempatan, columns, [row(d) for d in peta.duduk])


def _is_sworn(seat: Kursi, d: Duduk) -> bool:
    """Structural and functional officials take an oath; of a few functional ones the day was never recorded."""
    functional = seat.jenis == JenisJabatan.FUNGSIONAL and d.orang % PELANTIKAN_TAK_TERCATAT != 0
    return d.jenis == JenisPenempatan.DEFINITIF and (bool(seat.eselon) or functional)


def _outside(demo: Demo, plan: Rencana, outside: dict[int, RiwayatCLTN]) -> None:
    """People on study or unpaid leave, with the superior they had."""
    columns = ("id", "pegawai_id", "sebab", "atasan_id", "dasar", "sk_nomor", "sk_tanggal", "berlaku", "tercatat")
    rows = []
    for number, row in outside.items():
        superior = plan.orang[number].atasan
        sebab = SebabLuarPeta.CLTN if row.jenis_cltn_id == CLTN else SebabLuarPeta.TUGAS_BELAJAR
        if superior is not None:
            rows.append((
                demo.id("luar_peta", number), row.pegawai_id, sebab.value, demo.id("pegawai", superior), sebab.label,
                row.sk_nomor, row.sk_tanggal, sejak(row.berlaku.lower, row.berlaku.upper), sejak(demo.jam(row.berlaku.lower)),
            ))  # fmt: skip
    salin(DiLuarPeta, columns, rows)


def _others(demo: Demo) -> None:
    """Gubernur and wakil, and the kota that each suku dinas works with."""
    tercatat = sejak(demo.jam(BERDIRI))
    columns = ("id", "jabatan_id", "nama", "dasar", "berlaku", "tercatat")
    salin(PejabatNonASN, columns, [
        (demo.id("non_asn", key), demo.id("jabatan", key), nama, "Hasil pemilihan (contoh)", sejak(BERDIRI), tercatat)
        for key, nama in NON_ASN.items()
    ])  # fmt: skip
    present = {simpul.kunci for simpul in demo.units}
    columns = ("id", "unit_id", "koordinator_id", "dasar", "berlaku", "tercatat")
    salin(KoordinasiUnit, columns, [
        (
            demo.id("koordinasi", s.kunci), demo.id("unit", s.kunci), demo.id("unit", s.wilayah), "Susunan perangkat daerah (contoh)",
            sejak(BERDIRI), tercatat,
        )
        for s in demo.units
        if s.tipe == "suku" and s.wilayah in present and s.kunci != AKAR
    ])  # fmt: skip


# The rows that pegawai wrote know leaders only. Those below an empty seat say since when there is a Plt.
TO_PLT = """
UPDATE pegawai_hubunganatasan SET alasan = 'plt', dasar = 'Plt. dari peta jabatan',
       berlaku = daterange(greatest(lower(berlaku), %(mulai)s), upper(berlaku))
WHERE atasan_id = %(atasan)s AND alasan = 'peta'
"""
TO_CUT = (
    "UPDATE pegawai_hubunganatasan SET berlaku = daterange(lower(berlaku), %(sampai)s) WHERE id = ANY(%(ids)s::uuid[])"
)
TO_NAMED = """
UPDATE pegawai_hubunganatasan SET alasan = 'khusus', dasar = 'Atasan selama di luar peta'
WHERE pegawai_id = ANY(%(orang)s::uuid[])
"""


def _superiors(demo: Demo, plan: Rencana, peta: Peta, outside: dict[int, RiwayatCLTN]) -> None:
    with connection.cursor() as cursor:
        for leader, since in peta.plt.items():
            cursor.execute(TO_PLT, {"atasan": demo.id("pegawai", leader), "mulai": since})
        cursor.execute(TO_NAMED, {"orang": [str(row.pegawai_id) for row in outside.values()]})
        for leader, (acting, since, after) in peta.plh.items():
            members = [
                p.nomor for p in plan.orang
                if p.atasan_tercatat == leader and p.nomor not in {acting, *outside} and p.mulai < since
            ]  # fmt: skip
            links = [str(demo.id("atasan", number)) for number in members]
            cursor.execute(TO_CUT, {"sampai": since, "ids": links})
            _acting_lines(demo, members, leader, acting, since, after)
        _own_cases(demo, plan, peta)


def _own_cases(demo: Demo, plan: Rencana, peta: Peta) -> None:
    """The case of a Plh. himself goes to whoever is above the head whom he stands in for."""
    links = [str(demo.id("atasan", acting)) for acting, _, _ in peta.plh.values()]
    since = min((began for _, began, _ in peta.plh.values()), default=demo.tanggal)
    with connection.cursor() as cursor:
        cursor.execute(TO_CUT, {"sampai": since, "ids": links})
    for leader, (acting, began, after) in peta.plh.items():
        above = plan.orang[leader].atasan_tercatat
        stands_in = peta.plh.get(above) if above is not None else None
        who = stands_in[0] if stands_in else above
        reason = AlasanAtasan.PLH if stands_in else AlasanAtasan.PLT if above in peta.plt else AlasanAtasan.PETA
        _line(demo, f"{acting}:sesudah", acting, leader, AlasanAtasan.PETA, sejak(after), began)
        if who is not None:
            _line(demo, f"{acting}:plh", acting, who, reason, sejak(began, after), began)


def _line(demo: Demo, kunci: str, orang: int, atasan: int, alasan: AlasanAtasan, berlaku: Any, kept: date) -> None:
    columns = ("id", "pegawai_id", "atasan_id", "alasan", "dasar", "berlaku", "tercatat")
    salin(HubunganAtasan, columns, [
        (
            demo.id("atasan", kunci), demo.id("pegawai", orang), demo.id("pegawai", atasan), alasan.value, "", berlaku,
            sejak(demo.jam(kept)),
        )
    ])  # fmt: skip


def _acting_lines(demo: Demo, members: list[int], leader: int, acting: int, since: date, after: date) -> None:
    columns = ("id", "pegawai_id", "atasan_id", "alasan", "dasar", "berlaku", "tercatat")
    kept = sejak(demo.jam(since))
    rows: list[tuple[Any, ...]] = []
    for number in members:
        who = demo.id("pegawai", number)
        rows.append((
            demo.id("atasan", f"{number}:plh"), who, demo.id("pegawai", acting), AlasanAtasan.PLH.value,
            "Plh. selama pejabatnya cuti", sejak(since, after), kept,
        ))  # fmt: skip
        rows.append((
            demo.id("atasan", f"{number}:sesudah"), who, demo.id("pegawai", leader), AlasanAtasan.PETA.value, "",
            sejak(after), kept,
        ))  # fmt: skip
    salin(HubunganAtasan, columns, rows)
