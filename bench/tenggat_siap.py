"""python -m bench.tenggat_siap N: N people with a plan that is ready to be sent, logged in; prints them as JSON.
python -m bench.tenggat_siap --periksa: which plans were sent how often.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
# Somebody with an account and a superior, who plans here and has begun nothing for that year.
ORANG = """
SELECT orang.id, orang.pengguna_id FROM pegawai_pegawai AS orang
JOIN core_pengguna AS akun ON akun.id = orang.pengguna_id AND akun.is_active
JOIN pegawai_pegawai AS atasan ON atasan.id = orang.atasan_kini_id AND atasan.pengguna_id IS NOT NULL
WHERE orang.ditarik_pada IS NULL AND orang.jabatan_kini <> '' AND orang.jabatan_kini NOT LIKE 'Guru%%'
  AND NOT EXISTS (SELECT FROM kinerja_skp AS skp WHERE skp.pegawai_id = orang.id AND skp.tahun = %s)
ORDER BY orang.id LIMIT %s
"""
TERKIRIM = """
SELECT skp.id, count(langkah.id) FROM kinerja_skp AS skp LEFT JOIN kinerja_langkahskp AS langkah
  ON langkah.skp_id = skp.id AND langkah.ke = 'diajukan'
WHERE skp.alasan_revisi = %s GROUP BY 1
"""
TANDA = "tolok ukur hari tenggat"


def plan_for(person: Any, year: Any) -> str:
    """A draft with one result, as somebody would have written it."""
    plans, results, measures = (
        apps.get_model("kinerja", name).objects for name in ("SKP", "RencanaHasilKerja", "IndikatorKinerja")
    )
    from asn_portal.core.models import periode

    tahun = year.tahun
    skp = plans.create(
        periode=year, pegawai=person, tahun=tahun, berlaku=periode(date(tahun, 1, 1), date(tahun, 12, 31)),
        unit=person.unit_kini, jabatan=person.jabatan_kini, bentuk="ja_jf", pendekatan="kuantitatif", alasan_revisi=TANDA,
    )  # fmt: skip
    rhk = results.create(skp=skp, urut=1, teks="Tersedianya laporan bulanan yang lengkap dan tepat waktu")
    measures.create(rhk=rhk, urut=1, aspek="kuantitas", teks="Jumlah laporan", target="12", satuan="laporan")
    return str(skp.pk)


def session_of(account: Any) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def prepare(count: int) -> list[tuple[str, str]]:
    year = apps.get_model("kinerja", "PeriodeKinerja").objects.order_by("-tahun").first()
    with connection.cursor() as cursor:
        cursor.execute(ORANG, [year.tahun, count])
        ids = [row[0] for row in cursor.fetchall()]
    people = apps.get_model("pegawai", "Pegawai").objects.filter(pk__in=ids).select_related("pengguna", "unit_kini")
    return [(plan_for(person, year), session_of(person.pengguna)) for person in people]


def sent() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(TERKIRIM, [TANDA])
        return {str(pk): count for pk, count in cursor.fetchall()}


def main() -> None:
    django.setup()
    print(json.dumps(sent() if sys.argv[1] == "--periksa" else prepare(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
