"""What stands in the way of somebody's next rise in rank, as far as the file tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from asn_portal.core.templatetags.bentuk import tanggal
from pegawai.aturan.cuti import mulai_dihitung
from pegawai.aturan.kata import TINGKAT_PENDIDIKAN
from pegawai.aturan.mutu_data import TABEL_MUTU_PRIBADI
from pegawai.aturan.pangkat import MasukanKpIjazah, MasukanKpReguler, kp_reguler_batas, kp_reguler_berikut
from pegawai.enums import JenisPegawai, TingkatHukuman
from pegawai.models import Pegawai, RiwayatGolongan, RiwayatHukuman, RiwayatKedudukan, RiwayatPendidikan
from pegawai.selectors.cuti_luar import absences_of
from pegawai.selectors.mutu import JENDELA_KP, Temuan

# Levels of schooling as the rule names them, by the id of BKN.
IJAZAH = {
    "05": "sd", "10": "sltp", "12": "sltp_kejuruan", "15": "slta", "17": "slta", "18": "slta", "20": "d1", "25": "d2",
    "30": "d3", "35": "d4", "40": "s1", "45": "s2", "50": "s3",
}  # fmt: skip


@dataclass(frozen=True)
class Hambatan:
    """One thing that is in the way, and what to do about it."""

    kata: str
    cara: str
    url: str = ""
    tombol: str = ""


@dataclass(frozen=True)
class KenaikanPangkat:
    """The next regular rise of a PNS. `dekat`: it is due within ninety days (or already), so that what is missing matters."""

    golongan: str
    tmt_golongan: date
    tmt_kp: date
    dekat: bool
    # Its day has passed already.
    lewat: bool = False
    golongan_baru: str = ""
    hambatan: list[Hambatan] = field(default_factory=list)


def next_rise(
    pegawai: Pegawai, temuan: Sequence[Temuan], tanggal_acuan: date, *, sendiri: bool
) -> KenaikanPangkat | None:
    """For PNS only. A handful of statements; none for others. What belongs to discipline is told to nobody else."""
    if pegawai.jenis != JenisPegawai.PNS:
        return None
    rank = RiwayatGolongan.objects.pada(tanggal_acuan).filter(pegawai=pegawai).select_related("golongan").first()
    if rank is None:
        return None
    due = _regular_rise(pegawai, rank)
    if due > tanggal_acuan + JENDELA_KP:
        return KenaikanPangkat(rank.golongan.nama, rank.mulai, due, dekat=False)
    limit, new = _by_schooling(pegawai, rank)
    found = [
        *limit,
        *(_of_finding(satu) for satu in temuan if satu.indikator.menghambat_kp),
        *_by_position(pegawai, tanggal_acuan),
        *(_by_discipline(pegawai, tanggal_acuan) if sendiri else []),
        *_by_papers(pegawai, rank, sendiri=sendiri),
    ]
    return KenaikanPangkat(rank.golongan.nama, rank.mulai, due, True, due <= tanggal_acuan, new, found)


def _regular_rise(pegawai: Pegawai, rank: RiwayatGolongan) -> date:
    """Its first period; months of CLTN in the rank move it."""
    four: date = kp_reguler_berikut(MasukanKpReguler(tmt_golongan=rank.mulai))["genap_4_tahun"]
    counted = mulai_dihitung(absences_of(pegawai.pk), dasar=rank.mulai, genap=four)
    due: date = kp_reguler_berikut(MasukanKpReguler(tmt_golongan=counted))["tmt_kp"]
    return due


def _of_finding(temuan: Temuan) -> Hambatan:
    words = f"{temuan.nama}: {temuan.kata}" if temuan.kata else temuan.nama
    kata = temuan.langkah.kata if temuan.langkah else ""
    return Hambatan(words, "BKN mencocokkan data ini sebelum menyetujui kenaikan pangkat.", temuan.url, kata)


def _by_schooling(pegawai: Pegawai, rank: RiwayatGolongan) -> tuple[list[Hambatan], str]:
    """The ceiling of the highest recorded degree."""
    rows = RiwayatPendidikan.objects.kini().filter(pegawai=pegawai).values_list("tingkat__id_bkn", flat=True)
    known = [IJAZAH[code] for code in rows if code in IJAZAH]
    if not known or "/" not in rank.golongan.nama:
        return [], ""
    ijazah = max(known, key=lambda slug: TINGKAT_PENDIDIKAN.get(slug, 0))
    answer = kp_reguler_batas(MasukanKpIjazah(ijazah=ijazah, golongan=rank.golongan.nama))
    if answer["boleh"]:
        return [], str(answer["golongan_baru"])
    words = f"Golongan {rank.golongan.nama} sudah yang tertinggi untuk ijazah yang tercatat."
    way = "Kenaikan berikutnya melalui jabatan (fungsional atau struktural), atau setelah ijazah yang lebih tinggi diakui."
    return [Hambatan(words, way)], ""


def _by_position(pegawai: Pegawai, hari: date) -> list[Hambatan]:
    held = RiwayatKedudukan.objects.pada(hari).filter(pegawai=pegawai).select_related("kedudukan").first()
    if held is None:
        return [Hambatan("Kedudukan hukum belum tercatat.", "Pengelola kepegawaian provinsi mencatatnya di berkas.")]
    if held.kedudukan_id in TABEL_MUTU_PRIBADI.at(hari).nilai["kedudukan_cltn"]:
        words = f"Kedudukan hukum {held.kedudukan.nama} sejak {tanggal(held.mulai)}."
        return [Hambatan(words, "Masa CLTN tidak dihitung. Kenaikan pangkat menunggu pengaktifan kembali.")]
    return []


def _by_discipline(pegawai: Pegawai, hari: date) -> list[Hambatan]:
    rows = RiwayatHukuman.objects.pada(hari).filter(
        pegawai=pegawai, batal_nomor="", tingkat__in=(TingkatHukuman.SEDANG, TingkatHukuman.BERAT)
    )
    return [
        Hambatan(
            f"Hukuman disiplin {row.get_tingkat_display().lower()} berlaku"
            f"{f' sampai {tanggal(row.sampai)}' if row.sampai else ''}.",
            "Kenaikan pangkat dapat diproses setelah masa hukuman berakhir.",
        )
        for row in rows
    ]


def _by_papers(pegawai: Pegawai, rank: RiwayatGolongan, *, sendiri: bool) -> list[Hambatan]:
    """The last decree has to be at hand."""
    if rank.dokumen_id is not None:
        return []
    url = reverse("pegawai:riwayat_detail", args=[pegawai.pk, "golongan", rank.pk])
    way = (
        "Usulkan perbaikan baris golongan itu dengan melampirkan salinannya."
        if sendiri
        else "Lampirkan pada baris golongan."
    )
    return [Hambatan(f"Salinan SK pangkat {rank.golongan.nama} belum ada di berkas.", way, url, "Buka baris golongan")]
