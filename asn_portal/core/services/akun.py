"""Accounts: made, activated with a slip, recovered, deactivated."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import kripto, permissions
from asn_portal.core.aturan.alur_usulan import ALUR_USULAN
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import PERAN_DUA_LANGKAH, JenisPengenal, KelompokKabar, StatusUsulan, TujuanKode
from asn_portal.core.errors import DomainError
from asn_portal.core.models import (
    KodeAktivasi,
    PengenalMasuk,
    Pengguna,
    PenugasanPeran,
    UsulanPemulihan,
    periode,
    until_next,
    write_period,
)
from asn_portal.core.models.pengguna import normalise_pengenal
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import BILA_BUKAN_ANDA, BILA_KELIRU, assign_tugas, close_tugas, notify
from asn_portal.core.workflow import check_transition

SLIP_LIFETIME = timedelta(days=14)
# Letters that are not mistaken for another on paper; ten of them are about 48 bits.
CODE_LETTERS = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
CODE_LENGTH = 10
PRIVACY_VERSION = 1
TUGAS_PEMULIHAN = "core.usulan_pemulihan"
BILA_TIDAK_MEMINTA = "Bila Anda tidak memintanya, segera hubungi pengelola kepegawaian unit Anda."
DECIDE_WITHIN = timedelta(days=1)


def has_second_factor(pengguna: Pengguna) -> bool:
    return Authenticator.objects.filter(user_id=pengguna.pk, type=Authenticator.Type.TOTP).exists()


def set_pengenal(pengguna: Pengguna, *, jenis: JenisPengenal, nilai: str, mulai: date) -> None:
    """Make `nilai` the login name of this kind from `mulai` until the next one. Part of the caller's change."""
    keys = {"pengguna": pengguna, "jenis": jenis}
    values = {"nilai": normalise_pengenal(nilai)}
    try:
        write_period(PengenalMasuk, keys=keys, berlaku=until_next(PengenalMasuk, keys=keys, mulai=mulai), values=values)
    except IntegrityError as refused:
        raise DomainError(
            "Nama masuk ini sudah dipakai akun lain. Pilih nama lain.", galat="pengenal_dipakai"
        ) from refused


@perubahan
def create_account(*, username: str, nama: str, email: str, by: Pengguna, mulai: date) -> Pengguna:
    """An account without a person (auditor from outside, system staff): unusable until its slip is redeemed."""
    require(permissions.can_manage_accounts(by))
    if Pengguna.objects.filter(username=normalise_pengenal(username)).exists():
        raise DomainError("Nama masuk ini sudah dipakai akun lain. Pilih nama lain.", galat="pengenal_dipakai")
    pengguna = Pengguna.objects.create_user(
        normalise_pengenal(username), nama=nama, email=email, instansi_id=by.instansi_id
    )
    set_pengenal(pengguna, jenis=JenisPengenal.NAMA_PENGGUNA, nilai=username, mulai=mulai)
    record_jejak(pengguna, "akun_dibuat", by=by)
    return pengguna


