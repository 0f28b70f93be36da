"""Forms of placements, study on duty, coaching and mentoring."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from asn_portal.berkas.selectors import own_documents
from asn_portal.core.forms.dasar import PortalForm, TanggalField, UnitField
from asn_portal.core.models import Pengguna
from jabatan.models import KamusKompetensi
from pegawai.forms.referensi import CariField, DaftarField
from pegawai.models import Pegawai
from pelatihan.aturan.magang import TABEL_MAGANG
from pelatihan.enums import BENTUK_MAGANG, JenisBimbingan, Pembiayaan
from pelatihan.forms.katalog import BANYAK_SASARAN, pick
from pelatihan.models import LowonganMagang, Penyelenggara
from pelatihan.models.katalog import TINGKAT_TERTINGGI
from pelatihan.models.magang import NILAI_TERTINGGI
from pelatihan.models.tugas_belajar import IP_TERTINGGI

TINGKAT = [(str(n), str(n)) for n in range(1, TINGKAT_TERTINGGI + 1)]
JAM_SEHARI = int(TABEL_MAGANG.terakhir.nilai["jam_sehari"])


def colleague(text: str, by: Pengguna) -> Pegawai:
    """Somebody of the own agency by NRK or NIP, as it was typed: names are in the directory, numbers people tell each other."""
    number = text.replace(" ", "").replace(".", "")
    people = Pegawai.objects.filter(instansi_id=by.instansi_id, ditarik_pada=None)
    found = people.filter(nrk=number).first() or people.filter(nip=number).first() if number else None
    if found is None:
        raise forms.ValidationError("Tidak ada pegawai dengan NRK atau NIP ini. Periksa angka-angkanya.")
    return found


class PutusanKegiatanForm(PortalForm):
    catatan = forms.CharField(
        label="Catatan untuk pegawai", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila tidak disetujui.",
    )  # fmt: skip


# -- placements ----------------------------------------------------------------------------------------------------------


class MagangForm(PortalForm):
    draf = "Lowongan magang"
    draf_isian = r"(kompetensi|tingkat)_[0-9]"

    judul = forms.CharField(label="Judul", max_length=200, help_text="Misalnya: Magang pengolahan data transportasi.")
    bentuk = forms.ChoiceField(label="Bentuk", choices=[(one.value, one.label) for one in BENTUK_MAGANG])
    penyelenggara = forms.ModelChoiceField(
        label="Lembaga tempat magang", required=False, queryset=Penyelenggara.objects.none(), empty_label="Bukan lembaga luar",
        help_text="Dari daftar penyelenggara. Untuk unit sendiri, kosongkan dan pilih unit di bawah.",
    )  # fmt: skip
    unit = UnitField(label="Unit tempat magang", required=False)
    uraian = forms.CharField(
        label="Yang dikerjakan dan dipelajari", max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    tempat = forms.CharField(label="Tempat", max_length=200)
    mulai = TanggalField(label="Hari pertama")
    selesai = TanggalField(label="Hari terakhir")
    tutup = TanggalField(label="Lamaran ditutup", help_text="Hari terakhir melamar.")
    kuota = forms.IntegerField(label="Banyaknya tempat", min_value=1, max_value=500)
    jam = forms.IntegerField(
        label="Rencana jam di tempat",
        min_value=1,
        max_value=2000,
        help_text="Seluruhnya; dibandingkan dengan jam yang disahkan mentor.",
    )

    def __init__(self, *args: Any, by: Pengguna, lowongan: LowonganMagang | None = None, **kwargs: Any) -> None:
        if lowongan is not None:
            kwargs["initial"] = _initial_of_offer(lowongan) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        owners = Penyelenggara.objects.visible_to(by).filter(ditutup_pada=None)
        if lowongan is not None and lowongan.penyelenggara_id:
            owners = owners | Penyelenggara.objects.filter(pk=lowongan.penyelenggara_id)
        self.fields["penyelenggara"].queryset = owners.order_by("nama")
        self.fields["unit"].fill(by)
        known = KamusKompetensi.objects.untuk(by.instansi_id).terpakai().order_by("jenis", "urut", "nama")
        for n in range(1, BANYAK_SASARAN + 1):
            self.fields[f"kompetensi_{n}"] = forms.ModelChoiceField(
                label=f"Kompetensi {n} (boleh kosong)", required=False, queryset=known, empty_label="Tidak ada"
            )
            self.fields[f"tingkat_{n}"] = forms.ChoiceField(
                label=f"Sampai tingkat, kompetensi {n}", required=False, choices=pick(TINGKAT)
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("penyelenggara")) == bool(data.get("unit")):
            self.add_error("penyelenggara", "Pilih satu: lembaga luar, atau unit sendiri.")
        first, last, closes = data.get("mulai"), data.get("selesai"), data.get("tutup")
        if first and last and last < first:
            self.add_error("selesai", "Hari terakhir tidak boleh sebelum hari pertama.")
        if first and closes and closes > first:
            self.add_error("tutup", "Lamaran ditutup paling lambat pada hari pertama.")
        for n in range(1, BANYAK_SASARAN + 1):
            if data.get(f"kompetensi_{n}") and not data.get(f"tingkat_{n}"):
                self.add_error(f"tingkat_{n}", "Pilih sampai tingkat berapa.")
        return data

    def isi(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in MagangForm.base_fields}

    def sasaran(self) -> list[tuple[UUID, int]]:
        data = self.cleaned_data
        found = {
            data[f"kompetensi_{n}"].pk: int(data[f"tingkat_{n}"])
            for n in range(1, BANYAK_SASARAN + 1)
            if data[f"kompetensi_{n}"]
        }
        return list(found.items())


def _initial_of_offer(row: LowonganMagang) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(row, name) for name in MagangForm.base_fields}
    for n, one in enumerate(row.daftar_sasaran.all()[:BANYAK_SASARAN], start=1):
        values |= {f"kompetensi_{n}": one.kompetensi_id, f"tingkat_{n}": str(one.tingkat)}
    return values


class LamarForm(PortalForm):
    draf = "Lamaran magang"

    alasan = forms.CharField(
        label="Mengapa Anda", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Apa yang ingin dipelajari, dan bagaimana dipakai di pekerjaan Anda. Dibaca atasan dan pengelola pelatihan.",
    )  # fmt: skip


class SeleksiForm(PortalForm):
    alasan = forms.CharField(
        label="Alasan", max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text="Dibaca pelamarnya."
    )


class CatatanForm(PortalForm):
    draf = "Logbuk magang"

    tanggal_catatan = TanggalField(label="Tanggal")
    jam = forms.DecimalField(
        label="Jam", min_value=0.5, max_value=JAM_SEHARI, decimal_places=1, help_text="Misalnya 7,5.", localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    kegiatan = forms.CharField(label="Yang dikerjakan", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    pelajaran = forms.CharField(
        label="Yang dipelajari (boleh kosong)", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class MentorForm(PortalForm):
    """One of the two: a colleague, or a name for a link."""

    cara = forms.ChoiceField(
        label="Mentor", choices=[("luar", "Orang luar, lewat tautan tanpa akun"), ("dalam", "Pegawai instansi ini")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    nomor = forms.CharField(
        label="NRK atau NIP pegawai", max_length=60, required=False, help_text="Hanya untuk pegawai instansi ini."
    )
    nama = forms.CharField(label="Nama mentor luar", max_length=150, required=False)
    jabatan = forms.CharField(label="Jabatan mentor luar (boleh kosong)", max_length=150, required=False)
    sampai = TanggalField(label="Tautan berlaku sampai", required=False)

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.pegawai = by, None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("cara") == "dalam":
            try:
                self.pegawai = colleague(data.get("nomor", ""), self.by)
            except forms.ValidationError as unknown:
                self.add_error("nomor", unknown)
        elif data.get("cara") == "luar":
            for name, words in (("nama", "Tulis nama mentornya."), ("sampai", "Pilih sampai kapan tautannya berlaku.")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data


class JawabCatatanForm(PortalForm):
    catatan = forms.CharField(
        label="Catatan (wajib bila dikembalikan)",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


MUTU = ("Sangat kurang", "Kurang", "Cukup", "Baik", "Sangat baik")
NILAI = [(str(n), f"{n}, {MUTU[n - 1].lower()}") for n in range(1, NILAI_TERTINGGI + 1)]


class EvaluasiMagangForm(PortalForm):
    penguasaan = forms.TypedChoiceField(label="Penguasaan pekerjaan", coerce=int, choices=pick(NILAI))
    kerja_sama = forms.TypedChoiceField(label="Kerja sama", coerce=int, choices=pick(NILAI))
    inisiatif = forms.TypedChoiceField(label="Inisiatif", coerce=int, choices=pick(NILAI))
    disiplin = forms.TypedChoiceField(label="Kedisiplinan", coerce=int, choices=pick(NILAI))
    kesan = forms.CharField(label="Kekuatan dan saran", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class HasilForm(PortalForm):
    hasil = forms.CharField(
        label="Hasil",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Yang dicapai; dibaca kedua pihak.",
    )


# -- study on duty -------------------------------------------------------------------------------------------------------


class BelajarForm(PortalForm):
    draf = "Tugas belajar"

    tingkat = DaftarField("tingkat_pendidikan", label="Jenjang")
    program_studi = forms.CharField(label="Program studi", max_length=200)
    lembaga = forms.CharField(label="Perguruan tinggi", max_length=200)
    negara = forms.CharField(label="Negara", max_length=100, initial="Indonesia")
    pembiayaan = forms.ChoiceField(label="Pembiayaan", choices=pick(Pembiayaan.choices))
    penyandang = forms.CharField(label="Pemberi beasiswa (boleh kosong)", max_length=200, required=False)
    dibebaskan = forms.TypedChoiceField(
        label="Jabatan selama belajar", coerce=lambda value: value == "ya", widget=forms.RadioSelect,
        choices=[("tidak", "Tetap bekerja pada jabatan"), ("ya", "Dibebaskan dari jabatan")],
    )  # fmt: skip
    bulan = forms.IntegerField(
        label="Lama program (bulan)", min_value=1, max_value=120, help_text="Masa normatif program studinya."
    )
    mulai = TanggalField(label="Mulai")
    selesai = TanggalField(label="Sampai")
    alasan = forms.CharField(
        label="Kaitannya dengan tugas", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mengapa bidang ini diperlukan unit Anda.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("mulai"), data.get("selesai")
        if first and last and last <= first:
            self.add_error("selesai", "Hari terakhir harus sesudah hari pertama.")
        return data


class PenetapanBelajarForm(PortalForm):
    draf = "Penetapan tugas belajar"

    sk_nomor = forms.CharField(label="Nomor keputusan", max_length=100)
    sk_tanggal = TanggalField(label="Tanggal keputusan")
    mulai = TanggalField(label="Mulai")
    selesai = TanggalField(label="Sampai")
    atasan = forms.CharField(label="Atasan selama tugas belajar", max_length=60, help_text="NRK atau NIP.")

    def __init__(self, *args: Any, by: Pengguna, dibebaskan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if not dibebaskan:
            del self.fields["atasan"]

    def clean_atasan(self) -> Pegawai:
        return colleague(self.cleaned_data["atasan"], self.by)


class PerpanjanganForm(PortalForm):
    draf = "Perpanjangan tugas belajar"

    sampai = TanggalField(label="Diperpanjang sampai")
    alasan = forms.CharField(label="Alasan", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    sk_nomor = forms.CharField(label="Nomor keputusan", max_length=100)
    sk_tanggal = TanggalField(label="Tanggal keputusan")


class LaporanForm(PortalForm):
    draf = "Laporan tugas belajar"

    semester = forms.IntegerField(label="Semester", min_value=1, max_value=20)
    ip = forms.DecimalField(
        label="Indeks prestasi (boleh kosong)", required=False, min_value=0, max_value=IP_TERTINGGI, decimal_places=2, localize=True,
        help_text="Misalnya 3,45.", widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    sks = forms.IntegerField(label="SKS yang ditempuh (boleh kosong)", required=False, min_value=0, max_value=60)
    isi = forms.CharField(label="Kemajuan dan hambatan", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dokumen"] = forms.ModelChoiceField(
            own_documents(by), label="Kartu hasil studi (boleh kosong)", required=False, empty_label="Tanpa dokumen",
            help_text="Dari dokumen yang sudah Anda unggah.",
            error_messages={"invalid_choice": "Dokumen itu tidak ada. Pilih dari daftar."},
        )  # fmt: skip
        self.fields["dokumen"].label_from_instance = lambda row: f"{row.judul} {row.nomor}".strip()


class TanggapanLaporanForm(PortalForm):
    tanggapan = forms.CharField(
        label="Tanggapan (boleh kosong)", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class KembaliForm(PortalForm):
    draf = "Kembali dari tugas belajar"

    kembali = TanggalField(label="Kembali bekerja mulai")
    lulus = forms.TypedChoiceField(
        label="Hasil belajar", coerce=lambda value: value == "ya", widget=forms.RadioSelect,
        choices=[("ya", "Lulus, dengan ijazah"), ("tidak", "Kembali tanpa ijazah")],
    )  # fmt: skip
    pendidikan = CariField("pendidikan", label="Pendidikan menurut rujukan", required=False)
    tanggal_lulus = TanggalField(label="Tanggal lulus", required=False)
    nomor_ijazah = forms.CharField(label="Nomor ijazah", max_length=100, required=False)
    gelar_depan = forms.CharField(label="Gelar depan (boleh kosong)", max_length=60, required=False)
    gelar_belakang = forms.CharField(label="Gelar belakang (boleh kosong)", max_length=100, required=False)
    catatan = forms.CharField(
        label="Keterangan", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila kembali tanpa ijazah.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("lulus"):
            for name, words in (
                ("pendidikan", "Pilih pendidikan pada ijazahnya."), ("tanggal_lulus", "Isi tanggal lulusnya."),
                ("nomor_ijazah", "Isi nomor ijazahnya."),
            ):  # fmt: skip
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        elif data.get("lulus") is False and not data.get("catatan"):
            self.add_error("catatan", "Tulis mengapa kembali tanpa ijazah.")
        return data


# -- coaching and mentoring ------------------------------------------------------------------------------------------------


class BimbinganForm(PortalForm):
    draf = "Coaching atau mentoring"

    jenis = forms.ChoiceField(label="Jenis", choices=JenisBimbingan.choices, widget=forms.RadioSelect)
    peran = forms.ChoiceField(
        label="Peran Anda",
        choices=[("dibimbing", "Saya dibimbing"), ("membimbing", "Saya membimbing")],
        widget=forms.RadioSelect,
    )
    rekan = forms.CharField(
        label="NRK atau NIP rekan Anda", max_length=60, help_text="Ia menjawab lewat kotak tugasnya."
    )
    tujuan = forms.CharField(
        label="Tujuan", max_length=300, help_text="Misalnya: memimpin rapat lintas bidang dengan yakin."
    )
    mulai = TanggalField(label="Mulai")
    sampai = TanggalField(label="Sampai")

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_rekan(self) -> Pegawai:
        return colleague(self.cleaned_data["rekan"], self.by)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("mulai") and data.get("sampai") and data["sampai"] < data["mulai"]:
            self.add_error("sampai", "Hari terakhir tidak boleh sebelum hari pertama.")
        return data


class SesiForm(PortalForm):
    draf = "Pertemuan bimbingan"

    hari = TanggalField(label="Tanggal")
    topik = forms.CharField(label="Yang dibahas", max_length=300)
    tindak_lanjut = forms.CharField(
        label="Tindak lanjut (boleh kosong)", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_hari(self) -> Any:
        day = self.cleaned_data["hari"]
        if day > timezone.localdate():
            raise forms.ValidationError("Tanggal pertemuan belum tiba. Catat sesudahnya.")
        return day
