"""Forms about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PeriodeForm, PortalForm, TanggalField, UnitField, check_reason
from asn_portal.core.models import Pengguna
from pegawai.enums import BagianLaporan, StatusLaporan
from pegawai.models import Pegawai


class PindahForm(PortalForm):
    draf = "Memindahkan pegawai"

    unit = UnitField(label="Unit baru")
    mulai = TanggalField(label="Mulai", help_text="Hari pertama di unit baru. Boleh tanggal mendatang.")
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Nomor dan tanggal keputusan.")

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].fill(by)


class AtasanForm(PeriodeForm):
    draf = "Menetapkan atasan"

    atasan = forms.CharField(label="Atasan", max_length=60, help_text="NRK atau NIP atasan.")
    mulai = TanggalField(label="Mulai")
    sampai = TanggalField(label="Sampai (boleh kosong)", required=False, help_text="Hari terakhir penetapan ini.")
    dasar = forms.CharField(label="Alasan dan dasar", max_length=200)

    field_order = ["atasan", "mulai", "sampai", "dasar"]

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_atasan(self) -> Pegawai:
        number = self.cleaned_data["atasan"].replace(" ", "").replace(".", "")
        people = Pegawai.objects.visible_to(self.by)
        found = people.filter(nrk=number).first() or people.filter(nip=number).first()
        if found is None:
            raise forms.ValidationError("Tidak ada pegawai dengan NRK atau NIP ini. Periksa angka-angkanya.")
        return found


class LaporanForm(PortalForm):
    draf = "Laporan data yang salah"

    bagian = forms.ChoiceField(label="Yang salah", choices=BagianLaporan.choices)
    isi = forms.CharField(
        label="Yang benar", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: saya pindah ke Suku Dinas sejak 2 November 2026, SK nomor 123.",
    )  # fmt: skip

    def __init__(self, *args: Any, bagian: str = "", **kwargs: Any) -> None:
        """With `bagian` the page already says what is wrong, and only the right answer is asked."""
        super().__init__(*args, **kwargs)
        if bagian:
            self.fields["bagian"].initial = bagian
            self.fields["bagian"].widget = forms.HiddenInput()


class JawabanForm(PortalForm):
    draf = "Jawaban laporan data"

    status = forms.ChoiceField(
        label="Keputusan",
        choices=[
            ("", "Pilih keputusan"),
            (StatusLaporan.DIPERBAIKI.value, "Data sudah diperbaiki"),
            (StatusLaporan.DIJAWAB.value, "Dijawab tanpa perubahan data"),
        ],
    )
    tanggapan = forms.CharField(
        label="Tanggapan untuk pelapor", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def answer(self) -> dict[str, Any]:
        return {"status": StatusLaporan(self.cleaned_data["status"]), "tanggapan": self.cleaned_data["tanggapan"]}


class TujuanForm(PortalForm):
    tujuan = forms.CharField(
        label="Untuk keperluan apa",
        max_length=300,
        help_text="Misalnya: memeriksa usul pensiun. Pemilik data akan melihat alasan ini.",
    )

    def clean_tujuan(self) -> str:
        return check_reason(self.cleaned_data["tujuan"])


class IdentitasForm(PortalForm):
    alasan = forms.CharField(
        label="Bagaimana identitas diperiksa",
        max_length=500,
        help_text="Misalnya: datang sendiri dengan KTP dan kartu pegawai.",
    )


def initial_period() -> dict[str, Any]:
    return {"mulai": timezone.localdate()}


class SuratTugasForm(PeriodeForm):
    draf = "Surat tugas"

    nomor = forms.CharField(label="Nomor surat tugas", max_length=100)
    perihal = forms.CharField(
        label="Perihal",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Yang diperiksa. Orang yang diperiksa membaca tujuan setiap pembacaan, bukan perihal ini.",
    )
    mulai = TanggalField(label="Mulai")
    sampai = TanggalField(label="Sampai", help_text="Hari terakhir, paling lama enam bulan sejak mulai.")
    minta_rahasia = forms.BooleanField(
        label="Minta agar pembacaan baru tampak setelah pemeriksaan selesai",
        required=False,
        help_text="Berlaku setelah disetujui orang kedua. Sebelum itu, pembacaan langsung tampak bagi orangnya.",
    )

    field_order = ["nomor", "perihal", "mulai", "sampai", "minta_rahasia"]


class SuratTugasUnitForm(SuratTugasForm):
    draf = "Surat tugas untuk unit"

    unit = UnitField(label="Unit yang diperiksa", help_text="Beserta unit di bawahnya, menurut keanggotaan hari itu.")

    field_order = ["nomor", "unit", "perihal", "mulai", "sampai", "minta_rahasia"]

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].fill(by)
