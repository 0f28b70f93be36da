"""The facts of a KGB letter of one person, and who of a unit has a rise of pay in a month with the letter about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.berkas.enums import StatusNaskah
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.naskah import Pejabat, officials
from asn_portal.core.errors import DomainError
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.regulasi import add_bulan
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import nip, rupiah, tanggal
from pegawai.aturan.gaji import TABEL_GAJI_PNS, TABEL_GAJI_PPPK, baris_gaji, lajur_gaji
from pegawai.jenis_riwayat import pangkat
from pegawai.models import Pegawai, Peringatan, RiwayatGolongan, RiwayatKGB
from pegawai.selectors.direktori import below_unit
from pegawai.selectors.orang import place_on
from pegawai.selectors.peringatan import as_shown
from pegawai.selectors.peringatan_hitung import events_of

KGB = ("kgb", "kgb_pppk")
SURAT_KGB = "surat_kgb"
TANPA_KGB = "Tidak ada kenaikan gaji berkala yang akan datang bagi pegawai ini menurut berkasnya. Periksa golongan dan KGB terakhirnya."
TABEL = {"kgb": ("pns", TABEL_GAJI_PNS), "kgb_pppk": ("pppk", TABEL_GAJI_PPPK)}


@dataclass(frozen=True)
class IsiKGB:
    """What a letter says: the unit of the person, the day it is about, its fields, and the row it becomes."""

    unit_id: UUID | None
    tmt: date
    nilai: dict[str, str]
    fakta: dict[str, str]


def kgb_data(pegawai: Pegawai, hari: date) -> IsiKGB:
    """By the records of the day; a DomainError says why there is no letter."""
    found = [row for row in events_of([pegawai.pk], hari) if row[1] in KGB]
    if not found:
        raise DomainError(TANPA_KGB, galat="tanpa_kgb")
    _, jenis, _, tmt, facts = found[0]
    status, table = TABEL[jenis]
    known = pengaturan(pegawai.instansi_id, hari)
    place = place_on(pegawai, hari)
    base = _base(pegawai)
    column = lajur_gaji(status, table.at(tmt), facts["golongan"])
    later = next((mkg for mkg, _ in column if mkg > facts["mkg"]), None)
    return IsiKGB(
        place.unit_id,
        tmt,
        {
            "nama": pegawai.nama_lengkap,
            "nip": nip(pegawai.nip) if pegawai.nip else "Belum ada",
            "pangkat": pangkat(base.golongan),
            "jabatan": pegawai.jabatan_kini or "Belum ada",
            "unit": place.unit or "Belum ada",
            "instansi": known.get("nama_instansi", ""),
            "gaji_lama": rupiah(_old_pay(base, status, table, facts["golongan"], hari)),
            "tmt_lama": tanggal(base.mulai),
            "masa_kerja_lama": f"{base.masa_kerja_tahun} tahun {base.masa_kerja_bulan} bulan",
            "gaji_baru": rupiah(facts["gaji"]),
            "masa_kerja": f"{facts['mkg']} tahun 0 bulan",
            "golongan": facts["golongan"],
            "tmt": tanggal(tmt),
            "kgb_berikutnya": tanggal(add_bulan(tmt, 12 * (later - facts["mkg"]))) if later else "Sudah baris terakhir",
            "dasar": table.at(tmt).dasar_hukum,
        },
        {"golongan": _golongan_id(pegawai), "gaji_pokok": str(facts["gaji"]), "masa_kerja_tahun": str(facts["mkg"])},
    )


def _base(pegawai: Pegawai) -> Any:
    """The newest row that tells the pay: a rise of pay, or of rank."""
    rows: list[Any] = [
        *RiwayatKGB.objects.kini().filter(pegawai=pegawai).select_related("golongan").order_by("-berlaku")[:1],
        *RiwayatGolongan.objects.kini().filter(pegawai=pegawai).select_related("golongan").order_by("-berlaku")[:1],
    ]
    return max(rows, key=lambda row: row.mulai)


def _golongan_id(pegawai: Pegawai) -> str:
    """The one that the pay was reckoned by: of the newest row of rank."""
    rows = RiwayatGolongan.objects.kini().filter(pegawai=pegawai).order_by("-berlaku")
    return rows.values_list("golongan_id", flat=True)[0]


def _old_pay(base: Any, status: str, table: Any, golongan: str, hari: date) -> int:
    if isinstance(base, RiwayatKGB):
        return int(base.gaji_pokok)
    return baris_gaji(lajur_gaji(status, table.at(hari), golongan), base.masa_kerja_tahun)[1]


# -- a month -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisKGB:
    """One person of the month, and the newest letter about this rise."""

    peringatan: Peringatan
    arti: str
    naskah: Naskah | None


ENDED = (StatusNaskah.DIBATALKAN, StatusNaskah.DICABUT)


def month_rows(pengguna: Pengguna, unit_id: UUID, bulan: date, hari: date) -> Any:
    """Rises of pay of a month among the people whose letters this account makes."""
    people = Pegawai.objects.visible_to(pengguna, Sumber.USULAN_PROFIL, "v").exclude(pengguna=pengguna)
    rows = Peringatan.objects.filter(
        jenis__in=KGB, tanggal__gte=bulan, tanggal__lt=add_bulan(bulan, 1),
        pegawai__in=below_unit(people, unit_id, hari).values("pk"),
    )  # fmt: skip
    return as_shown(rows, hari).order_by("pegawai__nama", "pk")


def signed_of_month(pengguna: Pengguna, unit_id: UUID, bulan: date, hari: date) -> list[Naskah]:
    """Letters about rises of this month that are signed: they stand in the file, so that no warning names these people."""
    people = Pegawai.objects.visible_to(pengguna, Sumber.USULAN_PROFIL, "v").exclude(pengguna=pengguna)
    rows = Naskah.objects.filter(
        jenis=SURAT_KGB, status=StatusNaskah.TERKIRIM, data__acuan__startswith=f"{bulan:%Y-%m}-",
        subjek_id__in=below_unit(people, unit_id, hari).values("pk"),
    )  # fmt: skip
    return list(rows.order_by("tentang", "pk"))


def letters_of(people: list[UUID], tmt: set[date]) -> dict[tuple[UUID, str], Naskah]:
    """The newest letter that still counts, by person and day."""
    rows = Naskah.objects.filter(
        jenis=SURAT_KGB, subjek_id__in=people, data__acuan__in=[day.isoformat() for day in tmt]
    )
    found: dict[tuple[UUID, str], Naskah] = {}
    for row in rows.exclude(status__in=ENDED).order_by("dibuat_pada"):
        if row.subjek_id is not None:
            found[row.subjek_id, row.data["acuan"]] = row
    return found


# -- officials of many -------------------------------------------------------------------------------------

# Everybody above any of these people, and of how many of them. A wrong circle ends at the seventh level.
ABOVE = """
WITH RECURSIVE atas (orang, id, tingkat) AS (
    SELECT hubungan.pegawai_id, hubungan.atasan_id, 1 FROM pegawai_hubunganatasan AS hubungan
    WHERE hubungan.pegawai_id = ANY(%(ids)s::uuid[]) AND upper_inf(hubungan.tercatat) AND hubungan.berlaku @> %(hari)s::date
    UNION
    SELECT atas.orang, hubungan.atasan_id, atas.tingkat + 1
    FROM atas JOIN pegawai_hubunganatasan AS hubungan ON hubungan.pegawai_id = atas.id
    WHERE atas.tingkat < 7 AND upper_inf(hubungan.tercatat) AND hubungan.berlaku @> %(hari)s::date
)
SELECT orang.pengguna_id, count(DISTINCT atas.orang)
FROM atas JOIN pegawai_pegawai AS orang ON orang.id = atas.id AND orang.ditarik_pada IS NULL
JOIN core_pengguna AS akun ON akun.id = orang.pengguna_id AND akun.is_active
WHERE orang.id <> atas.orang
GROUP BY orang.pengguna_id ORDER BY 2 DESC, 1 LIMIT %(paling_banyak)s
"""
PALING_BANYAK = 30


def officials_of_many(ids: list[UUID], unit_id: UUID, hari: date, pembuat: UUID) -> list[Pejabat]:
    """Who may sign or initial letters about these people: superiors of the most of them first, then the roles of the unit.
    For whom one of them is not, the letter is refused by itself.
    """
    counts = dict(fetch(ABOVE, ids=[str(pk) for pk in ids], hari=hari, paling_banyak=PALING_BANYAK))
    people = {row.pengguna_id: row for row in Pegawai.objects.filter(pengguna_id__in=list(counts), ditarik_pada=None)}
    above = [
        Pejabat(
            akun, people[akun].nama_lengkap, people[akun].jabatan_kini or "Pejabat berwenang",
            f"Atasan {count} dari {len(ids)} orang menurut data kepegawaian", people[akun].nip or "",
        )
        for akun, count in counts.items()
    ]  # fmt: skip
    known = {one.akun_id for one in above} | {pembuat}
    return [one for one in above if one.akun_id != pembuat] + [
        one for one in officials(unit_id, None, hari) if one.akun_id not in known
    ]
