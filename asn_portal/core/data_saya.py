"""Everything that the portal holds on one person (UU 27/2022): which tables, by which column, and their rows in plain values.

Each app registers the tables it knows; a test walks every model, so that a column that names a person or an account is
either here or excused with a reason. What only tells who did something (`..._oleh`) is told by the trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.backends.postgresql.psycopg_any import Range
from django.db.models import Q
from django.utils import timezone

from asn_portal.core import kripto
from asn_portal.core.models import Pengguna
from asn_portal.core.selectors.jejak import hidden_acts, hidden_letters


class Siapa(Enum):
    """By what a column names the person."""

    AKUN = "akun"
    ORANG = "orang"


@dataclass(frozen=True)
class Diri:
    """Whose data: the account, and the person (pegawai.Pegawai) if it has one."""

    akun: Pengguna
    orang_id: UUID | None
    pada: datetime


Saring = Callable[[Any, Diri], Any]


@dataclass(frozen=True)
class TabelDiri:
    """Rows of a table that are about the person: those whose column (or path of columns) names him."""

    label: str
    kolom: str
    siapa: Siapa = Siapa.AKUN
    # Columns that are machinery, or about somebody else.
    tanpa: frozenset[str] = frozenset()
    saring: Saring | None = None

    @property
    def model(self) -> Any:
        return apps.get_model(self.label)

    @property
    def judul(self) -> str:
        nama = str(self.model._meta.verbose_name)
        return nama[:1].upper() + nama[1:]

    def rows(self, diri: Diri) -> Any:
        wanted = diri.akun.pk if self.siapa is Siapa.AKUN else diri.orang_id
        if wanted is None:
            return self.model.objects.none()
        found = self.model.objects.filter(**{self.kolom: wanted})
        found = found if self.saring is None else self.saring(found, diri)
        return found.select_related(*_named(self.model)).order_by("-pk")[:TERBANYAK]


# The newest of each table; only the trace of many years is longer.
TERBANYAK = 5_000
_register: list[TabelDiri] = []
_provider: list[Callable[[], list[TabelDiri]]] = []
# Columns that name a person and are not handed out, each with its reason.
TANPA_EKSPOR: dict[str, str] = {
    "core.KodeAktivasi.pengguna": "kode sekali pakai; hanya sidiknya yang disimpan",
    "core.KirimanApi.pengguna": "penanda kiriman ganda, dihapus setelah sehari",
    "core.KirimanFormulir.pengguna": "penanda kiriman ganda, dihapus setelah sehari",
    "core.SuratTugas.pemeriksa": "pekerjaan pemeriksa; tercatat sebagai tindakannya",
    "core.SuratTugas.subjek_id": "pemeriksaan; pembacaannya ada di akses data, setelah waktunya",
    "mfa.Authenticator.user": "rahasia verifikasi dua langkah; keadaannya tampak di halaman akun",
    "core.PengingatTugas.kepada": "tanda bahwa seseorang sudah diingatkan tentang tugas orang lain",
}


def register_tabel_diri(*daftar: TabelDiri) -> None:
    _register.extend(daftar)


def register_tabel_diri_dari(provider: Callable[[], list[TabelDiri]]) -> None:
    """Tables found by walking the models when they are asked for."""
    _provider.append(provider)


def all_tables() -> list[TabelDiri]:
    """A table that was registered by hand (with a filter of its own) stands for the one that is found; what is excused is
    not handed out by being found.
    """
    by_hand = {(table.label, table.kolom) for table in _register}
    found = [table for provider in _provider for table in provider()]
    return _register + [
        table
        for table in found
        if (table.label, table.kolom) not in by_hand and f"{table.label}.{table.kolom}" not in TANPA_EKSPOR
    ]


def excuse(**alasan: str) -> None:
    """`pegawai__Pegawai__atasan_kini="..."`: a column that is not handed out, and why."""
    TANPA_EKSPOR.update({name.replace("__", ".", 2): reason for name, reason in alasan.items()})


# -- plain values --------------------------------------------------------------------------------------------------

SECRET_ENDS = ("_sidik", "sidik", "_simpan", "password", "session_key")
ACTOR_ENDS = "oleh"


def _named(model: type[models.Model]) -> list[str]:
    """Relations whose name is shown: entries of lists, units, other people of the directory; never accounts."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is not Pengguna and not field.name.endswith(ACTOR_ENDS)
    ]


