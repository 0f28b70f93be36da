"""Typed input of rules: what is accepted, which refusal is told, and how a form may ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from asn_portal.core.regulasi.galat import PESAN_UMUM, Ditolak
from asn_portal.core.regulasi.jenis import Batas, Bila, Pilih, Tampil


class Masukan(BaseModel):
    """Input of a rule. Fields carry a title (the label), a description (the hint) and perhaps a Tampil."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    # The slug for a required input that is missing, where the rule has a word of its own for it.
    galat_kurang: ClassVar[str] = "masukan_kurang"


# -- one input, as the calculator, the rule book and the API describe it --------------------------------------

PLAIN = Tampil()
Jenis = Literal["teks", "bulat", "desimal", "tanggal", "waktu", "boolean", "slug", "daftar", "objek"]
_PLAIN: dict[Any, Jenis] = {
    str: "teks",
    int: "bulat",
    Decimal: "desimal",
    date: "tanggal",
    datetime: "waktu",
    bool: "boolean",
}
_WORDS: dict[Jenis, str] = {
    "teks": "teks",
    "bulat": "bilangan bulat",
    "desimal": "bilangan desimal",
    "tanggal": "tanggal",
    "waktu": "tanggal dan jam dengan zona waktu",
    "boolean": "ya atau tidak",
    "slug": "salah satu pilihan",
    "daftar": "daftar",
    "objek": "kelompok isian",
}


@dataclass(frozen=True)
class Isian:
    """One input. `isi` describes the elements of a list (or the values of a free object), `anggota` the parts of
    an object with known keys.
    """

    nama: str
    label: str
    bantuan: str
    wajib: bool
    jenis: Jenis
    pilihan: tuple[str, ...] = ()
    batas: Batas | None = None
    tampil: Tampil = PLAIN
    isi: Isian | None = None
    anggota: tuple[Isian, ...] = ()
    bawaan: Any = None
    bila: Bila | None = None
    pilih: Pilih | None = None
    bentuk: type[BaseModel] | None = None

    def kata(self, slug: str) -> str:
        """A choice in words."""
        return (self.tampil.kata or {}).get(slug) or slug.replace("_", " ").capitalize()

    @property
    def macam(self) -> str:
        """What is expected, in words: "bilangan bulat, 1 sampai 4"."""
        if self.jenis == "daftar" and self.isi:
            return f"beberapa baris {self.isi.isi.macam}" if self.isi.isi else f"daftar {self.isi.macam}"
        bounds = str(self.batas) if self.batas else ""
        return f"{_WORDS[self.jenis]}, {bounds}" if bounds else _WORDS[self.jenis]


def describe(bentuk: type[BaseModel]) -> list[Isian]:
    """Every input of a rule (or part of an object), in its order."""
    return list(_described(bentuk))


@cache
def _described(bentuk: type[BaseModel]) -> tuple[Isian, ...]:
    return tuple(_describe_field(nama, info) for nama, info in bentuk.model_fields.items())


def _describe_field(nama: str, info: FieldInfo) -> Isian:
    made = _describe_type(info.annotation, tuple(info.metadata))
    return replace(
        made,
        nama=nama,
        label=info.title or nama,
        bantuan=info.description or "",
        wajib=info.is_required(),
        bawaan=None if info.default is PydanticUndefined else info.default,
        bila=_found(Bila, tuple(info.metadata)),
    )


