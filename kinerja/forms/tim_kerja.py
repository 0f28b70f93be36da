"""Forms of work teams and of reports of shifts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from asn_portal.berkas.forms import TERIMA
from asn_portal.berkas.isi import MEGA, PALING_BESAR
from asn_portal.berkas.isi.terima import Kiriman, size_refusal
from asn_portal.core.forms.dasar import AkunField, PortalForm, TanggalField, clean_akun, finish
from asn_portal.core.models import Pengguna
from jabatan.models import TimKhusus
from kinerja.enums import JenisEvaluasi
from kinerja.forms.pelaksanaan import named_lines
from kinerja.models import RencanaHasilKerja, TimKerja
from kinerja.selectors.tim_khusus import given_by, without_work_team
from kinerja.services.regu import IsianRegu
from kinerja.services.tim_kerja import IsianTim
from pegawai.models import Pegawai

ANGGOTA_TERBANYAK = 60


def _person(text: str, by: Pengguna) -> Pegawai:
    found = Pegawai.objects.filter(pengguna=clean_akun(text, by), ditarik_pada=None).select_related("unit_kini").first()
    if found is None:
        raise forms.ValidationError(f"{text} bukan akun seorang pegawai.")
    return found


class TimForm(PortalForm):
    draf = "Tim kerja"

    nama = forms.CharField(label="Nama tim", max_length=150)
    tugas = forms.CharField(label="Tugas tim", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    dasar = forms.CharField(
        label="Dasar penugasan", max_length=200, help_text="Nomor dan tanggal surat tugas atau keputusan."
    )
    ketua = AkunField(label="Ketua tim", help_text="NRK, NIP, atau nama pengguna. Tim dicatat pada unit kerjanya.")
    mulai = TanggalField(label="Hari pertama")
    sampai = TanggalField(label="Hari terakhir")
    tim_khusus = forms.ModelChoiceField(
        label="Tim khusus", queryset=TimKhusus.objects.none(), required=False, empty_label="Tidak ada",
        help_text="Bila tim ini bagian dari tim khusus pada peta jabatan. Anggotanya ikut menjadi anggota tim kerja.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, oleh: Pengguna, tim: TimKerja | None = None, khusus: TimKhusus | None = None, **kwargs: Any
    ) -> None:
        today = timezone.localdate()
        given: dict[str, Any] = {"mulai": today, "sampai": date(today.year, 12, 31)}
        if khusus is not None:
            given |= given_by(khusus, today)
        if tim is not None:
            given = {
                "nama": tim.nama, "tugas": tim.tugas, "dasar": tim.dasar, "mulai": tim.mulai, "sampai": tim.sampai,
                "ketua": tim.ketua.nrk or tim.ketua.nip, "tim_khusus": tim.tim_khusus_id,
            }  # fmt: skip
        kwargs.setdefault("initial", given)
        super().__init__(*args, **kwargs)
        self.oleh = oleh
        self.fields["tim_khusus"].queryset = without_work_team(oleh, tim.tim_khusus_id if tim else None)

    def clean_ketua(self) -> Pegawai:
        return _person(self.cleaned_data["ketua"], self.oleh)

    def isian(self) -> IsianTim:
        return IsianTim(**self.cleaned_data)


class AnggotaForm(PortalForm):
    draf = "Anggota tim"

    orang = forms.CharField(
        label="Anggota", widget=forms.Textarea(attrs={"rows": 3}), max_length=3000,
        help_text="NRK, NIP, atau nama pengguna; satu orang satu baris.",
    )  # fmt: skip

    def __init__(self, *args: Any, oleh: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.oleh = oleh

    def clean_orang(self) -> list[Pegawai]:
        words = [word.strip() for word in self.cleaned_data["orang"].replace(",", "\n").splitlines() if word.strip()]
        if len(words) > ANGGOTA_TERBANYAK:
            raise forms.ValidationError(f"Tambahkan paling banyak {ANGGOTA_TERBANYAK} orang sekali kirim.")
        found, unknown = {}, []
        for word in words:
            try:
                person = _person(word, self.oleh)
                found[person.pk] = person
            except forms.ValidationError:
                unknown.append(word)
        if unknown:
            raise forms.ValidationError(f"Tidak dikenal sebagai pegawai: {', '.join(unknown)}. Periksa penulisannya.")
        return list(found.values())


class HasilTimForm(PortalForm):
    """Which of the own results belong into the team."""

    hasil = forms.MultipleChoiceField(
        label="Hasil kerja dalam tim ini", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Ketua tim membaca hasil yang dicentang beserta progres dan buktinya, dan tidak yang lain.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, daftar: Iterable[RencanaHasilKerja], terpilih: Iterable[UUID], **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"hasil": [str(line) for line in terpilih]})
        super().__init__(*args, **kwargs)
        self.fields["hasil"].choices = [(str(row.garis), row.teks) for row in daftar]
        finish(self)

    def garis(self) -> list[UUID]:
        return [UUID(line) for line in self.cleaned_data["hasil"]]


class PeranForm(PortalForm):
    peran = forms.CharField(label="Peran dalam tim", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class UsulForm(PortalForm):
    """A draft for the penilai; one for each stretch."""

    draf = "Usul umpan balik"

    masa = forms.ChoiceField(label="Masa")
    teks = forms.CharField(
        label="Usul umpan balik", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dibaca pejabat penilai di samping penilaiannya. Ia yang memutuskan dipakai atau tidak.",
    )  # fmt: skip

    def __init__(self, *args: Any, tahun: int, tahap: Iterable[tuple[JenisEvaluasi, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["masa"].choices = [(f"{jenis}-{nomor}", jenis.named(tahun, nomor)) for jenis, nomor in tahap]
        finish(self)

    def tahap(self) -> tuple[str, int]:
        jenis, nomor = self.cleaned_data["masa"].split("-")
        return jenis, int(nomor)


class TelaahForm(PortalForm):
    progres = forms.UUIDField(widget=forms.HiddenInput)
    putusan = forms.ChoiceField(choices=[("sesuai", "Sesuai"), ("lengkapi", "Perlu dilengkapi")])
    catatan = forms.CharField(max_length=500, required=False)


class ReguForm(PortalForm):
    """One report for the whole shift."""

    draf = "Laporan regu"

    tanggal = TanggalField(label="Hari giliran dimulai")
    mulai = forms.TimeField(
        label="Jam mulai", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Jam tidak terbaca. Tulis seperti 22:00."},
    )  # fmt: skip
    selesai = forms.TimeField(
        label="Jam selesai", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Giliran yang melewati tengah malam dihitung pada hari pertamanya.",
        error_messages={"invalid": "Jam tidak terbaca. Tulis seperti 06:00."},
    )  # fmt: skip
    rhk = forms.ChoiceField(label="Untuk hasil kerja Anda", widget=forms.RadioSelect)
    teks = forms.CharField(label="Yang dikerjakan regu", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    hasil = forms.CharField(label="Hasil (boleh kosong)", max_length=200, required=False)
    orang = forms.MultipleChoiceField(
        label="Rekan yang bertugas", widget=forms.CheckboxSelectMultiple,
        help_text="Setiap orang mengakui atau menyangkal sendiri; laporan dihitung sekali bagi yang mengakui.",
    )  # fmt: skip
    berkas = forms.FileField(
        label="Foto atau berkas bukti (boleh kosong)", required=False, widget=forms.FileInput(attrs={"accept": TERIMA}),
        help_text=f"PDF, JPG, PNG, WebP, atau HEIC; paling besar {PALING_BESAR // MEGA} MB.",
    )  # fmt: skip
    tautan = forms.URLField(label="Tautan bukti (boleh kosong)", required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, daftar: list[RencanaHasilKerja], regu: Iterable[Pegawai], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"tanggal": timezone.localdate(), "rhk": str(daftar[0].pk) if daftar else None})
        super().__init__(*args, **kwargs)
        self.fields["rhk"].choices = named_lines(daftar)
        self.fields["orang"].choices = [
            (str(person.pk), f"{person.nama}, {person.jabatan_kini or 'jabatan belum tercatat'}") for person in regu
        ]
        finish(self)

    def clean_berkas(self) -> Any:
        sent = self.cleaned_data.get("berkas")
        if sent and (refusal := size_refusal(sent.name, sent.size)):
            raise forms.ValidationError(refusal)
        return sent

    def isian(self) -> IsianRegu:
        data, sent = self.cleaned_data, self.cleaned_data.get("berkas")
        return IsianRegu(
            UUID(data["rhk"]), data["tanggal"], data["mulai"], data["selesai"], data["teks"],
            [UUID(pk) for pk in data["orang"]], data["hasil"], data["tautan"] or "",
            [Kiriman(sent.name, sent.read())] if sent else [],
        )  # fmt: skip


class JawabReguForm(PortalForm):
    """Yes for one of the own results, or no with a reason."""

    draf = "Jawaban laporan regu"

    jawaban = forms.ChoiceField(
        label="Jawaban Anda", widget=forms.RadioSelect,
        choices=[("akui", "Ya, saya bertugas pada giliran ini"), ("sangkal", "Tidak, saya tidak bertugas")],
    )  # fmt: skip
    rhk = forms.ChoiceField(label="Dihitung untuk hasil kerja (bila ya)", required=False)
    alasan = forms.CharField(
        label="Alasan (bila tidak)", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, daftar: list[RencanaHasilKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rhk"].choices = [("", "Pilih hasil kerja"), *named_lines(daftar)]
        finish(self)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("jawaban") == "akui" and not data.get("rhk") and "rhk" not in self.errors:
            self.add_error("rhk", "Pilih hasil kerja yang didukung giliran ini.")
        if data.get("jawaban") == "sangkal" and not data.get("alasan"):
            self.add_error("alasan", "Tulis alasannya, agar pelapor dapat memperbaiki laporannya.")
        return data
