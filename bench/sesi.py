"""python -m bench.sesi: log the demo accounts in and print their sessions and the addresses to measure."""

from __future__ import annotations

import json

import django
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

AKUN = ("pegawai.demo", "adminbkd.demo", "pimpinan.demo")


def log_in(username: str) -> str:
    """The session key of an account whose password was given just now."""
    account = apps.get_model("core", "Pengguna").objects.get(username=username)
    client = Client()
    client.force_login(account)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp()}]
    session.save()
    return str(session.session_key)


# The unit whose map holds the number of places nearest to this, and the province itself.
TEMPAT = 5000
UNIT_PETA = """
SELECT atas.unit_id, sum(r.kebutuhan) FROM core_jalurunit atas
JOIN core_jalurunit bawah ON bawah.jalur <@ atas.jalur AND bawah.berlaku @> %(hari)s::date
JOIN jabatan_rincianjabatan r ON r.unit_id = bawah.unit_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
WHERE atas.berlaku @> %(hari)s::date GROUP BY 1 ORDER BY 2 DESC
"""


def maps() -> dict[str, str]:
    from asn_portal.core.sql import fetch

    units = fetch(UNIT_PETA, hari=timezone.localdate())
    return {"unit": str(min(units, key=lambda row: abs(row[1] - TEMPAT))[0]), "provinsi": str(units[0][0])}


def main() -> None:
    django.setup()
    person = (
        apps.get_model("pegawai", "Pegawai").objects.select_related("unit_kini").get(pengguna__username="pegawai.demo")
    )
    facts = {
        "sesi": {name: log_in(name) for name in AKUN},
        "alamat": {
            "profil": reverse("pegawai:pegawai_detail", args=[person.pk]),
            "berkas": reverse("pegawai:berkas", args=[person.pk]),
            "unit": reverse("core:unit_detail", args=[person.unit_kini_id]),
        },
        "peta": maps(),
    }
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
