"""People with unit, superior and account."""

from __future__ import annotations

from datetime import date

import factory

from asn_portal.core.enums import JenisPengenal
from asn_portal.core.models import PengenalMasuk, UnitKerja, periode
from pegawai.enums import AlasanAtasan, JenisKelamin, JenisNomor, JenisPegawai
from pegawai.models import HubunganAtasan, KeanggotaanUnit, NomorPegawai, Pegawai
from pegawai.services.daftar import refresh_list_columns
from tests.factories.core import SINCE, InstansiFactory, PenggunaFactory


class PegawaiFactory(factory.django.DjangoModelFactory[Pegawai]):
    class Meta:
        model = Pegawai

    instansi = factory.SubFactory(InstansiFactory)
    nama = factory.Sequence(lambda n: f"Pegawai {n}")
    jenis = JenisPegawai.PNS
    jenis_kelamin = JenisKelamin.PEREMPUAN
    tanggal_lahir = date(1990, 2, 15)
    nip = factory.Sequence(lambda n: f"19900215{2015 + n // 999}012{n % 999 + 1:03d}")
    nrk = factory.Sequence(lambda n: f"{170000 + n}")


def make_person(
    nama: str,
    *,
    unit: UnitKerja,
    atasan: Pegawai | None = None,
    with_account: bool = True,
    mulai: date = SINCE,
) -> Pegawai:
    """A member of `unit` with a superior and (unless told otherwise) an account that can log in."""
    account = PenggunaFactory(nama=nama, instansi=unit.instansi) if with_account else None
    person = PegawaiFactory(nama=nama, instansi=unit.instansi, pengguna=account)
    for jenis in JenisNomor:
        nomor = getattr(person, jenis.value)
        NomorPegawai.objects.create(pegawai=person, jenis=jenis, nomor=nomor, berlaku=periode(mulai))
        if account is not None:
            PengenalMasuk.objects.create(
                pengguna=account, jenis=JenisPengenal(jenis.value), nilai=nomor, berlaku=periode(mulai)
            )
    KeanggotaanUnit.objects.create(pegawai=person, unit=unit, berlaku=periode(mulai))
    if atasan is not None:
        HubunganAtasan.objects.create(pegawai=person, atasan=atasan, alasan=AlasanAtasan.PETA, berlaku=periode(mulai))
    refresh_list_columns([person.pk])
    person.refresh_from_db()
    return person