# -- slips -------------------------------------------------------------------------------------------------


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def clean_code(text: str) -> str:
    """As printed on the slip: spaces, dashes and small letters do not matter."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def _digest(pengguna_id: UUID, code: str) -> bytes:
    return kripto.digest(f"{pengguna_id}:{clean_code(code)}", kolom="core.KodeAktivasi")


def issue_codes(
    daftar: Iterable[Pengguna], *, tujuan: TujuanKode, by: Pengguna | None, now: datetime
) -> dict[UUID, str]:
    """New slips for these accounts; the codes are returned once and stored nowhere. Part of the caller's change,
    which has checked that `by` may do this for every one of them. A former unused slip stops working.
    """
    accounts = list(daftar)
    open_codes = KodeAktivasi.objects.filter(pengguna__in=accounts, dipakai_pada=None, dibatalkan_pada=None)
    open_codes.update(dibatalkan_pada=now)
    codes = {account.pk: _new_code() for account in accounts}
    KodeAktivasi.objects.bulk_create(
        KodeAktivasi(
            pengguna_id=pk,
            tujuan=tujuan,
            sidik_kode=_digest(pk, code),
            dibuat_oleh=by,
            kedaluwarsa_pada=now + SLIP_LIFETIME,
        )
        for pk, code in codes.items()
    )
    return codes


@perubahan
def issue_slip(pengguna_id: UUID, *, by: Pengguna, alasan: str, now: datetime) -> str:
    """A slip for an account without a person, or a new one after a forgotten password."""
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna_id)
    require(permissions.can_issue_slip_here(by, pengguna))
    refuse_one_admin(pengguna)
    tujuan = TujuanKode.PEMULIHAN if pengguna.diaktifkan_pada else TujuanKode.AKTIVASI
    code = issue_codes([pengguna], tujuan=tujuan, by=by, now=now)[pengguna.pk]
    record_jejak(pengguna, "slip_dibuat", by=by, alasan=alasan)
    if tujuan == TujuanKode.PEMULIHAN:
        tell_owner_of_slip(pengguna, by)
    return code


def needs_two_admins(pengguna: Pengguna) -> bool:
    """A second factor, or a role that demands one (also one that begins later): whoever opens such an account alone
    would hold its rights, and with them a second voice.
    """
    ahead = PenugasanPeran.objects.kini().filter(
        pengguna=pengguna, peran__in=PERAN_DUA_LANGKAH, berlaku__overlap=periode(timezone.localdate())
    )
    return has_second_factor(pengguna) or ahead.exists()


def refuse_one_admin(pengguna: Pengguna) -> None:
    if needs_two_admins(pengguna):
        raise DomainError(
            f"Akun {pengguna.nama} memakai verifikasi dua langkah atau memegang peran yang mewajibkannya. Ajukan"
            " pemulihan; pengelola kedua harus menyetujuinya.",
            galat="perlu_dua_pengelola",
        )


def tell_owner_of_slip(pengguna: Pengguna, by: Pengguna) -> None:
    notify(
        pengguna, judul="Slip pemulihan akun Anda dibuat", isi="Sebuah slip pemulihan akun Anda dibuat.",
        url=reverse("core:akun"), kelompok=KelompokKabar.KEAMANAN, mengapa="Pemulihan akun Anda diminta.", aturan="",
        oleh=by.nama, keberatan=BILA_TIDAK_MEMINTA,
    )  # fmt: skip


def find_code(pengguna: Pengguna | None, code: str, *, now: datetime) -> KodeAktivasi | None:
    """The open slip of this account with this code. The same work is done for an unknown account."""
    wanted = _digest(pengguna.pk if pengguna else UUID(int=0), code)
    row = KodeAktivasi.objects.filter(
        pengguna=pengguna, dipakai_pada=None, dibatalkan_pada=None, kedaluwarsa_pada__gt=now, pengguna__is_active=True
    ).first()
    return row if row is not None and secrets.compare_digest(bytes(row.sidik_kode), wanted) else None


@perubahan
def redeem_code(kode_id: UUID, *, password: str, now: datetime) -> Pengguna:
    """The owner sets a password of his own; the slip is used up and every other session ends."""
    kode = KodeAktivasi.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=kode_id)
    pengguna = kode.pengguna
    if kode.dipakai_pada or kode.dibatalkan_pada or kode.kedaluwarsa_pada <= now or not pengguna.is_active:
        raise DomainError(
            "Kode ini sudah dipakai atau sudah tidak berlaku. Minta slip baru kepada pengelola kepegawaian.",
            galat="kode_tidak_berlaku",
        )
    validate_password(password, pengguna)
    pengguna.set_password(password)
    pengguna.sandi_diganti_pada = now
    pengguna.diaktifkan_pada = pengguna.diaktifkan_pada or now
    pengguna.privasi_versi, pengguna.privasi_pada = PRIVACY_VERSION, now
    pengguna.save(update_fields=["password", "sandi_diganti_pada", "diaktifkan_pada", "privasi_versi", "privasi_pada"])
    kode.dipakai_pada = now
    kode.save(update_fields=["dipakai_pada"])
    end_sessions(pengguna)
    record_jejak(pengguna, f"akun_{kode.tujuan}", by=pengguna)
    return pengguna


@perubahan
def accept_privacy(pengguna_id: UUID, *, now: datetime) -> None:
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna_id)
    pengguna.privasi_versi, pengguna.privasi_pada = PRIVACY_VERSION, now
    pengguna.save(update_fields=["privasi_versi", "privasi_pada"])
    record_jejak(pengguna, "privasi_dibaca", by=pengguna, rincian={"versi": PRIVACY_VERSION})


@perubahan
def change_contact(pengguna_id: UUID, *, email: str, telepon: str, by: Pengguna) -> Pengguna:
    """Own e-mail and phone, at once."""
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna_id)
    require(by.pk == pengguna.pk)
    new_email = email != pengguna.email
    pengguna.email, pengguna.telepon = email, telepon
    try:
        pengguna.save(update_fields=["email", "telepon"])
    except IntegrityError as refused:
        raise DomainError("Surel ini sudah dipakai akun lain.", galat="email_dipakai") from refused
    record_jejak(pengguna, "kontak_diubah", by=by)
    if new_email:
        notify(
            pengguna,
            judul="Surel pemulihan akun Anda diganti",
            isi="Tautan ganti kata sandi sekarang dikirim ke surel yang baru.",
            url=reverse("core:akun"),
            kelompok=KelompokKabar.KEAMANAN,
            mengapa="Kontak diubah dari akun Anda.",
            aturan="",
            oleh=by.nama,
            keberatan=BILA_BUKAN_ANDA,
        )
    return pengguna


# -- ending ------------------------------------------------------------------------------------------------


def end_sessions(pengguna: Pengguna, *, except_key: str | None = None) -> int:
    """Every session of the account ends now, on the server. Returns how many."""
    keys = list(
        UserSession.objects.filter(user_id=pengguna.pk)
        .exclude(session_key=except_key)
        .values_list("session_key", flat=True)
    )
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


@perubahan
def end_session(session_key: str, *, by: Pengguna) -> None:
    """One of the own devices is logged out."""
    row = UserSession.objects.filter(session_key=session_key, user_id=by.pk).first()
    require(row is not None)
    Session.objects.filter(session_key=session_key).delete()
    UserSession.objects.filter(session_key=session_key).delete()
    record_jejak(by, "sesi_diakhiri", by=by)


@perubahan
def end_other_sessions(pengguna: Pengguna, *, keep: str | None) -> int:
    """Every own device but this one is logged out."""
    ended = end_sessions(pengguna, except_key=keep)
    record_jejak(pengguna, "sesi_diakhiri", by=pengguna, rincian={"banyak": ended})
    return ended


@perubahan
def deactivate_account(pengguna_id: UUID, *, alasan: str, by: Pengguna, now: datetime) -> None:
    """Login, sessions, slips and roles end at once."""
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna_id)
    require(permissions.can_manage_account(by, pengguna))
    if not pengguna.is_active:
        raise DomainError("Akun ini sudah nonaktif.", galat="status_berubah")
    pengguna.is_active = False
    pengguna.save(update_fields=["is_active"])
    end_sessions(pengguna)
    KodeAktivasi.objects.filter(pengguna=pengguna, dipakai_pada=None, dibatalkan_pada=None).update(dibatalkan_pada=now)
    today = timezone.localdate(now)
    for row in PenugasanPeran.objects.kini().filter(pengguna=pengguna, berlaku__overlap=periode(today)):
        keys = {"pengguna": pengguna, "peran": row.peran, "unit_id": row.unit_id}
        write_period(PenugasanPeran, keys=keys, berlaku=periode(max(today, row.mulai), row.sampai), values=None)
    record_jejak(pengguna, "akun_dinonaktifkan", by=by, alasan=alasan)


@perubahan
def reactivate_account(pengguna_id: UUID, *, alasan: str, by: Pengguna) -> None:
    """The account may log in again; roles do not come back by themselves."""
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna_id)
    require(permissions.can_manage_account(by, pengguna))
    if pengguna.is_active:
        raise DomainError("Akun ini sudah aktif.", galat="status_berubah")
    pengguna.is_active = True
    pengguna.save(update_fields=["is_active"])
    record_jejak(pengguna, "akun_diaktifkan_lagi", by=by, alasan=alasan)


@perubahan
def end_sessions_of(pengguna_id: UUID, *, alasan: str, by: Pengguna) -> int:
    """An admin logs an account out everywhere."""
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna_id)
    require(permissions.can_manage_account(by, pengguna))
    ended = end_sessions(pengguna)
    record_jejak(pengguna, "sesi_diakhiri", by=by, alasan=alasan, rincian={"banyak": ended})
    notify(
        pengguna,
        judul="Anda dikeluarkan dari semua perangkat",
        isi="Semua sesi akun Anda diakhiri. Masuk lagi dengan kata sandi Anda.",
        url=reverse("core:akun"),
        kelompok=KelompokKabar.KEAMANAN,
        mengapa=alasan,
        aturan="",
        oleh=by.nama,
        keberatan=BILA_KELIRU,
    )
    return ended


# -- recovery of accounts with a second factor -------------------------------------------------------------


def propose_recovery(pengguna: Pengguna, *, alasan: str, by: Pengguna, second: Iterable[Pengguna]) -> UsulanPemulihan:
    """Part of the caller's change, which has checked that `by` may recover this account."""
    try:
        usulan = UsulanPemulihan.objects.create(pengguna=pengguna, alasan=alasan, diusulkan_oleh=by)
    except IntegrityError as refused:
        raise DomainError("Pemulihan akun ini sudah menunggu pengelola kedua.", galat="usulan_sudah_ada") from refused
    assign_tugas(
        second,
        jenis=TUGAS_PEMULIHAN,
        objek_id=usulan.pk,
        judul=f"Setujui pemulihan akun {pengguna.nama}",
        tentang=pengguna.nama,
        alasan=f"{by.nama} sudah memeriksa identitas pemilik. Akun dua langkah perlu dua pengelola.",
        url=reverse("core:pemulihan_detail", args=[usulan.pk]),
        batas=timezone.now() + DECIDE_WITHIN,
    )
    notify(
        pengguna,
        judul="Pemulihan akun Anda diajukan",
        isi="Pemulihan akun Anda menunggu persetujuan pengelola kedua.",
        url=reverse("core:akun"),
        kelompok=KelompokKabar.KEAMANAN,
        mengapa=alasan,
        aturan="Aturan portal: akun dua langkah dipulihkan oleh dua pengelola.",
        oleh=by.nama,
        keberatan=BILA_TIDAK_MEMINTA,
    )
    return usulan


