"""What imports of riwayat ask: whose row it is, which entries its words mean, and what of it is recorded already.

Each question once for a whole set of rows. A row comes prepared in `temuan`: `pegawai`, `isi` (our columns with their
values), `mulai`, `sampai`; the check leaves the instance that would be written in `baris`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna, periode
from asn_portal.core.permissions import akses
from asn_portal.core.templatetags.bentuk import kecil, tanggal
from asn_portal.lembar.impor import Baris, Masa
from pegawai.jenis_riwayat import JenisRiwayat, Pola
from pegawai.models import Pegawai, Referensi, Riwayat
from pegawai.models.referensi import KeReferensi
from pegawai.periksa_riwayat import Orangnya, check_row
from pegawai.referensi import referensi
from pegawai.selectors.impor import DIRI_SENDIRI
from pegawai.selectors.riwayat import words_of

SUDAH_TERCATAT = "Sudah ada: baris ini sudah tercatat."
TAK_DIKENAL = "Tidak ada di daftar {daftar}. Tulis nama persis atau id BKN seperti di halaman Daftar rujukan BKN."
BERSAMAAN = "Ada beberapa {daftar} dengan nama ini. Tulis id BKN-nya, salah satu dari: {id}."
BERBEDA = (
    "{judul} ini sudah tercatat dengan {isian} berbeda. Samakan isinya, atau perbaiki barisnya di berkas orangnya."
)
BERBEDA_TERLIHAT = (
    "{judul} ini sudah tercatat dengan {isian} {nilai}. Samakan isinya, atau perbaiki barisnya di berkas orangnya."
)
TERCATAT = "{kalimat} Yang sudah tercatat: {mulai} sampai {sampai}."
SK_KOSONG = "Isi {isian}; setiap {judul} didasari surat itu."
WITH_ID = re.compile(r"(.+?)\s*\(([^()\s]+)\)")
SHOWN_IDS = 5


# -- entries of reference lists by name or id ---------------------------------------------------------------------


def list_names(*jenis: str) -> list[str]:
    """What a cell of these short lists may say; of two entries with one name each also its id."""
    rows = list(Referensi.objects.dari(*jenis).terpilih().order_by("jenis", "urut").values_list("nama", "id_bkn"))
    many = {nama for nama, _ in rows if sum(nama == other for other, _ in rows) > 1}
    return [f"{nama} ({id_bkn})" if nama in many else nama for nama, id_bkn in rows]


def find_entries(rows: Sequence[Baris], kolom: str, daftar: tuple[str, ...]) -> None:
    """The words of this column -> the entry, into `temuan["isi"]`; what nobody knows is wrong."""
    words = {str(row.nilai[kolom]).strip() for row in rows if row.nilai.get(kolom)}
    known = entries_by_word(daftar, words)
    for row in rows:
        word = str(row.nilai.get(kolom) or "").strip()
        if not word:
            continue
        found = known.get(word.casefold(), [])
        if len(found) == 1:
            row.temuan.setdefault("isi", {})[kolom] = found[0]
        else:
            row.wrong(kolom, _unclear(daftar, found))


def entries_by_word(daftar: tuple[str, ...], words: set[str]) -> dict[str, list[Referensi]]:
    """By name or by BKN's id, whatever the case; an entry that is still given out wins over one that no longer is."""
    if not words:
        return {}
    asked = {word.casefold(): word for word in words}
    ids = {found[2] for word in words if (found := WITH_ID.fullmatch(word))} | words
    candidates = Referensi.objects.dari(*daftar).annotate(kecil=Lower("nama"))
    rows = list(candidates.filter(Q(kecil__in=list(asked)) | Q(id_bkn__in=ids)))
    found: dict[str, list[Referensi]] = {}
    for small, word in asked.items():
        named = WITH_ID.fullmatch(word)
        by_id = [row for row in rows if row.id_bkn == word or (named and row.id_bkn == named[2])]
        by_name = [row for row in rows if row.nama.casefold() == small]
        fitting = by_name or by_id
        offered = [row for row in fitting if row.aktif and row.hilang_sejak is None]
        found[small] = offered or fitting
    return found


def _unclear(daftar: tuple[str, ...], found: Sequence[Referensi]) -> str:
    known = referensi(daftar[0])
    nama = kecil(known.judul) if known else "rujukan"
    if not found:
        return TAK_DIKENAL.format(daftar=nama)
    return BERSAMAAN.format(daftar=nama, id=", ".join(row.id_bkn for row in found[:SHOWN_IDS]))


