"""A renewal round that is under way: contracts that end in one month, in every state between not proposed and decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from uuid import UUID

from asn_portal.core.demo import Demo
from asn_portal.core.regulasi import add_bulan
from asn_portal.core.sql import fetch
from pegawai.demo.orang import Rencana
from pegawai.enums import PutusanPerjanjian, StatusButir
from pegawai.models import ButirPutaran, PutaranPerjanjian
from pegawai.services.perpanjangan import take_in

# Of the coming months the first with enough people to look at, and not more than a province of any size can show.
CUKUP, TERBANYAK, KE_DEPAN = 5, 600, 12
BULAN = """
SELECT date_trunc('month', upper(baris.berlaku) - 1)::date, count(*)
FROM pegawai_perjanjiankerja AS baris JOIN pegawai_pegawai AS orang ON orang.id = baris.pegawai_id
WHERE orang.instansi_id = %(instansi)s AND upper_inf(baris.tercatat)
  AND upper(baris.berlaku) - 1 >= %(dari)s AND upper(baris.berlaku) - 1 < %(sampai)s
GROUP BY 1 ORDER BY 1
"""
ALASAN = "Kinerja dua tahun terakhir baik dan jabatannya masih diperlukan."
TIDAK = "Kebutuhan jabatan ini berakhir bersama kegiatannya."
USIA = "Batas usia pensiun tercapai sebelum perjanjian baru mulai."
KEMBALI = "Sebutkan hasil penilaian kinerjanya."


def load_putaran(demo: Demo, plan: Rencana, akun: Sequence[UUID]) -> None:
    named = {person.tokoh.akun: akun[person.nomor] for person in plan.orang if person.tokoh}
    month = _month(demo)
    if month is None or not {"adminbkd.demo", "adminbkd2.demo"} <= set(named):
        return
    row = PutaranPerjanjian.objects.create(
        id=demo.id("putaran", 1), instansi_id=demo.id("instansi", 1), bulan=month, dibuka_oleh_id=named["adminbkd.demo"],
        batas_usul=max(demo.tanggal + timedelta(days=14), add_bulan(month, -1)),
    )  # fmt: skip
    PutaranPerjanjian.objects.filter(pk=row.pk).update(dibuka_pada=demo.jam(demo.tanggal - timedelta(days=7)))
    take_in(row)
    butir = list(row.daftar_butir.order_by("pegawai__nip", "pk")[:TERBANYAK])
    for place, one in enumerate(butir):
        STATES[place % len(STATES)](one, demo, named)
    ButirPutaran.objects.bulk_update(butir, COLUMNS, batch_size=500)


COLUMNS = [
    "status", "putusan", "sampai", "alasan", "diusulkan_oleh", "diusulkan_pada", "diputuskan_oleh", "diputuskan_pada",
    "catatan", "tertinggal",
]  # fmt: skip
Keadaan = Callable[[ButirPutaran, Demo, dict[str, UUID]], None]


def _month(demo: Demo) -> date | None:
    first = demo.tanggal.replace(day=1)
    found = fetch(BULAN, instansi=demo.id("instansi", 1), dari=add_bulan(first, 2), sampai=add_bulan(first, KE_DEPAN))
    fitting = [month for month, count in found if CUKUP <= count <= TERBANYAK]
    return fitting[0] if fitting else max(found, key=lambda row: min(row[1], TERBANYAK), default=(None,))[0]


def _waiting(row: ButirPutaran, demo: Demo, named: dict[str, UUID]) -> None:
    """Nobody has said anything yet."""


def _proposed(row: ButirPutaran, demo: Demo, named: dict[str, UUID]) -> None:
    """Whoever reaches the age limit before the new contract would begin gets none."""
    row.status, row.putusan, row.sampai, row.alasan = (
        StatusButir.DIUSULKAN,
        PutusanPerjanjian.DIPERPANJANG,
        row.batas,
        ALASAN,
    )
    if row.batas < row.mulai:
        row.putusan, row.sampai, row.alasan = PutusanPerjanjian.TIDAK, None, USIA
    row.diusulkan_oleh_id = named["adminbkd2.demo"]
    row.diusulkan_pada = demo.jam(demo.tanggal - timedelta(days=3))


def _not_renewed(row: ButirPutaran, demo: Demo, named: dict[str, UUID]) -> None:
    _proposed(row, demo, named)
    row.putusan, row.sampai, row.alasan = PutusanPerjanjian.TIDAK, None, TIDAK


def _decided(row: ButirPutaran, demo: Demo, named: dict[str, UUID]) -> None:
    _proposed(row, demo, named)
    row.status, row.diputuskan_oleh_id = StatusButir.DISETUJUI, named["adminbkd.demo"]
    row.diputuskan_pada = demo.jam(demo.tanggal - timedelta(days=1))


def _returned(row: ButirPutaran, demo: Demo, named: dict[str, UUID]) -> None:
    _decided(row, demo, named)
    row.status, row.catatan = StatusButir.DIKEMBALIKAN, KEMBALI


def _left_out(row: ButirPutaran, demo: Demo, named: dict[str, UUID]) -> None:
    row.tertinggal = (
        "Usulan terakhir tidak mengikutkan orang ini: pilih lama perpanjangan yang tidak melewati batasnya."
    )


STATES: tuple[Keadaan, ...] = (
    _waiting, _proposed, _decided, _waiting, _returned, _proposed, _not_renewed, _decided, _waiting, _left_out,
)  # fmt: skip
