"""Magang, detasering, dan pertukaran: kapan kegiatannya selesai, dan berapa jam pelajaran yang dihitung."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Batas, Hasil, Keluaran, Masukan, Pilih, aturan, load_tabel
from pelatihan.aturan.jam_pelajaran import TABEL_KONVERSI, MasukanJpKonversi, jp_konversi
from pelatihan.enums import BENTUK_MAGANG

TABEL_MAGANG = load_tabel(Path(__file__).parent / "tabel" / "magang.toml")
SERATUS = 100


class MasukanMagang(Masukan):
    bentuk: Annotated[str, Pilih({one.value: str(one.label) for one in BENTUK_MAGANG}), Field(title="Bentuk")] = (
        "magang"
    )
    jam_rencana: Annotated[Decimal, Batas(1), Field(title="Rencana jam di tempat")]
    jam_disahkan: Annotated[Decimal, Batas(0), Field(title="Jam yang disahkan mentor")]
    rata_nilai: Annotated[Decimal, Batas(1, 5), Field(title="Rata-rata nilai mentor (1 sampai 5)")]


@aturan(
    judul="Jam pelajaran magang",
    topik="pelatihan",
    tabel=[TABEL_MAGANG, TABEL_KONVERSI],
    galat={},
    keluaran={
        "jp": Keluaran("Jam pelajaran", satuan="JP", utama=True),
        "selesai": Keluaran("Dihitung selesai"),
        "jam_minimal": Keluaran("Jam paling sedikit", satuan="jam"),
    },
    contoh={"bentuk": "magang", "jam_rencana": "80", "jam_disahkan": "72", "rata_nilai": "4"},
)
def magang_jp(masukan: MasukanMagang) -> Hasil:
    """Apakah sebuah magang dihitung selesai, dan berapa jam pelajarannya.

    Selesai bila jam yang disahkan mentor mencapai bagian tertentu dari rencana dan rata-rata nilainya cukup. Jam
    pelajarannya dihitung tiap kegiatan, bukan tiap jam.

    Dasar: lampiran Peraturan LAN 10/2018; kebijakan portal tentang kapan kegiatannya selesai.
    """
    nilai = TABEL_MAGANG.terakhir.nilai
    minimal = Fraction(masukan.jam_rencana) * nilai["jam_persen"] / SERATUS
    done = Fraction(masukan.jam_disahkan) >= minimal and masukan.rata_nilai >= nilai["rata_nilai"]
    jp = jp_konversi(MasukanJpKonversi(bentuk=masukan.bentuk, kegiatan=1))["jp"] if done else Decimal(0)
    return {"jp": jp, "selesai": done, "jam_minimal": Decimal(-(-minimal.numerator // minimal.denominator))}


def mulai_menilai(selesai: date) -> date:
    """Hari pertama mentor dapat mengisi penilaian akhir. Dasar: kebijakan portal."""
    return selesai - timedelta(days=int(TABEL_MAGANG.terakhir.nilai["nilai_sejak"]))
