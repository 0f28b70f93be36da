"""E-mails. They tell that there is something to read in the portal, and hold no personal value (S-36)."""

from __future__ import annotations

import hashlib
from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from asn_portal.core.models import Notifikasi, Pengguna


def _send(to: str, subject: str, template: str, context: dict[str, object], *, message_id: str) -> None:
    """Plain text, one recipient. The message id is stable, so that a mail sent twice is recognised as one."""
    body = render_to_string(template, context | {"alamat": settings.ALAMAT})
    host = settings.ALAMAT.split("//", 1)[-1].split(":")[0]
    EmailMessage(
        subject, body, to=[to], headers={"Message-ID": f"<{message_id}@{host}>", "Auto-Submitted": "auto-generated"}
    ).send()


def send_notice_mail(notifikasi_id: str) -> None:
    """The notice itself is read on the page, after login."""
    row = Notifikasi.objects.select_related("untuk").filter(pk=notifikasi_id).first()
    if row is None or not row.untuk.email or not row.untuk.is_active:
        return
    link = settings.ALAMAT + reverse("core:notifikasi_list")
    _send(
        row.untuk.email,
        "Ada pemberitahuan baru di Portal Pegawai",
        "surel/pemberitahuan.txt",
        {"link": link, "atur": settings.ALAMAT + reverse("core:pemberitahuan_atur")},
        message_id=notifikasi_id,
    )


def send_digest_mail(pengguna_id: str, banyak: int, hari: date) -> None:
    """How many notices of a day are unread; each is read on the page."""
    pengguna = Pengguna.objects.filter(pk=pengguna_id, is_active=True).first()
    if pengguna is None or not pengguna.email:
        return
    _send(
        pengguna.email,
        "Ringkasan harian Portal Pegawai",
        "surel/ringkasan.txt",
        {
            "banyak": banyak,
            "link": settings.ALAMAT + reverse("core:notifikasi_list"),
            "atur": settings.ALAMAT + reverse("core:pemberitahuan_atur"),
        },
        message_id=f"ringkasan-{pengguna_id}-{hari.isoformat()}",
    )


def send_reset_mail(pengguna_id: str) -> None:
    """The token is made here, at the last moment: it stands in no queue and no log."""
    pengguna = Pengguna.objects.filter(pk=pengguna_id, is_active=True).first()
    # An account that was never activated is opened by its slip only.
    if pengguna is None or not pengguna.email or not pengguna.has_usable_password():
        return
    token = default_token_generator.make_token(pengguna)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(pengguna), "key": token})
    _send(
        pengguna.email,
        "Ganti kata sandi Portal Pegawai",
        "surel/ganti_sandi.txt",
        {"link": settings.ALAMAT + path},
        # Every mail server on the way logs this header: it must not be the token.
        message_id=hashlib.sha256(token.encode()).hexdigest(),
    )
