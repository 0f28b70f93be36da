"""Forms of the running year: a note in seconds, an action plan, a word of feedback."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from asn_portal.berkas.forms import TERIMA
from asn_portal.berkas.isi import MEGA, PALING_BESAR
from asn_portal.berkas.isi.terima import Kiriman, size_refusal
from asn_portal.core.forms.dasar import PortalForm, TanggalField, finish
from asn_portal.core.templatetags.bentuk import tanggal
from kinerja.enums import JenisEvaluasi, JenisUmpanBalik
from kinerja.models import RencanaHasilKerja
from kinerja.services.pelaksanaan import IsianProgres

KATA_PILIHAN = 110


def named_lines(rows: Sequence[RencanaHasilKerja]) -> list[tuple[str, str]]:
    """Lines of several plans (a move, the turn of a year) say from which day theirs runs."""
    several = len({row.skp_id for row in rows}) > 1
    return [
        (
            str(row.pk),
            f"{place}. {row.teks[:KATA_PILIHAN]}" + (f" (SKP sejak {tanggal(row.skp.mulai)})" if several else ""),
        )
        for place, row in enumerate(rows, 1)
    ]


class ProgresForm(PortalForm):
    draf = "Catatan progres"

    rhk = forms.ChoiceField(label="Untuk hasil kerja", widget=forms.RadioSelect)
    teks = forms.CharField(label="Yang dikerjakan", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    hasil = forms.CharField(
        label="Hasil (boleh kosong)",
        max_length=200,
        required=False,
        help_text="Misalnya 3 laporan, atau 12 titik diperiksa.",
    )
    tanggal = TanggalField(
        label="Tanggal", help_text="Giliran kerja yang melewati tengah malam dicatat pada hari pertamanya."
    )
    berkas = forms.FileField(
        label="Foto atau berkas bukti (boleh kosong)", required=False, widget=forms.FileInput(attrs={"accept": TERIMA}),
        help_text=f"PDF, JPG, PNG, WebP, atau HEIC; paling besar {PALING_BESAR // MEGA} MB.",
    )  # fmt: skip
    tautan = forms.URLField(label="Tautan bukti (boleh kosong)", required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, daftar: list[RencanaHasilKerja], **kwargs: Any) -> None:
        given = {"tanggal": timezone.localdate(), "rhk": str(daftar[0].pk) if daftar else None}
        kwargs.setdefault("initial", given)
        super().__init__(*args, **kwargs)
        self.fields["rhk"].choices = named_lines(daftar)
        finish(self)

    def clean_berkas(self) -> Any:
        sent = self.cleaned_data.get("berkas")
        if sent and (refusal := size_refusal(sent.name, sent.size)):
            raise forms.ValidationError(refusal)
        return sent

    def isian(self) -> IsianProgres:
        data, sent = self.cleaned_data, self.cleaned_data.get("berkas")
        files = [Kiriman(sent.name, sent.read())] if sent else []
        return IsianProgres(
            UUID(data["rhk"]), data["tanggal"], data["teks"], data["hasil"], data["tautan"] or "", files
        )


class AksiForm(PortalForm):
    draf = "Rencana aksi"

    rhk = forms.ChoiceField(label="Untuk hasil kerja", widget=forms.RadioSelect)
    masa = forms.ChoiceField(label="Masa")
    teks = forms.CharField(label="Rencana aksi", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    target = forms.CharField(label="Target masa ini (boleh kosong)", max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        daftar: list[RencanaHasilKerja],
        tahun: int,
        tahap: Iterable[tuple[JenisEvaluasi, int]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rhk"].choices = named_lines(daftar)
        self.fields["masa"].choices = [
            (f"{jenis}-{nomor}", jenis.named(tahun, nomor)) for jenis, nomor in tahap if nomor
        ]
        finish(self)

    def tahap(self) -> tuple[str, int]:
        jenis, nomor = self.cleaned_data["masa"].split("-")
        return jenis, int(nomor)


class UmpanBalikForm(PortalForm):
    draf = "Umpan balik"

    jenis = forms.ChoiceField(label="Jenis", widget=forms.RadioSelect)
    rhk = forms.ChoiceField(label="Tentang hasil kerja (boleh kosong)", required=False)
    teks = forms.CharField(label="Umpan balik", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, daftar: list[RencanaHasilKerja], ke_atasan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        upwards = JenisUmpanBalik.KE_ATASAN
        self.fields["jenis"].choices = [row for row in JenisUmpanBalik.choices if (row[0] == upwards) is ke_atasan]
        self.fields["rhk"].choices = [("", "Seluruh pekerjaan"), *named_lines(daftar)]
        if ke_atasan:
            self.fields["jenis"].initial = upwards
        finish(self)
