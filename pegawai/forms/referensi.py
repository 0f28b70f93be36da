"""Choosing an entry of a reference list: a plain list for short ones, words and a choice for long ones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from asn_portal.core.forms.dasar import PortalForm, TanggalField
from pegawai.models import Referensi
from pegawai.referensi import referensi
from pegawai.selectors.referensi import DITAWARKAN, offered

TERIMA = ".csv,.json,.gz,text/csv,application/json,application/gzip"
MEMILIH = "Beberapa cocok. Pilih salah satu di bawah isian ini, atau tulis lebih lengkap."


class DaftarField(forms.ModelChoiceField):
    """An entry of a short list."""

    def __init__(self, *jenis: str, **kwargs: Any) -> None:
        self.jenis = jenis
        super().__init__(
            queryset=Referensi.objects.dari(*jenis).terpilih().order_by("jenis", "urut"),
            empty_label=kwargs.pop("empty_label", "Pilih"),
            error_messages={"invalid_choice": "Pilihan itu tidak ada di daftar. Pilih dari daftar."},
            **kwargs,
        )

    def keep(self, row: Referensi | None) -> None:
        """An entry that is no longer offered stays a choice where it already stands."""
        if row is not None:
            self.queryset = (self.queryset | Referensi.objects.filter(pk=row.pk)).order_by("jenis", "urut")


class CariInput(forms.TextInput):
    """A box to type in, and what may be meant: filled while typing, and after sending when there is no script."""

    template_name = "pegawai/isian_cari.html"

    def __init__(self, jenis: tuple[str, ...]) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"})
        self.jenis = jenis
        self.pilihan: list[Referensi] = []
        self.terpilih = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return str(data.get(name) or "").strip()[:200], str(data.get(f"{name}_pilih") or "")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        text, chosen = value if isinstance(value, tuple) else (getattr(value, "nama", value or ""), "")
        if isinstance(value, str) and value:
            row = Referensi.objects.filter(pk=value).first()
            text, chosen = (row.nama, row.pk) if row else (value, "")
        elif isinstance(value, Referensi):
            chosen = value.pk
        chosen = chosen or self.terpilih
        if chosen and not self.pilihan:
            self.pilihan = list(Referensi.objects.filter(pk=chosen).select_related("induk"))
        context = super().get_context(name, text, attrs)
        alamat = reverse("pegawai:referensi_pilihan", args=[self.jenis[0]])
        return context | {"pilihan": self.pilihan, "terpilih": chosen, "nama": name, "alamat": alamat}


class CariField(forms.Field):
    """An entry of a long list: the words that were typed, made certain by the choice below them."""

    def __init__(self, *jenis: str, **kwargs: Any) -> None:
        self.jenis = jenis
        kwargs.setdefault("help_text", "Ketik sebagian namanya, lalu pilih dari yang muncul.")
        super().__init__(widget=CariInput(jenis), **kwargs)

    def clean(self, value: Any) -> Referensi | None:
        text, chosen = value if isinstance(value, tuple) else (str(value or ""), "")
        if not text and not chosen:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"])
            return None
        known = Referensi.objects.dari(*self.jenis)
        picked = known.filter(pk=chosen).first() if chosen else None
        if picked is not None and (not text or _fits(picked, text)):
            return picked
        found = offered(self.jenis, text)
        if len(found) == 1:
            self.widget.pilihan, self.widget.terpilih = found, found[0].pk
            return found[0]
        self.widget.pilihan = found
        if not found:
            daftar = referensi(self.jenis[0])
            nama = daftar.judul.lower() if daftar else "rujukan"
            raise forms.ValidationError(f"Tidak ada yang cocok di daftar {nama}. Tulis sebagian namanya saja.")
        raise forms.ValidationError(
            MEMILIH if len(found) < DITAWARKAN else f"{MEMILIH} Yang tampak {DITAWARKAN} teratas."
        )

    def keep(self, row: Referensi | None) -> None:
        """The same door as DaftarField; here every entry may be named."""


def _fits(row: Referensi, text: str) -> bool:
    """The choice still belongs to the words: nobody typed something else afterwards."""
    return all(
        word.casefold() in row.nama.casefold() or word.casefold() == row.id_bkn.casefold() for word in text.split()
    )


class MuatanForm(PortalForm):
    berkas = forms.FileField(
        label="Berkas daftar", widget=forms.FileInput(attrs={"accept": TERIMA}),
        help_text="CSV (koma atau titik koma) atau JSON seperti yang diberikan BKN; boleh terkompres gzip. Paling besar 20 MB.",
        error_messages={"empty": "Berkas ini kosong. Pilih berkas yang berisi."},
    )  # fmt: skip
    per = TanggalField(label="Keadaan daftar per", help_text="Tanggal daftar itu, bukan tanggal unggah.")
