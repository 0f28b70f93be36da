"""Forms of a round of moves."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.forms.dasar import PortalForm, TanggalField
from asn_portal.core.models import Pengguna, PenugasanPeran
from jabatan.forms import clean_nomor
from jabatan.models import PutaranMutasi
from pegawai.models import Pegawai


class PutaranMutasiForm(PortalForm):
    """What holds for everybody of the round. Kept on the server only: it may name a secret."""

    draf = "Putaran mutasi"
    draf_peka = True

    nama = forms.CharField(label="Nama putaran", max_length=150, help_text="Misalnya Mutasi pejabat Desember 2026.")
    tanggal_pelantikan = TanggalField(
        label="Tanggal pelantikan", help_text="Sampai hari itu isinya hanya diketahui pemegang putaran."
    )
    tmt = TanggalField(label="Terhitung mulai tanggal", help_text="Hari pelantikan atau sesudahnya.")
    tempat = forms.CharField(label="Tempat pelantikan (boleh kosong)", max_length=200, required=False)
    pertimbangan = forms.CharField(
        label="Pertimbangan (boleh kosong)", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bagian menimbang pada keputusan. Kosong berarti kalimat umum.",
    )  # fmt: skip
    pertek_nomor = forms.CharField(
        label="Nomor pertimbangan teknis BKN (boleh kosong)", max_length=100, required=False,
        help_text="Wajib sebelum putaran diperiksa.",
    )  # fmt: skip
    pertek_tanggal = TanggalField(label="Tanggal pertimbangan teknis (boleh kosong)", required=False)
    izin_nomor = forms.CharField(
        label="Nomor izin tertulis menteri (boleh kosong)", max_length=100, required=False,
        help_text="Hanya bila pelantikan jatuh dalam masa larangan sekitar pemilihan kepala daerah.",
    )  # fmt: skip
    izin_tanggal = TanggalField(label="Tanggal izin (boleh kosong)", required=False)

    ISI = (
        "nama", "tanggal_pelantikan", "tmt", "tempat", "pertimbangan", "pertek_nomor", "pertek_tanggal", "izin_nomor",
        "izin_tanggal",
    )  # fmt: skip

    def clean_tanggal_pelantikan(self) -> date:
        day: date = self.cleaned_data["tanggal_pelantikan"]
        if day < timezone.localdate():
            raise forms.ValidationError("Tanggal pelantikan sudah lewat. Pilih hari ini atau sesudahnya.")
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        day, since = data.get("tanggal_pelantikan"), data.get("tmt")
        if day and since and since < day:
            self.add_error("tmt", "TMT tidak boleh mendahului tanggal pelantikan.")
        for name in ("pertek", "izin"):
            if bool(data.get(f"{name}_nomor")) != bool(data.get(f"{name}_tanggal")):
                self.add_error(f"{name}_tanggal", "Isi nomor dan tanggalnya, atau kosongkan keduanya.")
        return data


class ButirForm(PortalForm):
    """Who goes to the chosen seat."""

    draf = "Pegawai dalam putaran mutasi"
    draf_peka = True

    pegawai = forms.CharField(label="Pegawai", max_length=60, help_text="NRK atau NIP.")
    dasar_rangkap = forms.CharField(
        label="Dasar rangkap jabatan (boleh kosong)", max_length=200, required=False,
        help_text="Diisi bila jabatan lamanya tetap dipegang.",
    )  # fmt: skip
    pengecualian = forms.CharField(
        label="Dasar pengecualian (boleh kosong)", max_length=300, required=False,
        help_text="Nomor surat yang membolehkan aturan yang mengenal pengecualian dilewati.",
    )  # fmt: skip

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_pegawai(self) -> Pegawai:
        return clean_nomor(self.cleaned_data["pegawai"], self.by)


class PengecualianForm(PortalForm):
    draf = "Dasar pengecualian mutasi"
    draf_peka = True

    pengecualian = forms.CharField(
        label="Dasar pengecualian", max_length=300, required=False,
        help_text="Nomor dan tanggal surat, dan apa yang dibolehkannya. Kosong berarti tidak ada.",
    )  # fmt: skip


class TerbitForm(PortalForm):
    sk_nomor = forms.CharField(label="Nomor keputusan", max_length=100)
    sk_tanggal = TanggalField(label="Tanggal keputusan")


class AlasanMutasiForm(PortalForm):
    alasan = forms.CharField(label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class CatatanMutasiForm(PortalForm):
    catatan = forms.CharField(
        label="Catatan (boleh kosong)", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class PemegangForm(PortalForm):
    """One of the other managers of the province."""

    pengguna = forms.ChoiceField(label="Pengelola kepegawaian provinsi")

    def __init__(self, *args: Any, putaran: PutaranMutasi, hari: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = PenugasanPeran.objects.pada(hari).filter(
            peran=Peran.ADMIN_BKD, pengguna__instansi_id=putaran.instansi_id, pengguna__is_active=True
        )
        rows = rows.exclude(pengguna__in=putaran.daftar_pemegang.values("pengguna")).select_related("pengguna")
        people = sorted({(str(row.pengguna_id), row.pengguna.nama) for row in rows}, key=lambda one: one[1])
        self.fields["pengguna"].choices = [("", "Pilih orangnya"), *people]

    def clean_pengguna(self) -> Pengguna:
        found: Pengguna = Pengguna.objects.get(pk=UUID(self.cleaned_data["pengguna"]))
        return found
