"""Forms of batches and participations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PortalForm, TanggalField, UnitField
from asn_portal.core.models import Pengguna
from pelatihan.enums import CaraTempat
from pelatihan.models import AngkatanPelatihan, Penyelenggara, PerjanjianPenyelenggara
from pelatihan.services.angkatan import Tambahan

AKHIR_HARI = time(23, 59)
TERBANYAK = 5000


class AngkatanForm(PortalForm):
    draf = "Angkatan pelatihan"

    penyelenggara = forms.ModelChoiceField(label="Penyelenggara", queryset=Penyelenggara.objects.none())
    perjanjian = forms.ModelChoiceField(
        label="Perjanjian kerja sama (boleh kosong)", required=False, queryset=PerjanjianPenyelenggara.objects.none()
    )
    mulai = TanggalField(label="Hari pertama")
    selesai = TanggalField(label="Hari terakhir")
    buka = TanggalField(label="Pendaftaran dibuka")
    tutup = TanggalField(label="Pendaftaran ditutup", help_text="Akhir hari itu.")
    tempat = forms.CharField(label="Tempat (boleh kosong)", max_length=200, required=False)
    tautan = forms.URLField(
        label="Tautan daring (boleh kosong)", max_length=300, required=False, assume_scheme="https",
        error_messages={"invalid": "Tulis tautan seperti https://contoh.go.id/ruang."},
    )  # fmt: skip
    kuota = forms.IntegerField(label="Banyaknya tempat", min_value=1, max_value=TERBANYAK)
    cara = forms.ChoiceField(label="Cara memberi tempat", choices=CaraTempat.choices, widget=forms.RadioSelect)
    didahulukan = forms.CharField(
        label="Jabatan yang didahulukan (boleh kosong)", max_length=300, required=False,
        help_text="Pisahkan dengan koma, misalnya: Pranata Komputer, Statistisi.",
    )  # fmt: skip
    unit = UnitField(label="Unit dengan kuota (boleh kosong)", required=False)
    kuota_unit = forms.IntegerField(
        label="Paling banyak dari unit itu", min_value=1, max_value=TERBANYAK, required=False
    )
    pengajar = forms.CharField(
        label="Pengajar (boleh kosong)", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu baris tiap orang: nama, asal.",
    )  # fmt: skip
    nilai_lulus = forms.IntegerField(label="Nilai lulus", min_value=0, max_value=100, initial=70)
    hadir_minimal = forms.IntegerField(
        label="Kehadiran paling sedikit (persen)", min_value=0, max_value=100, initial=80
    )

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = Penyelenggara.objects.visible_to(by).filter(ditutup_pada=None).order_by("nama")
        self.fields["penyelenggara"].queryset = owners
        agreements = PerjanjianPenyelenggara.objects.kini().filter(penyelenggara__in=owners).order_by("nomor")
        self.fields["perjanjian"].queryset = agreements
        self.fields["unit"].fill(by)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self._in_order(data, "mulai", "selesai", "Hari terakhir tidak boleh sebelum hari pertama.")
        self._in_order(data, "buka", "tutup", "Pendaftaran tidak boleh ditutup sebelum dibuka.")
        self._in_order(
            data, "tutup", "mulai", "Pendaftaran harus ditutup sebelum hari pertama.", field="tutup", equal=False
        )
        if not data.get("tempat") and not data.get("tautan"):
            self.add_error("tempat", "Isi tempat, tautan daring, atau keduanya.")
        if data.get("unit") and not data.get("kuota_unit"):
            self.add_error("kuota_unit", "Isi paling banyak berapa orang dari unit itu.")
        agreement, owner = data.get("perjanjian"), data.get("penyelenggara")
        if agreement and owner and agreement.penyelenggara_id != owner.pk:
            self.add_error("perjanjian", "Perjanjian itu dengan penyelenggara lain. Pilih yang sesuai, atau kosongkan.")
        return data

    def _in_order(
        self, data: dict[str, Any], first: str, last: str, sentence: str, *, field: str = "", equal: bool = True
    ) -> None:
        one, other = data.get(first), data.get(last)
        if one and other and (other < one or (not equal and other == one)):
            self.add_error(field or last, sentence)

    def isi(self) -> dict[str, Any]:
        data = self.cleaned_data
        same = (
            "penyelenggara", "perjanjian", "mulai", "selesai", "tempat", "tautan", "kuota", "cara", "didahulukan",
            "nilai_lulus", "hadir_minimal",
        )  # fmt: skip
        opened, closed = _moment(data["buka"], time(0)), _moment(data["tutup"], AKHIR_HARI)
        return {name: data[name] for name in same} | {"buka_pada": opened, "tutup_pada": closed}

    def tambahan(self) -> Tambahan:
        lines = [line.partition(",") for line in self.cleaned_data["pengajar"].splitlines() if line.strip()]
        people = [(name.strip()[:150], origin.strip()[:150]) for name, _, origin in lines if name.strip()]
        unit, most = self.cleaned_data["unit"], self.cleaned_data["kuota_unit"]
        return Tambahan(people, [(unit.pk, most)] if unit is not None else [])


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def initial_of(row: AngkatanPelatihan) -> dict[str, Any]:
    names = (
        "penyelenggara", "perjanjian", "mulai", "selesai", "tempat", "tautan", "kuota", "cara", "didahulukan", "nilai_lulus",
        "hadir_minimal",
    )  # fmt: skip
    quota = row.daftar_kuota.first()
    people = row.daftar_pengajar.order_by("nama")
    return {name: getattr(row, name) for name in names} | {
        "buka": timezone.localdate(row.buka_pada),
        "tutup": timezone.localdate(row.tutup_pada),
        "unit": quota.unit_id if quota else None,
        "kuota_unit": quota.kuota if quota else None,
        "pengajar": "\n".join(f"{one.nama}, {one.asal}" if one.asal else one.nama for one in people),
    }


class DaftarForm(PortalForm):
    """The second click: nothing that must be filled in."""

    alasan = forms.CharField(
        label="Pesan untuk atasan (boleh kosong)",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class UsulForm(PortalForm):
    pegawai = forms.ChoiceField(label="Siapa yang diusulkan")
    alasan = forms.CharField(label="Alasan", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, orang: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pegawai"].choices = [("", "Pilih pegawai"), *orang]


class PutusanForm(PortalForm):
    catatan = forms.CharField(
        label="Catatan untuk pegawai", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila tidak disetujui.",
    )  # fmt: skip


def nilai_field(label: str, value: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_value=100, decimal_places=2, required=False, initial=value)


class NilaiForm(PortalForm):
    """Two numbers for everybody in the batch."""

    draf = "Nilai peserta"
    draf_isian = r"(awal|akhir)-[0-9a-f-]{36}"

    def __init__(self, *args: Any, peserta: list[Any], kuis: Mapping[UUID, tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.peserta, self.kuis = peserta, kuis
        for row in peserta:
            before, after = kuis.get(row.pegawai_id, (None, None))
            self.fields[f"awal-{row.pk}"] = nilai_field(
                f"Tes awal {row.pegawai.nama}", before if row.nilai_awal is None else row.nilai_awal
            )
            self.fields[f"akhir-{row.pk}"] = nilai_field(
                f"Tes akhir {row.pegawai.nama}", after if row.nilai_akhir is None else row.nilai_akhir
            )

    def baris(self) -> list[tuple[Any, Any, Any]]:
        return [(row, self[f"awal-{row.pk}"], self[f"akhir-{row.pk}"]) for row in self.peserta]

    def nilai(self) -> dict[UUID, tuple[Any, Any]]:
        data = self.cleaned_data
        return {row.pk: (data[f"awal-{row.pk}"], data[f"akhir-{row.pk}"]) for row in self.peserta}
