"""Forms of a plan, in the field order of e-Kinerja BKN."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from asn_portal.core.forms.dasar import PortalForm, finish
from kinerja.aturan.berakhlak import PANDUAN
from kinerja.enums import Aspek, BentukSKP, JenisHasil, NilaiDasar, PendekatanSKP, Perspektif
from kinerja.models import SKP, RencanaHasilKerja
from kinerja.selectors.rencana import Baris, Sandaran
from kinerja.services.rencana import IsianIndikator, IsianRHK

BUTIR_TANPA_ASPEK = 3
KATA_PILIHAN = 110


class MulaiForm(PortalForm):
    """Which form, which approach, and from what to begin."""

    bentuk = forms.ChoiceField(label="Bentuk formulir", choices=BentukSKP.choices, widget=forms.RadioSelect)
    pendekatan = forms.ChoiceField(
        label="Pendekatan hasil kerja",
        choices=PendekatanSKP.choices,
        widget=forms.RadioSelect,
        help_text="Kuantitatif: indikator dan target ditulis terpisah, dengan satuan. Kualitatif: ukuran keberhasilan diuraikan.",
    )
    contoh = forms.ChoiceField(
        label="Mulai dari",
        required=False,
        help_text="Isinya disalin sebagai draf; Anda mengubahnya sebelum mengajukan.",
    )

    def __init__(
        self,
        *args: Any,
        contoh: Iterable[SKP] = (),
        milik: UUID | None = None,
        judul: Mapping[UUID, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        rows, titles = list(contoh), judul or {}
        choices = [
            (str(row.pk), f"Contoh unit: {titles[row.pk]}" if row.pk in titles else _name_example(row, milik))
            for row in rows
        ]
        self.fields["contoh"].choices = [("", "Rencana kosong"), *choices]
        if not rows:
            del self.fields["contoh"]
        finish(self)


def _name_example(row: SKP, milik: UUID | None) -> str:
    if row.pegawai_id == milik:
        return f"SKP {row.tahun} saya"
    return f"SKP {row.tahun} {row.pegawai.nama} ({row.jabatan or 'jabatan belum tercatat'})"


@dataclass(frozen=True)
class Blok:
    """The fields of one indicator on the page."""

    judul: str
    wajib: bool
    isian: tuple[str, ...]


class RHKForm(PortalForm):
    """One result with its indicators: by aspek for JA and JF in numbers, else up to three."""

    draf = "Rencana hasil kerja"
    draf_isian = r"i\d_(teks|target|satuan|sumber)"

    jenis = forms.ChoiceField(label="Jenis hasil kerja", choices=JenisHasil.choices, widget=forms.RadioSelect)
    sandaran = forms.ChoiceField(label="Rencana hasil kerja pimpinan yang diintervensi", required=False)
    teks = forms.CharField(
        label="Rencana hasil kerja",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text='Tulis hasilnya, bukan kegiatannya. Contoh: "Tersedianya data saluran mikro yang mutakhir".',
    )
    perspektif = forms.ChoiceField(label="Perspektif", choices=[("", "Pilih perspektif"), *Perspektif.choices])
    penugasan = forms.CharField(
        label="Penugasan dari (boleh kosong)", max_length=200, required=False,
        help_text="Dicetak dalam kurung sesudah rencana hasil kerja.",
    )  # fmt: skip

    def __init__(self, *args: Any, skp: SKP, sandaran: Sandaran, baris: Baris | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(baris, skp))
        super().__init__(*args, **kwargs)
        self.skp = skp
        self.is_jpt = skp.bentuk == BentukSKP.JPT
        self.kuantitatif = skp.pendekatan == PendekatanSKP.KUANTITATIF
        self._offer_supports(sandaran, baris.rhk if baris is not None else None)
        if not self.is_jpt:
            del self.fields["perspektif"]
            del self.fields["penugasan"]
        self.blok = [self._block(place, judul) for place, judul in enumerate(self._titles())]
        finish(self)

    def _offer_supports(self, sandaran: Sandaran, rhk: RencanaHasilKerja | None) -> None:
        """Results of the superior, targets of the unit; what is linked already stays a choice."""
        field = self.fields["sandaran"]
        groups: list[tuple[str, list[tuple[str, str]]]] = []
        above = [] if self.is_jpt else [(f"rhk:{row.pk}", _cut(row.teks)) for row in sandaran.rhk]
        targets = [(f"iku:{row.pk}", _cut(f"{row.nomor}. {row.sasaran}")) for row in sandaran.iku]
        if (
            rhk is not None
            and rhk.rhk_pimpinan is not None
            and all(str(rhk.rhk_pimpinan_id) not in key for key, _ in above)
        ):
            above.append((f"rhk:{rhk.rhk_pimpinan_id}", _cut(rhk.rhk_pimpinan.teks)))
        if above:
            groups.append((f"Rencana {sandaran.atasan.nama if sandaran.atasan else 'atasan'}", above))
        if targets:
            groups.append(("Sasaran unit", targets))
        field.choices = [("", "Belum ditautkan"), *groups]
        if self.is_jpt:
            field.label = "Sasaran unit yang dituju (boleh kosong)"
        elif above:
            field.label += " (boleh kosong)"
        else:
            field.label += " (boleh kosong)"
            field.help_text = "Atasan Anda belum mengajukan rencananya. Pilih sasaran unit dulu; tautan ke rencananya diusulkan begitu ada."

    def _titles(self) -> list[str]:
        if self.kuantitatif and not self.is_jpt:
            return [str(label) for label in Aspek.labels]
        word = "Indikator" if self.kuantitatif else "Ukuran keberhasilan"
        return [f"{word} {place}" for place in range(1, BUTIR_TANPA_ASPEK + 1)]

    def _block(self, place: int, judul: str) -> Blok:
        """At least one is filled in; which one is up to the writer, except that without aspek it is the first."""
        label = "Indikator kinerja individu" if self.kuantitatif else "Ukuran keberhasilan atau indikator, dan target"
        rows = 2 if self.kuantitatif else 3
        names = [f"i{place}_teks"]
        self.fields[names[0]] = forms.CharField(
            label=label, max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": rows})
        )
        if self.kuantitatif:
            self.fields[f"i{place}_target"] = forms.CharField(label="Target", max_length=200, required=False)
            self.fields[f"i{place}_satuan"] = forms.CharField(
                label="Satuan (boleh kosong)", max_length=60, required=False
            )
            names += [f"i{place}_target", f"i{place}_satuan"]
        self.fields[f"i{place}_sumber"] = forms.CharField(
            label="Sumber data (boleh kosong)", max_length=200, required=False
        )
        return Blok(judul, place == 0, (*names, f"i{place}_sumber"))

    def blok_isian(self) -> list[tuple[Blok, list[Any], bool]]:
        """Blocks with their bound fields; the first and those with something in them stand open."""
        found = []
        for blok in self.blok:
            fields = [self[name] for name in blok.isian]
            filled = any(field.value() or field.errors for field in fields)
            found.append((blok, fields, filled or blok.wajib))
        return found

    def kepala_isian(self) -> list[Any]:
        return [self[name] for name in ("jenis", "sandaran", "teks", "perspektif", "penugasan") if name in self.fields]

    def clean_sandaran(self) -> tuple[str, UUID] | None:
        kind, _, key = str(self.cleaned_data.get("sandaran") or "").partition(":")
        return (kind, UUID(key)) if key else None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        filled = 0
        for place, _ in enumerate(self.blok):
            text, target = data.get(f"i{place}_teks"), data.get(f"i{place}_target")
            filled += bool(text)
            if text and self.kuantitatif and not target:
                self.add_error(f"i{place}_target", "Target belum diisi. Tulis angkanya, misalnya 12 atau 95%.")
            if not text and any(data.get(f"i{place}_{part}") for part in ("target", "satuan", "sumber")):
                self.add_error(f"i{place}_teks", "Indikator belum diisi, padahal targetnya ada.")
        if not filled and not self.errors:
            self.add_error("i0_teks", "Isi paling sedikit satu indikator.")
        return data

    def isi(self) -> IsianRHK:
        data, aspects = self.cleaned_data, list(Aspek) if self.kuantitatif and not self.is_jpt else None
        indicators = [
            IsianIndikator(
                data[f"i{place}_teks"],
                data.get(f"i{place}_target", ""),
                data.get(f"i{place}_satuan", ""),
                data[f"i{place}_sumber"],
                aspects[place].value if aspects else "",
            )
            for place, _ in enumerate(self.blok)
            if data[f"i{place}_teks"]
        ]
        return IsianRHK(
            data["jenis"],
            data["teks"],
            indicators,
            data["sandaran"],
            data.get("perspektif", ""),
            data.get("penugasan", ""),
        )


def _cut(text: str) -> str:
    return text if len(text) <= KATA_PILIHAN else text[:KATA_PILIHAN].rsplit(" ", 1)[0] + " ..."


def _initial(baris: Baris | None, skp: SKP) -> dict[str, Any]:
    if baris is None:
        return {"jenis": JenisHasil.UTAMA}
    row = baris.rhk
    values: dict[str, Any] = {
        "jenis": row.jenis, "teks": row.teks, "perspektif": row.perspektif, "penugasan": row.penugasan,
        "sandaran": f"rhk:{row.rhk_pimpinan_id}" if row.rhk_pimpinan_id else f"iku:{row.iku_id}" if row.iku_id else "",
    }  # fmt: skip
    by_aspect = skp.pendekatan == PendekatanSKP.KUANTITATIF and skp.bentuk != BentukSKP.JPT
    order = list(Aspek)
    for place, one in enumerate(baris.indikator):
        at = order.index(Aspek(one.aspek)) if by_aspect and one.aspek else place
        values |= {
            f"i{at}_teks": one.teks, f"i{at}_target": one.target, f"i{at}_satuan": one.satuan, f"i{at}_sumber": one.sumber
        }  # fmt: skip
    return values


LAMPIRAN = {
    "dukungan": ("Dukungan sumber daya", "Satu hal tiap baris. Contoh: data curah hujan harian dari pos pantau."),
    "pertanggungjawaban": (
        "Skema pertanggungjawaban",
        "Satu hal tiap baris. Contoh: laporan tertulis setiap triwulan kepada pejabat penilai.",
    ),
    "konsekuensi": ("Konsekuensi", "Satu hal tiap baris. Contoh: diprioritaskan untuk pengembangan kompetensi."),
}


class LengkapiForm(PortalForm):
    """Expectations about behaviour, and the annexes."""

    draf = "Perilaku kerja dan lampiran SKP"
    draf_isian = r"nilai_[a-z_]+|dukungan|pertanggungjawaban|konsekuensi"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nilai in NilaiDasar:
            self.fields[f"nilai_{nilai.value}"] = forms.CharField(
                label="Ekspektasi khusus pimpinan (boleh kosong)", max_length=1000, required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        for name, (label, hint) in LAMPIRAN.items():
            self.fields[name] = forms.CharField(
                label=f"{label} (boleh kosong)", max_length=3000, required=False, help_text=hint,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
        finish(self)

    def nilai_isian(self) -> list[tuple[str, tuple[str, ...], Any]]:
        return [(nilai.label, PANDUAN[nilai], self[f"nilai_{nilai.value}"]) for nilai in NilaiDasar]

    def lampiran_isian(self) -> list[Any]:
        return [self[name] for name in LAMPIRAN]

    def ekspektasi(self) -> dict[str, str]:
        return {nilai.value: self.cleaned_data[f"nilai_{nilai.value}"] for nilai in NilaiDasar}

    def lampiran(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in LAMPIRAN}


class RevisiForm(PortalForm):
    draf = "Alasan revisi SKP"

    alasan = forms.CharField(
        label="Apa yang berubah",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya penugasan baru, perubahan strategi, atau perubahan ekspektasi pimpinan. Atasan Anda membacanya.",
    )


class PutusanSKPForm(PortalForm):
    """Approve or return; notes for all of it and for each line."""

    draf = "Putusan SKP"
    draf_isian = r"baris_[0-9a-f]{32}"

    putaran = forms.IntegerField(widget=forms.HiddenInput)
    catatan = forms.CharField(
        label="Catatan untuk seluruh rencana (wajib bila dikembalikan tanpa catatan baris)", max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, baris: Iterable[Baris], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.garis = {f"baris_{row.rhk.garis.hex}": row.rhk.garis for row in baris}
        for name in self.garis:
            self.fields[name] = forms.CharField(
                label="Catatan untuk hasil ini (boleh kosong)", max_length=500, required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        finish(self)

    def per_baris(self) -> dict[UUID, str]:
        return {garis: self.cleaned_data[name] for name, garis in self.garis.items() if self.cleaned_data[name]}


class TautanForm(PortalForm):
    """Which proposed links to take."""

    pilih = forms.MultipleChoiceField(
        label="Tautan yang dipakai", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu tautan, atau kembali ke rencana Anda."},
    )  # fmt: skip

    def tautan(self) -> dict[UUID, UUID]:
        pairs = (value.split(":") for value in self.cleaned_data["pilih"])
        return {UUID(rhk): UUID(target) for rhk, target in pairs}
