"""Forms about seats: founding, changing, ending one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PortalForm, TanggalField, UnitField
from asn_portal.core.models import Pengguna, UnitKerja
from jabatan import selectors
from jabatan.enums import STRUKTURAL, TUNGGAL, JenisJabatan, Jenjang
from jabatan.models import Jabatan, RincianJabatan
from jabatan.models.jabatan import KELAS_TERTINGGI
from pegawai.aturan.pensiun import BUP
from pegawai.forms.referensi import CariField

OTOMATIS = "otomatis"
ESELON = ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b")
BUP_TERENDAH, BUP_TERTINGGI = 50, 75


class KursiForm(PortalForm):
    """What of a seat is dated. `unit` is where it stands; the seat above is the head unless another is chosen."""

    nama = forms.CharField(label="Nama jabatan", max_length=200)
    induk = forms.ChoiceField(label="Bertanggung jawab kepada", help_text="Hanya jabatan yang dipegang satu orang.")
    eselon = forms.ChoiceField(
        label="Eselon (boleh kosong)", required=False, choices=[("", "Tidak ada"), *((e, e) for e in ESELON)],
        help_text="Hanya untuk JPT, administrator, dan pengawas.",
    )  # fmt: skip
    kelas = forms.IntegerField(
        label="Kelas jabatan (boleh kosong)", required=False, min_value=1, max_value=KELAS_TERTINGGI,
        help_text=f"1 sampai {KELAS_TERTINGGI}.",
    )  # fmt: skip
    kebutuhan = forms.IntegerField(
        label="Kebutuhan (K)", min_value=0, max_value=9999, initial=1,
        help_text="Banyaknya orang menurut analisis beban kerja. Jabatan yang dipegang satu orang selalu 1.",
    )  # fmt: skip
    dasar_kebutuhan = forms.CharField(
        label="Dasar kebutuhan (boleh kosong)", max_length=200, required=False,
        help_text="Misalnya Analisis beban kerja 2026.",
    )  # fmt: skip
    bup = forms.IntegerField(
        label="Batas usia pensiun (boleh kosong)", required=False, min_value=BUP_TERENDAH, max_value=BUP_TERTINGGI,
        help_text="Dalam tahun. Kosong berarti menurut jenis dan jenjangnya.",
    )  # fmt: skip
    referensi = CariField(
        "jabatan_fungsional", "jabatan_pelaksana", label="Nomenklatur BKN (boleh kosong)", required=False
    )
    mulai = TanggalField(label="Berlaku mulai", help_text="Boleh tanggal mendatang; berlaku sendiri pada harinya.")
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Nomor dan tanggal peraturan atau keputusan.")

    def __init__(self, *args: Any, unit_id: UUID, hari: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["induk"].choices = [
            (OTOMATIS, "Kepala unitnya (untuk kepala unit: kepala unit di atasnya)"),
            *selectors.seats_above(unit_id, hari),
        ]

    def values(
        self, *, unit_id: UUID, kepala: bool, jenis: str, jenjang: str, kecuali: UUID | None = None
    ) -> dict[str, Any]:
        """The columns of the row."""
        data = self.cleaned_data
        induk = data["induk"]
        above = (
            selectors.nearest_head(unit_id, data["mulai"], kepala=kepala, kecuali=kecuali)
            if induk == OTOMATIS
            else UUID(induk)
        )
        plain = ("nama", "eselon", "kelas", "kebutuhan", "dasar_kebutuhan")
        return {name: data[name] for name in plain} | {
            "induk_id": above,
            "bup": data["bup"] or usual_bup(jenis, jenjang),
            "referensi_id": data["referensi"].pk if data["referensi"] else None,
        }


def usual_bup(jenis: str, jenjang: str) -> int | None:
    """The age of retirement by kind and level. Dasar: UU 20/2023 Pasal 55."""
    return BUP.get(jenjang or jenis)


class KursiBaruForm(KursiForm):
    draf = "Jabatan baru pada peta"

    jenis = forms.ChoiceField(
        label="Jenis jabatan",
        choices=[("", "Pilih jenis"), *JenisJabatan.choices],
        help_text="Jenis, jenjang, dan kepala unit melekat pada jabatan selamanya; yang keliru dibatalkan lalu dibentuk lagi.",
    )  # fmt: skip
    jenjang = forms.ChoiceField(
        label="Jenjang (boleh kosong)", required=False, choices=[("", "Tidak ada"), *Jenjang.choices],
        help_text="Hanya untuk jabatan fungsional.",
    )  # fmt: skip
    kepala = forms.BooleanField(
        label="Memimpin unit ini", required=False,
        help_text="Hanya jabatan struktural, tugas tambahan, atau pejabat negara; satu kepala tiap unit.",
    )  # fmt: skip

    field_order = ["jenis", "jenjang", "kepala", "nama", "induk"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        jenis, jenjang = data.get("jenis"), data.get("jenjang")
        if jenis == JenisJabatan.FUNGSIONAL and not jenjang:
            self.add_error("jenjang", "Pilih jenjang jabatan fungsionalnya.")
        if jenjang and jenis != JenisJabatan.FUNGSIONAL:
            self.add_error("jenjang", "Jenjang hanya untuk jabatan fungsional. Kosongkan, atau ganti jenisnya.")
        if data.get("eselon") and jenis not in STRUKTURAL:
            self.add_error(
                "eselon", "Eselon hanya untuk JPT, administrator, dan pengawas. Kosongkan, atau ganti jenisnya."
            )
        if data.get("kepala") and jenis not in TUNGGAL:
            self.add_error(
                "kepala",
                "Yang memimpin unit ialah jabatan struktural atau tugas tambahan. Ganti jenisnya, atau hapus tandanya.",
            )
        return data

    def founding(self, unit: UnitKerja) -> dict[str, Any]:
        data = self.cleaned_data
        fixed = {name: data[name] for name in ("jenis", "jenjang", "kepala")}
        return fixed | {"mulai": data["mulai"], "dasar": data["dasar"]} | self.values(unit_id=unit.pk, **fixed)


class KursiUbahForm(KursiForm):
    draf = "Perubahan jabatan pada peta"

    unit = UnitField(label="Unit", help_text="Jabatan yang dipindah membawa pemangkunya ke unit itu.")

    field_order = ["nama", "unit", "induk"]

    def __init__(self, *args: Any, by: Pengguna, jabatan: Jabatan, row: RincianJabatan, **kwargs: Any) -> None:
        self.jabatan, self.row = jabatan, row
        super().__init__(*args, unit_id=row.unit_id, hari=timezone.localdate(), **kwargs)
        self.fields["unit"].fill(by)
        known = dict(self.fields["induk"].choices)
        known.pop(str(jabatan.pk), None)
        if row.induk_id and str(row.induk_id) not in known:
            known[str(row.induk_id)] = "Seperti sekarang"
        self.fields["induk"].choices = list(known.items())
        if jabatan.tunggal:
            del self.fields["kebutuhan"], self.fields["dasar_kebutuhan"]

    @staticmethod
    def of(row: RincianJabatan) -> dict[str, Any]:
        names = ("nama", "eselon", "kelas", "kebutuhan", "dasar_kebutuhan", "bup", "referensi")
        return {name: getattr(row, name) for name in names} | {
            "unit": row.unit_id, "induk": str(row.induk_id or OTOMATIS), "mulai": timezone.localdate(),
        }  # fmt: skip

    def values(self, **_: Any) -> dict[str, Any]:
        unit: UnitKerja = self.cleaned_data["unit"]
        seat = self.jabatan
        if seat.tunggal:
            self.cleaned_data |= {"kebutuhan": self.row.kebutuhan, "dasar_kebutuhan": self.row.dasar_kebutuhan}
        found = super().values(
            unit_id=unit.pk, kepala=seat.kepala, jenis=seat.jenis, jenjang=seat.jenjang, kecuali=seat.pk
        )
        return found | {"unit_id": unit.pk}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and all(getattr(self.row, name) == value for name, value in self.values().items()):
            raise forms.ValidationError("Belum ada yang berubah. Ubah salah satu isian jabatannya dulu.")
        return data


class KursiAkhirForm(PortalForm):
    draf = "Mengakhiri jabatan"

    sampai = TanggalField(label="Hari terakhir", help_text="Hari terakhir jabatan itu ada. Boleh tanggal mendatang.")
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Nomor dan tanggal peraturan atau keputusan.")


class KursiBatalForm(PortalForm):
    rincian = forms.UUIDField(widget=forms.HiddenInput)
    alasan = forms.CharField(label="Alasan", max_length=200)
