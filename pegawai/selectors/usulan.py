"""What the pages of proposals ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from asn_portal.core.enums import Peran
from asn_portal.core.models import Pengguna, PenugasanPeran
from asn_portal.core.permissions import akses
from pegawai import permissions
from pegawai.enums import LangkahPeriksa, StatusUsulanData
from pegawai.models import LangkahUsulan, Pegawai, UsulanPerubahan
from pegawai.models.usulan import TERBUKA
from pegawai.selectors.orang import hr_of
from pegawai.selectors.riwayat import words_of
from pegawai.siapa_mengubah import RAHASIA, Sasaran


def verifiers_of(pegawai: Pegawai, langkah: LangkahPeriksa, tanggal: date) -> list[Pengguna]:
    """Who sits at this desk today, never the person. A unit without an operator of its own is served by the province."""
    all_hr = hr_of(pegawai, tanggal)
    provincial = set(
        PenugasanPeran.objects.pada(tanggal)
        .filter(peran=Peran.ADMIN_BKD, pengguna__in=[akun.pk for akun in all_hr])
        .values_list("pengguna_id", flat=True)
    )
    of_unit = [akun for akun in all_hr if akun.pk not in provincial]
    if langkah == LangkahPeriksa.UNIT and of_unit:
        return of_unit
    return [akun for akun in all_hr if akun.pk in provincial]


@dataclass(frozen=True)
class Meja:
    """Who can decide a step today (`pemeriksa`), and who gets it as well when its time is over (`semua`). Whoever found it
    right on an earlier desk is not among them.
    """

    pemeriksa: list[Pengguna]
    semua: list[Pengguna]

    @property
    def kosong(self) -> bool:
        return not self.semua


def desk_of(usulan: UsulanPerubahan, langkah: LangkahUsulan, tanggal: date) -> Meja:
    """HR of the unit, and if the unit has none that of the next unit above or of the province; then HR of the province."""
    done = permissions.passed_by(usulan)
    step = LangkahPeriksa(langkah.pemeriksa)
    here = [akun for akun in verifiers_of(usulan.pegawai, step, tanggal) if akun.pk not in done]
    above = [akun for akun in verifiers_of(usulan.pegawai, LangkahPeriksa.PROVINSI, tanggal) if akun.pk not in done]
    if step == LangkahPeriksa.UNIT and here and len(above) < TWO:
        above = []  # the only one of the province is kept for the second desk
    return Meja(here, [*here, *(akun for akun in above if akun not in here)])


# So many of the province that one may take the first desk and another one the second.
TWO = 2


def usulan_rows(pengguna: Pengguna, status: str) -> QuerySet[UsulanPerubahan]:
    """Proposals one may see: those that wait first, the oldest on top; done ones after them, the newest on top."""
    rows = UsulanPerubahan.objects.visible_to(pengguna).select_related("pegawai").defer("isi_sandi")
    if status in StatusUsulanData.values:
        rows = rows.filter(status=status)
    open_first = Case(When(status__in=TERBUKA, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.annotate(urut=open_first).order_by("urut", "-dibuat_pada", "pk")


def open_count(pengguna: Pengguna) -> int:
    return UsulanPerubahan.objects.filter(pegawai_id=akses(pengguna).orang_id).filter(Q(status__in=TERBUKA)).count()


@dataclass(frozen=True)
class Beda:
    """A field as it is recorded and as it is proposed."""

    label: str
    lama: str
    baru: str

    @property
    def berubah(self) -> bool:
        return self.lama != self.baru


def differences(target: Sasaran, before: Any, values: dict[str, Any]) -> list[Beda]:
    """Side by side; numbers that are encrypted by their ends. `before` is the row of now, None for a new one."""
    rows = []
    model: Any = target.jenis.model if target.jenis else target.model
    for name, value in values.items():
        if name in {"mulai", "sampai"}:
            assert target.jenis is not None
            label = target.jenis.label_mulai if name == "mulai" else target.jenis.label_sampai
            old = getattr(before, name) if before is not None else None
        elif name in RAHASIA:
            label, old, value = NAMA[name], getattr(before, f"{name}_samar", ""), f"•••• {value[-4:]}" if value else ""
        elif name == "dokumen":
            continue
        else:
            field = model._meta.get_field(name)
            label = str(field.verbose_name)
            old = _value(field, before)
            value = dict(field.choices).get(value, value) if field.choices else value
        if before is None and value in (None, "", False):
            continue
        rows.append(Beda(label[:1].upper() + label[1:], words_of(old), words_of(value)))
    return rows


def _value(field: Any, row: Any) -> Any:
    if row is None:
        return None
    return getattr(row, f"get_{field.name}_display")() if field.choices else getattr(row, field.name)


NAMA = {"npwp": "NPWP", "rekening": "Nomor rekening", "nik": "NIK"}
