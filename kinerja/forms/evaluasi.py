"""Forms of an evaluation: the person's own view, the ratings, what follows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms

from asn_portal.core.forms.dasar import PortalForm, finish
from kinerja.aturan.kata import CAPAIAN, RATING
from kinerja.enums import JenisEvaluasi, NilaiDasar, PutusanKeberatan
from kinerja.models.evaluasi import Evaluasi
from kinerja.selectors.evaluasi import BarisEvaluasi, Lembar
from kinerja.selectors.tim_kerja import SuaraTim
from kinerja.services.evaluasi import Penilaian

PILIHAN_RATING = list(RATING.items())


def _area(label: str, rows: int = 3, *, wajib: bool = False, bantuan: str = "", batas: int = 3000) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=batas, required=wajib, help_text=bantuan, widget=forms.Textarea(attrs={"rows": rows})
    )


def _by_line(daftar: Iterable[BarisEvaluasi]) -> dict[str, UUID]:
    return {f"baris_{line.garis.hex}": line.garis for line in daftar}


class DiriForm(PortalForm):
    """What came of each result, and a word about the whole."""

    draf = "Penilaian diri"
    draf_isian = r"baris_[0-9a-f]{32}"

    penilaian_diri = _area(
        "Catatan untuk penilai (boleh kosong)",
        bantuan="Apa yang paling berhasil, apa yang menghambat, apa yang Anda perlukan.",
    )

    def __init__(self, *args: Any, evaluasi: Evaluasi, lembar: Lembar, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"penilaian_diri": evaluasi.penilaian_diri})
        super().__init__(*args, **kwargs)
        self.garis = _by_line(lembar.hasil)
        for line, name in zip(lembar.hasil, self.garis, strict=True):
            self.fields[name] = _area("Realisasi berdasarkan bukti dukung (boleh kosong)")
            self.fields[name].initial = line.isi.realisasi if line.isi else ""
        self.pasangan = list(zip(lembar.hasil, self.garis, strict=True))
        finish(self)

    def berpasangan(self) -> list[tuple[BarisEvaluasi, Any]]:
        return [(line, self[name]) for line, name in self.pasangan]

    def realisasi(self) -> dict[UUID, str]:
        return {garis: self.cleaned_data[name] for name, garis in self.garis.items()}


class NilaiForm(PortalForm):
    """Two ratings, words on results and on values, a note; nothing is chosen beforehand."""

    draf = "Penilaian"
    draf_isian = r"(?:baris|pakai)_[0-9a-f]{32}|nilai_[a-z_]+"

    putaran = forms.IntegerField(widget=forms.HiddenInput)
    hasil_kerja = forms.ChoiceField(label="Rating hasil kerja", choices=PILIHAN_RATING, widget=forms.RadioSelect)
    perilaku_kerja = forms.ChoiceField(label="Rating perilaku kerja", choices=PILIHAN_RATING, widget=forms.RadioSelect)
    alasan = _area("Alasan (wajib bila berbeda dari saran atau dari kebanyakan predikat periodik)", 2, batas=1000)
    catatan = _area("Catatan atau rekomendasi (boleh kosong)", bantuan="Dicetak pada dokumen evaluasi.")

    def __init__(
        self,
        *args: Any,
        evaluasi: Evaluasi,
        lembar: Lembar,
        suara: Mapping[UUID, list[SuaraTim]] | None = None,
        **kwargs: Any,
    ) -> None:
        given = {"putaran": evaluasi.putaran, "catatan": evaluasi.catatan, "alasan": evaluasi.alasan}
        kwargs.setdefault("initial", given)
        super().__init__(*args, **kwargs)
        self.garis = _by_line(lembar.hasil)
        for line, name in zip(lembar.hasil, self.garis, strict=True):
            self.fields[name] = _area("Umpan balik (boleh kosong)", 2)
            self.fields[name].initial = line.isi.umpan_balik if line.isi else ""
        self.suara = {garis: voices for garis, voices in (suara or {}).items() if garis in self.garis.values()}
        for garis, voices in self.suara.items():
            if any(voice.usul for voice in voices):
                self.fields[f"pakai_{garis.hex}"] = forms.BooleanField(
                    label="Pakai usul ketua tim sebagai umpan balik saya", required=False
                )
        for nilai, isi in lembar.perilaku:
            self.fields[f"nilai_{nilai.value}"] = _area(f"{nilai.label} (boleh kosong)", 2)
            self.fields[f"nilai_{nilai.value}"].initial = isi.umpan_balik if isi else ""
        self.pasangan = list(zip(lembar.hasil, self.garis, strict=True))
        finish(self)

    def bersuara(self) -> list[tuple[BarisEvaluasi, Any, list[SuaraTim], Any]]:
        """A line, its words, what team leaders say to it, and the box that takes their words over."""
        return [
            (line, self[name], self.suara.get(line.garis, []), self._box(line.garis)) for line, name in self.pasangan
        ]

    def _box(self, garis: UUID) -> Any:
        name = f"pakai_{garis.hex}"
        return self[name] if name in self.fields else None

    def _words(self, name: str, garis: UUID) -> str:
        """The own words, or those of the team leaders where the penilai has taken them over by a tick."""
        own: str = self.cleaned_data[name]
        if own or not self.cleaned_data.get(f"pakai_{garis.hex}"):
            return own
        return "\n".join(voice.usul for voice in self.suara[garis] if voice.usul)

    def perilaku(self) -> list[Any]:
        return [self[f"nilai_{nilai.value}"] for nilai in NilaiDasar]

    def penilaian(self) -> Penilaian:
        data = self.cleaned_data
        return Penilaian(
            data["hasil_kerja"], data["perilaku_kerja"],
            {garis: self._words(name, garis) for name, garis in self.garis.items()},
            {nilai.value: data[f"nilai_{nilai.value}"] for nilai in NilaiDasar}, data["catatan"], data["alasan"],
        )  # fmt: skip


class KembaliForm(PortalForm):
    draf = "Catatan pengembalian penilaian diri"

    catatan = _area("Apa yang perlu dilengkapi", wajib=True, batas=1000)


class KeberatanForm(PortalForm):
    draf = "Keberatan atas evaluasi"

    alasan = _area(
        "Alasan keberatan",
        6,
        wajib=True,
        bantuan="Sebut hasil kerja atau perilaku yang menurut Anda belum dinilai dengan tepat, dan buktinya.",
    )


class PenjelasanForm(PortalForm):
    draf = "Penjelasan atas keberatan"

    penjelasan = _area("Penjelasan pejabat penilai", 6, wajib=True, bantuan="Diberikan satu kali dan dibaca pegawai.")


class PutusanForm(PortalForm):
    """The decision, with new ratings where it changes them."""

    draf = "Putusan keberatan"

    putusan = forms.ChoiceField(label="Putusan", choices=PutusanKeberatan.choices, widget=forms.RadioSelect)
    hasil_kerja = forms.ChoiceField(
        label="Rating hasil kerja yang baru (bila diubah)",
        choices=[("", "Tidak diubah"), *PILIHAN_RATING],
        required=False,
    )
    perilaku_kerja = forms.ChoiceField(
        label="Rating perilaku kerja yang baru (bila diubah)", choices=[("", "Tidak diubah"), *PILIHAN_RATING],
        required=False,
    )  # fmt: skip
    pertimbangan = _area("Pertimbangan", 5, wajib=True, bantuan="Dibaca pegawai dan penilai. Putusan ini final.")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("putusan") == PutusanKeberatan.UBAH:
            for name in ("hasil_kerja", "perilaku_kerja"):
                if not data.get(name):
                    self.add_error(name, "Pilih rating yang baru karena hasilnya diubah.")
        return data


class CapaianForm(PortalForm):
    draf = "Capaian kinerja organisasi"

    masa = forms.ChoiceField(label="Masa")
    capaian = forms.ChoiceField(
        label="Capaian kinerja organisasi", choices=list(CAPAIAN.items()), widget=forms.RadioSelect
    )
    dasar = forms.CharField(
        label="Dasar penetapan", max_length=300,
        help_text="Misalnya nomor dan tanggal berita acara, dan ringkasan capaian perjanjian kinerja.",
    )  # fmt: skip

    def __init__(self, *args: Any, tahun: int, tahap: Iterable[tuple[JenisEvaluasi, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["masa"].choices = [(f"{jenis}-{nomor}", jenis.named(tahun, nomor)) for jenis, nomor in tahap]
        finish(self)

    def values(self) -> dict[str, Any]:
        jenis, nomor = self.cleaned_data["masa"].split("-")
        return {
            "jenis": jenis,
            "nomor": int(nomor),
            "capaian": self.cleaned_data["capaian"],
            "dasar": self.cleaned_data["dasar"],
        }
