"""Records without a fault, and a count over them."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from asn_portal.core.models import Pengguna, periode
from asn_portal.core.models.dasar import close_many
from asn_portal.mutu import services
from asn_portal.mutu.enums import PemicuPutaran
from asn_portal.mutu.models import PutaranMutu, TemuanMutu
from pegawai.enums import SumberRiwayat
from pegawai.models import (
    DataKepegawaian,
    Pegawai,
    RiwayatKedudukan,
    RiwayatPendidikan,
)
from tests.conftest import Provinsi
from tests.factories.riwayat import entry

TODAY = timezone.localdate()


def complete(person: Pegawai) -> Pegawai:
    """A record in which no indicator finds anything: its NIP is 19900215YYYYMM2SSS."""
    assert person.nip is not None
    tmt = date(int(person.nip[8:12]), int(person.nip[12:14]), 1)
    Pegawai.objects.filter(pk=person.pk).update(nik_sah=True, gelar_belakang="S.H.")
    Pengguna.objects.filter(pk=person.pengguna_id).update(email=f"{person.nip}@contoh.id", telepon="08000000001")
    DataKepegawaian.objects.create(pegawai=person, tmt_cpns=tmt, tmt_pns=tmt.replace(year=tmt.year + 1))
    values = {"sumber": SumberRiwayat.SIASN, "pegawai": person}
    RiwayatPendidikan.objects.create(
        pendidikan=entry("pendidikan:s1hukum"), tingkat=entry("tingkat_pendidikan:40"), tahun_lulus=2010,
        berlaku=periode(date(2010, 6, 1)), **values,
    )  # fmt: skip
    RiwayatKedudukan.objects.create(kedudukan=entry("kedudukan_hukum:01"), berlaku=periode(tmt), **values)
    person.refresh_from_db()
    return person


def run(p: Provinsi) -> PutaranMutu:
    begun = services.begin_run(p.instansi.pk, TODAY, pemicu=PemicuPutaran.MALAM)
    return services.run_whole(begun.pk)


def found(person: Pegawai) -> set[str]:
    return set(TemuanMutu.objects.filter(orang_id=person.pk, selesai_pada=None).values_list("indikator", flat=True))


def with_employment(**values: object):
    return lambda person: DataKepegawaian.objects.filter(pegawai=person).update(**values)


def with_person(**values: object):
    return lambda person: Pegawai.objects.filter(pk=person.pk).update(**values)


def with_account(**values: object):
    return lambda person: Pengguna.objects.filter(pk=person.pengguna_id).update(**values)


def without_schooling(person: Pegawai) -> None:
    rows = RiwayatPendidikan.objects.filter(pegawai=person)
    close_many(RiwayatPendidikan, list(rows.values_list("pk", flat=True)))