@perubahan
def request_recovery(pengguna_id: UUID, *, alasan: str, by: Pengguna) -> UsulanPemulihan:
    """First admin, for an account of the agency: the identity was checked, the second factor is lost."""
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna_id)
    require(permissions.can_manage_account(by, pengguna))
    usulan = propose_recovery(pengguna, alasan=alasan, by=by, second=recovery_admins(pengguna, by))
    record_jejak(usulan, "pemulihan_diusulkan", by=by, alasan=alasan)
    return usulan


def recovery_admins(pengguna: Pengguna, first: Pengguna) -> list[Pengguna]:
    """Who may be the second: provincial HR and system admins, without the first and the owner."""
    rows = PenugasanPeran.objects.pada(timezone.localdate()).filter(
        peran__in=["admin_bkd", "admin_sistem"], unit__instansi_id=pengguna.instansi_id
    )
    ids = rows.exclude(pengguna_id__in=[pengguna.pk, first.pk]).values("pengguna_id")
    return list(Pengguna.objects.filter(pk__in=ids, is_active=True))


@perubahan
def approve_recovery(usulan_id: UUID, *, by: Pengguna, catatan: str, now: datetime) -> str:
    """Second admin: the second factor is removed and a slip is made, whose code is returned once. From then on only
    the slip opens the account: the old password alone, and every session that is still open, do not.
    """
    usulan = UsulanPemulihan.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=usulan_id)
    require(permissions.can_decide_pemulihan(by, usulan))
    _decide(usulan, StatusUsulan.DISETUJUI, by=by, catatan=catatan, now=now)
    if not usulan.pengguna.is_active:
        raise DomainError("Akun ini nonaktif. Tolak pemulihan ini.", galat="akun_tidak_aktif")
    Authenticator.objects.filter(user_id=usulan.pengguna_id).delete()
    usulan.pengguna.set_unusable_password()
    usulan.pengguna.save(update_fields=["password"])
    end_sessions(usulan.pengguna)
    code = issue_codes([usulan.pengguna], tujuan=TujuanKode.PEMULIHAN, by=by, now=now)[usulan.pengguna_id]
    record_jejak(usulan, "pemulihan_disetujui", by=by, alasan=catatan)
    tell_owner_of_slip(usulan.pengguna, by)
    return code


