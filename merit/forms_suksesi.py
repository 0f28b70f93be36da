"""Forms of succession."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.forms.dasar import AkunField, PortalForm, TanggalField, clean_akun
from asn_portal.core.models import Pengguna
from merit.enums_talenta import SebabSuksesi
from pegawai.models import Pegawai


def _words(label: str, *, banyak: int = 500, baris: int = 3, petunjuk: str = "", wajib: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=banyak, required=wajib, help_text=petunjuk, widget=forms.Textarea(attrs={"rows": baris})
    )


class RencanaForm(PortalForm):
    draf = "Rencana suksesi"

    sebab = forms.ChoiceField(label="Mengapa disusun", choices=SebabSuksesi.choices, widget=forms.RadioSelect)
    alasan = _words("Penjelasan", petunjuk="Misalnya kapan jabatan itu kosong, atau mengapa jabatan itu kritis.")


class PernyataanForm(PortalForm):
    """Before anything of the session is shown."""

    benturan = forms.ChoiceField(
        label="Pernyataan",
        choices=[
            ("tidak", "Saya tidak mempunyai benturan kepentingan dengan siapa pun yang mungkin dipertimbangkan"),
            ("ada", "Saya mempunyai benturan kepentingan, dan tidak ikut dalam sidang ini"),
        ],
        widget=forms.RadioSelect,
    )
    uraian = _words(
        "Benturan itu", banyak=1000, wajib=False, petunjuk="Diisi bila ada: hubungan keluarga, usaha, atau lainnya."
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("benturan") == "ada" and not data.get("uraian"):
            self.add_error("uraian", "Sebutkan benturan kepentingannya secara singkat.")
        return data


class PilihForm(PortalForm):
    draf = "Alasan pilihan suksesi"

    alasan = _words(
        "Alasan memilih", banyak=2000, baris=4, petunjuk="Bukti apa yang membuatnya sesuai untuk jabatan ini."
    )


class PilihLuarForm(PortalForm):
    """Somebody outside the pool."""

    draf = "Pilihan suksesi di luar daftar"

    akun = AkunField(label="NIP atau NRK")
    alasan = _words(
        "Alasan memilih di luar daftar", banyak=2000, baris=4,
        petunjuk="Mengapa orang ini, dan mengapa bukan dari daftar. Berlaku setelah ditandatangani orang kedua.",
    )  # fmt: skip

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)

    def clean_akun(self) -> Pegawai:
        found = Pegawai.objects.filter(pengguna=clean_akun(self.cleaned_data["akun"], self.by)).first()
        if found is None:
            raise forms.ValidationError("Akun itu bukan akun pegawai. Tulis NIP atau NRK pegawai yang dipilih.")
        return found


class TandaTanganForm(PortalForm):
    putusan = forms.ChoiceField(
        label="Putusan", choices=[("setuju", "Setuju"), ("tidak", "Tidak setuju")], widget=forms.RadioSelect
    )
    catatan = _words("Catatan", banyak=1000)


class RisalahForm(PortalForm):
    draf = "Risalah sidang suksesi"

    risalah = _words(
        "Risalah", banyak=10_000, baris=8, petunjuk="Siapa hadir, apa yang dibahas, dan apa yang diputuskan."
    )


class TetapkanForm(PortalForm):
    nomor = forms.CharField(label="Nomor keputusan", max_length=100)
    tanggal = TanggalField(label="Tanggal keputusan")


class AlasanSuksesiForm(PortalForm):
    alasan = _words("Alasan")
