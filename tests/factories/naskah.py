"""Official papers for the tests, brought to each state by the real services."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.utils import timezone

from asn_portal.berkas import simpan
from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.kode import new_kode
from asn_portal.berkas.models import GambarNaskah, Naskah, ParafNaskah
from asn_portal.berkas.services import kirim_naskah
from asn_portal.berkas.services import naskah as services
from asn_portal.berkas.services import tanda_tangan as signing
from asn_portal.berkas.services.naskah import Pilihan
from asn_portal.berkas.tte import Frasa
from tests.factories.berkas import pdf


def make_naskah(
    p: Any, *, by: str = "admin_unit", about: str = "pegawai", paraf: tuple[str, ...] = ("atasan",),
    signer: str = "atasan_penilai", jenis: str = "surat_keterangan",
) -> Naskah:  # fmt: skip
    """A konsep about somebody of the section, to be initialled by the superior and signed by the head of the dinas."""
    objek = p.orang[about].pk if jenis == "surat_keterangan" else getattr(p, about).pk
    pilihan = Pilihan([p.akun[who].pk for who in paraf], p.akun[signer].pk)
    return services.make_naskah(jenis, objek, pilihan=pilihan, kertas=Kertas.A4, by=p.akun[by])


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


def make_bare_naskah(person: Any, unit: Any, *, pembuat: Any, penanda: Any, pemaraf: Any, pindaian_oleh: Any = None) -> Naskah:  # fmt: skip
    """A row in the state that a walk needs, without the way to it. Its initials are there."""
    isi = {"instansi": "x", "unit_kop": "x", "kota": "x", "baris": [["Nama", "x"]], "kalimat": "x"}
    row = Naskah.objects.create(
        instansi_id=unit.instansi_id, jenis="surat_keterangan", unit=unit, penerbit=unit, subjek_id=person.pk,
        tentang=person.nama, inisial="X.", data=isi, tanggal_data=timezone.localdate(), pembuat=pembuat, putaran=1,
        penanda_tangan=penanda, nama_penanda_tangan=penanda.nama, jabatan_penanda_tangan="Kepala", kewenangan="Uji",
        status="tanda_tangan",
    )  # fmt: skip
    if pindaian_oleh is not None:
        content = pdf()
        stored = simpan.write(f"naskah/uji/{secrets.token_urlsafe(12)}", content)
        Naskah.objects.filter(pk=row.pk).update(
            status="pemeriksaan", cara="basah", nomor=f"9/{row.pk}", tanggal=timezone.localdate(), kode=new_kode(),
            nama_simpan=stored, sidik="1" * 64, jenis_isi="application/pdf", halaman=1, diunggah_oleh=pindaian_oleh,
        )  # fmt: skip
        picture = simpan.write(f"gambar-naskah/uji/{secrets.token_urlsafe(12)}", b"gambar")
        GambarNaskah.objects.create(naskah=row, sidik="1" * 64, nomor=1, nama_simpan=picture)
    ParafNaskah.objects.create(naskah=row, urutan=1, pemaraf=pemaraf, jabatan="x", diparaf_pada=timezone.now())
    return Naskah.objects.get(pk=row.pk)