def plain_row(table: TabelDiri, row: models.Model) -> dict[str, Any]:
    """Column -> value as JSON knows it, with the words of a choice and the name of an entry."""
    found: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name in table.tanpa or field.name.endswith(SECRET_ENDS) or field.name == table.kolom:
            continue
        if field.is_relation and (field.related_model is Pengguna or field.name.endswith(ACTOR_ENDS)):
            continue
        if field.name.endswith("_sandi"):
            found[field.name.removesuffix("_sandi")] = _opened(row, field)
        elif not isinstance(field, models.BinaryField):
            found[field.name] = _value(row, field)
    return found


def _opened(row: models.Model, field: Any) -> str | None:
    stored = getattr(row, field.name)
    column = f"{row._meta.label}.{field.name.removesuffix('_sandi')}"
    return kripto.decrypt(stored, kolom=column) if stored else None


def _value(row: models.Model, field: Any) -> Any:
    if field.is_relation:
        related = getattr(row, field.name)
        return None if related is None else str(related)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return plain(getattr(row, field.attname))


def plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            return timezone.localtime(value).isoformat(timespec="seconds")
        case date() | UUID():
            return str(value)
        case Decimal():
            return str(value)
        case Range():
            return {"mulai": plain(value.lower), "sampai": plain(_last(value))}
        case dict():
            return {str(key): plain(part) for key, part in value.items()}
        case list() | tuple():
            return [plain(part) for part in value]
        case _:
            return str(value)


def _last(value: Range) -> Any:
    """The last day of a range of days; moments end where they end."""
    if isinstance(value.upper, datetime) or value.upper is None:
        return value.upper
    return value.upper - timedelta(days=1)


def sections(diri: Diri) -> Iterator[tuple[TabelDiri, list[dict[str, Any]]]]:
    """One table after the other; each costs one query."""
    for table in all_tables():
        yield table, [plain_row(table, row) for row in table.rows(diri)]


# -- the foundation's own tables -----------------------------------------------------------------------------------


def _shown_reads(rows: Any, diri: Diri) -> Any:
    return rows.exclude(surat_tugas_id__isnull=False, surat_tugas_id__in=hidden_letters(diri.pada))


def _shown_acts(rows: Any, diri: Diri) -> Any:
    assert diri.orang_id is not None
    return rows.exclude(Q(objek_jenis="core.SuratTugas")).exclude(pk__in=hidden_acts(diri.orang_id, diri.pada))


MESIN = frozenset({"id", "transaksi", "permintaan", "pekerjaan", "instansi_id", "unit_id"})
register_tabel_diri(
    TabelDiri("core.Pengguna", "pk"),
    TabelDiri("core.PengenalMasuk", "pengguna"),
    TabelDiri("core.PenugasanPeran", "pengguna"),
    TabelDiri("core.UsulanPeran", "pengguna"),
    TabelDiri("core.UsulanPemulihan", "pengguna"),
    TabelDiri("core.Penyiap", "pejabat"),
    TabelDiri("core.Penyiap", "penyiap"),
    TabelDiri("core.TokenAkses", "pengguna"),
    TabelDiri("core.DrafFormulir", "pengguna"),
    TabelDiri("core.PekerjaanLatar", "pengguna", tanpa=frozenset({"parameter", "posisi", "galat", "pemegang", "giliran"})),
    TabelDiri("core.Tiket", "pengguna"),
    TabelDiri("core.BalasanTiket", "tiket__pengguna"),
    TabelDiri("core.Tugas", "untuk"),
    TabelDiri("core.BacaanTugas", "pengguna"),
    TabelDiri("core.DelegasiTugas", "dari"),
    TabelDiri("core.DelegasiTugas", "kepada"),
    TabelDiri("core.Notifikasi", "untuk"),
    TabelDiri("core.PilihanPemberitahuan", "pengguna"),
    TabelDiri("core.TandaBaca", "pengguna"),
    TabelDiri("core.PanduanDitutup", "pengguna"),
    TabelDiri("account.EmailAddress", "user"),
    TabelDiri("usersessions.UserSession", "user", tanpa=frozenset({"data"})),
    # Who read: role and unit, never the account. What was done: by me, and on me.
    TabelDiri("core.AksesData", "subjek_id", Siapa.ORANG, MESIN | {"tindakan_id", "surat_tugas_id"}, _shown_reads),
    TabelDiri("core.AksesData", "pengguna", Siapa.AKUN, MESIN | {"tindakan_id", "subjek_id", "surat_tugas_id"}),
    TabelDiri("core.Tindakan", "subjek_id", Siapa.ORANG, MESIN | {"objek_id", "alamat_ip", "rincian"}, _shown_acts),
    TabelDiri("core.Tindakan", "pengguna", Siapa.AKUN, MESIN | {"objek_id", "subjek_id", "alasan", "rincian"}),
)  # fmt: skip
