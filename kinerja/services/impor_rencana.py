"""Writing imported plans: a new line, or the correction of an earlier import."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.models import Pengguna
from asn_portal.core.models.dasar import new_ids
from asn_portal.core.permissions import require
from asn_portal.lembar.impor import Baris
from kinerja import permissions
from kinerja.models import RencanaLuar
from kinerja.selectors.impor_rencana import ISI, prepare
from kinerja.services.impor import lock_people

SUDAH_BERUBAH = "Rencana ini sudah diperbaiki oleh impor lain."


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
    RencanaLuar.objects.bulk_create([row.temuan["baru"] for row in fresh])
    for row in good:
        _correct(row)
    record_jejak(None, "rencana_diimpor", by=by, rincian={"impor": str(impor), "baris": len(good)})


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


@perubahan
def take_back_many(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """New ones go, corrected ones say again what they said."""
    require(permissions.can_import_ratings(by))
    ids = [row.hasil["baris"] for row in rows if row.hasil.get("baris")]
    known = {str(one.pk): one for one in RencanaLuar.objects.select_for_update(of=("self",)).filter(pk__in=ids)}
    gone = []
    for row in rows:
        one = known.get(row.hasil.get("baris", ""))
        if one is None or one.putaran != row.hasil.get("putaran", 0):
            row.tolak = SUDAH_BERUBAH
        elif "semula" not in row.hasil:
            gone.append(one.pk)
        else:
            for name, value in row.hasil["semula"].items():
                setattr(one, name, value)
            one.putaran += 1
            one.save()
    RencanaLuar.objects.filter(pk__in=gone).delete()
    record_jejak(None, "rencana_impor_ditarik", by=by, rincian={"impor": str(impor), "baris": len(gone)})