# -- checks -------------------------------------------------------------------------------------------------------


def check_riwayat(by: Pengguna, jenis: JenisRiwayat, rows: Sequence[Baris], *, lengkap: bool = True) -> None:
    """Rules of the row, then what is recorded. With `lengkap` a decree is asked for, as the form does."""
    own, today = akses(by).orang_id, timezone.localdate()
    for row in rows:
        person = row.temuan.get("pegawai")
        if person is not None and person.pk == own:
            row.wrong("pegawai", DIRI_SENDIRI)
        if person is not None and "isi" in row.temuan:
            _obey(jenis, row, person, today)
    _compare(jenis, [row for row in rows if row.temuan.get("pegawai") and row.temuan.get("mulai") and not row.galat])
    if lengkap and jenis.ber_sk:
        for row in rows:
            if not row.sudah_ada:
                _ask_decree(jenis, row)


def _obey(jenis: JenisRiwayat, row: Baris, person: Pegawai, today: date) -> None:
    mulai, sampai = row.temuan.get("mulai"), row.temuan.get("sampai")
    orang = Orangnya(person.tanggal_lahir, person.jenis)
    for kolom, pesan in check_row(
        jenis, row.temuan["isi"], mulai=mulai, sampai=sampai, orang=orang, hari_ini=today
    ).items():
        row.wrong(kolom, pesan)


def _ask_decree(jenis: JenisRiwayat, row: Baris) -> None:
    for kolom, isian in (("sk_nomor", jenis.label_sk), ("sk_tanggal", "tanggalnya")):
        if not row.temuan.get("isi", {}).get(kolom):
            row.wrong(kolom, SK_KOSONG.format(isian=isian, judul=kecil(jenis.judul)))


@cache
def same_columns(model: type[Riwayat]) -> tuple[tuple[str, ...], str]:
    """Columns in which two rows of a person must differ to hold on the same day, and the sentence when they do not."""
    found = next(satu for satu in model._meta.constraints if isinstance(satu, ExclusionConstraint))
    names = [str(getattr(kolom, "name", kolom)) for kolom, _ in found.expressions]
    columns = tuple(model._meta.get_field(name).attname for name in names if name not in {"pegawai", "berlaku"})
    return columns, str(found.violation_error_message)


def _compare(jenis: JenisRiwayat, rows: Sequence[Baris]) -> None:
    """Against what is known now, and against the rows above in the same set."""
    known: dict[UUID, list[Riwayat]] = defaultdict(list)
    ids = {row.temuan["pegawai"].pk for row in rows}
    named = [field.name for field in jenis.model._meta.concrete_fields if isinstance(field, KeReferensi)]
    for old in jenis.model.objects.kini().filter(pegawai_id__in=ids).select_related(*named or [None]):
        known[old.pegawai_id].append(old)
    for row in rows:
        fresh = instance_of(jenis, row)
        recorded = known[fresh.pegawai_id]
        twin = next((old for old in recorded if _is_twin(jenis, old, fresh)), None)
        if twin is not None:
            _tell_twin(jenis, row, twin)
        elif (clash := next((old for old in recorded if _overlap(jenis, old, fresh)), None)) is not None:
            kalimat = same_columns(jenis.model)[1]
            sampai = tanggal(clash.sampai) if clash.sampai else "seterusnya"
            row.wrong("mulai", TERCATAT.format(kalimat=kalimat, mulai=tanggal(clash.mulai), sampai=sampai))
        else:
            row.temuan["baris"] = fresh
            recorded.append(fresh)


def instance_of(jenis: JenisRiwayat, row: Baris) -> Any:
    """The row as it would be written, without its key."""
    mulai, sampai = row.temuan["mulai"], row.temuan.get("sampai")
    berlaku = periode(mulai, sampai if jenis.pola is Pola.MASA else None)
    values = {name: value for name, value in row.temuan["isi"].items() if value not in (None, "")}
    return jenis.model(pegawai_id=row.temuan["pegawai"].pk, berlaku=berlaku, **values)


def _same_thing(jenis: JenisRiwayat, old: Riwayat, fresh: Riwayat) -> bool:
    return all(
        _plain(getattr(old, name)) == _plain(getattr(fresh, name)) for name in same_columns(jenis.model)[0]
    )  # fmt: skip


