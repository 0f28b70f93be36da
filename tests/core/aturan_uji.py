"""What the tests about rules share: asking a rule, and a rule with parts inside parts, as later apps bring them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from asn_portal.core.kalender import KALENDER_BAWAAN
from asn_portal.core.regulasi import (
    Aturan,
    Batas,
    Ditolak,
    Keluaran,
    Masukan,
    Teks,
    aturan,
    daftar_aturan,
    find_aturan,
    to_plain,
)
from partisipasi.aturan.survei import TABEL_SKM

RULES = {rule.nama: rule for rule in daftar_aturan()}


def answer(nama: str, data: Any) -> Any:
    rule = find_aturan(nama)
    assert rule is not None
    return to_plain(rule.answer(data, kalender=KALENDER_BAWAAN).hasil)


def refusal(nama: str, data: Any) -> Ditolak:
    with pytest.raises(Ditolak) as refused:
        answer(nama, data)
    return refused.value


def ask(rule: Aturan, **masukan: Any) -> tuple[Any, Ditolak | None]:
    """The result and the refusal: one of them is None."""
    try:
        return rule.answer(masukan, kalender=KALENDER_BAWAAN).hasil, None
    except Ditolak as refused:
        return None, refused


class Bobot(Masukan):
    makalah: Annotated[Decimal, Batas(0, 100), Field(title="Makalah")]
    wawancara: Annotated[Decimal | None, Batas(0, 100), Field(title="Wawancara")] = None


class Peserta(Masukan):
    id: Annotated[Teks, Field(title="Nama")]
    nilai: Annotated[Decimal, Batas(0, 100), Field(title="Nilai")]


class MasukanUji(Masukan):
    bobot: Annotated[Bobot, Field(title="Bobot")]
    peserta: Annotated[list[Peserta], Field(title="Peserta")]
    diklat: Annotated[
        list[Literal["teknis", "seminar"]],
        Field(title="Diklat"),
    ]
    tingkat: Annotated[dict[str, Annotated[int, Batas(1, 9)]], Field(title="Tingkat")]
    aktif: Annotated[bool, Field(title="Masih aktif")]


def register_uji(monkeypatch: pytest.MonkeyPatch) -> Aturan:
    """A rule that is registered for one test only."""
    monkeypatch.setattr(Aturan, "register", dict(Aturan.register))

    @aturan(
        judul="Aturan uji",
        tabel=[TABEL_SKM],
        galat={},
        keluaran={"skor": Keluaran("Skor", utama=True), "rincian": Keluaran("Rincian")},
        contoh={
            "bobot": {"makalah": "12.5"},
            "peserta": [{"id": "Ani", "nilai": "80.5"}, {"id": "Budi", "nilai": 70}],
            "diklat": ["seminar"],
            "tingkat": {"f1": 3, "f2": 4},
            "aktif": True,
        },
    )
    def uji_bersarang(masukan: MasukanUji) -> dict[str, Any]:
        """Menjumlahkan nilai peserta.

        Dasar: hanya untuk uji.
        """
        total = sum((orang.nilai for orang in masukan.peserta), Decimal(0))
        return {"skor": total, "rincian": {orang.id: orang.nilai for orang in masukan.peserta}}

    return Aturan.register["uji_bersarang"]
