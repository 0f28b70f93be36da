"""Forms for results of technical tests: many candidates of one report, and a correction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms

from asn_portal.core.forms.dasar import PortalForm, TanggalField
from asn_portal.lembar.isi import plain_number
from merit.selectors.suksesi import Calon
from merit.services.uji_teknis import BeritaAcara
from pegawai.models import Pegawai

# A number of a person, then the value: as a spreadsheet gives two columns when they are copied.
BARIS = re.compile(r"\s*'?(\d{6,18})[\s;,]+(\d{1,3}(?:[.,]\d{1,2})?)\s*")


class BeritaAcaraForm(PortalForm):
    """Where the results come from."""

    penyelenggara = forms.CharField(label="Penyelenggara uji", max_length=200)
    nomor = forms.CharField(label="Nomor berita acara", max_length=100)
    tanggal = TanggalField(label="Tanggal uji")

    def berita(self) -> BeritaAcara:
        values = self.cleaned_data
        return BeritaAcara(values["tanggal"], values["penyelenggara"], values["nomor"])


def _value(label: str, *, wajib: bool) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2, localize=True, required=wajib,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 6, "class": "angka-pendek"}),
    )  # fmt: skip


class UjiForm(BeritaAcaraForm):
    """One field for each candidate without a result; empty stays without one. Or two columns pasted from a spreadsheet."""

    draf = "Hasil uji teknis"
    draf_isian = r"nilai-\d+"

    tempel = forms.CharField(
        label="Tempel dari lembar kerja (boleh kosong)", required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu orang tiap baris: NIP atau NRK, lalu nilainya. Dua kolom yang disalin dari Excel dapat langsung ditempel.",
    )  # fmt: skip

    def __init__(self, *args: Any, calon: Sequence[Calon], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calon = list(calon)
        for place, one in enumerate(self.calon):
            self.fields[f"nilai-{place}"] = _value(one.nama, wajib=False)
        # After the candidates: the other way to the same.
        self.fields["tempel"] = self.fields.pop("tempel")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        typed = {
            one.pegawai_id: data[f"nilai-{place}"]
            for place, one in enumerate(self.calon)
            if data.get(f"nilai-{place}") is not None
        }
        pasted = self._pasted(data.get("tempel") or "")
        if twice := set(typed) & set(pasted):
            name = next(one.nama for one in self.calon if one.pegawai_id in twice)
            self.add_error("tempel", f"Nilai {name} ada di dua tempat. Isi salah satu saja.")
        data["nilai"] = typed | pasted
        if not self.errors and not data["nilai"]:
            self.add_error(None, "Isi nilai untuk paling sedikit satu calon.")
        return data

    def _pasted(self, text: str) -> dict[UUID, Decimal]:
        rows = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
        read: dict[str, Decimal] = {}
        for at, line in rows:
            found = BARIS.fullmatch(line)
            value = _decimal(found[2]) if found else None
            if found is None or value is None:
                self.add_error("tempel", f"Baris {at} tidak terbaca. Tulis NIP atau NRK, lalu nilai 0 sampai 100.")
                return {}
            read[found[1]] = value
        known = self._people(read)
        for nomor in read:
            if nomor not in known:
                self.add_error(
                    "tempel", f"Nomor yang berakhir {nomor[-4:]} bukan calon tanpa hasil dalam daftar ini. Periksa lagi nomornya."
                )  # fmt: skip
        return {known[nomor]: value for nomor, value in read.items() if nomor in known}

    def _people(self, nomor: dict[str, Decimal]) -> dict[str, UUID]:
        """Of the candidates only: a number of somebody else is told to be none of them."""
        people = Pegawai.objects.filter(pk__in=[one.pegawai_id for one in self.calon])
        rows = people.values_list("pk", "nip", "nrk")
        return {text: pk for pk, nip, nrk in rows for text in (nip, nrk) if text and text in nomor}


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(plain_number(text))
    except InvalidOperation:
        return None
    return value if 0 <= value <= 100 else None


class KoreksiUjiForm(BeritaAcaraForm):
    draf = "Koreksi hasil uji teknis"

    nilai = _value("Nilai yang benar", wajib=True)
    alasan = forms.CharField(
        label="Alasan koreksi", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang keliru. Hasil lama tetap dihitung sampai orang kedua menandatangani.",
    )  # fmt: skip
