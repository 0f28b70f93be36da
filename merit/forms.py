"""Forms of merit: starting and ending runs, objections, drafts of instruments."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PortalForm, TanggalField, UnitField
from asn_portal.core.models import Pengguna, RincianUnit
from merit.enums import Kohort
from merit.models import VersiInstrumen
from merit.services.putaran import Permintaan
from merit.susunan import Susunan


class MulaiForm(PortalForm):
    """A run on demand."""

    draf = "Putaran merit"

    versi = forms.ModelChoiceField(VersiInstrumen.objects.none(), label="Instrumen", empty_label=None)
    pada = TanggalField(
        label="Keadaan pada", help_text="Data yang benar pada hari itu, menurut yang diketahui portal sekarang."
    )
    kohort = forms.ChoiceField(label="Kelompok jabatan", choices=Kohort.choices)
    unit = UnitField(label="Unit (boleh kosong)", required=False, help_text="Kosong: seluruh instansi.")
    alasan = forms.CharField(label="Alasan", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        choices = VersiInstrumen.objects.filter(
            instrumen__instansi_id=by.instansi_id, status="terbit", berlaku__contains=today
        )
        field = self.fields["versi"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = choices.select_related("instrumen").order_by("instrumen__nama")
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.queryset = RincianUnit.objects.pada(today).filter(unit__instansi_id=by.instansi_id).order_by("nama")

    def clean_pada(self) -> Any:
        day = self.cleaned_data["pada"]
        if day > timezone.localdate():
            raise forms.ValidationError(
                "Keadaan yang dihitung tidak boleh di masa depan. Pilih hari ini atau sebelumnya."
            )
        return day

    def permintaan(self) -> Permintaan:
        values = self.cleaned_data
        unit = values["unit"]
        return Permintaan(
            values["pada"],
            values["kohort"],
            None if unit is None else getattr(unit, "unit_id", unit.pk),
            alasan=values["alasan"],
        )


class PeriksaForm(PortalForm):
    catatan = forms.CharField(
        label="Catatan pemeriksaan", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang dibandingkan dan bagaimana hasilnya.",
    )  # fmt: skip


class TerbitForm(PortalForm):
    nomor = forms.CharField(label="Nomor keputusan", max_length=100)
    tanggal = TanggalField(label="Tanggal keputusan")


class BatalForm(PortalForm):
    alasan = forms.CharField(label="Alasan", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class SanggahForm(PortalForm):
    """What is wrong, and where."""

    draf = "Sanggah merit"

    komponen = forms.MultipleChoiceField(label="Bagian yang keliru", widget=forms.CheckboxSelectMultiple)
    alasan = forms.CharField(
        label="Apa yang keliru, dan apa yang benar", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sebutkan buktinya: nomor sertifikat, SK, atau tanggal. Jangan menulis NIK atau data keluarga.",
    )  # fmt: skip

    def __init__(self, *args: Any, susunan: Susunan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["komponen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(satu.kode, satu.komponen.nama) for _, satu in susunan.semua()]


class JawabForm(PortalForm):
    draf = "Jawaban sanggah merit"

    putusan = forms.ChoiceField(
        label="Putusan", choices=[("terima", "Diterima: putaran koreksi dihitung"), ("tolak", "Tidak diterima")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    jawaban = forms.CharField(label="Jawaban kepada pegawai", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class VersiForm(PortalForm):
    """Weights and limits of a draft; a weight of 0 takes the component out."""

    draf = "Draf instrumen merit"
    draf_isian = r"bobot-[a-z0-9_]{1,40}"

    def __init__(self, *args: Any, versi: VersiInstrumen, **kwargs: Any) -> None:
        self.versi, self.susunan = versi, versi.susunan
        super().__init__(*args, **kwargs)
        for sumbu, satu in self.susunan.semua():
            self.fields[f"bobot-{satu.kode}"] = forms.DecimalField(
                label=f"{sumbu.nama}: {satu.komponen.nama}", min_value=0, max_value=100, decimal_places=2, initial=satu.bobot,
                help_text="Bobot." if sumbu.pembagi == 100 else "Poin penuh bila 1.",
            )  # fmt: skip
        if self.susunan.berkotak:
            for nama, label in (("batas_tengah", "Kategori tengah mulai"), ("batas_atas", "Kategori tertinggi mulai")):
                self.fields[nama] = forms.DecimalField(
                    label=label, min_value=0, max_value=100, decimal_places=2, initial=getattr(self.susunan, nama)
                )
        self.fields["dasar"] = forms.CharField(label="Dasar", max_length=300, initial=versi.dasar)
        self.fields["alasan"] = forms.CharField(
            label="Alasan perubahan", max_length=500, initial=versi.alasan, widget=forms.Textarea(attrs={"rows": 2})
        )

    def isi(self) -> dict[str, Any]:
        """The content of the draft with the new numbers; what has no weight is left out."""
        values = self.cleaned_data
        content = self.susunan.model_dump(mode="json")
        for sumbu in content["sumbu"]:
            for row in sumbu["komponen"]:
                row["bobot"] = str(values[f"bobot-{row['kode']}"])
            sumbu["komponen"] = [row for row in sumbu["komponen"] if Decimal(row["bobot"]) > 0]
        for nama in ("batas_tengah", "batas_atas"):
            if nama in values:
                content[nama] = str(values[nama])
        kept = {row["kode"] for sumbu in content["sumbu"] for row in sumbu["komponen"]} | {"y", "x", "duk"}
        content["seri"] = [nama for nama in content["seri"] if nama in kept]
        return content


class TerbitVersiForm(PortalForm):
    mulai = TanggalField(label="Berlaku mulai")
