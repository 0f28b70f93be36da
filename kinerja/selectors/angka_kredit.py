"""What somebody in a functional post has earned, and whether that is enough for the next rank or jenjang."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from asn_portal.core.regulasi import Ditolak
from kinerja.aturan.angka_kredit import tiga_desimal
from kinerja.aturan.kelayakan import KATA_ALASAN, MasukanKj, MasukanKp, kj_kelayakan, kp_kelayakan
from kinerja.enums import JenisAngkaKredit, JenisEvaluasi, SumberKinerja
from kinerja.models import AngkaKredit, Evaluasi
from pegawai.aturan.kata import GOLONGAN, JENJANG
from pegawai.models import Pegawai, RiwayatGolongan

DUA_TAHUN = 2
SETAHUN = 12
# What this page cannot know is said there, not counted as missing.
DIPERIKSA_SAAT_DIUSULKAN = frozenset({"lowongan", "uji_kompetensi"})


def jenjang_of(jabatan: str) -> str:
    """The jenjang that a name tells; empty for a post without one."""
    text = jabatan.lower()
    found = [(text.find(label.lower()), -len(label), slug) for slug, label in JENJANG.items() if label.lower() in text]
    return min(found)[2] if found else ""


@dataclass(frozen=True)
class Kelayakan:
    """One question about the next step: the answer of the rule, or why it does not apply."""

    judul: str
    tujuan: str
    layak: bool
    kurang: list[str]
    min_ak: Decimal | None = None
    kekurangan: Decimal | None = None
    kelebihan: Decimal | None = None
    tidak_berlaku: str = ""


@dataclass(frozen=True)
class HitunganJenjang:
    """All rows of one jenjang, in time, with their sum."""

    jenjang: str
    baris: list[AngkaKredit]

    @property
    def nama(self) -> str:
        return JENJANG[self.jenjang]

    @property
    def awal(self) -> list[AngkaKredit]:
        return [row for row in self.baris if row.jenis != JenisAngkaKredit.KONVERSI]

    @property
    def konversi(self) -> list[AngkaKredit]:
        return [row for row in self.baris if row.jenis == JenisAngkaKredit.KONVERSI]

    def jumlah(self, *jenis: str) -> Decimal:
        """Exact parts summed, then rounded once."""
        parts = [row.eksak for row in self.baris if not jenis or row.jenis in jenis]
        return tiga_desimal(sum(parts, Fraction(0)))

    @property
    def total(self) -> Decimal:
        return self.jumlah()


@dataclass(frozen=True)
class RingkasanAngkaKredit:
    pegawai: Pegawai
    golongan: str
    kini: HitunganJenjang | None
    lama: list[HitunganJenjang]
    kelayakan: list[Kelayakan]

    @property
    def lengkap(self) -> bool:
        """There is a beginning and at least one conversion in the jenjang of today."""
        return self.kini is not None and bool(self.kini.awal and self.kini.konversi)


def credits_of(pegawai: Pegawai, hari: date) -> RingkasanAngkaKredit:
    """Three queries."""
    rows: dict[str, list[AngkaKredit]] = {}
    for row in AngkaKredit.objects.dihitung().filter(pegawai=pegawai).order_by("masa", "jenis"):
        rows.setdefault(row.jenjang, []).append(row)
    now = jenjang_of(pegawai.jabatan_kini)
    rank = RiwayatGolongan.objects.pada(hari).filter(pegawai=pegawai).select_related("golongan").first()
    golongan = rank.golongan.nama if rank is not None else ""
    current = HitunganJenjang(now, rows.pop(now, [])) if now else None
    older = [HitunganJenjang(slug, found) for slug, found in rows.items()]
    answers = _answers(pegawai, current, golongan, rank, hari) if current is not None and current.baris else []
    return RingkasanAngkaKredit(pegawai, golongan, current, older, answers)


def _answers(
    pegawai: Pegawai, kini: HitunganJenjang, golongan: str, rank: RiwayatGolongan | None, hari: date
) -> list[Kelayakan]:
    years = range(hari.year - DUA_TAHUN, hari.year)
    rated = Evaluasi.objects.tersampaikan().filter(pegawai=pegawai, jenis=JenisEvaluasi.TAHUNAN, tahun__in=years)
    # Of two stretches in one year the last one counts.
    words = dict(rated.order_by("masa").values_list("tahun", "predikat"))
    newest_first = [words[year] for year in reversed(years) if year in words]
    months = (
        0 if rank is None else (hari.year - rank.berlaku.lower.year) * SETAHUN + hari.month - rank.berlaku.lower.month
    )
    return [_rank(kini, golongan, newest_first, months), _step(kini, newest_first)]


def _rank(kini: HitunganJenjang, golongan: str, predikat: list[str], bulan: int) -> Kelayakan:
    judul = "Kenaikan pangkat"
    if len(predikat) < DUA_TAHUN:
        return Kelayakan(judul, "", False, [], tidak_berlaku="Predikat dua tahun terakhir belum lengkap di portal.")
    try:
        answer = kp_kelayakan(
            MasukanKp(
                jenjang=kini.jenjang, golongan=golongan, ak_kumulatif=kini.total, predikat=predikat,
                masa_golongan_bulan=max(bulan, 0),
            )
        )  # fmt: skip
    except (Ditolak, ValueError) as refused:
        reason = refused.pesan if isinstance(refused, Ditolak) else "Golongan tidak dihitung dalam jenjang ini."
        return Kelayakan(judul, "", False, [], tidak_berlaku=str(reason))
    return _shown(judul, GOLONGAN.get(answer["golongan_baru"], answer["golongan_baru"]), answer)


def _step(kini: HitunganJenjang, predikat: list[str]) -> Kelayakan:
    judul = "Kenaikan jenjang"
    if not predikat:
        return Kelayakan(judul, "", False, [], tidak_berlaku="Predikat tahun terakhir belum ada di portal.")
    try:
        answer = kj_kelayakan(
            MasukanKj(
                jenjang=kini.jenjang,
                ak_kumulatif=kini.total,
                predikat_terakhir=predikat[0],
                lowongan=True,
                lulus_uji=True,
            )
        )
    except Ditolak as refused:
        return Kelayakan(judul, "", False, [], tidak_berlaku=str(refused.pesan))
    return _shown(judul, JENJANG[answer["jenjang_baru"]], answer)


def _shown(judul: str, tujuan: str, answer: Mapping[str, Any]) -> Kelayakan:
    lacking = [KATA_ALASAN[slug] for slug in answer["alasan"] if slug not in DIPERIKSA_SAAT_DIUSULKAN]
    return Kelayakan(
        judul, tujuan, bool(answer["layak"]), lacking, answer["min_ak"], answer["kekurangan"], answer.get("kelebihan")
    )


def imported_of(pegawai: Pegawai, tahun: int) -> list[Evaluasi]:
    """What another system has said about a year, the newest stretch first."""
    rows = Evaluasi.objects.tersampaikan().filter(pegawai=pegawai, tahun=tahun).exclude(sumber=SumberKinerja.PORTAL)
    return list(rows.order_by("-masa"))
