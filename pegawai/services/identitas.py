"""A person's identity: numbers, NIK, account."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError
from django.utils import timezone

from asn_portal.core import kripto
from asn_portal.core.enums import JenisPengenal
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.regulasi import Ditolak
from asn_portal.core.services import akun
from asn_portal.core.services.jejak import record_read
from asn_portal.core.services.kunci import register_encrypted
from asn_portal.mutu.services import recount_after_change
from pegawai import permissions
from pegawai.aturan.nomor import MasukanNik, nik_urai
from pegawai.enums import JenisNomor
from pegawai.models import NomorPegawai, Pegawai
from pegawai.models.pegawai import KOLOM_NIK
from pegawai.selectors import reader_of

BATCH = 1000


def set_nik(pegawai: Pegawai, nik: str, *, sah: bool) -> None:
    """Store a NIK encrypted, with its digest and the result of its check. Part of the caller's change."""
    pegawai.nik_sandi = kripto.encrypt(nik, kolom=KOLOM_NIK)
    pegawai.nik_sidik = kripto.digest(nik, kolom=KOLOM_NIK)
    pegawai.nik_sah = sah
    recount_after_change(pegawai.instansi_id, pegawai.pk)
    try:
        pegawai.save(update_fields=["nik_sandi", "nik_sidik", "nik_sah"])
    except IntegrityError as refused:
        raise DomainError(
            "NIK ini sudah tercatat pada pegawai lain. Periksa angka-angkanya.", galat="nik_ganda"
        ) from refused


def nik_agrees(pegawai: Pegawai, nik: str) -> bool:
    """Can this number be read, and does it tell the birth date and the sex of the record? What it cannot tell is whether
    Dukcapil knows it.
    """
    try:
        read = nik_urai(MasukanNik(nik=nik, tanggal=timezone.localdate()))
    except Ditolak:
        return False
    return (read["tanggal_lahir"], read["jenis_kelamin"]) == (pegawai.tanggal_lahir, pegawai.jenis_kelamin)


def _rotate_nik() -> int:
    """Every NIK under the first key, and its digest under the present one. Returns how many rows changed."""
    rows = Pegawai.objects.exclude(nik_sandi=None).only("nik_sandi", "nik_sidik").order_by("pk")
    changed = []
    for row in rows.select_for_update(of=("self",)).iterator(chunk_size=BATCH):
        nik = kripto.decrypt(row.nik_sandi, kolom=KOLOM_NIK)
        sidik = kripto.digest(nik, kolom=KOLOM_NIK)
        if kripto.is_current(row.nik_sandi) and bytes(row.nik_sidik) == sidik:
            continue
        row.nik_sandi, row.nik_sidik = kripto.encrypt(nik, kolom=KOLOM_NIK), sidik
        changed.append(row)
    Pegawai.objects.bulk_update(changed, ["nik_sandi", "nik_sidik"], batch_size=BATCH)
    return len(changed)


register_encrypted(KOLOM_NIK, _rotate_nik)


def mask_nik(pegawai: Pegawai) -> str | None:
    """`3171 •••• •••• ••01`, decrypted only to show its ends."""
    if pegawai.nik_sandi is None:
        return None
    nik = kripto.decrypt(pegawai.nik_sandi, kolom=KOLOM_NIK)
    return f"{nik[:4]} •••• •••• ••{nik[-2:]}"


def reveal_nik(pegawai: Pegawai, *, tujuan: str, by: Pengguna) -> str | None:
    """The NIK in full. Somebody else's leaves a trace that its owner sees, with role, unit, purpose and time."""
    require(permissions.can_reveal_data_pribadi(by, pegawai))
    if not permissions.is_self(by, pegawai):
        record_read([pegawai.pk], kelompok="NIK", tujuan=tujuan, oleh=reader_of(by, pegawai))
    return None if pegawai.nik_sandi is None else kripto.decrypt(pegawai.nik_sandi, kolom=KOLOM_NIK)


def note_opened(pegawai: Pegawai, *, kelompok: str, tujuan: str, by: Pengguna) -> None:
    """A masked part of a file is read: its owner sees who did, as what, and why. One's own leaves no mark."""
    if not permissions.is_self(by, pegawai):
        record_read([pegawai.pk], kelompok=kelompok, tujuan=tujuan, oleh=reader_of(by, pegawai))


def ensure_account(pegawai: Pegawai, *, mulai: date) -> Pengguna:
    """The account of a person, made when first needed; unusable until a slip is redeemed. Part of the caller's change."""
    if pegawai.pengguna is not None:
        return pegawai.pengguna
    username = pegawai.nrk or pegawai.nip
    if username is None:
        raise DomainError(
            f"{pegawai.nama} belum mempunyai NRK atau NIP. Lengkapi dulu sebelum membuat slip.", galat="tanpa_nomor"
        )
    if Pengguna.objects.filter(username=username).exists():
        raise DomainError(
            f"Nomor {pegawai.nama} sudah dipakai sebagai nama akun lain. Hubungi pengelola sistem.",
            galat="pengenal_dipakai",
        )
    pengguna = Pengguna.objects.create_user(username, nama=pegawai.nama, instansi_id=pegawai.instansi_id)
    for jenis in JenisNomor:
        if nomor := getattr(pegawai, jenis.value):
            akun.set_pengenal(pengguna, jenis=JenisPengenal(jenis.value), nilai=nomor, mulai=mulai)
    planned = NomorPegawai.objects.kini().filter(pegawai=pegawai, berlaku__startswith__gt=mulai)
    for row in planned.order_by("-berlaku"):
        akun.set_pengenal(pengguna, jenis=JenisPengenal(row.jenis), nilai=row.nomor, mulai=row.mulai)
    pegawai.pengguna = pengguna
    pegawai.save(update_fields=["pengguna"])
    return pengguna
