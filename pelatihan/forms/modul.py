"""Forms of writing a module. Questions are typed as text: as many as one likes, readable without script."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.berkas.forms import BanyakBerkasField, BanyakBerkasInput, BerkasForm
from asn_portal.berkas.isi import MEGA
from asn_portal.berkas.isi.terima import size_refusal
from asn_portal.core.forms.dasar import PortalForm
from asn_portal.core.models import Pengguna
from pelatihan.enums import JenisBagian
from pelatihan.models import BagianModul, ModulDaring, Penyelenggara
from pelatihan.services.bahan import KECILKAN, PALING_BESAR
from pelatihan.services.modul_susun import Soal

PALING_PANJANG = 500
PILIHAN = (2, 6)
CARA = (
    "Satu soal satu alinea: baris pertama pertanyaannya, lalu satu pilihan tiap baris diawali tanda hubung, pilihan yang benar "
    "diawali tanda bintang. Baris yang diawali ! menjelaskan jawabannya. Alinea dipisahkan baris kosong."
)


class ModulForm(PortalForm):
    draf = "Modul daring"

    penyelenggara = forms.ModelChoiceField(label="Penyelenggara pada sertifikat", queryset=Penyelenggara.objects.none())
    ringkas = forms.CharField(label="Isi singkat", max_length=300)
    menit = forms.IntegerField(label="Lamanya (menit)", min_value=1, max_value=6000)

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Penyelenggara.objects.visible_to(by).filter(ditutup_pada=None)
        self.fields["penyelenggara"].queryset = rows.order_by("nama")


def initial_of_modul(row: ModulDaring | None) -> dict[str, Any]:
    return {} if row is None else {name: getattr(row, name) for name in ModulForm.base_fields}


class BahanField(BanyakBerkasField):
    """The file of a part: bigger than a document may be, and other kinds; judged by its content, by the service."""

    widget = BanyakBerkasInput(
        attrs={"accept": "application/pdf,image/*,video/mp4,video/webm,.zip,.h5p", "data-unggah": "", "multiple": False}
    )

    def refusal(self, nama: str, ukuran: int) -> str:
        return size_refusal(nama, ukuran, PALING_BESAR, KECILKAN)


class BagianForm(PortalForm):
    draf = "Bagian modul"

    judul = forms.CharField(label="Judul", max_length=200)
    jenis = forms.ChoiceField(label="Jenis", choices=JenisBagian.choices, widget=forms.RadioSelect)
    isi = forms.CharField(
        label="Bacaan atau pengantar (boleh kosong selain bacaan)", max_length=20000, required=False,
        widget=forms.Textarea(attrs={"rows": 12}), help_text="Baris yang diawali ## menjadi judul, yang diawali - menjadi butir daftar.",
    )  # fmt: skip
    tautan = forms.URLField(
        label="Tautan video atau PDF (boleh kosong)", max_length=300, required=False, assume_scheme="https",
        error_messages={"invalid": "Tulis tautan seperti https://contoh.go.id/video."},
    )  # fmt: skip
    berkas = BahanField(
        label="Berkas (boleh kosong bila memakai tautan)", required=False,
        help_text=f"PDF, gambar, video MP4 atau WebM, paket SCORM 1.2 atau 2004 (.zip), atau H5P (.h5p); paling besar "
        f"{PALING_BESAR // MEGA} MB. Untuk video, tulis transkripnya di Bacaan.",
    )  # fmt: skip
    unggahan = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    soal = forms.CharField(
        label="Bank soal (hanya kuis)",
        max_length=60000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=CARA,
    )
    banyak_soal = forms.IntegerField(
        label="Banyaknya soal yang diambil (hanya kuis)", min_value=1, max_value=50, required=False
    )
    nilai_lulus = forms.IntegerField(
        label="Nilai lulus (kuis; boleh kosong untuk paket)", min_value=0, max_value=100, required=False
    )
    menit_singkat = forms.IntegerField(
        label="Paling singkat dipelajari (menit, hanya paket, boleh kosong)", min_value=1, max_value=600, required=False,
        help_text="Paket melaporkan kemajuannya sendiri. Laporan selesai yang lebih cepat dari ini belum dihitung.",
    )  # fmt: skip

    def clean_soal(self) -> str:
        text: str = self.cleaned_data["soal"]
        self.bank = read_bank(text)
        return text

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("jenis") == JenisBagian.KUIS:
            for name in ("banyak_soal", "nilai_lulus"):
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, f"{self.fields[name].label.partition(' (')[0]} belum diisi.")
        else:
            data["banyak_soal"] = None
        if data.get("jenis") not in {JenisBagian.KUIS, JenisBagian.PAKET}:
            data["nilai_lulus"] = None
        if data.get("jenis") != JenisBagian.PAKET:
            data["menit_singkat"] = None
        return data

    clean_unggahan = BerkasForm.clean_unggahan
    forget_uploads = BerkasForm.forget_uploads
    files_sent = BerkasForm.files_sent

    def isian(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"soal", "berkas", "unggahan"}}


def read_bank(text: str) -> list[Soal]:
    """Paragraphs of questions; what cannot be read is told with its number."""
    blocks = [block for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    return [_read_question(number, block) for number, block in enumerate(blocks, 1)]


def _read_question(number: int, block: str) -> Soal:
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    choices = [line for line in lines[1:] if line[0] in "-*"]
    right = [place for place, line in enumerate(choices) if line.startswith("*")]
    words = [line[1:].strip() for line in choices]
    if not PILIHAN[0] <= len(words) <= PILIHAN[1]:
        raise forms.ValidationError(f"Soal {number}: tulis {PILIHAN[0]} sampai {PILIHAN[1]} pilihan.")
    if len(right) != 1:
        raise forms.ValidationError(f"Soal {number}: tandai tepat satu pilihan yang benar dengan bintang.")
    if len(lines[0]) > PALING_PANJANG or lines[0][0] in "-*!":
        raise forms.ValidationError(
            f"Soal {number}: baris pertama adalah pertanyaannya, paling panjang {PALING_PANJANG} huruf."
        )
    why = " ".join(line[1:].strip() for line in lines[1:] if line.startswith("!"))
    return Soal(lines[0], tuple(words), right[0], why[:PALING_PANJANG])


def write_bank(row: BagianModul) -> str:
    """The bank as `read_bank` understands it."""
    blocks = []
    for one in row.daftar_soal.order_by("urut"):
        lines = [
            one.teks,
            *(f"{'*' if place == one.kunci else '-'} {words}" for place, words in enumerate(one.pilihan)),
        ]
        blocks.append("\n".join([*lines, f"! {one.penjelasan}"] if one.penjelasan else lines))
    return "\n\n".join(blocks)


def initial_of_part(row: BagianModul) -> dict[str, Any]:
    names = ("judul", "jenis", "isi", "tautan", "banyak_soal", "nilai_lulus", "menit_singkat")
    return {name: getattr(row, name) for name in names} | {"soal": write_bank(row)}
