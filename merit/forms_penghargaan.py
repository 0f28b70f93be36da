"""Forms of awards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import AkunField, PortalForm, TanggalField, clean_akun
from asn_portal.core.models import Pengguna
from merit.enums_talenta import JenisAjang
from merit.selectors.penghargaan import award_kinds
from pegawai.models import Pegawai

ANGGOTA_TERBANYAK = 30


def _words(
    label: str, *, banyak: int = 1000, baris: int = 3, petunjuk: str = "", wajib: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=banyak, required=wajib, help_text=petunjuk, widget=forms.Textarea(attrs={"rows": baris})
    )


class AjangForm(PortalForm):
    draf = "Ajang penghargaan"

    nama = forms.CharField(label="Nama penghargaan", max_length=200)
    jenis = forms.ChoiceField(
        label="Jenis", choices=JenisAjang.choices, widget=forms.RadioSelect,
        help_text="Hasil kerja dapat mengambil nominasi penilai; Satyalancana mengambil yang genap masa kerjanya.",
    )  # fmt: skip
    penghargaan_id = forms.ChoiceField(
        label="Dicatat di berkas sebagai",
        help_text="Daftar penghargaan BKN. Dari sinilah komponen penghargaan putaran merit membaca.",
    )
    tahun = forms.IntegerField(label="Tahun", min_value=2000, max_value=2100)
    uraian = _words(
        "Ukuran penilaian", petunjuk="Apa yang dinilai juri, agar pengusul dan yang diusulkan mengetahuinya."
    )
    usul_sampai = TanggalField(label="Usulan sampai")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["penghargaan_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = award_kinds()

    def clean_usul_sampai(self) -> Any:
        day = self.cleaned_data["usul_sampai"]
        if day < timezone.localdate():
            raise forms.ValidationError("Hari terakhir mengusulkan sudah lewat. Pilih hari ini atau sesudahnya.")
        return day


class UsulForm(PortalForm):
    """One person, or a team with its members."""

    draf = "Usulan penghargaan"

    nama_tim = forms.CharField(label="Nama tim", max_length=200)
    orang = _words("NIP atau NRK", baris=4, petunjuk="Satu baris satu orang.")
    alasan = _words(
        "Mengapa layak", banyak=2000, baris=5, petunjuk="Hasil, inovasi, atau pengabdian apa, dan buktinya di mana."
    )

    def __init__(self, *args: Any, by: Pengguna, tim: bool, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)
        if not tim:
            del self.fields["nama_tim"]
            self.fields["orang"].widget.attrs["rows"] = 1
            self.fields["orang"].help_text = "NIP atau NRK orang yang diusulkan."

    def clean_orang(self) -> list[Pegawai]:
        found = []
        lines = [line.strip() for line in self.cleaned_data["orang"].splitlines() if line.strip()]
        if len(lines) > ANGGOTA_TERBANYAK:
            raise forms.ValidationError(f"Paling banyak {ANGGOTA_TERBANYAK} anggota dalam satu usulan.")
        for line in lines:
            try:
                account = clean_akun(line, self.by)
            except forms.ValidationError as unknown:
                raise forms.ValidationError(f"{line[:40]}: {unknown.messages[0]}") from unknown
            person = Pegawai.objects.filter(pengguna=account).first()
            if person is None:
                raise forms.ValidationError(f"{line[:40]} bukan akun pegawai. Tulis NIP atau NRK pegawainya.")
            found.append(person)
        return found


class JuriForm(PortalForm):
    akun = AkunField(label="Akun juri")

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)

    def clean_akun(self) -> Pengguna:
        return clean_akun(self.cleaned_data["akun"], self.by)


class NilaiForm(PortalForm):
    draf = "Nilai juri"

    skor = forms.IntegerField(label="Nilai", min_value=0, max_value=100, help_text="0 sampai 100.")
    alasan = _words("Alasan", petunjuk="Menurut ukuran penilaian penghargaan ini.")


class PutusanAjangForm(PortalForm):
    """Who receives it."""

    draf = "Putusan penghargaan"

    penerima = forms.MultipleChoiceField(
        label="Penerima",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu penerima."},
    )
    pertimbangan = _words("Pertimbangan", banyak=2000, baris=4)

    def __init__(self, *args: Any, pilihan: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["penerima"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = pilihan


class KeputusanAjangForm(PortalForm):
    nomor = forms.CharField(label="Nomor keputusan", max_length=100)
    tanggal = TanggalField(label="Tanggal keputusan")
