"""What was measured: one figure, its bound, and the file that keeps the last figure of each name."""

from __future__ import annotations

import json
import os
import platform
import tomllib
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).parent
FILE = FOLDER / "hasil.json"
BATAS = tomllib.loads((FOLDER / "batas.toml").read_text())


def describe_machine() -> str:
    """Cores and processor, so that figures of different machines are not compared."""
    return f"{os.cpu_count()} inti {platform.machine()}, Python {platform.python_version()}"


@dataclass
class Ukuran:
    """One figure. With a comparator the bound holds for the ratio, else for the figure itself."""

    nama: str
    nilai: float
    satuan: str
    pembanding: float | None
    sampel: int
    rasio: float | None = None
    batas: float = field(init=False)
    lulus: bool = field(init=False)
    tanggal: str = field(default_factory=lambda: datetime.now(ZoneInfo("Asia/Jakarta")).date().isoformat())
    mesin: str = field(default_factory=describe_machine)

    def __post_init__(self) -> None:
        if self.pembanding is not None and self.rasio is None:
            self.rasio = round(self.nilai / self.pembanding, 2)
        self.batas = float(find_batas(self.nama)["batas"])
        self.lulus = (self.nilai if self.rasio is None else self.rasio) <= self.batas


def find_batas(nama: str) -> dict[str, object]:
    """The bound for `halaman.direktori.p50`: its own row or the one of all pages, `halaman.*.p50`."""
    first, *_, last = nama.split(".")
    return BATAS.get(nama) or BATAS[f"{first}.*.{last}"]


def show(figures: list[Ukuran]) -> None:
    for figure in figures:
        beside = "" if figure.rasio is None else f"  {figure.rasio:.2f}x dari {figure.pembanding:g}"
        word = "lulus" if figure.lulus else "GAGAL"
        print(f"{word}  {figure.nama:<34}{figure.nilai:>10g} {figure.satuan:<10} batas {figure.batas:g}{beside}")
    failed = sum(not figure.lulus for figure in figures)
    print(f"{len(figures)} ukuran, {failed} melewati batas")


def save(figures: list[Ukuran], file: Path = FILE) -> None:
    """Merge by name: figures of other benchmarks stay."""
    kept = {row["nama"]: row for row in (json.loads(file.read_text()) if file.exists() else [])}
    kept |= {figure.nama: asdict(figure) for figure in figures}
    file.write_text(json.dumps([kept[nama] for nama in sorted(kept)], indent=2, ensure_ascii=False) + "\n")
