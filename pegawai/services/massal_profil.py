"""What people have once, written by the hundred. NPWP and account numbers are encrypted before they reach the database."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.core import kripto
from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import Kabar, notify_all
from asn_portal.lembar.impor import Baris
from pegawai import permissions
from pegawai.models import DataKepegawaian, Pegawai, Referensi
from pegawai.selectors import impor_profil as selectors
from pegawai.selectors.impor import DIRI_SENDIRI
from pegawai.services.massal_riwayat import lock_people
from pegawai.services.penempatan import LAPORKAN
from pegawai.siapa_mengubah import RAHASIA, Sasaran

SUDAH_BERUBAH = "Data ini sudah diubah lagi sesudah impor."


@perubahan
def change_many(target: Sasaran, rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """`change_once` for many: only columns that say something new; one act and one notice for each person."""
    require(permissions.can_import_once(by, private=_private(target)))
    lock_people(row.temuan["pegawai"].pk for row in rows if row.temuan.get("pegawai"))
    selectors.check_once(by, target, rows)
    good = [row for row in rows if row.benar]
    record_jejak(None, "data_diimpor", by=by, rincian={"impor": str(impor), "bagian": target.kunci, "orang": len(good)})
    present = selectors.recorded(target, [row.temuan["pegawai"].pk for row in good])
    changed = []
    for row in good:
        person = row.temuan["pegawai"]
        data = present.get(person.pk) or _new(target, person.pk)
        before, after = {}, {}
        for name, value in row.temuan["baru"].items():
            for column, stored in _columns(target, name, value).items():
                before[column], after[column] = _kept(getattr(data, column)), _kept(stored)
                setattr(data, column, stored)
        row.objek, row.hasil = person.pk, {"lama": before, "baru": after}
        changed.append(data)
    _save(target, changed)
    _tell(target, "data_sekali_diubah", good, impor=impor, by=by)


def _private(target: Sasaran) -> bool:
    return target.model is not DataKepegawaian


def _new(target: Sasaran, pegawai_id: UUID) -> Any:
    assert target.model is not None
    return target.model(pegawai_id=pegawai_id)


def _columns(target: Sasaran, name: str, value: Any) -> dict[str, Any]:
    """Our columns for one value: an encrypted number has two."""
    if name in RAHASIA:
        kolom = selectors.SECRET[name]
        return {f"{name}_sandi": kripto.encrypt(value, kolom=kolom), f"{name}_sidik": kripto.digest(value, kolom=kolom)}
    assert target.model is not None
    field = target.model._meta.get_field(name)
    return {field.attname: value.pk if isinstance(value, Referensi) else value}


def _kept(value: Any) -> Any:
    """As it can be kept with the row of the import (which is sealed)."""
    match value:
        case memoryview() | bytes():
            return {"bita": base64.b64encode(bytes(value)).decode()}
        case date():
            return {"tanggal": value.isoformat()}
        case _:
            return value


def _again(kept: Any) -> Any:
    match kept:
        case {"bita": text}:
            return base64.b64decode(text)
        case {"tanggal": text}:
            return date.fromisoformat(text)
        case _:
            return kept


def _save(target: Sasaran, rows: Sequence[Any]) -> None:
    """One statement, whether the person had such a row or not."""
    assert target.model is not None
    columns = [field for field in target.model._meta.concrete_fields if not field.primary_key]
    touched = {field.name for field in columns for name in target.isian if field.name in {name, *_pair(name)}}
    target.model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["pegawai"], update_fields=sorted(touched)
    )


def _pair(name: str) -> tuple[str, str]:
    return f"{name}_sandi", f"{name}_sidik"


@perubahan
def take_back_once(target: Sasaran, rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """What stood there before stands there again, unless somebody has changed it since."""
    require(permissions.can_import_once(by, private=_private(target)))
    lock_people(row.objek for row in rows if row.objek)
    present = selectors.recorded(target, [row.objek for row in rows if row.objek])
    people = selectors.writable(by, target, [row.objek for row in rows if row.objek])
    for row in rows:
        data, person = present.get(row.objek), people.get(row.objek)
        if data is None or person is None or not _is_ours(data, row.hasil["baru"]):
            row.tolak = SUDAH_BERUBAH
        elif permissions.is_self(by, person):
            row.tolak = DIRI_SENDIRI
        row.temuan["pegawai"] = person
    back = [row for row in rows if not row.tolak]
    record_jejak(
        None, "data_impor_ditarik", by=by, rincian={"impor": str(impor), "bagian": target.kunci, "orang": len(back)}
    )
    for row in back:
        for column, kept in row.hasil["lama"].items():
            setattr(present[row.objek], column, _again(kept))
    _save(target, [present[row.objek] for row in back])
    _tell(target, "data_impor_ditarik", back, impor=impor, by=by, ditarik=True)


def _is_ours(data: Any, written: dict[str, Any]) -> bool:
    """Encrypted values by their digest: the same number is written differently when keys change."""
    return all(
        _kept(getattr(data, column)) == kept for column, kept in written.items() if not column.endswith("_sandi")
    )


def _tell(
    target: Sasaran, aksi: str, rows: Sequence[Baris], *, impor: UUID, by: Pengguna, ditarik: bool = False
) -> None:
    assert target.model is not None
    acts = [
        {
            "objek_id": str(row.objek), "subjek_id": row.objek, "unit_id": row.temuan["pegawai"].unit_kini_id, "alasan": "",
            "rincian": {"bagian": target.kunci, "impor": str(impor)},
        }
        for row in rows
    ]  # fmt: skip
    record_each(aksi, target.model._meta.label, acts, by=by)
    people = [row.temuan["pegawai"] for row in rows]
    notify_all([_news(target, person, by, ditarik=ditarik) for person in people if person.pengguna])


def _news(target: Sasaran, person: Pegawai, by: Pengguna, *, ditarik: bool) -> Kabar:
    kata = "dikembalikan seperti sebelumnya" if ditarik else "dilengkapi"
    return Kabar(
        person.pengguna, f"{target.judul} Anda {kata}", f"{target.judul} di berkas Anda {kata}.",
        reverse("pegawai:berkas", args=[person.pk]), KelompokKabar.DATA,
        "Berkas yang memuatnya keliru." if ditarik else "Berkas kepegawaian Anda dilengkapi dari daftar.", "", by.nama,
        LAPORKAN,
    )  # fmt: skip
