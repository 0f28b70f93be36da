"""Why a row is what it is: every point with what was found, the rule, and where the evidence stands; and what would change it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from asn_portal.core.models import Pengguna
from asn_portal.core.sql import fetch
from merit.aturan.talenta import REKOMENDASI, TABEL_KOTAK
from merit.gerbang import Gerbang, daftar_gerbang
from merit.komponen.dasar import Komponen
from merit.komponen.pengembangan import ParameterKompetensi
from merit.mesin import KOLOM, ask, person
from merit.models import Nilai, Peringkat, Putaran, VersiInstrumen
from merit.murni import box_of
from merit.selectors.sesama import among_others, own_place
from merit.susunan import KomponenSusunan, SumbuSusunan, Susunan

TERDEKAT = 3
# Parts of the file whose components are read from one row of just that kind.
SATU_BARIS = frozenset({"pendidikan", "golongan", "hukuman"})


@dataclass(frozen=True)
class Butir:
    """One component: its score and what it adds to the axis; None where nothing was found."""

    komponen: Komponen
    bobot: Decimal
    skor: Decimal | None
    sumbangan: Decimal | None
    kata: str
    url: str
    # Of the most that it can add.
    persen: int
    # False: the rule does not hold for this person.
    berlaku: bool = True

    @property
    def ada(self) -> bool:
        return self.skor is not None


@dataclass(frozen=True)
class Sumbu:
    kode: str
    nama: str
    nilai: Decimal | None
    tertinggi: Decimal
    butir: tuple[Butir, ...]


@dataclass(frozen=True)
class Langkah:
    """One thing that would change the box or the index."""

    kalimat: str
    akibat: str


@dataclass(frozen=True)
class Penjelasan:
    versi: VersiInstrumen
    pada: date
    diketahui: datetime
    sumbu: tuple[Sumbu, ...]
    total: Decimal | None
    kotak: int | None
    kategori: str
    status: str
    gerbang: tuple[Gerbang, ...]
    langkah: tuple[Langkah, ...] = ()
    peringkat: Peringkat | None = None
    putaran: Putaran | None = None
    # The same as stored in the run: otherwise something behind it has changed since.
    sama: bool = True
    isi: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def kurang(self) -> list[Butir]:
        return [butir for sumbu in self.sumbu for butir in sumbu.butir if not butir.ada and butir.berlaku]

    @property
    def anjuran(self) -> list[str]:
        return [TABEL_KOTAK.label[kata] for kata in REKOMENDASI[self.kotak]] if self.kotak else []


def decimal_of(nilai: int | None, skala: int) -> Decimal | None:
    """A stored whole number as people read it, to two decimals."""
    return None if nilai is None else Decimal(nilai) / skala


def explain_now(versi: VersiInstrumen, instansi_id: UUID, pegawai_id: UUID) -> Penjelasan | None:
    """As things stand at this moment."""
    now = timezone.now()
    return _explain(versi, instansi_id, pegawai_id, timezone.localdate(now), now)


def explain_row(putaran: Putaran, pegawai_id: UUID, pembaca: Pengguna) -> Penjelasan | None:
    """As the run has found it, from its own cut-off; None if the person is not in it. The reader is not among the ranked."""
    stored = Nilai.objects.filter(putaran=putaran.nomor, pegawai_id=pegawai_id).first()
    if stored is None:
        return None
    rank = Peringkat.objects.filter(putaran=putaran.nomor, pegawai_id=pegawai_id).first()
    if rank is not None:
        rank = among_others(rank, stored, own_place(pembaca, putaran))
    return _explain(
        putaran.versi, putaran.instansi_id, pegawai_id, putaran.pada, putaran.diketahui_pada, putaran=putaran, stored=stored,
        rank=rank,
    )  # fmt: skip


def _explain(
    versi: VersiInstrumen, instansi_id: UUID, pegawai_id: UUID, pada: date, diketahui: datetime, *,
    putaran: Putaran | None = None, stored: Nilai | None = None, rank: Peringkat | None = None,
) -> Penjelasan | None:  # fmt: skip
    susunan = versi.susunan
    asked = ask(
        susunan, instansi_id=instansi_id, pada=pada, diketahui=diketahui, siapa=person(pegawai_id), beserta_isi=True
    )
    rows = fetch(asked.sql, **asked.nilai)
    if not rows:
        return None
    row = dict(zip((*KOLOM, "isi"), rows[0], strict=True))
    found = json.loads(row["isi"])
    scores = row["skor"] if stored is None else stored.skor
    total, kotak = (row["total"], row["kotak"]) if stored is None else (stored.total, stored.kotak)
    missing = row["kurang"] if stored is None else stored.kurang
    axes = tuple(_axes(susunan, row if stored is None else vars(stored), scores, found, pegawai_id))
    gates = row["gerbang"] if stored is None else stored.gerbang
    return Penjelasan(
        versi=versi, pada=pada, diketahui=diketahui, sumbu=axes, total=total_of(susunan, total), kotak=kotak,
        kategori=category_of(susunan, total), status=row["status"] if stored is None else stored.status,
        gerbang=tuple(daftar_gerbang[kode] for kode in gates), langkah=tuple(_steps(susunan, scores, missing, bool(gates))),
        peringkat=rank, putaran=putaran, sama=stored is None or list(stored.skor) == list(row["skor"]),
    )  # fmt: skip


def _axes(
    susunan: Susunan, row: dict[str, Any], scores: list[int | None], found: list[Any], pegawai_id: UUID
) -> Iterator[Sumbu]:
    place = 0
    for sumbu in susunan.sumbu:
        parts = []
        for satu in sumbu.komponen:
            part = _part(sumbu, satu, scores[place], found[place], row["bukti"][place], pegawai_id)
            parts.append(part if part.ada or satu.kode in row["kurang"] else replace(part, berlaku=False))
            place += 1
        value = decimal_of(row[sumbu.kode], sumbu.skala)
        yield Sumbu(sumbu.kode, sumbu.nama, value, sumbu.paling_besar, tuple(parts))


def _part(
    sumbu: SumbuSusunan, satu: KomponenSusunan, skor: int | None, isi: Any, bukti: UUID | None, pegawai_id: UUID
) -> Butir:
    komponen = satu.komponen
    score = decimal_of(skor, 100)
    adds = None if score is None else score * satu.bobot / sumbu.pembagi
    most = highest(satu) * satu.bobot / sumbu.pembagi
    share = 0 if adds is None or not most else min(100, round(adds * 100 / most))
    words = komponen.kata(isi) if isi is not None else ""
    return Butir(komponen, satu.bobot, score, adds, words, evidence_url(komponen, bukti, pegawai_id), share)


def evidence_url(komponen: Komponen, bukti: UUID | None, pegawai_id: UUID) -> str:
    """Where the row stands that was read; where it belongs if there is none."""
    if komponen.kode == "predikat":
        return reverse("kinerja:evaluasi_detail", args=[bukti]) if bukti else reverse("kinerja:saya")
    if not komponen.alamat:
        return ""
    try:
        if bukti is not None and komponen.alamat in SATU_BARIS:
            return reverse("pegawai:riwayat_detail", args=[pegawai_id, komponen.alamat, bukti])
        return reverse("pegawai:berkas", args=[pegawai_id]) + f"#bagian-{komponen.alamat}"
    except NoReverseMatch:
        return ""


def total_of(susunan: Susunan, total: int | None) -> Decimal | None:
    """The talent score is the mean of both axes; an index is its only axis."""
    return decimal_of(total, susunan.sumbu[0].skala * len(susunan.sumbu))


def category_of(susunan: Susunan, total: int | None) -> str:
    if total is None or not susunan.kategori:
        return ""
    value = Fraction(total, susunan.sumbu[0].skala * len(susunan.sumbu))
    return next(band.nama for band in susunan.kategori if band.lebih_dari is None or value > band.lebih_dari)


# -- what would change it ------------------------------------------------------------------------------------


def _numbers(isi: Any) -> Iterator[Decimal]:
    """Every score that the parameters of a component hold."""
    if isinstance(isi, dict):
        for nama, value in isi.items():
            if nama not in {
                "jp_paling_sedikit",
                "tahun_paling_sedikit",
                "bobot_tahun",
                "paling_lama",
                "tahun",
                "jp",
                "tahun_seminar",
            }:
                yield from _numbers(value)
    elif isinstance(isi, list | tuple):
        for value in isi:
            yield from _numbers(value)
    else:
        yield Decimal(str(isi))


def better_scores(satu: KomponenSusunan, skor: int) -> list[int]:
    """Higher scores of this component, the nearest first."""
    known = {int(value * 100) for value in _numbers(satu.isi)} or {10000}
    return sorted(value for value in known if value > skor)


def highest(satu: KomponenSusunan) -> Decimal:
    if isinstance(satu.parameter, ParameterKompetensi):
        return max(sum(row.values(), Decimal(0)) for row in satu.parameter.skor.values())
    return max(_numbers(satu.isi), default=Decimal(100)) or Decimal(100)


# What a person can do something about, and in which words.
DAPAT = {
    "pengembangan_kompetensi": "Ikuti pelatihan sampai jam pelajaran setahun cukup",
    "kompetensi_jabatan": "Ikuti pelatihan yang dituntut jabatan Anda",
    "pendidikan": "Selesaikan pendidikan jenjang berikutnya",
    "predikat": "Capai predikat kinerja yang lebih tinggi",
    "penghargaan": "Catatkan penghargaan atau prestasi yang belum ada di berkas",
    "penilaian_kompetensi": "Ikuti asesmen kompetensi berikutnya",
}


def _steps(susunan: Susunan, scores: list[int | None], kurang: list[str], closed: bool) -> Iterator[Langkah]:
    """The three nearest: first what is missing, then the smallest rise that leads to another box."""
    if closed:
        return
    parts = [satu for _, satu in susunan.semua()]
    missing = [
        Langkah(satu.komponen.kurang, "Kotak baru tampak bila semua data ada.") for satu in parts if satu.kode in kurang
    ]
    if missing:
        yield from missing[:TERDEKAT]
        return
    rises = sorted(_rises(susunan, parts, scores), key=lambda rise: rise[0])
    yield from [step for _, step in rises[:TERDEKAT]]


def _rises(
    susunan: Susunan, parts: list[KomponenSusunan], scores: list[int | None]
) -> Iterator[tuple[Decimal, Langkah]]:
    now = box_of(susunan, scores)
    for place, satu in enumerate(parts):
        skor = scores[place]
        if satu.kode not in DAPAT or skor is None:
            continue
        for better in better_scores(satu, skor):
            then = box_of(susunan, [*scores[:place], better, *scores[place + 1 :]])
            rise = Decimal(better - skor) * satu.bobot
            if susunan.berkotak and then == now:
                continue
            effect = (
                f"Kotak menjadi {then}." if susunan.berkotak else f"Indeks naik {rise / 100:.2f}.".replace(".", ",", 1)
            )
            yield rise, Langkah(f"{DAPAT[satu.kode]}.", effect)
            break
