"""What the pages of a renewal round ask: months ahead, rounds, rows with their unit, and what stands on the contracts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import Pengguna
from asn_portal.core.regulasi import add_bulan
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import angka, nip, rupiah, tanggal
from pegawai.aturan.perjanjian import KerjaParuhWaktu
from pegawai.enums import PutusanPerjanjian, StatusButir, StatusPutaran
from pegawai.models import ButirPutaran, KontakPegawai, PerjanjianKerja, PutaranPerjanjian
from pegawai.selectors.surat import frames_of

# So many months ahead are offered.
BULAN_KE_DEPAN = 12


@dataclass(frozen=True)
class Nilai:
    """What an app above knows about somebody's work: a word, and since when."""

    kata: str
    keterangan: str = ""
    url: str = ""


# kinerja fills this: pegawai ids and a day -> evaluations.
PenyediaNilai = Callable[[Sequence[UUID], date], dict[UUID, Nilai]]
_penyedia: list[PenyediaNilai] = []


def register_nilai(penyedia: PenyediaNilai) -> PenyediaNilai:
    """At most one app knows evaluations."""
    _penyedia[:] = [penyedia]
    return penyedia


def evaluations(orang: Iterable[UUID], hari: date) -> dict[UUID, Nilai]:
    """Evaluations of these people; somebody without one is not in the answer."""
    return _penyedia[0](list(orang), hari) if _penyedia else {}


# Everybody whose newest contract ends in this span.
BERAKHIR = """
SELECT date_trunc('month', upper(kontrak.berlaku) - 1)::date AS bulan, count(*)
FROM pegawai_perjanjiankerja AS kontrak
JOIN pegawai_pegawai AS orang ON orang.id = kontrak.pegawai_id AND orang.ditarik_pada IS NULL
 AND orang.instansi_id = %(instansi)s AND orang.jenis IN ('pppk', 'pppk_paruh_waktu')
WHERE upper_inf(kontrak.tercatat) AND upper(kontrak.berlaku) > %(dari)s AND upper(kontrak.berlaku) - 1 < %(sampai)s
  AND NOT EXISTS (SELECT FROM pegawai_perjanjiankerja AS lanjut
                  WHERE lanjut.pegawai_id = kontrak.pegawai_id AND upper_inf(lanjut.tercatat)
                    AND lower(lanjut.berlaku) >= upper(kontrak.berlaku))
GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True)
class BulanBerakhir:
    """A month in which contracts end, and the round for it if there is one."""

    bulan: date
    jumlah: int
    putaran: PutaranPerjanjian | None


def months_ahead(instansi_id: UUID, hari: date) -> list[BulanBerakhir]:
    """Months with contracts that end without a next one, this one first."""
    first = hari.replace(day=1)
    until = add_bulan(first, BULAN_KE_DEPAN)
    rows = fetch(BERAKHIR, instansi=instansi_id, dari=first, sampai=until)
    rounds = {row.bulan: row for row in open_rounds(instansi_id).filter(bulan__gte=first)}
    return [BulanBerakhir(bulan, jumlah, rounds.get(bulan)) for bulan, jumlah in rows]


def open_rounds(instansi_id: UUID) -> QuerySet[PutaranPerjanjian]:
    return PutaranPerjanjian.objects.filter(instansi_id=instansi_id).exclude(status="dibatalkan")


def rounds_with_counts(pengguna: Pengguna) -> QuerySet[PutaranPerjanjian]:
    """Rounds of the agency, each with how many of one's own people stand where."""
    mine = ButirPutaran.objects.visible_to(pengguna).values("pk")
    own = Q(daftar_butir__in=mine)
    states = {
        f"n_{status.value}": Count("daftar_butir", filter=own & Q(daftar_butir__status=status))
        for status in StatusButir
    }
    rows = PutaranPerjanjian.objects.filter(instansi_id=pengguna.instansi_id).annotate(
        n=Count("daftar_butir", filter=own), **states
    )
    return rows.select_related("dibuka_oleh").order_by("-bulan", "-dibuka_pada")


@dataclass(frozen=True)
class Saringan:
    """Which rows of a round: as chosen on its page."""

    q: str = ""
    status: str = ""
    jenis: str = ""
    keadaan: str = ""

    @classmethod
    def dari(cls, kueri: Any) -> Saringan:
        return cls(*(str(kueri.get(name, ""))[:60] for name in ("q", "status", "jenis", "keadaan")))


def rows_of_round(pengguna: Pengguna, putaran: PutaranPerjanjian, saring: Saringan | None = None) -> Any:
    """Rows this account may handle, in the order of the alphabet."""
    rows = ButirPutaran.objects.visible_to(pengguna).filter(putaran=putaran)
    saring = saring or Saringan()
    if saring.status in StatusButir.values:
        rows = rows.filter(status=saring.status)
    if saring.jenis:
        rows = rows.filter(jenis=saring.jenis)
    if saring.keadaan == "tertinggal":
        rows = rows.exclude(tertinggal="")
    elif saring.keadaan == "tidak":
        rows = rows.filter(putusan=PutusanPerjanjian.TIDAK)
    elif saring.keadaan == "bup":
        rows = rows.filter(sebab_batas="bup")
    for word in saring.q.split():
        rows = rows.filter(
            Q(pegawai__nama__icontains=word) | Q(pegawai__nip__startswith=word) | Q(pegawai__nrk__startswith=word)
        )
    return rows.order_by("pegawai__nama", "pk")


def shown_rows(rows: Any, hari: date) -> Any:
    """With person and name of the unit, for a page."""
    return rows.select_related("pegawai", "diusulkan_oleh", "diputuskan_oleh", "naskah").annotate(
        nama_unit=core_selectors.name_on(hari, "pegawai__unit_kini_id")
    )