def claim_of(jenis: JenisRiwayat, row: Baris, kolom: str = "mulai") -> Masa | None:
    """What this row takes in its file: of a chain its first day, of what happened once the thing, else its days."""
    fresh = row.temuan.get("baris")
    if fresh is None:
        return None
    thing = [str(_plain(getattr(fresh, name))) for name in same_columns(jenis.model)[0]]
    if jenis.pola is Pola.RANTAI:
        thing = [str(fresh.mulai)]
    kunci = "|".join([jenis.kunci, str(fresh.pegawai_id), *thing])
    if jenis.pola is not Pola.MASA:
        return Masa(kunci, kolom)
    return Masa(kunci, kolom, berbatas=True, mulai=fresh.mulai, sampai=fresh.sampai)


def _plain(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _is_twin(jenis: JenisRiwayat, old: Riwayat, fresh: Riwayat) -> bool:
    """The same row, perhaps with other words in it. A chain has one row a day; what happened once, happened once."""
    if fresh.siasn_id and old.siasn_id == fresh.siasn_id:
        return True
    if jenis.pola is Pola.RANTAI:
        return old.mulai == fresh.mulai
    if not _same_thing(jenis, old, fresh):
        return False
    return jenis.pola is Pola.HARI or (old.mulai, old.sampai) == (fresh.mulai, fresh.sampai)


def _overlap(jenis: JenisRiwayat, old: Riwayat, fresh: Riwayat) -> bool:
    """What the database would refuse. The ends of a chain move, so nothing in it overlaps."""
    if jenis.pola is Pola.RANTAI or not _same_thing(jenis, old, fresh):
        return False
    return (old.sampai is None or fresh.mulai <= old.sampai) and (fresh.sampai is None or old.mulai <= fresh.sampai)


def _tell_twin(jenis: JenisRiwayat, row: Baris, twin: Riwayat) -> None:
    """Already so, or so but for one thing, which is named; of masked kinds without what is recorded."""
    different = difference(jenis, row, twin)
    if different is None:
        row.sudah_ada = SUDAH_TERCATAT
        return
    kolom, isian, recorded = different
    if jenis.sumber is Sumber.DATA_KEPEGAWAIAN and recorded:
        pesan = BERBEDA_TERLIHAT.format(judul=jenis.judul, isian=isian, nilai=recorded)
    else:
        pesan = BERBEDA.format(judul=jenis.judul, isian=isian)
    row.wrong(kolom, pesan)


def difference(jenis: JenisRiwayat, row: Baris, twin: Riwayat) -> tuple[str, str, str] | None:
    """The first column in which the file says something else: column, its words, what is recorded. Empty cells say
    nothing, and how long a row of a chain lasts follows from the others.
    """
    mulai, sampai = row.temuan["mulai"], row.temuan.get("sampai")
    if twin.mulai != mulai and not row.temuan.get("mulai_turunan"):
        return "mulai", jenis.label_mulai, tanggal(twin.mulai)
    if jenis.pola is Pola.MASA and twin.sampai != sampai:
        return "sampai", jenis.label_sampai, tanggal(twin.sampai) if twin.sampai else "seterusnya"
    for name, value in row.temuan["isi"].items():
        if value in (None, "") or name == "siasn_id":
            continue
        field: Any = jenis.model._meta.get_field(name)
        said = value.pk if isinstance(value, Referensi) else value
        if _plain(getattr(twin, field.attname)) != _plain(said):
            return name, str(field.verbose_name), words_of(getattr(twin, field.name))
    return None


# -- taking back --------------------------------------------------------------------------------------------------


def present_versions(jenis: JenisRiwayat, written: dict[UUID, UUID]) -> dict[UUID, Riwayat]:
    """Row that an import wrote -> the row that says the same today (its end may have moved in a chain). Those that
    somebody corrected or withdrew since are left out. `written`: row -> whose.
    """
    rows = list(jenis.model.objects.filter(pegawai_id__in=set(written.values())))
    by_id = {row.pk: row for row in rows}
    after = {row.menggantikan_id: row for row in rows if row.menggantikan_id}
    found = {}
    for pk in written:
        first = current = by_id.get(pk)
        while current is not None and current.pk in after:
            current = after[current.pk]
        if first is not None and current is not None and current.tercatat.upper is None and _says_same(first, current):
            found[pk] = current
    return found


TIME = frozenset({"id", "berlaku", "tercatat", "menggantikan"})


def _says_same(one: Riwayat, other: Riwayat) -> bool:
    columns: Iterable[Any] = (field for field in one._meta.concrete_fields if field.name not in TIME)
    return all(getattr(one, field.attname) == getattr(other, field.attname) for field in columns)
