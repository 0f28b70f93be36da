"""A new NIP or NRK: given by BKN or by the province, dated, with its basis."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import JenisPengenal, KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, until_next, write_period
from asn_portal.core.permissions import require
from asn_portal.core.services import akun
from asn_portal.core.services.tugas import notify
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.mutu.services import recount_after_change
from pegawai import permissions
from pegawai.enums import JenisNomor
from pegawai.models import NomorPegawai, Pegawai
from pegawai.services.penempatan import LAPORKAN


@perubahan
def set_nomor(pegawai_id: UUID, *, jenis: JenisNomor, nomor: str, mulai: date, dasar: str, by: Pengguna) -> Pegawai:
    """A new NIP or NRK from `mulai` on: the login name changes with it, the person stays the same row."""
    pegawai = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.can_set_nomor(by, pegawai))
    keys = {"pegawai": pegawai, "jenis": jenis}
    try:
        berlaku = until_next(NomorPegawai, keys=keys, mulai=mulai)
        write_period(NomorPegawai, keys=keys, berlaku=berlaku, values={"nomor": nomor, "dasar": dasar})
        if (today := NomorPegawai.objects.pada(timezone.localdate()).filter(**keys).first()) is not None:
            setattr(pegawai, jenis.value, today.nomor)
            pegawai.save(update_fields=[jenis.value])
    except IntegrityError as refused:
        raise DomainError(
            f"{jenis.label} ini sudah dipakai pegawai lain. Periksa angkanya.", galat="nomor_ganda"
        ) from refused
    recount_after_change(pegawai.instansi_id, pegawai.pk)
    record_jejak(pegawai, "nomor_diubah", by=by, subjek_id=pegawai.pk, unit_id=pegawai.unit_kini_id, alasan=dasar)
    if pegawai.pengguna is not None:
        akun.set_pengenal(pegawai.pengguna, jenis=JenisPengenal(jenis.value), nilai=nomor, mulai=mulai)
        _tell(pegawai, pegawai.pengguna, jenis, mulai, dasar, by)
    return pegawai


def _tell(pegawai: Pegawai, akun_orang: Pengguna, jenis: JenisNomor, mulai: date, dasar: str, by: Pengguna) -> None:
    """Without the number itself: notices are copied to e-mail."""
    notify(
        akun_orang,
        judul=f"{jenis.label} Anda berubah",
        isi=f"Mulai {tanggal(mulai)} Anda mempunyai {jenis.label} baru, dan masuk ke portal dengan nomor itu.",
        url=reverse("pegawai:pegawai_detail", args=[pegawai.pk]),
        kelompok=KelompokKabar.DATA,
        mengapa=dasar,
        aturan="",
        oleh=by.nama,
        keberatan=LAPORKAN,
    )
