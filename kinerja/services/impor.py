"""Writing imported ratings: a new one, or the correction of an earlier import; angka kredit follows in the same moment."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.models import Pengguna
from asn_portal.core.models.dasar import new_ids
from asn_portal.core.permissions import require
from asn_portal.lembar.impor import Baris
from kinerja import permissions
from kinerja.models import Evaluasi
from kinerja.selectors.impor import ISI, prepare
from kinerja.services.angka_kredit import fill_file, recount, withdraw_of
from pegawai.models import Pegawai

SUDAH_BERUBAH = "Penilaian ini sudah diperbaiki oleh impor lain."


def lock_people(rows: Sequence[Baris]) -> None:
    people = {row.temuan["pegawai"].pk for row in rows if row.temuan.get("pegawai")}
    list(
        Pegawai.objects.select_for_update(of=("self",))
        .filter(pk__in=people)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


@perubahan
def write_many(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """Checked anew under the lock; returns to each row what it did."""
    require(permissions.can_import_ratings(by))
    lock_people(rows)
    prepare(by, rows)
    good = [row for row in rows if row.benar and "baru" in row.temuan]
    fresh = [row for row in good if row.temuan["lama"] is None]
    for row, pk in zip(fresh, new_ids(len(fresh)), strict=True):
        row.temuan["baru"].pk = pk
    Evaluasi.objects.bulk_create([row.temuan["baru"] for row in fresh])
    for row in good:
        _correct(row)
    record_jejak(None, "evaluasi_diimpor", by=by, rincian={"impor": str(impor), "baris": len(good)})
    _tell(good, "evaluasi_diimpor", impor, by)
    people = {row.temuan["pegawai"].pk for row in good}
    recount(people)
    fill_file(people)


def _correct(row: Baris) -> None:
    old, new = row.temuan["lama"], row.temuan["baru"]
    row.objek = row.temuan["pegawai"].pk
    if old is None:
        row.hasil = {"baris": str(new.pk)}
        return
    before = {name: getattr(old, name) for name in ISI}
    before["sumber_tanggal"] = before["sumber_tanggal"].isoformat()
    for name in ISI:
        setattr(old, name, getattr(new, name))
    old.putaran += 1
    old.save()
    row.hasil = {"baris": str(old.pk), "semula": before, "putaran": old.putaran}


def _tell(rows: Sequence[Baris], aksi: str, impor: UUID, by: Pengguna) -> None:
    record_each(
        aksi,
        "evaluasi",
        (
            {
                "objek_id": UUID(row.hasil["baris"]), "subjek_id": row.objek, "unit_id": None, "alasan": "",
                "rincian": {"impor": str(impor), "tahun": row.nilai.get("tahun")},
            }
            for row in rows
        ),
        by=by,
    )  # fmt: skip


@perubahan
def take_back_many(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """New ones go, corrected ones say again what they said."""
    require(permissions.can_import_ratings(by))
    known = {str(one.pk): one for one in Evaluasi.objects.select_for_update(of=("self",)).filter(
        pk__in=[row.hasil["baris"] for row in rows if row.hasil.get("baris")]
    )}  # fmt: skip
    gone, people = [], set()
    for row in rows:
        one = known.get(row.hasil.get("baris", ""))
        if one is None or one.putaran != row.hasil.get("putaran", 0):
            row.tolak = SUDAH_BERUBAH
            continue
        people.add(one.pegawai_id)
        if "semula" not in row.hasil:
            gone.append(one.pk)
            continue
        for name, value in row.hasil["semula"].items():
            setattr(one, name, value)
        one.putaran += 1
        one.save()
    withdraw_of(gone, "Impornya ditarik.")
    Evaluasi.objects.filter(pk__in=gone).delete()
    record_jejak(None, "evaluasi_impor_ditarik", by=by, rincian={"impor": str(impor), "baris": len(people)})
    recount(people)
    fill_file(people)
