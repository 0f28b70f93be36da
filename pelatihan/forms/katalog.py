"""Forms of the catalogue: a programme, a version of its curriculum, a provider, an agreement."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.forms.dasar import PortalForm, TanggalField
from asn_portal.core.models import Pengguna
from pegawai.models import Referensi
from pelatihan.enums import (
    BentukPelatihan,
    JenisPenyelenggara,
    JenjangPelatihan,
    RumpunPelatihan,
    TingkatPelatihan,
)
from pelatihan.models import ProgramPelatihan
from pelatihan.models.katalog import TINGKAT_TERTINGGI
from pelatihan.selectors.kamus import known_competences
from pelatihan.services.katalog import Sasaran

BANYAK_SASARAN = 3
PALING_MAHAL = 999_999_999_999


def pick(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", "Pilih"), *choices]


class ProgramForm(PortalForm):
    draf = "Program pelatihan"
    draf_isian = r"(kompetensi|tingkat)_[0-9]"

    judul = forms.CharField(label="Judul", max_length=200)
    kode = forms.CharField(label="Kode", max_length=30)
    bentuk = forms.ChoiceField(label="Bentuk", choices=pick(BentukPelatihan.choices))
    tingkat = forms.ChoiceField(label="Tingkat penyelenggaraan", choices=TingkatPelatihan.choices)
    banyaknya = forms.DecimalField(
        label="Banyaknya", min_value=1, max_value=2000, decimal_places=1,
        help_text="JP program untuk pelatihan, kursus, dan e-learning; hari untuk seminar dan workshop; kegiatan untuk "
        "magang, benchmarking, coaching, dan mentoring. JP dihitung portal menurut aturannya.",
    )  # fmt: skip
    rumpun = forms.ChoiceField(label="Rumpun", choices=pick(RumpunPelatihan.choices))
    jenjang = forms.ChoiceField(label="Jenjang", choices=JenjangPelatihan.choices)
    uraian = forms.CharField(label="Uraian", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    sasaran = forms.CharField(label="Untuk siapa (boleh kosong)", max_length=300, required=False)
    syarat = forms.CharField(label="Syarat peserta (boleh kosong)", max_length=500, required=False)
    biaya = forms.DecimalField(
        label="Biaya tiap peserta (rupiah)", min_value=0, max_value=PALING_MAHAL, decimal_places=0, initial=0
    )
    masa_berlaku_bulan = forms.IntegerField(
        label="Sertifikat berlaku berapa bulan (boleh kosong)", min_value=1, max_value=240, required=False,
        help_text="Untuk keterampilan yang harus diperbarui, misalnya penyelamatan.",
    )  # fmt: skip
    latihan = forms.ModelChoiceField(
        label="Latihan struktural SIASN (hanya kepemimpinan, boleh kosong)",
        required=False,
        queryset=Referensi.objects.none(),
    )
    prasyarat = forms.ModelMultipleChoiceField(
        label="Program yang disyaratkan (boleh kosong)", required=False, queryset=ProgramPelatihan.objects.none()
    )

    def __init__(self, *args: Any, by: Pengguna, program: ProgramPelatihan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["latihan"].queryset = Referensi.objects.dari("latihan_struktural").terpilih()
        others = ProgramPelatihan.objects.visible_to(by).ditawarkan().order_by("judul")
        self.fields["prasyarat"].queryset = others if program is None else others.exclude(pk=program.pk)
        self.kompetensi = known_competences(by)
        for number in range(1, BANYAK_SASARAN + 1):
            self.fields[f"kompetensi_{number}"] = forms.ChoiceField(
                label=f"Kompetensi {number} (boleh kosong)", required=False, choices=pick(list(self.kompetensi.items()))
            )
            self.fields[f"tingkat_{number}"] = forms.TypedChoiceField(
                label=f"Sampai tingkat, kompetensi {number}", required=False, coerce=int, empty_value=None,
                choices=pick([(str(n), str(n)) for n in range(1, TINGKAT_TERTINGGI + 1)]),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for number in range(1, BANYAK_SASARAN + 1):
            if data.get(f"kompetensi_{number}") and not data.get(f"tingkat_{number}"):
                self.add_error(f"tingkat_{number}", f"Pilih tingkat untuk kompetensi {number}.")
        return data

    def isi(self) -> dict[str, Any]:
        names = set(self.base_fields) - {"prasyarat"}
        return {name: value for name, value in self.cleaned_data.items() if name in names}

    def daftar_sasaran(self) -> list[Sasaran]:
        found = {}
        for number in range(1, BANYAK_SASARAN + 1):
            kode, tingkat = self.cleaned_data[f"kompetensi_{number}"], self.cleaned_data[f"tingkat_{number}"]
            if kode:
                found[kode] = Sasaran(kode, self.kompetensi[kode], tingkat)
        return list(found.values())


def initial_of(program: ProgramPelatihan) -> dict[str, Any]:
    names = set(ProgramForm.base_fields) - {"prasyarat"}
    values: dict[str, Any] = {name: getattr(program, name) for name in names}
    values["prasyarat"] = list(program.daftar_prasyarat.values_list("syarat_id", flat=True))
    for number, one in enumerate(program.daftar_sasaran.order_by("nama")[:BANYAK_SASARAN], 1):
        values |= {f"kompetensi_{number}": one.kode, f"tingkat_{number}": one.tingkat}
    return values


class KurikulumForm(PortalForm):
    draf = "Kurikulum program"

    isi = forms.CharField(
        label="Mata pelatihan",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Satu baris tiap mata pelatihan.",
    )
    peninjau = forms.CharField(
        label="Ditinjau bersama", max_length=500, help_text="Siapa yang meninjaunya: unit pengguna, pakar, asosiasi."
    )
    berlaku_sejak = TanggalField(label="Berlaku sejak")


class TinjauanForm(PortalForm):
    catatan = forms.CharField(
        label="Catatan (boleh kosong)", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nama Anda dan catatan ini tampil pada halaman program.",
    )  # fmt: skip


class PenyelenggaraForm(PortalForm):
    nama = forms.CharField(label="Nama", max_length=200)
    jenis = forms.ChoiceField(label="Jenis", choices=pick(JenisPenyelenggara.choices))
    kota = forms.CharField(label="Kota (boleh kosong)", max_length=100, required=False)
    kontak = forms.CharField(label="Kontak lembaga (boleh kosong)", max_length=200, required=False)


class PerjanjianForm(PortalForm):
    draf = "Perjanjian dengan penyelenggara pelatihan"

    nomor = forms.CharField(label="Nomor perjanjian", max_length=100)
    tentang = forms.CharField(label="Tentang", max_length=300)
    mulai = TanggalField(label="Mulai berlaku")
    sampai = TanggalField(label="Berlaku sampai")
    tempat = forms.CharField(label="Tempat (boleh kosong)", max_length=200, required=False)
    kuota = forms.IntegerField(
        label="Banyaknya tempat setahun (boleh kosong)", min_value=1, max_value=100000, required=False
    )
    biaya = forms.DecimalField(
        label="Biaya tiap peserta (rupiah)", min_value=0, max_value=PALING_MAHAL, decimal_places=0, initial=0
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("mulai"), data.get("sampai")
        if first and last and last < first:
            self.add_error("sampai", "Tanggal sampai tidak boleh sebelum tanggal mulai.")
        return data
