"""Forms about what a post needs: competences, requirements, and entries of the dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from asn_portal.core.forms.dasar import PortalForm, TanggalField
from jabatan.aturan.kompetensi import TINGKAT
from jabatan.enums import JenisSyarat
from jabatan.kata import JABATAN_ASAL, PEMISAH
from jabatan.models import KamusKompetensi, StandarKompetensi, SyaratJabatan, TingkatKompetensi
from jabatan.services.standar import IsianSyarat
from pegawai.aturan.kata import GOLONGAN_PNS, PENDIDIKAN

BARIS_TEKNIS = 4
ANJURAN = "(anjuran)"


class KetetapanForm(PortalForm):
    """From when, by which decision. For what stands in the address of the page, so that it is never changed by a slip."""

    mulai = TanggalField(label="Mulai", help_text="Hari pertama. Yang berlaku sebelumnya tetap tersimpan.")
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Keputusan yang menetapkannya.")


class StandarForm(KetetapanForm):
    draf = "Standar kompetensi jabatan"
    draf_isian = r"(k|teknis|tingkat)_[0-9a-z]+"

    def __init__(
        self, *args: Any, kamus: Sequence[KamusKompetensi], kini: Sequence[StandarKompetensi], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.nasional = [satu for satu in kamus if satu.instansi_id is None]
        self.teknis = {str(satu.pk): satu for satu in kamus if satu.instansi_id is not None}
        self.lama = {row.kompetensi_id: row.tingkat for row in kini}
        levels = [("", "Ikuti sumber yang lebih luas"), *((str(n), f"Tingkat {n}") for n in TINGKAT)]
        for satu in self.nasional:
            self.fields[f"k_{satu.pk.hex}"] = forms.ChoiceField(
                label=satu.nama, choices=levels, required=False, initial=str(self.lama.get(satu.pk, ""))
            )
        names = [("", "Tidak ada"), *((pk, satu.nama) for pk, satu in self.teknis.items())]
        held = [(pk, level) for pk, level in self.lama.items() if str(pk) in self.teknis]
        count = max(BARIS_TEKNIS, len(held) + 1) if self.teknis else 0
        for n in range(count):
            pk, level = held[n] if n < len(held) else ("", "")
            self.fields[f"teknis_{n}"] = forms.ChoiceField(
                label=f"Kompetensi teknis {n + 1}", choices=names, required=False, initial=str(pk)
            )
            self.fields[f"tingkat_{n}"] = forms.ChoiceField(
                label=f"Tingkat kompetensi teknis {n + 1}", choices=levels[1:] and [("", "Pilih tingkat"), *levels[1:]],
                required=False, initial=str(level),
            )  # fmt: skip
        self.banyak = count

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        chosen: dict[UUID, int | None] = {
            satu.pk: int(level) if (level := data.get(f"k_{satu.pk.hex}")) else None for satu in self.nasional
        }
        chosen |= {pk: None for pk in self.lama if str(pk) in self.teknis}
        for n in range(self.banyak):
            pk, level = data.get(f"teknis_{n}"), data.get(f"tingkat_{n}")
            if pk and not level:
                self.add_error(f"tingkat_{n}", "Pilih tingkat untuk kompetensi teknis ini.")
            elif pk and chosen.get(UUID(pk)) is not None:
                self.add_error(f"teknis_{n}", "Kompetensi teknis ini sudah dipilih di atas. Pilih yang lain.")
            elif pk and level:
                chosen[UUID(pk)] = int(level)
        data["tingkat"] = chosen
        return data


class SyaratForm(KetetapanForm):
    draf = "Syarat jabatan"

    pendidikan = forms.ChoiceField(
        label="Pendidikan terendah", required=False, choices=[("", "Ikuti sumber yang lebih luas"), *PENDIDIKAN.items()]
    )
    bidang = forms.CharField(
        label="Bidang ilmu (boleh kosong)",
        max_length=300,
        required=False,
        help_text="Misalnya hukum, administrasi negara.",
    )
    golongan = forms.ChoiceField(
        label="Golongan ruang terendah",
        required=False,
        choices=[("", "Ikuti sumber yang lebih luas"), *GOLONGAN_PNS.items()],
    )
    pengalaman_tahun = forms.DecimalField(
        label="Lama pengalaman, tahun (boleh kosong)", required=False, min_value=Decimal("0.5"), max_value=Decimal(40),
        max_digits=4, decimal_places=1, localize=True, help_text="Misalnya 2,5.",
    )  # fmt: skip
    pengalaman_sebagai = forms.MultipleChoiceField(
        label="Pengalaman itu sebagai",
        required=False,
        choices=list(JABATAN_ASAL.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    pengalaman_bidang = forms.CharField(
        label="Bidang pengalaman (boleh kosong)",
        max_length=300,
        required=False,
        help_text="Misalnya pengelolaan keuangan daerah.",
    )
    pelatihan = forms.CharField(
        label="Pelatihan (boleh kosong)", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Satu pelatihan sebaris. Tambahkan {ANJURAN} di belakangnya bila tidak wajib.",
    )  # fmt: skip

    field_order = [
        "pendidikan", "bidang", "golongan", "pengalaman_tahun", "pengalaman_sebagai", "pengalaman_bidang", "pelatihan", "mulai",
        "dasar",
    ]  # fmt: skip

    @staticmethod
    def initial_of(rows: Sequence[SyaratJabatan]) -> dict[str, Any]:
        """What is recorded, as the fields show it."""
        found: dict[str, Any] = {}
        for row in rows:
            match row.jenis:
                case JenisSyarat.PENDIDIKAN:
                    found |= {"pendidikan": row.nilai, "bidang": row.rincian}
                case JenisSyarat.PANGKAT:
                    found["golongan"] = row.nilai
                case JenisSyarat.PENGALAMAN:
                    found |= {
                        "pengalaman_tahun": row.tahun, "pengalaman_sebagai": row.nilai.split(PEMISAH),
                        "pengalaman_bidang": row.rincian,
                    }  # fmt: skip
                case _:
                    line = row.nilai if row.wajib else f"{row.nilai} {ANJURAN}"
                    found["pelatihan"] = f"{found.get('pelatihan', '')}\n{line}".strip()
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        years, posts = data.get("pengalaman_tahun"), data.get("pengalaman_sebagai")
        if years and not posts:
            self.add_error("pengalaman_sebagai", "Pilih jabatan yang pengalamannya dihitung.")
        if posts and not years and "pengalaman_tahun" not in self.errors:
            self.add_error("pengalaman_tahun", "Isi lama pengalamannya dalam tahun.")
        if data.get("bidang") and not data.get("pendidikan"):
            self.add_error("pendidikan", "Pilih pendidikan terendahnya; bidang ilmu melengkapinya.")
        if not self.errors:
            data["syarat"] = self._rows(data)
        return data

    def _rows(self, data: dict[str, Any]) -> list[IsianSyarat]:
        rows = []
        if data["pendidikan"]:
            rows.append(IsianSyarat(JenisSyarat.PENDIDIKAN.value, data["pendidikan"], rincian=data["bidang"]))
        if data["golongan"]:
            rows.append(IsianSyarat(JenisSyarat.PANGKAT.value, data["golongan"]))
        if data["pengalaman_tahun"]:
            posts = PEMISAH.join(data["pengalaman_sebagai"])
            rows.append(
                IsianSyarat(JenisSyarat.PENGALAMAN.value, posts, data["pengalaman_tahun"], data["pengalaman_bidang"])
            )
        for number, line in enumerate(data["pelatihan"].splitlines(), start=1):
            name = line.replace(ANJURAN, "").strip()
            if len(name) > SyaratJabatan._meta.get_field("nilai").max_length:
                self.add_error("pelatihan", f"Baris {number} terlalu panjang: paling banyak 200 huruf.")
            elif name:
                rows.append(IsianSyarat(JenisSyarat.PELATIHAN.value, name, wajib=ANJURAN not in line))
        return rows


class KompetensiForm(PortalForm):
    """A technical competence of the agency."""

    draf = "Kompetensi teknis"
    draf_isian = r"(uraian|indikator)_[1-5]"

    kode_kompetensi = forms.CharField(
        label="Kode singkat", max_length=20, help_text="Misalnya TEK-BJ-1. Sekali saja dalam instansi."
    )
    nama = forms.CharField(label="Nama kompetensi", max_length=120)
    definisi = forms.CharField(label="Definisi", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Keputusan yang menetapkan kamus ini.")
    ditutup = forms.BooleanField(label="Tidak dipakai lagi untuk standar baru", required=False)

    def __init__(
        self, *args: Any, tingkat: Sequence[TingkatKompetensi] = (), baru: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = {row.tingkat: row for row in tingkat}
        for n in TINGKAT:
            row = known.get(n)
            self.fields[f"uraian_{n}"] = forms.CharField(
                label=f"Arti tingkat {n}", max_length=500, initial=row.uraian if row else "",
                error_messages={"required": f"Arti tingkat {n} belum diisi."},
            )  # fmt: skip
            self.fields[f"indikator_{n}"] = forms.CharField(
                label=f"Indikator perilaku tingkat {n} (boleh kosong)", max_length=2000, required=False,
                widget=forms.Textarea(attrs={"rows": 2}), initial=row.indikator if row else "", help_text="Satu perilaku sebaris.",
            )  # fmt: skip
        if baru:
            del self.fields["ditutup"]

    def levels(self) -> dict[int, tuple[str, str]]:
        return {n: (self.cleaned_data[f"uraian_{n}"], self.cleaned_data[f"indikator_{n}"]) for n in TINGKAT}
