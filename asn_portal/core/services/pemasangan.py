"""Installing: the first two system admins of an agency. Every later role goes through propose and approve."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import AlasanUnit, JenisPengenal, JenisUnit, Peran, TujuanKode
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Instansi, Pengguna, PenugasanPeran, RincianUnit, UnitKerja, periode
from asn_portal.core.models.pengguna import normalise_pengenal
from asn_portal.core.services.akun import issue_codes, set_pengenal
from asn_portal.core.services.unit import rebuild_jalur

# Two, so that each may agree to what the other proposes.
FIRST_ADMINS = 2
BASIS = "Pemasangan portal"


@perubahan
def install_admin(*, bkn_id: str, nama_instansi: str, username: str, nama: str, now: datetime) -> str:
    """The code with which one of the first two system admins activates the account; shown once, stored nowhere.

    Run by whoever holds the server, before anybody can log in. Asking again for an account that was never activated
    gives a new code. Errors: DomainError (agency without a name, both admins exist, the name is taken).
    """
    root = _agency_root(bkn_id, nama_instansi, now)
    rows = PenugasanPeran.objects.kini().filter(peran=Peran.ADMIN_SISTEM, unit__instansi_id=root.instansi_id)
    login = normalise_pengenal(username)
    pengguna = Pengguna.objects.filter(pk__in=rows.values("pengguna_id"), username=login, diaktifkan_pada=None).first()
    if pengguna is None:
        if rows.count() >= FIRST_ADMINS:
            raise DomainError(
                "Dua admin sistem sudah dibuat. Admin berikutnya diusulkan dan disetujui di dalam portal.",
                galat="admin_sudah_ada",
            )
        pengguna = _make_admin(root, login, nama, now)
    code = issue_codes([pengguna], tujuan=TujuanKode.AKTIVASI, by=None, now=now)[pengguna.pk]
    record_jejak(pengguna, "admin_pertama_dibuat", by=None, unit_id=root.pk, alasan=BASIS)
    return code


def _agency_root(bkn_id: str, nama: str, now: datetime) -> UnitKerja:
    """The root unit of the agency; agency and root are made when they are not there."""
    instansi = Instansi.objects.select_for_update().filter(bkn_id=bkn_id).first()
    if instansi is not None:
        return UnitKerja.objects.get(
            daftar_rincian__in=RincianUnit.objects.kini().filter(induk=None), instansi=instansi
        )
    if not nama:
        raise DomainError(
            "Instansi dengan id itu belum ada. Sertakan namanya dengan --instansi.", galat="instansi_tidak_dikenal"
        )
    instansi = Instansi.objects.create(bkn_id=bkn_id, nama=nama)
    unit = UnitKerja.objects.create(instansi=instansi)
    RincianUnit.objects.create(
        unit=unit, nama=nama, jenis=JenisUnit.PEMERINTAH_DAERAH, alasan=AlasanUnit.DIBENTUK, dasar=BASIS,
        berlaku=periode(timezone.localdate(now)),
    )  # fmt: skip
    rebuild_jalur(instansi.pk)
    return unit


def _make_admin(root: UnitKerja, login: str, nama: str, now: datetime) -> Pengguna:
    if Pengguna.objects.filter(username=login).exists():
        raise DomainError("Nama akun ini sudah dipakai. Pilih nama lain.", galat="pengenal_dipakai")
    today = timezone.localdate(now)
    pengguna = Pengguna.objects.create_user(login, nama=nama, instansi_id=root.instansi_id)
    set_pengenal(pengguna, jenis=JenisPengenal.NAMA_PENGGUNA, nilai=login, mulai=today)
    PenugasanPeran.objects.create(
        pengguna=pengguna, peran=Peran.ADMIN_SISTEM, unit=root, berlaku=periode(today), nomor_sk=BASIS
    )
    return pengguna
