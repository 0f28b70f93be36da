"""One form for all kinds of riwayat, made of the register and of the columns of the table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from asn_portal.berkas.forms import TERIMA, BanyakBerkasField, BanyakBerkasInput
from asn_portal.berkas.isi import MEGA, PALING_BESAR
from asn_portal.berkas.selectors import documents_of, own_documents
from asn_portal.core.forms.dasar import PortalForm, TanggalField, finish
from asn_portal.core.models import Pengguna
from asn_portal.lembar.isi import plain_number
from pegawai.forms.referensi import CariField, DaftarField
from pegawai.jenis_riwayat import JenisRiwayat, Kelompok, Pola, all_jenis_riwayat
from pegawai.models import Pegawai, Riwayat
from pegawai.models.referensi import KeReferensi
from pegawai.periksa_riwayat import Orangnya, check_row
from pegawai.referensi import referensi


class AngkaField(forms.DecimalField):
    """1.234,5 as people write it here; 1234.5 as machines do."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": "Tulis angka, misalnya 1.234,5."})
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            value = plain_number(value)
        found: Decimal | None = super().to_python(value)
        return found


def field_of(column: Any) -> forms.Field:
    """The form field for a column."""
    common: dict[str, Any] = {"label": _label(column), "required": not column.blank}
    if isinstance(column, KeReferensi):
        lists = [referensi(jenis) for jenis in column.daftar]
        chosen = CariField if any(daftar is not None and daftar.dicari for daftar in lists) else DaftarField
        return chosen(*column.daftar, **common)
    if column.choices:
        return forms.ChoiceField(choices=[("", "Pilih"), *column.choices], **common)
    match column:
        case models.DateField():
            return TanggalField(**common)
        case models.BooleanField():
            return forms.BooleanField(label=_label(column, optional=False), required=False)
        case models.DecimalField():
            return AngkaField(max_digits=column.max_digits, decimal_places=column.decimal_places, min_value=0, **common)
        case models.PositiveSmallIntegerField():
            widget = forms.TextInput(attrs={"inputmode": "numeric"})
            messages = {
                "invalid": "Tulis bilangan bulat.",
                "min_value": "Tidak boleh kurang dari 0.",
                "max_value": "Terlalu besar. Periksa angkanya.",
            }
            return forms.IntegerField(min_value=0, max_value=32_000, widget=widget, error_messages=messages, **common)
        case models.EmailField():
            return forms.EmailField(max_length=column.max_length, **common)
        case _:
            return forms.CharField(max_length=column.max_length, **common)


def _label(column: Any, *, optional: bool | None = None) -> str:
    words = str(column.verbose_name)
    empty = column.blank if optional is None else optional
    return f"{words[:1].upper()}{words[1:]}{' (boleh kosong)' if empty else ''}"


# Kinds whose rows hold nothing of a family, a punishment, pay or health.
BIASA = frozenset({Kelompok.PENDIDIKAN, Kelompok.PENGHARGAAN, Kelompok.MASA_KERJA})