def tally(rows: Any) -> dict[str, int]:
    """How many rows in each state, with the sum of all and of those left out of the last act."""
    found = dict(rows.order_by().values_list("status").annotate(n=Count("pk")))
    left = rows.exclude(tertinggal="").count()
    return {status.value: found.get(status.value, 0) for status in StatusButir} | {
        "semua": sum(found.values()),
        "tertinggal": left,
        "menunggu_usul": found.get(StatusButir.BELUM, 0) + found.get(StatusButir.DIKEMBALIKAN, 0),
        "putus": found.get(StatusButir.DISETUJUI, 0) + found.get(StatusButir.SELESAI, 0),
    }


def contracts_of(pegawai_id: UUID) -> list[PerjanjianKerja]:
    """All contracts as known now, the newest first."""
    return list(PerjanjianKerja.objects.kini().filter(pegawai_id=pegawai_id).order_by("-berlaku"))


PENERBIT = """
SELECT induk.id, rincian.nama, count(*)
FROM core_jalurunit AS letak
JOIN core_unitkerja AS induk
  ON induk.nomor = (CASE WHEN nlevel(letak.jalur) > 1 THEN subpath(letak.jalur, 1, 1) ELSE letak.jalur END)::text::int
JOIN core_rincianunit AS rincian
  ON rincian.unit_id = induk.id AND upper_inf(rincian.tercatat) AND rincian.berlaku @> %(hari)s::date
JOIN unnest(%(unit)s::uuid[]) AS punya (unit_id) ON punya.unit_id = letak.unit_id
WHERE letak.berlaku @> %(hari)s::date
GROUP BY 1, 2 ORDER BY 2
"""


def issuers_of(rows: Any, hari: date) -> list[tuple[UUID, str, int]]:
    """The perangkat daerah whose letterhead these contracts get, each with how many."""
    units = [str(pk) for pk in rows.order_by().values_list("pegawai__unit_kini_id", flat=True) if pk]
    return [(pk, nama, jumlah) for pk, nama, jumlah in fetch(PENERBIT, hari=hari, unit=units)] if units else []


def terms_of(row: ButirPutaran) -> KerjaParuhWaktu:
    """Hours and pay of the new contract: as proposed, else as in the one that ends."""
    old = row.perjanjian
    return KerjaParuhWaktu(
        old.jam_per_minggu if row.jam_per_minggu is None else row.jam_per_minggu,
        old.upah if row.upah is None else row.upah,
    )


def waits_for_signature(row: ButirPutaran) -> bool:
    """Agreed, and no paper of the portal is on its way."""
    agreed = row.status == StatusButir.DISETUJUI and row.putusan == PutusanPerjanjian.DIPERPANJANG
    paper = row.naskah is not None and row.naskah.status != "dibatalkan"
    return agreed and row.putaran.status == StatusPutaran.DIBUKA and not paper


# -- what stands on a contract -------------------------------------------------------------------------------------


def contract_texts(ids: Sequence[UUID], hari: date) -> dict[UUID, dict[str, Any]]:
    """Values of the contracts of these rows, for many at once: as many queries for a thousand as for one."""
    rows = list(
        ButirPutaran.objects.filter(pk__in=ids).select_related("pegawai", "perjanjian__golongan").order_by("pk")
    )
    orang = [row.pegawai_id for row in rows]
    alamat = {
        pk: domisili or ktp
        for pk, ktp, domisili in KontakPegawai.objects.filter(pk__in=orang).values_list(
            "pk", "alamat", "alamat_domisili"
        )
    }
    units = [row.pegawai.unit_kini_id or row.unit_id for row in rows]
    frames = frames_of([unit for unit in units if unit], hari)
    return {
        row.pk: _contract(row, frames.get(unit, {}), alamat.get(row.pegawai_id, ""))
        for row, unit in zip(rows, units, strict=True)
    }


BELUM_ADA = "Belum ada"


def _contract(row: ButirPutaran, frame: dict[str, Any], alamat: str) -> dict[str, Any]:
    assert row.sampai is not None
    orang, lama = row.pegawai, row.perjanjian
    golongan = lama.golongan.nama if lama.golongan else BELUM_ADA
    kerja = [
        ("Jabatan", row.jabatan or BELUM_ADA),
        ("Golongan", golongan),
        ("Unit kerja", frame.get("unit") or BELUM_ADA),
    ]
    syarat = terms_of(row)
    if syarat.jam:
        kerja.append(("Jam kerja seminggu", f"{angka(syarat.jam, 1)} jam"))
    if syarat.upah:
        kerja.append(("Upah sebulan", rupiah(syarat.upah)))
    return {
        "instansi": frame.get("instansi", ""), "unit_kop": frame.get("unit_kop", ""), "kota": frame.get("kota", ""),
        "jenis": orang.get_jenis_display(),
        "orang": [
            ("Nama", orang.nama_lengkap), ("Nomor induk", nip(orang.nip) if orang.nip else BELUM_ADA),
            ("Tanggal lahir", tanggal(orang.tanggal_lahir)), ("Alamat", alamat or BELUM_ADA),
        ],
        "kerja": kerja,
        "masa": f"{tanggal(row.mulai)} sampai dengan {tanggal(row.sampai)}",
        "lama": f"Perjanjian {lama.sk_nomor or 'sebelumnya'} yang berakhir pada {tanggal(row.berakhir)}",
        "nama": orang.nama_lengkap, "nomor_induk": nip(orang.nip) if orang.nip else "",
    }  # fmt: skip
