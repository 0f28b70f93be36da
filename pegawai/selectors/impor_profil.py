"""What imports of data that people have once ask: whose it is, what is new in it, whose number it is already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from asn_portal.core import kripto
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.lembar.impor import Baris
from pegawai.models import DataKepegawaian, DataPribadi, Pegawai, Referensi
from pegawai.models.profil import KOLOM_NPWP, KOLOM_REKENING
from pegawai.selectors.impor import DIRI_SENDIRI
from pegawai.siapa_mengubah import RAHASIA, Sasaran

SECRET = {"npwp": KOLOM_NPWP, "rekening": KOLOM_REKENING}
SUDAH_SAMA = "Sudah ada: isinya sama dengan yang tercatat."
KOSONG = "Belum ada yang diisi pada baris ini. Isi sedikitnya satu kolom selain nomor pegawai."
GANDA = {
    "npwp": "NPWP ini sudah tercatat pada pegawai lain. Periksa angka-angkanya.",
    "rekening": "Nomor rekening ini sudah tercatat pada pegawai lain. Periksa angka-angkanya.",
}
TMT_TERBALIK = "TMT PNS tidak mungkin sebelum TMT CPNS. Periksa kedua tanggalnya."


def source_of(target: Sasaran) -> Sumber:
    return Sumber.DATA_KEPEGAWAIAN if target.model is DataKepegawaian else Sumber.DATA_PRIBADI


def recorded(target: Sasaran, ids: Iterable[UUID]) -> dict[UUID, Any]:
    assert target.model is not None
    return {row.pk: row for row in target.model.objects.filter(pk__in=set(ids))}


def writable(by: Pengguna, target: Sasaran, ids: Iterable[UUID]) -> dict[UUID, Pegawai]:
    people = Pegawai.objects.visible_to(by, source_of(target), "w").filter(pk__in=set(ids))
    return {person.pk: person for person in people.select_related("pengguna")}


def check_once(by: Pengguna, target: Sasaran, rows: Sequence[Baris]) -> None:
    """`temuan["isi"]` (column -> value) against what is recorded: what is new goes to `temuan["baru"]`."""
    own = akses(by).orang_id
    known = recorded(target, [row.temuan["pegawai"].pk for row in rows if row.temuan.get("pegawai")])
    for row in rows:
        person, isi = row.temuan.get("pegawai"), row.temuan.get("isi", {})
        if person is None:
            continue
        if person.pk == own:
            row.wrong("pegawai", DIRI_SENDIRI)
        data = known.get(person.pk)
        row.temuan["baru"] = {name: value for name, value in isi.items() if _differs(data, name, value)}
        _check_dates(row, data, person)
        if not isi and not row.galat:
            row.wrong("pegawai", KOSONG)
        elif not row.temuan["baru"] and not row.galat:
            row.sudah_ada = SUDAH_SAMA
    for name in RAHASIA & set(target.isian):
        _check_owner(name, rows)


def _differs(data: Any, name: str, value: Any) -> bool:
    if name in RAHASIA:
        stored = getattr(data, f"{name}_sidik", None)
        return stored is None or bytes(stored) != kripto.digest(value, kolom=SECRET[name])
    if data is None:
        return True
    if isinstance(value, Referensi):
        return bool(getattr(data, f"{name}_id") != value.pk)
    return bool(getattr(data, name) != value)


def _check_dates(row: Baris, data: Any, person: Pegawai) -> None:
    """Nobody is appointed before birth, nor made PNS before CPNS."""
    isi = row.temuan["isi"]
    for name, value in isi.items():
        if hasattr(value, "year") and value <= person.tanggal_lahir:
            row.wrong(name, "Tanggal ini sebelum tanggal lahirnya. Periksa tahunnya.")
    first = isi.get("tmt_cpns") or getattr(data, "tmt_cpns", None)
    later = isi.get("tmt_pns") or getattr(data, "tmt_pns", None)
    if first and later and later < first and {"tmt_cpns", "tmt_pns"} & set(isi):
        row.wrong("tmt_pns" if "tmt_pns" in isi else "tmt_cpns", TMT_TERBALIK)


def _check_owner(name: str, rows: Sequence[Baris]) -> None:
    """A number belongs to one person, in the database and in the file."""
    asked = {
        kripto.digest(row.temuan["isi"][name], kolom=SECRET[name]): row
        for row in rows
        if row.temuan.get("isi", {}).get(name)
    }
    stored = DataPribadi.objects.filter(**{f"{name}_sidik__in": list(asked)})
    owners = {bytes(sidik): pk for pk, sidik in stored.values_list("pk", f"{name}_sidik")}
    for row in rows:
        value, person = row.temuan.get("isi", {}).get(name), row.temuan.get("pegawai")
        if not value or person is None:
            continue
        digest = kripto.digest(value, kolom=SECRET[name])
        if owners.setdefault(digest, person.pk) != person.pk:
            row.wrong(name, GANDA[name])
