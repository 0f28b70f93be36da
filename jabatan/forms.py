"""Forms about seats and who sits in them."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.forms.dasar import PeriodeForm, PortalForm, TanggalField
from asn_portal.core.models import Pengguna
from jabatan.enums import PELAKSANA_TUGAS, JenisJabatan, JenisPenempatan
from jabatan.models import Jabatan
from pegawai.models import Pegawai

# What a seat can take, by its kind.
UNTUK_TUGAS_TAMBAHAN = (JenisPenempatan.TUGAS_TAMBAHAN, *PELAKSANA_TUGAS)
UNTUK_TUNGGAL = (JenisPenempatan.DEFINITIF, JenisPenempatan.RANGKAP, *PELAKSANA_TUGAS)
UNTUK_LAIN = (JenisPenempatan.DEFINITIF, JenisPenempatan.RANGKAP)


def clean_nomor(text: str, by: Pengguna) -> Pegawai:
    """Somebody whom this account sees, by NRK or NIP as it was typed."""
    number = text.replace(" ", "").replace(".", "")
    people = Pegawai.objects.visible_to(by)
    found = people.filter(nrk=number).first() or people.filter(nip=number).first()
    if found is None:
        raise forms.ValidationError("Tidak ada pegawai dengan NRK atau NIP ini. Periksa angka-angkanya.")
    return found


class PenempatanForm(PeriodeForm):
    draf = "Menempatkan pegawai"

    pegawai = forms.CharField(label="Pegawai", max_length=60, help_text="NRK atau NIP.")
    jenis = forms.ChoiceField(label="Sebagai")
    mulai = TanggalField(
        label="Mulai", help_text="Hari pertama. Boleh tanggal mendatang; berlaku sendiri pada harinya."
    )
    sampai = TanggalField(
        label="Sampai (boleh kosong)", required=False,
        help_text="Hari terakhir. Wajib bagi Plt., Plh., dan Pj.; Plt. paling lama tiga bulan, diperpanjang satu kali.",
    )  # fmt: skip
    pindah = forms.BooleanField(
        label="Akhiri jabatan definitifnya yang sekarang", required=False, initial=True,
        help_text="Tidak dipakai untuk rangkap jabatan, Plt., Plh., dan tugas tambahan.",
    )  # fmt: skip
    sub_jabatan = forms.CharField(
        label="Bidang (boleh kosong)", max_length=100, required=False,
        help_text="Misalnya mata pelajaran guru atau spesialisasi dokter.",
    )  # fmt: skip
    dasar_rangkap = forms.CharField(
        label="Dasar rangkap jabatan (boleh kosong)",
        max_length=200,
        required=False,
        help_text="Wajib untuk rangkap jabatan.",
    )
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Alasan atau keputusan yang mendasarinya.")
    sk_nomor = forms.CharField(label="Nomor SK (boleh kosong)", max_length=100, required=False)
    sk_tanggal = TanggalField(label="Tanggal SK (boleh kosong)", required=False)
    tanggal_pelantikan = TanggalField(label="Tanggal pelantikan (boleh kosong)", required=False)

    field_order = [
        "pegawai", "jenis", "mulai", "sampai", "pindah", "sub_jabatan", "dasar_rangkap", "dasar", "sk_nomor", "sk_tanggal",
        "tanggal_pelantikan",
    ]  # fmt: skip

    def __init__(self, *args: Any, by: Pengguna, jabatan: Jabatan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if jabatan.jenis == JenisJabatan.TUGAS_TAMBAHAN:
            kinds: tuple[JenisPenempatan, ...] = UNTUK_TUGAS_TAMBAHAN
        else:
            kinds = UNTUK_TUNGGAL if jabatan.tunggal else UNTUK_LAIN
        self.fields["jenis"].choices = [(kind.value, kind.label) for kind in kinds]

    def clean_pegawai(self) -> Pegawai:
        return clean_nomor(self.cleaned_data["pegawai"], self.by)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        jenis = data.get("jenis")
        if jenis in PELAKSANA_TUGAS and not data.get("sampai") and "sampai" not in self.errors:
            self.add_error("sampai", "Isi hari terakhirnya: penunjukan pelaksana selalu berjangka.")
        if jenis == JenisPenempatan.RANGKAP and not data.get("dasar_rangkap"):
            self.add_error("dasar_rangkap", "Sebut dasar rangkap jabatan, misalnya peraturan yang membolehkannya.")
        return data


class AkhiriForm(PortalForm):
    draf = "Mengakhiri penempatan"

    sampai = TanggalField(label="Hari terakhir", help_text="Hari terakhir dalam jabatan itu. Boleh tanggal mendatang.")
    alasan = forms.CharField(label="Alasan dan dasar", max_length=200)


class PerbaikiForm(PortalForm):
    """What is written about a placement. A wrong person, seat or day is taken back and placed anew."""

    draf = "Memperbaiki rincian penempatan"

    sub_jabatan = forms.CharField(
        label="Bidang (boleh kosong)", max_length=100, required=False,
        help_text="Misalnya mata pelajaran guru atau spesialisasi dokter.",
    )  # fmt: skip
    dasar_rangkap = forms.CharField(label="Dasar rangkap jabatan (boleh kosong)", max_length=200, required=False)
    dasar = forms.CharField(label="Dasar", max_length=200)
    sk_nomor = forms.CharField(label="Nomor SK (boleh kosong)", max_length=100, required=False)
    sk_tanggal = TanggalField(label="Tanggal SK (boleh kosong)", required=False)
    tanggal_pelantikan = TanggalField(label="Tanggal pelantikan (boleh kosong)", required=False)
    alasan = forms.CharField(label="Alasan perbaikan", max_length=200)

    ISI = ("sub_jabatan", "dasar_rangkap", "dasar", "sk_nomor", "sk_tanggal", "tanggal_pelantikan")


class BatalkanForm(PortalForm):
    draf = "Membatalkan penempatan"

    alasan = forms.CharField(label="Alasan", max_length=200)
