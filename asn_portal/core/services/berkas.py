"""Files that jobs make: private storage (STORAGES["pribadi"]), random names, gone after seven days."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import IO

from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.models import HasilBerkas, PekerjaanLatar, Pengguna
from asn_portal.core.permissions import latar as permissions
from asn_portal.core.permissions import require

# A file whose job has not ended well: left by a killed worker, a failure, a cancellation.
KEEP_UNFINISHED = timedelta(days=1)
NAME_BYTES = 24


def reserve(pekerjaan: PekerjaanLatar, *, nama: str, jenis_isi: str) -> HasilBerkas:
    """The row of a file that a later step writes. Committed first, so that no file is ever without a row."""
    return HasilBerkas.objects.create(
        pekerjaan=pekerjaan,
        nama=nama,
        jenis_isi=jenis_isi,
        nama_simpan=f"hasil/{secrets.token_urlsafe(NAME_BYTES)}",
        kedaluwarsa_pada=timezone.now() + KEEP_UNFINISHED,
    )


def fill(row: HasilBerkas, content: IO[bytes]) -> None:
    """Write the file. It is handed out from the moment its job has ended well."""
    storage = storages["pribadi"]
    storage.delete(row.nama_simpan)
    content.seek(0)
    row.nama_simpan = storage.save(row.nama_simpan, File(content))
    row.ukuran = storage.size(row.nama_simpan)
    row.save(update_fields=["nama_simpan", "ukuran"])


@perubahan
def open_file(berkas: HasilBerkas, *, by: Pengguna) -> IO[bytes]:
    """For its owner, while the right to the content lasts. Each opening is traced."""
    require(permissions.can_open_file(by, berkas))
    record_jejak(
        berkas, "berkas_diunduh", by=by, rincian={"pekerjaan": str(berkas.pekerjaan_id), "bita": berkas.ukuran}
    )
    return storages["pribadi"].open(berkas.nama_simpan)


def delete_expired(now: datetime) -> int:
    """First the file, then its row: what stops in between is done by the next run."""
    count = 0
    for pk in HasilBerkas.objects.filter(kedaluwarsa_pada__lte=now).values_list("pk", flat=True):
        with transaction.atomic():
            row = HasilBerkas.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            if row is None:
                continue
            storages["pribadi"].delete(row.nama_simpan)
            row.delete()
            count += 1
    return count
