"""The photo of a person: taken anew from what was sent, square, without anything but its picture."""

from __future__ import annotations

import io
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageOps

from asn_portal.berkas import simpan
from asn_portal.berkas.isi.terima import Kiriman, accept
from asn_portal.berkas.services.dokumen import register_files
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from pegawai import permissions
from pegawai.models import FotoPegawai, Pegawai

register_files("foto", "nama_simpan", FotoPegawai)
SISI = 480
SISI_KECIL = 96
MUTU = 85
# Smaller than this a face is not recognised on paper.
TERKECIL = 120
# Where the square is cut from an upright picture: a little above the middle, where faces are.
LETAK = (0.5, 0.35)


def set_foto(pegawai_id: UUID, kiriman: Kiriman, *, by: Pengguna) -> FotoPegawai:
    """At once, by the person. The picture is looked at before anything is locked."""
    require(permissions.is_self(by, Pegawai.objects.get(pk=pegawai_id)))
    return _store(pegawai_id, _square(accept([kiriman], hanya_gambar=True).isi), by=by)


def _square(photo: bytes) -> bytes:
    with Image.open(io.BytesIO(photo), formats=["JPEG"]) as opened:
        if min(opened.size) < TERKECIL:
            raise DomainError(
                f"Foto terlalu kecil: {opened.width} x {opened.height} titik. Pilih foto paling sedikit {TERKECIL} x {TERKECIL} titik.",
                galat="foto_kecil",
            )
        square = ImageOps.fit(opened, (SISI, SISI), Image.Resampling.LANCZOS, centering=LETAK)
    stored = io.BytesIO()
    square.save(stored, "JPEG", quality=MUTU, optimize=True)
    return stored.getvalue()


@perubahan
def _store(pegawai_id: UUID, content: bytes, *, by: Pengguna) -> FotoPegawai:
    pegawai = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.is_self(by, pegawai))
    old = FotoPegawai.objects.filter(pk=pegawai.pk).values_list("nama_simpan", flat=True).first()
    name = simpan.write(simpan.new_name("foto", timezone.localdate()), content)
    row, _ = FotoPegawai.objects.update_or_create(
        pegawai=pegawai, defaults={"nama_simpan": name, "ukuran": len(content)}
    )
    if old:
        transaction.on_commit(lambda: simpan.storage().delete(old))
    record_jejak(row, "foto_diganti", by=by, subjek_id=pegawai.pk, unit_id=pegawai.unit_kini_id)
    return row


@perubahan
def remove_foto(pegawai_id: UUID, *, by: Pengguna) -> None:
    """Back to the initials. Removing what is not there changes nothing."""
    pegawai = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.is_self(by, pegawai))
    row = FotoPegawai.objects.filter(pk=pegawai.pk).first()
    if row is not None:
        name = row.nama_simpan
        row.delete()
        transaction.on_commit(lambda: simpan.storage().delete(name))
    record_jejak(pegawai, "foto_dihapus", by=by, subjek_id=pegawai.pk, unit_id=pegawai.unit_kini_id)


def open_foto(pegawai: Pegawai, *, kecil: bool = False) -> IO[bytes] | None:
    """The picture (`kecil`: as lists show it), for whoever may see this person in the directory; None where there are initials."""
    row = FotoPegawai.objects.filter(pk=pegawai.pk).first()
    if row is None:
        return None
    return _shrunk(simpan.read(row.nama_simpan)) if kecil else simpan.open_file(row.nama_simpan)


def _shrunk(content: bytes) -> IO[bytes]:
    small = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as opened:
        opened.draft("RGB", (SISI_KECIL, SISI_KECIL))
        ImageOps.fit(opened, (SISI_KECIL, SISI_KECIL)).save(small, "JPEG", quality=MUTU)
    small.seek(0)
    return small


def read_foto(pegawai: Pegawai) -> bytes:
    """For a paper; empty without one."""
    row = FotoPegawai.objects.filter(pk=pegawai.pk).first()
    return simpan.read(row.nama_simpan) if row is not None else b""
