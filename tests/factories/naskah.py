"""Official papers for the tests, brought to each state by the real services."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services import kirim_naskah
from asn_portal.berkas.services import naskah as services
from asn_portal.berkas.services import tanda_tangan as signing
from asn_portal.berkas.services.naskah import Pilihan
from asn_portal.berkas.tte import Frasa


def make_naskah(p: Any, *, by: str = "admin_unit", about: str = "pegawai", paraf: tuple[str, ...] = ("atasan",), signer: str = "atasan_penilai", jenis: str = "surat_keterangan", **values: Any) -> Naskah:  # fmt: skip
    """A konsep about somebody of the section, to be initialled by the superior and signed by the head of the dinas."""
    objek = p.orang[about].pk if jenis == "surat_keterangan" else getattr(p, about).pk
    pilihan = Pilihan([p.akun[who].pk for who in paraf], p.akun[signer].pk)
    return services.make_naskah(jenis, objek, pilihan=pilihan, kertas=Kertas.A4, by=p.akun[by], **values)


def submitted(p: Any, **values: Any) -> Naskah:
    row = make_naskah(p, **values)
    return services.submit_naskah(row.pk, by=row.pembuat)


def initialled(p: Any, **values: Any) -> Naskah:
    row = submitted(p, **values)
    for one in row.daftar_paraf.order_by("urutan"):
        services.initial_naskah(row.pk, by=one.pemaraf)
    return Naskah.objects.get(pk=row.pk)


def phrase(text: str = "") -> Frasa:
    return Frasa(text or settings.DEMO_PASSWORD)


def signed(p: Any, **values: Any) -> Naskah:
    row = initialled(p, **values)
    return signing.sign_naskah(row.pk, frasa=phrase(), by=row.penanda_tangan)


def sent(p: Any, **values: Any) -> Naskah:
    row = signed(p, **values)
    kirim_naskah.send_naskah(row.pk)
    return Naskah.objects.get(pk=row.pk)
