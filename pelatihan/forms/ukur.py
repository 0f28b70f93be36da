"""Forms of gaps: what somebody thinks of the own competences or of those of a team, and what a unit needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PortalForm, UnitField
from asn_portal.core.models import Pengguna
from jabatan.models import KamusKompetensi, TingkatKompetensi
from pelatihan.enums import Kemendesakan, RumpunPelatihan
from pelatihan.forms.katalog import pick
from pelatihan.models import ProgramPelatihan
from pelatihan.selectors.celah import Celah

BELUM = "Belum menilai"
TAK_ADA = (0, "Belum menguasai")


class PandanganForm(PortalForm):
    """A level for each competence of the post, in the words of the dictionary. All may be left open."""

    draf = "Pandangan tentang kompetensi"
    draf_isian = r"k_[0-9a-f]{32}"

    def __init__(self, *args: Any, celah: Sequence[Celah], milik: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.celah = celah
        words: dict[UUID, list[tuple[int, str]]] = {}
        rows = TingkatKompetensi.objects.filter(kompetensi_id__in=[one.kompetensi_id for one in celah]).order_by(
            "tingkat"
        )
        for row in rows:
            words.setdefault(row.kompetensi_id, []).append((row.tingkat, row.uraian))
        for one in celah:
            levels = [TAK_ADA, *words.get(one.kompetensi_id, [])]
            known = one.mandiri if milik else one.atasan
            self.fields[f"k_{one.kompetensi_id.hex}"] = forms.TypedChoiceField(
                label=one.nama, required=False, coerce=int, empty_value=None, initial="" if known is None else str(known),
                choices=[("", BELUM), *((str(n), f"{n}. {text}") for n, text in levels)],
                help_text=f"Standar jabatan: tingkat {one.standar}.",
            )  # fmt: skip

    def tingkat(self) -> dict[UUID, int]:
        return {
            one.kompetensi_id: self.cleaned_data[f"k_{one.kompetensi_id.hex}"]
            for one in self.celah
            if self.cleaned_data.get(f"k_{one.kompetensi_id.hex}") is not None
        }


class KebutuhanForm(PortalForm):
    draf = "Kebutuhan pelatihan unit"

    unit = UnitField(label="Unit")
    tahun = forms.TypedChoiceField(label="Tahun", coerce=int)
    rumpun = forms.ChoiceField(label="Tema", choices=pick(RumpunPelatihan.choices))
    judul = forms.CharField(label="Yang perlu dipelajari", max_length=200)
    alasan = forms.CharField(
        label="Mengapa", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Perubahan tugas, aturan baru, layanan baru, atau masalah yang hendak diatasi.",
    )  # fmt: skip
    kompetensi = forms.ModelChoiceField(
        label="Kompetensi yang terkait (boleh kosong)", required=False, queryset=KamusKompetensi.objects.none(),
        empty_label="Belum ditentukan",
    )  # fmt: skip
    orang = forms.IntegerField(label="Banyaknya orang", min_value=1, max_value=100_000)
    mendesak = forms.TypedChoiceField(
        label="Kapan diperlukan", coerce=int, choices=Kemendesakan.choices, widget=forms.RadioSelect, initial=2
    )

    def __init__(self, *args: Any, by: Pengguna, unit: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = timezone.localdate().year
        self.fields["unit"].fill(by, only=unit)
        self.fields["tahun"].choices = [(str(one), str(one)) for one in (year + 1, year)]
        known = KamusKompetensi.objects.untuk(by.instansi_id).terpakai().order_by("jenis", "urut", "nama")
        self.fields["kompetensi"].queryset = known


class TelaahKebutuhanForm(PortalForm):
    program = forms.ModelChoiceField(
        label="Program yang menjawabnya (boleh kosong)", required=False, queryset=ProgramPelatihan.objects.none(),
        empty_label="Belum ada",
    )  # fmt: skip
    tanggapan = forms.CharField(
        label="Tanggapan", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila tidak dilanjutkan.",
    )  # fmt: skip

    def __init__(self, *args: Any, by: Pengguna, rumpun: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = ProgramPelatihan.objects.visible_to(by).ditawarkan().filter(rumpun=rumpun)
        self.fields["program"].queryset = offered.order_by("judul")
