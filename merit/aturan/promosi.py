"""Kelayakan promosi: setiap syarat suatu jenis jabatan dijawab memenuhi, belum, atau belum ada datanya."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from typing import Any

from jabatan.aturan.kecocokan import BELUM, MEMENUHI, SEPERSEPULUH, SETAHUN, TANPA_DATA, Fakta, Syarat, judge
from jabatan.aturan.pengisian import SYARAT, MasukanSyarat, syarat_jabatan
from kinerja.aturan.kata import RINCIAN_JENJANG
from kinerja.aturan.kelayakan import TABEL_KELAYAKAN_JENJANG, MasukanKj, kj_kelayakan
from pegawai.aturan.kata import TINGKAT_PENDIDIKAN

# A level is reached from the one below it; one that is entered by appointment has none.
JENJANG_ASAL: dict[str, str] = {
    row["jenjang_berikut"]: jenjang for jenjang, row in RINCIAN_JENJANG.items() if "jenjang_berikut" in row
}
TARGET = (*SYARAT, *JENJANG_ASAL)
KATA_BUTIR = {
    "jabatan_asal": "Jabatan asal",
    "lama_jabatan": "Lama dalam jabatan itu",
    "pendidikan": "Pendidikan",
    "pengalaman": "Pengalaman",
    "usia": "Usia",
    "hukdis": "Catatan disiplin",
    "angka_kredit": "Angka kredit",
    "predikat": "Predikat terakhir",
    "lowongan": "Lowongan kebutuhan",
}
TERBUKA, PENUH = "terbuka", "penuh"
CUKUP: str = TABEL_KELAYAKAN_JENJANG.terakhir.nilai["predikat_cukup"][0]


@dataclass(frozen=True)
class FaktaPromosi:
    """What the record of a person says on a day. Empty or None: nothing is recorded."""

    orang: Fakta = field(default_factory=Fakta)
    # The own post of that day, by kind or level.
    jabatan: str = ""
    usia: int = 0
    # Ever punished, moderately or heavily, and not lifted.
    hukdis: bool = False
    angka_kredit: Decimal | None = None
    predikat: str = ""
    # Of the next level of the own family: `terbuka`, `penuh`, empty where the map has no such post.
    lowongan: str = ""


def sources_of(target: str) -> list[str]:
    """Posts from which one may come."""
    return list(SYARAT[target]["jabatan_asal"]) if target in SYARAT else [JENJANG_ASAL[target]]


def items_of(target: str) -> list[str]:
    """What is asked, in the order in which it is shown."""
    if target not in SYARAT:
        return ["jabatan_asal", "angka_kredit", "predikat", "lowongan"]
    row = SYARAT[target]
    some = [("pengalaman", "pengalaman_tahun"), ("usia", "usia_maks")]
    asked = [kode for kode, kolom in some if kolom in row]
    return ["jabatan_asal", "lama_jabatan", "pendidikan", *asked, "hukdis"]


def years(hari: int) -> Decimal:
    """To a tenth and never rounded up."""
    return (Decimal(hari) / SETAHUN).quantize(SEPERSEPULUH, ROUND_DOWN)


def judge_promosi(target: str, fakta: FaktaPromosi) -> dict[str, str]:
    """Keadaan setiap butir jenis jabatan itu. Data yang belum ada tidak dianggap gagal, dan tidak dianggap memenuhi.

    Dasar: PP 11/2017 jo PP 17/2020 Pasal 54 dan 107; PermenPANRB 1/2023; Peraturan BKN 3/2023.
    """
    return _managerial(target, fakta) if target in SYARAT else _functional(target, fakta)


def judge_tambahan(tambahan: Sequence[Syarat], fakta: FaktaPromosi) -> dict[str, str]:
    """What the agency asks for beside the law, by place."""
    return {f"syarat_{at}": judge(one, fakta.orang) for at, one in enumerate(tambahan)}


def _managerial(target: str, fakta: FaktaPromosi) -> dict[str, str]:
    """By the rule syarat_jabatan; what is not recorded is given as if it were fulfilled, and then told as missing."""
    row, days = SYARAT[target], fakta.orang.pengalaman
    fits = fakta.jabatan in row["jabatan_asal"]
    given: dict[str, Any] = {
        "jabatan_target": target,
        "pendidikan": fakta.orang.pendidikan or max(TINGKAT_PENDIDIKAN, key=TINGKAT_PENDIDIKAN.__getitem__),
        "jabatan_asal": fakta.jabatan if fits else row["jabatan_asal"][0],
        "lama_jabatan_tahun": years(days.get(fakta.jabatan, 0)),
        "hukdis_sedang_berat": fakta.hukdis,
    }
    if "usia_maks" in row:
        given |= {"usia": fakta.usia, "pengalaman_tahun": years(sum(days.values()))}
    lacks = set(syarat_jabatan(MasukanSyarat(**given))["alasan"]) | (
        set() if fits else {"jabatan_asal", "lama_jabatan"}
    )
    known = {
        "jabatan_asal": bool(fakta.jabatan), "lama_jabatan": bool(fakta.jabatan), "pengalaman": bool(days),
        "pendidikan": bool(fakta.orang.pendidikan),
    }  # fmt: skip
    return {kode: _state(known.get(kode, True), kode not in lacks) for kode in items_of(target)}


def _functional(target: str, fakta: FaktaPromosi) -> dict[str, str]:
    """By the rule kj_kelayakan; the competence test is looked at when somebody is proposed."""
    given = MasukanKj(
        jenjang=JENJANG_ASAL[target], ak_kumulatif=fakta.angka_kredit or Decimal(0), lulus_uji=True,
        predikat_terakhir=fakta.predikat or CUKUP, lowongan=fakta.lowongan != PENUH,
    )  # fmt: skip
    lacks = set(kj_kelayakan(given)["alasan"])
    lacks |= set() if fakta.jabatan == JENJANG_ASAL[target] else {"jabatan_asal"}
    known = {
        "jabatan_asal": bool(fakta.jabatan), "angka_kredit": fakta.angka_kredit is not None,
        "predikat": bool(fakta.predikat), "lowongan": bool(fakta.lowongan),
    }  # fmt: skip
    return {kode: _state(known[kode], kode not in lacks) for kode in items_of(target)}


def _state(known: bool, fulfilled: bool) -> str:
    if not known:
        return TANPA_DATA
    return MEMENUHI if fulfilled else BELUM
