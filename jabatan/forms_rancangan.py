"""Forms of the drafting room: the draft itself, and one form for each kind of operation on what it has become so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from asn_portal.core.enums import JenisUnit
from asn_portal.core.forms.dasar import PortalForm, TanggalField, UnitField
from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.models.dasar import new_ids
from jabatan.enums import TUNGGAL, JenisJabatan, JenisLangkah, JenisPenempatan, Jenjang
from jabatan.forms_kursi import ESELON, usual_bup
from jabatan.models.jabatan import KELAS_TERTINGGI
from jabatan.rancang.bentuk import Kursi, Susunan

DARI_ATAS = "Kepala unitnya (untuk kepala unit: kepala unit di atasnya)"


class RancanganForm(PortalForm):
    draf = "Rancangan susunan"

    judul = forms.CharField(label="Judul", max_length=150, help_text="Misalnya Penyederhanaan suku dinas 2027.")
    tanggal = TanggalField(label="Berlaku mulai", help_text="Hari ini atau sesudahnya. Peta sebelum tanggal itu tetap.")
    dasar = forms.CharField(
        label="Dasar (boleh kosong)", max_length=200, required=False,
        help_text="Nomor dan tanggal peraturannya; wajib ada saat diterbitkan.",
    )  # fmt: skip


class RancanganBaruForm(RancanganForm):
    draf = "Rancangan susunan baru"

    unit = UnitField(label="Unit yang ditata", help_text="Bersama semua unit di bawahnya.")

    field_order = ["unit", "judul"]

    def __init__(self, *args: Any, by: Pengguna, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].fill(by, only=UnitKerja.objects.filter(pk__in=units))


class SalinForm(PortalForm):
    draf = "Salinan rancangan"

    judul = forms.CharField(label="Judul salinan", max_length=150)


class KembalikanForm(PortalForm):
    draf = "Mengembalikan rancangan"

    alasan = forms.CharField(label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class TerbitForm(PortalForm):
    draf = "Menerbitkan rancangan"

    sidik = forms.CharField(widget=forms.HiddenInput, max_length=64)
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Nomor dan tanggal peraturan atau keputusan.")


# -- operations -----------------------------------------------------------------------------------------------------------


def _units(s: Susunan) -> list[tuple[str, str]]:
    return [("", "Pilih unit"), *((str(unit.id), f"{'· ' * depth}{unit.nama}") for unit, depth in s.urut())]


def _seats(s: Susunan, fits: Callable[[Kursi], bool] = lambda _: True) -> list[Any]:
    """By unit in the order of the tree, the head first."""
    by_unit: dict[UUID, list[Kursi]] = defaultdict(list)
    for seat in s.kursi.values():
        if seat.id not in s.luar and fits(seat):
            by_unit[seat.unit].append(seat)
    found: list[Any] = [("", "Pilih jabatan")]
    for unit, _ in s.urut():
        rows = sorted(by_unit[unit.id], key=lambda k: (not k.kepala, k.nama))
        if rows:
            found.append((unit.nama, [(str(k.id), k.nama) for k in rows]))
    return found


def _above(s: Susunan) -> list[Any]:
    """Seats with a single holder, also those above the unit of the draft."""
    outside = [(str(k.id), k.nama) for k in s.kursi.values() if k.id in s.luar and k.tunggal]
    groups = [group for group in _seats(s, lambda k: k.tunggal) if group[0]]
    return [("", DARI_ATAS), *groups, *([("Di atas unit ini", outside)] if outside else [])]


class LangkahForm(PortalForm):
    """What the operation names is offered from the structure as the draft has it so far."""

    # Fields that name a unit, and fields that name a seat.
    unit_di: ClassVar[tuple[str, ...]] = ()
    kursi_di: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, susunan: Susunan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.susunan = susunan
        for name in self.unit_di:
            self.fields[name].choices = _units(susunan)
        for name in self.kursi_di:
            self.fields[name].choices = _seats(susunan)
        if "induk_jabatan" in self.fields:
            self.fields["induk_jabatan"].choices = _above(susunan)

    def isi(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def _pilih(label: str, **kwargs: Any) -> forms.ChoiceField:
    messages = {"invalid_choice": f"{label} itu tidak ada dalam rancangan ini. Pilih dari daftar."}
    return forms.ChoiceField(label=label, error_messages=messages, **kwargs)


class UnitBentukForm(LangkahForm):
    draf = "Langkah: bentuk unit"
    unit_di = ("induk",)

    nama = forms.CharField(label="Nama unit", max_length=200)
    singkatan = forms.CharField(label="Singkatan (boleh kosong)", max_length=60, required=False)
    jenis = forms.ChoiceField(label="Jenis unit", choices=JenisUnit.choices)
    induk = _pilih("Unit induk")

    def isi(self) -> dict[str, Any]:
        return super().isi() | {"kunci": str(new_ids(1)[0])}


class UnitUbahForm(LangkahForm):
    draf = "Langkah: ganti nama unit"
    unit_di = ("unit",)

    unit = _pilih("Unit")
    nama = forms.CharField(label="Nama baru", max_length=200)
    singkatan = forms.CharField(label="Singkatan (boleh kosong)", max_length=60, required=False)


class UnitPindahForm(LangkahForm):
    draf = "Langkah: pindahkan unit"
    unit_di = ("unit", "induk")

    unit = _pilih("Unit")
    induk = _pilih("Unit induk baru")


class UnitGabungForm(LangkahForm):
    draf = "Langkah: gabungkan unit"
    unit_di = ("unit", "ke")

    unit = _pilih(
        "Unit yang digabung", help_text="Jabatan, pegawai, dan unit di bawahnya ikut; jabatan kepalanya berakhir."
    )
    ke = _pilih("Ke unit")


class UnitTutupForm(LangkahForm):
    draf = "Langkah: tutup unit"
    unit_di = ("unit",)

    unit = _pilih(
        "Unit yang ditutup", help_text="Jabatannya berakhir; pemangkunya perlu dipindahkan sesudah langkah ini."
    )


class JabatanBentukForm(LangkahForm):
    draf = "Langkah: bentuk jabatan"
    unit_di = ("unit",)

    unit = _pilih("Unit")
    jenis = forms.ChoiceField(label="Jenis jabatan", choices=[("", "Pilih jenis"), *JenisJabatan.choices])
    jenjang = forms.ChoiceField(
        label="Jenjang (boleh kosong)", required=False, choices=[("", "Tidak ada"), *Jenjang.choices],
        help_text="Hanya untuk jabatan fungsional.",
    )  # fmt: skip
    kepala = forms.BooleanField(label="Memimpin unit ini", required=False)
    nama = forms.CharField(label="Nama jabatan", max_length=200)
    induk_jabatan = _pilih("Bertanggung jawab kepada", required=False)
    eselon = forms.ChoiceField(
        label="Eselon (boleh kosong)", required=False, choices=[("", "Tidak ada"), *((e, e) for e in ESELON)]
    )
    kelas = forms.IntegerField(
        label="Kelas jabatan (boleh kosong)", required=False, min_value=1, max_value=KELAS_TERTINGGI,
        help_text="Hanya kelas yang sudah dinilai.",
    )  # fmt: skip
    kebutuhan = forms.IntegerField(
        label="Kebutuhan (K)",
        min_value=0,
        max_value=9999,
        initial=1,
        help_text="Jabatan yang dipegang satu orang selalu 1.",
    )

    def isi(self) -> dict[str, Any]:
        data = super().isi()
        fixed = {"kunci": str(new_ids(1)[0]), "bup": usual_bup(data["jenis"], data["jenjang"])}
        return data | fixed | ({"kebutuhan": 1} if data["jenis"] in TUNGGAL else {})


class JabatanUbahForm(LangkahForm):
    """Only what is filled in changes."""

    draf = "Langkah: ubah jabatan"
    kursi_di = ("jabatan",)

    jabatan = _pilih("Jabatan")
    nama = forms.CharField(label="Nama baru (boleh kosong)", max_length=200, required=False)
    kelas = forms.IntegerField(
        label="Kelas baru (boleh kosong)", required=False, min_value=1, max_value=KELAS_TERTINGGI,
        help_text="Hanya kelas yang sudah dinilai.",
    )  # fmt: skip
    kebutuhan = forms.IntegerField(
        label="Kebutuhan (K) baru (boleh kosong)", required=False, min_value=0, max_value=9999
    )
    induk_jabatan = _pilih("Bertanggung jawab kepada (boleh kosong)", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["induk_jabatan"].choices = [("", "Tetap"), *self.fields["induk_jabatan"].choices[1:]]

    def isi(self) -> dict[str, Any]:
        return {name: value for name, value in super().isi().items() if value not in ("", None)}


class JabatanPindahForm(LangkahForm):
    draf = "Langkah: pindahkan jabatan"
    unit_di, kursi_di = ("unit",), ("jabatan",)

    jabatan = _pilih("Jabatan", help_text="Pemangkunya ikut ke unit itu.")
    unit = _pilih("Ke unit")
    induk_jabatan = _pilih("Bertanggung jawab kepada", required=False)


class JabatanGabungForm(LangkahForm):
    draf = "Langkah: gabungkan jabatan"
    kursi_di = ("jabatan", "ke")

    jabatan = _pilih("Jabatan yang digabung", help_text="Pemangku dan kebutuhannya pindah; jabatannya berakhir.")
    ke = _pilih("Ke jabatan", help_text="Jenis dan jenjangnya sama.")


class JabatanTutupForm(LangkahForm):
    draf = "Langkah: tutup jabatan"
    kursi_di = ("jabatan",)

    jabatan = _pilih("Jabatan yang ditutup", help_text="Pemangkunya perlu dipindahkan sesudah langkah ini.")


class PemangkuPindahForm(LangkahForm):
    draf = "Langkah: pindahkan pemangku"
    kursi_di = ("ke",)

    orang = forms.MultipleChoiceField(
        label="Pemangku", widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Orang itu tidak ada dalam daftar ini. Pilih dari daftar."},
    )  # fmt: skip
    ke = _pilih("Ke jabatan")

    def __init__(self, *args: Any, susunan: Susunan, dari: UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, susunan=susunan, **kwargs)
        self.fields["orang"].choices = list(_people(susunan, dari))


def _people(s: Susunan, dari: UUID | None) -> Iterable[tuple[str, str]]:
    """Who has no seat, and who sits in the seat from which one came."""
    rows = [d for d in s.duduk.values() if d.jenis == JenisPenempatan.DEFINITIF and d.kursi in (None, dari)]
    for d in sorted(rows, key=lambda d: (d.kursi is not None, s.orang[d.orang])):
        yield str(d.orang), s.orang[d.orang] + (" (belum mendapat jabatan)" if d.kursi is None else "")


FORMULIR: dict[str, type[LangkahForm]] = {
    JenisLangkah.UNIT_BENTUK: UnitBentukForm,
    JenisLangkah.UNIT_UBAH: UnitUbahForm,
    JenisLangkah.UNIT_PINDAH: UnitPindahForm,
    JenisLangkah.UNIT_GABUNG: UnitGabungForm,
    JenisLangkah.UNIT_TUTUP: UnitTutupForm,
    JenisLangkah.JABATAN_BENTUK: JabatanBentukForm,
    JenisLangkah.JABATAN_UBAH: JabatanUbahForm,
    JenisLangkah.JABATAN_PINDAH: JabatanPindahForm,
    JenisLangkah.JABATAN_GABUNG: JabatanGabungForm,
    JenisLangkah.JABATAN_TUTUP: JabatanTutupForm,
    JenisLangkah.PEMANGKU_PINDAH: PemangkuPindahForm,
}
