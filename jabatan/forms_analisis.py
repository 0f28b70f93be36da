"""Forms of the analysis of posts: workload, evaluation, job information."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from asn_portal.core.forms.dasar import PortalForm, TanggalField
from asn_portal.core.forms.kalkulator.bagian import Baris, SatuBaris
from jabatan.aturan.informasi import DITULIS, PEMISAH, Bagian, read_rows
from jabatan.aturan.kelas import NILAI_FAKTOR, words_of
from jabatan.models import TugasABK
from jabatan.services.abk import IsianTugas

BARIS_AWAL, BARIS_TERBANYAK = 5, 100
TUGAS = "tugas"
ISIAN = re.compile(rf"{TUGAS}-(\d{{1,3}})-(?:uraian|satuan|jumlah|waktu)")
KOLOM = (
    ("uraian", "Uraian tugas"),
    ("satuan", "Hasil kerja"),
    ("jumlah", "Jumlah setahun"),
    ("waktu", "Menit tiap hasil"),
)


class ABKForm(PortalForm):
    """Tasks as rows; an empty row is no row."""

    draf = "Analisis beban kerja"
    draf_isian = ISIAN.pattern

    tahun = forms.IntegerField(label="Tahun")

    def __init__(
        self, *args: Any, tugas: Sequence[TugasABK] = (), tahun: tuple[int, int], tetap: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        first, last = tahun
        self.fields["tahun"].min_value = first
        self.fields["tahun"] = forms.IntegerField(
            label="Tahun", min_value=first, max_value=last, disabled=tetap, initial=self.initial.get("tahun"),
            error_messages={
                "min_value": f"Tulis tahun antara {first} dan {last}.", "max_value": f"Tulis tahun antara {first} dan {last}.",
                "required": "Tahun belum diisi.",
            },
        )  # fmt: skip
        typed = [int(found[1]) + 1 for key in self.data or () if (found := ISIAN.fullmatch(key))]
        extra = 1 if self.data and self.data.get("tambah") == TUGAS else 0
        self.banyak = min(max([*typed, 0 if typed else max(BARIS_AWAL, len(tugas) + 1)]) + extra, BARIS_TERBANYAK)
        rows = []
        for n in range(self.banyak):
            known = tugas[n] if n < len(tugas) else None
            names = [self._field(n, kolom, label, known) for kolom, label in KOLOM]
            rows.append(SatuBaris(f"Tugas {n + 1}", n, *names))
        self.helper.layout = Layout(
            "tahun",
            Baris(TUGAS, "Tugas", "Waktu ditulis dalam menit, bukan jam: satu jam 60 menit.", len(KOLOM), *rows),
        )

    def _field(self, n: int, kolom: str, label: str, known: TugasABK | None) -> str:
        name = f"{TUGAS}-{n}-{kolom}"
        if kolom in ("uraian", "satuan"):
            initial: Any = getattr(known, kolom, "")
            length = 500 if kolom == "uraian" else 100
            self.fields[name] = forms.CharField(label=label, required=False, max_length=length, initial=initial)
        else:
            initial = getattr(known, "jumlah_hasil" if kolom == "jumlah" else "waktu_menit", None)
            self.fields[name] = forms.DecimalField(
                label=label, required=False, min_value=Decimal(0), max_digits=12, decimal_places=3, localize=True,
                initial=None if initial is None else initial.normalize() + 0,
                error_messages={"invalid": "Tulis angka, misalnya 1.234,5.", "min_value": "Tidak boleh kurang dari 0."},
            )  # fmt: skip
        return name

    @property
    def menambah(self) -> bool:
        """Somebody without script asked for one more row: nothing is stored yet."""
        return bool(self.data and self.data.get("tambah") == TUGAS)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        tasks = []
        for n in range(self.banyak):
            cells = {kolom: data.get(f"{TUGAS}-{n}-{kolom}") for kolom, _ in KOLOM}
            if all(value in (None, "") for value in cells.values()):
                continue
            for kolom, label in KOLOM:
                name = f"{TUGAS}-{n}-{kolom}"
                if cells[kolom] in (None, "") and name not in self.errors:
                    self.add_error(name, f"{label} pada tugas {n + 1} belum diisi.")
            if not self.errors:
                tasks.append(IsianTugas(cells["uraian"], cells["satuan"], cells["jumlah"], cells["waktu"]))
        if not tasks and not self.errors:
            self.add_error(
                f"{TUGAS}-0-uraian", "Belum ada tugas. Isi paling sedikit satu tugas dengan hasil dan waktunya."
            )
        data["tugas"] = tasks
        return data


class AmbilForm(PortalForm):
    """From which day the map follows."""

    mulai = TanggalField(label="Berlaku mulai", help_text="Hari pertama pada peta. Boleh tanggal mendatang.")


class InformasiForm(PortalForm):
    """The parts that are written; rows one a line, columns with `|` between them."""

    draf = "Informasi jabatan"
    draf_isian = r"isi_[a-z_]+"

    mulai = TanggalField(label="Berlaku mulai", help_text="Hari pertama. Yang berlaku sebelumnya tetap tersimpan.")
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Keputusan atau berita acara yang menetapkannya.")

    def __init__(self, *args: Any, isi: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = isi or {}
        for part in DITULIS:
            value = known.get(part.kunci, "" if not part.baris else [])
            text = "\n".join(f" {PEMISAH} ".join(row).rstrip(f" {PEMISAH}") for row in value) if part.baris else value
            self.fields[f"isi_{part.kunci}"] = forms.CharField(
                label=part.judul, required=part.kunci in WAJIB, max_length=6000, initial=text, help_text=_hint(part),
                widget=forms.Textarea(attrs={"rows": 3 if part.pilihan or not part.baris else 4}),
                error_messages={"required": f"{part.judul} belum diisi."},
            )  # fmt: skip
        self.order_fields([*(f"isi_{part.kunci}" for part in DITULIS), "mulai", "dasar"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        isi: dict[str, Any] = {}
        for part in DITULIS:
            text = data.get(f"isi_{part.kunci}") or ""
            if not part.baris:
                isi[part.kunci] = text
                continue
            rows, wrong = read_rows(part, text)
            if wrong:
                self.add_error(f"isi_{part.kunci}", wrong)
            isi[part.kunci] = rows
        data["isi"] = isi
        return data


WAJIB = ("ikhtisar", "tugas")


def _hint(part: Bagian) -> str:
    if part.pilihan:
        return f"Satu sebaris, dari: {', '.join(part.pilihan)}."
    if len(part.kolom) > 1:
        return f"Satu sebaris, dengan tanda {PEMISAH} di antara: {', '.join(part.kolom).lower()}."
    return "Satu sebaris." if part.baris else "Satu paragraf: apa yang dikerjakan, bagaimana, dan untuk apa."


class EvaluasiForm(PortalForm):
    """A level for every factor of the kind."""

    draf = "Evaluasi jabatan"
    draf_isian = r"(tingkat|alasan)_f[0-9][ab]?"

    def __init__(
        self,
        *args: Any,
        jenis: str,
        tingkat: dict[str, int] | None = None,
        alasan: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.faktor = list(NILAI_FAKTOR[jenis])
        for key, (label, levels) in words_of(jenis).items():
            self.fields[f"tingkat_{key}"] = forms.ChoiceField(
                label=label, choices=[("", "Pilih tingkat"), *levels.items()], initial=str((tingkat or {}).get(key, "")),
                error_messages={"required": f"Faktor {key.upper()} belum diberi tingkat."},
            )  # fmt: skip
            self.fields[f"alasan_{key}"] = forms.CharField(
                label=f"Alasan {key.upper()} (boleh kosong)",
                max_length=300,
                required=False,
                initial=(alasan or {}).get(key, ""),
            )

    def levels(self) -> dict[str, int]:
        return {key: int(self.cleaned_data[f"tingkat_{key}"]) for key in self.faktor}

    def reasons(self) -> dict[str, str]:
        return {key: words for key in self.faktor if (words := self.cleaned_data[f"alasan_{key}"])}
