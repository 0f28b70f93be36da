"""Accounts of people: slips, forgotten passwords, recovery. By HR of the person's scope."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import TujuanKode
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, UsulanPemulihan
from asn_portal.core.permissions import require
from asn_portal.core.services import akun
from pegawai import permissions
from pegawai.models import Pegawai
from pegawai.services.identitas import ensure_account

# One page of slips to print at a time.
MAX_SLIPS = 500


@perubahan
def issue_slips(ids: Iterable[UUID], *, by: Pengguna, now: datetime) -> dict[UUID, str]:
    """Activation slips for people who have not activated yet. Returns the codes by person, once."""
    people = list(Pegawai.objects.select_for_update(of=("self",)).filter(pk__in=list(ids)).select_related("pengguna"))
    if not people or len(people) > MAX_SLIPS:
        raise DomainError(f"Pilih 1 sampai {MAX_SLIPS} pegawai untuk sekali cetak.", galat="jumlah_slip")
    require(all(permissions.can_issue_slip(by, person) for person in people))
    today = timezone.localdate(now)
    accounts = {person.pk: ensure_account(person, mulai=today) for person in people}
    active = [person.nama for person in people if accounts[person.pk].diaktifkan_pada]
    if active:
        raise DomainError(
            f"Akun {active[0]} sudah aktif. Untuk kata sandi yang terlupa, buat slip pemulihan dari barisnya.",
            galat="akun_sudah_aktif",
        )
    for account in accounts.values():
        akun.refuse_one_admin(account)
    codes = akun.issue_codes(accounts.values(), tujuan=TujuanKode.AKTIVASI, by=by, now=now)
    record_jejak(None, "slip_dibuat", by=by, unit_id=people[0].unit_kini_id, rincian={"orang": len(people)})
    return {person.pk: codes[accounts[person.pk].pk] for person in people}


@perubahan
def issue_recovery_slip(pegawai_id: UUID, *, alasan: str, by: Pengguna, now: datetime) -> str:
    """A new slip after a forgotten password: the identity was checked at the counter, the owner is told."""
    person = Pegawai.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=pegawai_id)
    require(permissions.can_issue_slip(by, person))
    if person.pengguna is None or not person.pengguna.is_active:
        raise DomainError("Pegawai ini belum mempunyai akun yang aktif. Buat slip aktivasi.", galat="akun_tidak_aktif")
    akun.refuse_one_admin(person.pengguna)
    code = akun.issue_codes([person.pengguna], tujuan=TujuanKode.PEMULIHAN, by=by, now=now)[person.pengguna.pk]
    record_jejak(
        person, "slip_pemulihan_dibuat", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id, alasan=alasan
    )
    akun.tell_owner_of_slip(person.pengguna, by)
    return code


@perubahan
def request_recovery(pegawai_id: UUID, *, alasan: str, by: Pengguna) -> UsulanPemulihan:
    """For an account with a second factor: this admin checked the identity, a second one has to agree."""
    person = Pegawai.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=pegawai_id)
    require(permissions.can_issue_slip(by, person))
    if person.pengguna is None:
        raise DomainError("Pegawai ini belum mempunyai akun. Buat slip aktivasi.", galat="akun_tidak_aktif")
    second = akun.recovery_admins(person.pengguna, by)
    usulan = akun.propose_recovery(person.pengguna, alasan=alasan, by=by, second=second)
    record_jejak(person, "pemulihan_diusulkan", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id, alasan=alasan)
    return usulan
