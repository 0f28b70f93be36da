"""Fills the database of the stage (tests.keandalan.panggung) with the small province; prints cookies and numbers."""

from __future__ import annotations

import json
import os
import sys

import django


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from asn_portal.core.models import Jadwal, Pengguna
    from tests.conftest import build_provinsi, login

    p = build_provinsi()
    now = timezone.now()
    Pengguna.objects.update(diaktifkan_pada=now)
    Pengguna.objects.filter(pk=p.akun["admin_unit"].pk).update(email="pengelola@contoh.go.id")
    Jadwal.objects.update(aktif=False)  # a test switches on what it looks at
    cookies = {name: login(p.akun[name]).cookies[settings.SESSION_COOKIE_NAME].value for name in ("pegawai", "rekan")}
    sys.stdout.write(json.dumps({"cookies": cookies, "akun": {name: str(p.akun[name].pk) for name in p.akun}}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_portal.settings")
    main()