@perubahan
def reject_recovery(usulan_id: UUID, *, by: Pengguna, catatan: str, now: datetime) -> None:
    usulan = UsulanPemulihan.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=usulan_id)
    require(permissions.can_decide_pemulihan(by, usulan))
    _decide(usulan, StatusUsulan.DITOLAK, by=by, catatan=catatan, now=now)
    record_jejak(usulan, "pemulihan_ditolak", by=by, alasan=catatan)
    notify(
        usulan.diusulkan_oleh, judul="Pemulihan akun ditolak", isi="Usulan pemulihan akun yang Anda ajukan ditolak.",
        url=reverse("core:pemulihan_detail", args=[usulan.pk]), kelompok=KelompokKabar.KEAMANAN, mengapa=catatan,
        aturan="Aturan portal: akun dua langkah dipulihkan oleh dua pengelola.", oleh=by.nama,
        keberatan="Bila keliru, periksa lagi identitas pemiliknya lalu ajukan pemulihan baru.",
    )  # fmt: skip


def _decide(usulan: UsulanPemulihan, status: StatusUsulan, *, by: Pengguna, catatan: str, now: datetime) -> None:
    check_transition(ALUR_USULAN, usulan.status, status)
    usulan.status, usulan.catatan, usulan.diputuskan_oleh, usulan.diputuskan_pada = status, catatan, by, now
    usulan.save(update_fields=["status", "catatan", "diputuskan_oleh", "diputuskan_pada"])
    close_tugas(jenis=TUGAS_PEMULIHAN, objek_id=usulan.pk, by=by)
