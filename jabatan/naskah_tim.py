"""The letter of a task team: mandate, time, members, targets, as an official paper."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.berkas.enums import Retensi
from asn_portal.berkas.jenis import JenisDokumen, register_jenis_dokumen
from asn_portal.berkas.naskah import IsiNaskah, JenisNaskah, Susunan, register_jenis_naskah
from asn_portal.core.errors import DomainError
from asn_portal.core.templatetags.bentuk import angka, nip, tanggal
from jabatan import permissions
from jabatan.models import TimKhusus
from jabatan.selectors.surat_mutasi import frame_of
from jabatan.selectors.tim import members_of
from pegawai.selectors.surat import issuing_unit

SURAT_TIM = "surat_tugas_tim"


class IsiSuratTim(IsiNaskah):
    mandat: str
    baris: tuple[tuple[str, str], ...]
    anggota: tuple[tuple[str, str, str, str], ...]
    target: tuple[tuple[str, str], ...]


def may_write(pengguna: Any, tim_id: UUID) -> bool:
    row = TimKhusus.objects.visible_to(pengguna).filter(pk=tim_id).first()
    return row is not None and permissions.can_manage_team(pengguna, row.unit_id)


def letter(pengguna: Any, tim_id: UUID, hari: date) -> Susunan:
    row = TimKhusus.objects.visible_to(pengguna).get(pk=tim_id)
    members = members_of(row)
    if not members:
        raise DomainError("Tim ini belum mempunyai anggota. Tambahkan dulu.", galat="tanpa_anggota")
    unit = issuing_unit(row.unit_id, hari)
    isi = IsiSuratTim(
        **frame_of(unit, hari),
        mandat=row.mandat,
        baris=(("Nama tim", row.nama), ("Masa tugas", f"{tanggal(row.mulai)} sampai {tanggal(row.sampai)}")),
        anggota=tuple(
            (str(n), one.pegawai.nama_lengkap, nip(one.pegawai.nip) if one.pegawai.nip else "", one.get_peran_display())
            for n, one in enumerate(members, 1)
        ),
        target=tuple(
            (one.nama, f"{'paling banyak' if one.menurun else 'paling sedikit'} {angka(one.target, 2)} {one.satuan}")
            for one in row.daftar_indikator.order_by("nama")
        ),
    )
    return Susunan(isi, row.unit_id, unit, row.nama)


def _team_of(row: Any) -> UUID:
    found: UUID = TimKhusus.objects.values_list("pk", flat=True).get(naskah=row)
    return found


register_jenis_dokumen(JenisDokumen(SURAT_TIM, "Surat tugas tim", Retensi.PENDUKUNG, unggah_sendiri=False))
register_jenis_naskah(
    JenisNaskah(
        SURAT_TIM, "Surat tugas tim", SURAT_TIM, "KP.35", SURAT_TIM, IsiSuratTim, letter, may_write,
        lambda pk: reverse("jabatan:tim_detail", args=[pk]), _team_of,
    )
)  # fmt: skip
