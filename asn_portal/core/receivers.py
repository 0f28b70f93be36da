"""What the login library reports, written into the trace and told to the owner."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import lihat
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.masuk import SESSION_BEGUN
from asn_portal.core.models import Pengguna
from asn_portal.core.services.lihat import end_view
from asn_portal.core.services.tugas import BILA_BUKAN_ANDA, notify


@perubahan
def _record(pengguna: Pengguna, aksi: str, **rincian: Any) -> None:
    record_jejak(pengguna, aksi, by=pengguna, rincian=rincian)


@receiver(user_logged_in, dispatch_uid="core.masuk")
def on_login(sender: Any, request: Any, user: Pengguna, **_: Any) -> None:
    request.session[SESSION_BEGUN] = int(timezone.now().timestamp())
    _record(user, "masuk")


@receiver(user_logged_out, dispatch_uid="core.keluar")
def on_logout(sender: Any, request: Any, user: Pengguna | None, **_: Any) -> None:
    if user is None:
        return
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    if (state := lihat.state_of(request)) is not None:
        end_view(UUID(state["sasaran"]), sebab="Keluar", by=user)
    _record(user, "keluar")


@receiver([password_changed, password_reset], dispatch_uid="core.sandi")
def on_password(sender: Any, user: Pengguna, **_: Any) -> None:
    _record(user, "sandi_diganti")
    notify(
        user,
        judul="Kata sandi Anda diganti",
        isi="Kata sandi yang lama tidak berlaku lagi.",
        url=reverse("core:akun"),
        kelompok=KelompokKabar.KEAMANAN,
        mengapa="Kata sandi diganti dari akun Anda atau lewat tautan di surel Anda.",
        aturan="",
        oleh=user.nama,
        keberatan=BILA_BUKAN_ANDA,
    )


@receiver([authenticator_added, authenticator_removed, authenticator_reset], dispatch_uid="core.dua_langkah")
def on_second_factor(sender: Any, signal: Any, user: Pengguna, authenticator: Any, **_: Any) -> None:
    words = {
        id(authenticator_added): "ditambah",
        id(authenticator_removed): "dihapus",
        id(authenticator_reset): "dibuat ulang",
    }
    word = words[id(signal)]
    _record(user, "dua_langkah", perubahan=word, jenis=authenticator.type)
    notify(
        user,
        judul=f"Verifikasi dua langkah {word}",
        isi=f"Verifikasi dua langkah pada akun Anda {word}.",
        url=reverse("mfa_index"),
        kelompok=KelompokKabar.KEAMANAN,
        mengapa="Diubah dari akun Anda.",
        aturan="",
        oleh=user.nama,
        keberatan=BILA_BUKAN_ANDA,
    )
