"""Forms of plans: one thing to do, what came of it, five years of an agency, partners and their comments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PortalForm, TanggalField
from asn_portal.core.models import Pengguna
from jabatan.models import KamusKompetensi
from pelatihan.enums import CaraBelajar, RumpunPelatihan, Tanggapan
from pelatihan.forms.katalog import PALING_MAHAL, pick
from pelatihan.models import ButirRencana, ProgramPelatihan, ProgramRencana, RencanaInstansi
from pelatihan.models.katalog import TINGKAT_TERTINGGI

TRIWULAN = [(str(n), f"Triwulan {n}") for n in range(1, 5)]
PALING_MAHAL_RENCANA = PALING_MAHAL * 100


class ButirForm(PortalForm):
    draf = "Kegiatan rencana pengembangan"

    cara = forms.ChoiceField(label="Cara belajar", choices=CaraBelajar.choices, widget=forms.RadioSelect)
    kegiatan = forms.CharField(
        label="Kegiatan", max_length=300, help_text="Misalnya: memimpin rapat lintas bidang, mendampingi rekan senior."
    )
    kompetensi = forms.ModelChoiceField(
        label="Kompetensi yang dituju (boleh kosong)", required=False, queryset=KamusKompetensi.objects.none(),
        empty_label="Belum ditentukan",
    )  # fmt: skip
    tingkat = forms.TypedChoiceField(
        label="Sampai tingkat (boleh kosong)", required=False, coerce=int, empty_value=None,
        choices=pick([(str(n), str(n)) for n in range(1, TINGKAT_TERTINGGI + 1)]),
    )  # fmt: skip
    triwulan = forms.TypedChoiceField(label="Kapan", coerce=int, choices=TRIWULAN)
    jp = forms.DecimalField(
        label="Perkiraan JP", min_value=0, max_value=2000, decimal_places=1, initial=0,
        help_text="Untuk menimbang rencana saja; JP dihitung dari sertifikat.",
    )  # fmt: skip

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = KamusKompetensi.objects.untuk(by.instansi_id).terpakai().order_by("jenis", "urut", "nama")
        self.fields["kompetensi"].queryset = known

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("tingkat") and not data.get("kompetensi"):
            self.add_error("kompetensi", "Pilih kompetensi yang tingkatnya dituju.")
        return data


def initial_of(row: ButirRencana) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ButirForm.base_fields}


class HasilButirForm(PortalForm):
    selesai = TanggalField(label="Selesai")
    hasil = forms.CharField(
        label="Yang dihasilkan atau dipelajari", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_selesai(self) -> Any:
        day = self.cleaned_data["selesai"]
        if day > timezone.localdate():
            raise forms.ValidationError("Tanggal selesai belum tiba. Catat setelah kegiatannya selesai.")
        return day


class PutusanRencanaForm(PortalForm):
    catatan = forms.CharField(
        label="Catatan untuk pegawai", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila dikembalikan.",
    )  # fmt: skip


class RencanaInstansiForm(PortalForm):
    draf = "Rencana pengembangan instansi"

    judul = forms.CharField(label="Judul", max_length=200)
    tahun_awal = forms.IntegerField(
        label="Tahun pertama", min_value=2020, max_value=2100, help_text="Untuk lima tahun."
    )
    ringkas = forms.CharField(label="Arah dan prioritas", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))


def initial_of_plan(row: RencanaInstansi) -> dict[str, Any]:
    return {name: getattr(row, name) for name in RencanaInstansiForm.base_fields}


class ProgramRencanaForm(PortalForm):
    draf = "Kegiatan rencana instansi"

    tahun = forms.TypedChoiceField(label="Tahun", coerce=int)
    judul = forms.CharField(label="Kegiatan", max_length=200)
    rumpun = forms.ChoiceField(label="Tema", choices=pick(RumpunPelatihan.choices))
    program = forms.ModelChoiceField(
        label="Program katalog (boleh kosong)", required=False, queryset=ProgramPelatihan.objects.none(),
        empty_label="Belum ada", help_text="Dengan program, kemajuannya dihitung dari angkatan yang diadakan.",
    )  # fmt: skip
    kuota = forms.IntegerField(label="Banyaknya peserta", min_value=1, max_value=200_000)
    anggaran = forms.DecimalField(
        label="Anggaran (rupiah)", min_value=0, max_value=PALING_MAHAL_RENCANA, decimal_places=0
    )
    alasan = forms.CharField(label="Mengapa", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, by: Pengguna, rencana: RencanaInstansi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(rencana.tahun_awal, rencana.tahun_akhir + 1)
        self.fields["tahun"].choices = [(str(one), str(one)) for one in years]
        self.fields["program"].queryset = ProgramPelatihan.objects.visible_to(by).ditawarkan().order_by("judul")


def initial_of_line(row: ProgramRencana) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ProgramRencanaForm.base_fields}


class TautanForm(PortalForm):
    mitra = forms.CharField(
        label="Lembaga mitra", max_length=200, help_text="Nama lembaga saja, tanpa nama orang, surel, atau telepon."
    )
    sampai = TanggalField(label="Berlaku sampai")


class TanggapanForm(PortalForm):
    tanggapan = forms.ChoiceField(label="Tanggapan", choices=Tanggapan.choices, widget=forms.RadioSelect)
    penjelasan = forms.CharField(
        label="Penjelasan untuk mitra", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PenetapanForm(PortalForm):
    dasar = forms.CharField(label="Dasar penetapan", max_length=200, help_text="Nomor dan tanggal keputusannya.")


class KomentarForm(PortalForm):
    """For a partner without an account: words only."""

    butir = forms.ChoiceField(label="Tentang", required=False)
    isi = forms.CharField(
        label="Komentar", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Atas nama lembaga. Jangan menulis nama, nomor, atau data pribadi siapa pun.",
    )  # fmt: skip

    def __init__(self, *args: Any, butir: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["butir"].choices = [("", "Seluruh rencana"), *butir]