def _describe_type(annotation: Any, metadata: tuple[Any, ...]) -> Isian:
    """The shape alone: no name and no label yet."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _describe_type(args[0], (*args[1:], *metadata))
    members = [part for part in args if part is not type(None)]
    if origin is not None and type(None) in args:  # Optional[...]
        return _describe_type(members[0], metadata)
    made = Isian("", "", "", True, _PLAIN.get(annotation, "objek"), batas=_found(Batas, metadata))
    made = replace(made, tampil=_found(Tampil, metadata) or Tampil())
    if origin is Literal:
        return replace(made, jenis="slug", pilihan=args)
    pilih = _found(Pilih, metadata)
    if pilih is not None:
        words = replace(made.tampil, kata=pilih.kata)
        return replace(made, jenis="slug", pilihan=tuple(pilih.kata), tampil=words, pilih=pilih)
    if origin in {list, tuple}:
        return replace(made, jenis="daftar", batas=None, isi=_describe_type(args[0], ()))
    if origin is dict:
        return replace(made, isi=_describe_type(args[1], ()))
    if made.jenis == "objek":
        return replace(made, anggota=tuple(describe(annotation)), bentuk=annotation)
    return made


K = TypeVar("K")


def _found(kind: type[K], metadata: tuple[Any, ...]) -> K | None:
    return next((part for part in metadata if isinstance(part, kind)), None)


# -- the check -------------------------------------------------------------------------------------------------

M = TypeVar("M", bound=Masukan)


def read_masukan(bentuk: type[M], data: Mapping[str, Any]) -> M:
    """Check the input; raises Ditolak for the first problem: missing keys before values, in the order of the
    fields. A null counts as not given.
    """
    given = _without_null(data)
    try:
        found = bentuk.model_validate(given)
    except ValidationError as refused:
        errors = refused.errors(include_url=False, include_context=False, include_input=False)
        error = next((found for found in errors if found["type"] == "missing"), None)
        if error is None:
            _check_conditional(bentuk, given)
        error = error or errors[0]
        path = list(_path(bentuk, error["loc"]))
        galat = _galat_of(error["type"], path)
        if galat == "masukan_kurang" and _slug_when_missing(bentuk, path) != galat:
            raise Ditolak(_slug_when_missing(bentuk, path), _incomplete(path), isian=path[0].nama) from None
        raise Umum(galat, _sentence(galat, path), isian=path[0].nama if path else "") from None
    _check_conditional(bentuk, given)
    return found


def _check_conditional(bentuk: type[Masukan], data: Mapping[str, Any]) -> None:
    """Inputs that are required because of the value of another one."""
    for isian in describe(bentuk):
        if (
            isian.bila
            and isian.bila.wajib
            and isian.nama not in data
            and data.get(isian.bila.isian) in isian.bila.nilai
        ):
            raise Umum("masukan_kurang", _sentence("masukan_kurang", [isian]), isian=isian.nama)


class Umum(Ditolak):
    """Refused by the shape of the input alone: the rule's own sentence for this slug goes first."""

    def __init__(self, galat: str, pesan: str, *, isian: str) -> None:
        super().__init__(galat, pesan, isian=isian)
        self.khusus = False


def _without_null(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _inner_without_null(value) for name, value in data.items() if value is not None}


def _inner_without_null(value: Any) -> Any:
    """Objects inside objects and inside lists; a null that is itself an element of a list stays, and is refused."""
    if isinstance(value, dict):
        return _without_null(value)
    return (
        [_without_null(part) if isinstance(part, dict) else part for part in value]
        if isinstance(value, list)
        else value
    )


def _path(bentuk: type[BaseModel], loc: tuple[int | str, ...]) -> Iterator[Isian]:
    """The inputs from the top down to the place of an error."""
    parts = describe(bentuk)
    for step in loc:
        if isinstance(step, int):  # a place in a list
            continue
        here = next((part for part in parts if part.nama == step), None)
        if here is None:
            return
        yield here
        parts = list(_innermost(here).anggota)


_SHAPE: dict[str, str] = {
    "tanggal": "tanggal_tidak_sah",
    "waktu": "tanggal_tidak_sah",
    "bulat": "angka_tidak_sah",
    "desimal": "angka_tidak_sah",
    "teks": "bukan_teks",
}


def _innermost(isian: Isian) -> Isian:
    while isian.isi is not None:
        isian = isian.isi
    return isian


def _slug_when_missing(bentuk: type[Masukan], path: list[Isian]) -> str:
    """By the object in which the input is missing."""
    holder = _innermost(path[-2]).bentuk if len(path) > 1 else bentuk
    return holder.galat_kurang if holder is not None and issubclass(holder, Masukan) else bentuk.galat_kurang


def _incomplete(path: list[Isian]) -> str:
    return f"{path[-1].label} belum ada. Selama data belum lengkap, tidak ada hasil."


def _galat_of(kind: str, path: list[Isian]) -> str:
    """Our slug for what pydantic found. A wrong shape (no list, no object) is judged by what it should hold."""
    if kind == "missing":
        return "masukan_kurang"
    if kind in PESAN_UMUM:
        return kind
    return _SHAPE.get(_innermost(path[-1]).jenis, "nilai_tidak_dikenal") if path else "nilai_tidak_dikenal"


def _sentence(galat: str, path: list[Isian]) -> str:
    """One sentence that names the input and says what is accepted."""
    if not path:
        return PESAN_UMUM[galat]
    label, here = ", ".join(step.label for step in path), _innermost(path[-1])
    if galat == "masukan_kurang":
        return f"{label} belum diisi."
    if galat == "bukan_teks":
        return f"{label} harus berupa teks."
    if galat == "tanggal_tidak_sah":
        example = "2026-11-21T14:30:00+07:00" if here.jenis == "waktu" else "2026-11-21"
        return f"{label}: tanggal tidak terbaca atau tidak ada dalam kalender. Tulis seperti {example}."
    if galat == "waktu_tanpa_zona":
        return f"{label}: zona waktu belum ditulis. Tambahkan misalnya +07:00 untuk WIB."
    if galat == "nilai_tidak_dikenal":
        known = ", ".join(here.pilihan) or ("true, false" if here.jenis == "boolean" else "")
        return f"{label}: nilai tidak dikenal." + (f" Yang dikenal: {known}." if known else "")
    hint = ' Desimal ditulis sebagai teks, misalnya "3.25".' if here.jenis == "desimal" else ""
    return f"{label}: yang diterima {here.macam}.{hint}"
