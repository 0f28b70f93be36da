"""Documents of people: which kinds there are, whose they are, who may read them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from asn_portal.berkas.enums import Retensi
from asn_portal.berkas.jenis import JenisDokumen, PemilikDokumen, register_jenis_dokumen, register_pemilik_dokumen
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.panel import Letak, Panel, register_bagian_profil
from asn_portal.core.services.jejak import Pembaca
from pegawai import permissions
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.selectors.orang import reader_of

register_jenis_dokumen(
    JenisDokumen("sk_cpns", "SK CPNS", Retensi.PERSEORANGAN),
    JenisDokumen("sk_pns", "SK PNS atau PPPK", Retensi.PERSEORANGAN),
    JenisDokumen("sk_pangkat", "SK kenaikan pangkat", Retensi.PERSEORANGAN),
    JenisDokumen("sk_kgb", "SK kenaikan gaji berkala", Retensi.PERSEORANGAN),
    JenisDokumen("perjanjian_kerja", "Perjanjian kerja", Retensi.PERSEORANGAN),
    JenisDokumen("pak", "Penetapan angka kredit", Retensi.PERSEORANGAN),
    JenisDokumen("sk_penghargaan", "Piagam atau SK penghargaan", Retensi.PERSEORANGAN),
    JenisDokumen(
        "sk_hukuman",
        "SK hukuman disiplin",
        Retensi.PERSEORANGAN,
        peka=True,
        unggah_sendiri=False,
        sumber=Sumber.DISIPLIN,
    ),
    JenisDokumen("sk_jabatan", "SK jabatan", Retensi.PERSEORANGAN),
    JenisDokumen("ijazah", "Ijazah dan transkrip", Retensi.PERSEORANGAN),
    JenisDokumen("tanda_lulus_ujian", "Tanda lulus ujian dinas atau penyesuaian", Retensi.PERSEORANGAN),
    JenisDokumen("sertifikat", "Sertifikat pelatihan", Retensi.PENDUKUNG),
    JenisDokumen("ktp", "KTP", Retensi.PERSEORANGAN, peka=True, sumber=Sumber.DATA_PRIBADI),
    JenisDokumen("kartu_keluarga", "Kartu keluarga", Retensi.PERSEORANGAN, peka=True, sumber=Sumber.DATA_PRIBADI),
    JenisDokumen("keterangan_dokter", "Surat keterangan dokter", Retensi.PENDUKUNG, peka=True, sumber=Sumber.KESEHATAN),
    JenisDokumen("pas_foto", "Pas foto", Retensi.PENDUKUNG, hanya_gambar=True),
)


def readable(pengguna: Pengguna, tanda: str | None) -> Any:
    return Pegawai.objects.visible_to(pengguna, Sumber.DOKUMEN, tanda).values("pk")


def opened(pengguna: Pengguna, sumber: Sumber) -> Any:
    """Who may open that group of data himself, or by a letter of assignment."""
    return (
        Pegawai.objects.visible_to(pengguna, sumber, "buka") | Pegawai.objects.visible_to(pengguna, sumber, "kasus")
    ).values("pk")


def names(ids: Collection[UUID]) -> dict[UUID, str]:
    return {row.pk: row.nama_lengkap for row in Pegawai.objects.filter(pk__in=ids)}


def account(pegawai_id: UUID) -> Pengguna | None:
    person = Pegawai.objects.select_related("pengguna").get(pk=pegawai_id)
    return person.pengguna


def address(pegawai_id: UUID) -> str:
    return reverse("pegawai:pegawai_detail", args=[pegawai_id])


def reader(pengguna: Pengguna, pegawai_id: UUID) -> Pembaca:
    return reader_of(pengguna, Pegawai.objects.get(pk=pegawai_id))


def gone_before(hari: date) -> Any:
    """Belonged to a unit once, and to none since a day before this one."""
    known = KeanggotaanUnit.objects.kini().filter(pegawai=OuterRef("pk"))
    stays = known.filter(Q(berlaku__upper_inf=True) | Q(berlaku__endswith__gte=hari))
    return Pegawai.objects.filter(Exists(known), ~Exists(stays)).values("pk")


register_pemilik_dokumen(PemilikDokumen(readable, names, account, address, reader, gone_before, opened))


register_bagian_profil(
    Panel("dokumen", "Dokumen", permissions.can_see_dokumen, 20, Letak.SAMPING, url="pegawai:dokumen_orang"),
)