class RiwayatForm(PortalForm):
    """A row of one kind; with `baris` the row that is being put right, and then also why."""

    draf = "Riwayat pegawai"
    draf_isian = "|".join(
        sorted(
            {"mulai", "sampai", "sk_nomor", "sk_tanggal", "keterangan", "alasan"}
            | {name for jenis in all_jenis_riwayat() for name in jenis.isian}
        )
    )

    def __init__(
        self, *args: Any, jenis: JenisRiwayat, pegawai: Pegawai, by: Pengguna, baris: Riwayat | None = None,
        alasan: str = "", usulan: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.jenis, self.pegawai = jenis, pegawai
        kwargs.setdefault("initial", {} if baris is None else values_of(jenis, baris))
        super().__init__(*args, **kwargs)
        self._add_dates()
        for name in (*(("sk_nomor", "sk_tanggal") if jenis.ber_sk else ()), *jenis.isian):
            self.fields[name] = field_of(jenis.model._meta.get_field(name))
            keep = getattr(self.fields[name], "keep", None)
            if keep is not None and baris is not None:
                keep(getattr(baris, name))
        if jenis.ber_sk:
            self._name_decree()
        self._add_document(by)
        if usulan:
            ask_evidence(self)
        if alasan:
            self.fields["alasan"] = forms.CharField(
                label=alasan, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
            )
        finish(self)

    def _add_dates(self) -> None:
        self.fields["mulai"] = TanggalField(label=self.jenis.label_mulai)
        if self.jenis.pola is Pola.MASA:
            needed = self.jenis.sampai_wajib
            label = self.jenis.label_sampai if needed else f"{self.jenis.label_sampai} (boleh kosong)"
            self.fields["sampai"] = TanggalField(label=label, required=needed, help_text="Hari terakhir.")

    def _name_decree(self) -> None:
        words = self.jenis.label_sk
        self.fields["sk_nomor"].label = f"{words[:1].upper()}{words[1:]}"
        self.fields["sk_nomor"].required = True
        self.fields["sk_tanggal"].label = "Tanggalnya"
        self.fields["sk_tanggal"].required = True

    def _add_document(self, by: Pengguna) -> None:
        rows = documents_of(by, self.pegawai.pk) if self.pegawai.pengguna_id != by.pk else own_documents(by)
        self.fields["dokumen"] = forms.ModelChoiceField(
            rows, label="Dokumen (boleh kosong)", required=False, empty_label="Tanpa dokumen",
            help_text="Yang sudah diunggah ke dokumen orang ini.",
            error_messages={"invalid_choice": "Dokumen itu tidak ada. Pilih dari daftar."},
        )  # fmt: skip
        self.fields["dokumen"].label_from_instance = lambda row: f"{row.judul} {row.nomor}".strip()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        orang = Orangnya(self.pegawai.tanggal_lahir, self.pegawai.jenis)
        found = check_row(
            self.jenis, data, mulai=data.get("mulai"), sampai=data.get("sampai"), orang=orang, hari_ini=timezone.localdate()
        )  # fmt: skip
        for name, sentence in found.items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)
        check_evidence(self, data)
        return data

    def isi(self) -> dict[str, Any]:
        """As the services take it."""
        nilai = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"mulai", "sampai", "alasan", "keterangan", "berkas"}
        }
        for name, value in nilai.items():
            column: Any = self.jenis.model._meta.get_field(name)
            if value is None and not column.null:
                nilai[name] = column.get_default() if column.has_default() else ""
        return {"mulai": self.cleaned_data["mulai"], "sampai": self.cleaned_data.get("sampai"), "nilai": nilai}


def riwayat_form(*args: Any, jenis: JenisRiwayat, **kwargs: Any) -> RiwayatForm:
    form = RiwayatForm(*args, jenis=jenis, **kwargs)
    form.draf_peka = jenis.kelompok not in BIASA
    return form


def ask_evidence(form: forms.Form) -> None:
    """A proposal stands on a document, one that is there or one that comes with it, and may say more."""
    form.fields["dokumen"].required = False
    form.fields["dokumen"].label = "Bukti dari Dokumen saya"
    form.fields["dokumen"].empty_label = "Pilih dokumen"
    form.fields["dokumen"].help_text = "Atau unggah bukti baru di bawah."
    form.fields["berkas"] = BanyakBerkasField(
        label="Unggah bukti baru (boleh kosong)", required=False, widget=BanyakBerkasInput(attrs={"accept": TERIMA}),
        help_text=f"Satu PDF, atau foto; paling besar {PALING_BESAR // MEGA} MB.",
    )  # fmt: skip
    form.fields["keterangan"] = forms.CharField(
        label="Penjelasan (boleh kosong)", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


def check_evidence(form: forms.Form, data: dict[str, Any]) -> None:
    if "berkas" in form.fields and not data.get("dokumen") and not data.get("berkas") and not form.errors.get("berkas"):
        form.add_error("dokumen", "Bukti belum ada. Pilih dari dokumen Anda, atau unggah berkasnya.")


def values_of(jenis: JenisRiwayat, row: Riwayat) -> dict[str, Any]:
    """A row as the form shows it first."""
    values: dict[str, Any] = {"mulai": row.mulai, "sampai": row.sampai, "dokumen": row.dokumen_id}
    for name in ("sk_nomor", "sk_tanggal", *jenis.isian):
        value = getattr(row, name)
        if isinstance(jenis.model._meta.get_field(name), KeReferensi):
            value = getattr(row, f"{name}_id")
        values[name] = written(value)
    return values


def written(value: Any) -> Any:
    """Decimals with a comma and without empty places."""
    if isinstance(value, Decimal):
        text = f"{value.normalize():f}"
        return text.replace(".", ",")
    return value


class TarikForm(PortalForm):
    alasan = forms.CharField(
        label="Mengapa baris ini tidak seharusnya ada", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Orangnya membaca alasan ini.",
    )  # fmt: skip
