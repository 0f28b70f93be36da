"""The letter of an award: what is decided, by which consideration, and to whom."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.berkas.enums import Retensi
from asn_portal.berkas.jenis import JenisDokumen, register_jenis_dokumen
from asn_portal.berkas.naskah import IsiNaskah, JenisNaskah, Susunan, register_jenis_naskah
from asn_portal.core.errors import DomainError
from asn_portal.core.templatetags.bentuk import nip
from jabatan.selectors.surat_mutasi import agency_unit, frame_of
from merit import permissions_penghargaan as permissions
from merit.enums_talenta import StatusAjang
from merit.models import AjangPenghargaan, PenerimaPenghargaan

KEPUTUSAN = "keputusan_penghargaan"


class IsiPenghargaan(IsiNaskah):
    ajang: str
    baris: tuple[tuple[str, str], ...]
    pertimbangan: str
    penerima: tuple[tuple[str, str, str, str], ...]


def may_write(pengguna: Any, ajang_id: UUID) -> bool:
    row = permissions.visible_awards(pengguna).filter(pk=ajang_id, status=StatusAjang.DIPUTUS).first()
    return row is not None and permissions.can_manage_award(pengguna, row)


def letter(pengguna: Any, ajang_id: UUID, hari: date) -> Susunan:
    row = AjangPenghargaan.objects.select_related("penghargaan").get(pk=ajang_id, instansi_id=pengguna.instansi_id)
    people = PenerimaPenghargaan.objects.filter(usulan__ajang=row, usulan__status="penerima")
    people = people.select_related("pegawai", "usulan").order_by("usulan__nama_tim", "pegawai__nama", "pk")
    if not people:
        raise DomainError("Belum ada penerima. Putuskan dulu penerimanya.", galat="tanpa_penerima")
    unit = agency_unit(row.instansi_id, hari)
    isi = IsiPenghargaan(
        **frame_of(unit, hari), ajang=str(row.pk), pertimbangan=row.pertimbangan,
        baris=(("Penghargaan", row.nama), ("Tahun", str(row.tahun)), ("Dicatat sebagai", row.penghargaan.nama)),
        penerima=tuple(
            (str(n), one.pegawai.nama_lengkap, nip(one.pegawai.nip) if one.pegawai.nip else "", one.usulan.nama_tim)
            for n, one in enumerate(people, 1)
        ),
    )  # fmt: skip
    return Susunan(isi, unit, unit, str(row))


register_jenis_dokumen(JenisDokumen(KEPUTUSAN, "Keputusan penghargaan", Retensi.PENDUKUNG, unggah_sendiri=False))
register_jenis_naskah(
    JenisNaskah(
        KEPUTUSAN, "Keputusan penghargaan", KEPUTUSAN, "KP.70", KEPUTUSAN, IsiPenghargaan, letter, may_write,
        lambda pk: reverse("merit:ajang_detail", args=[pk]), lambda row: UUID(row.data["ajang"]),
    )
)  # fmt: skip
