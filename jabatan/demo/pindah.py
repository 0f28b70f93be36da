"""Moves of the demo province: one draft structure, one person who is to be handed over to another agency's unit, and one who
came from there some weeks ago, whose former unit still reads its part.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse

from asn_portal.core.demo import Demo, salin
from asn_portal.core.demo.dasar import WIB
from asn_portal.core.demo.tulis import sejak
from asn_portal.core.models import Pengguna, Tugas
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import tanggal as tulis
from jabatan.enums import StatusRancangan
from jabatan.models import LangkahRancangan, Penempatan, RancanganSusunan
from jabatan.selectors.rancangan import fingerprint, load_susunan
from jabatan.serah import TUGAS_MASA, TUGAS_SERAH, TUGAS_TERIMA
from pegawai.demo.kotak import KOLOM_TUGAS
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai

RANCANGAN_SEJAUH, PINDAH_DALAM, DALAM = timedelta(days=60), timedelta(days=9), timedelta(days=14)
PINDAH_SEJAK = timedelta(days=40)
# Two units with heads and nothing below them, under the same parent; the first such parent by number.
BERSEBELAHAN = """
SELECT r.induk_id, array_agg(r.unit_id ORDER BY u.nomor) FROM core_rincianunit r
JOIN core_unitkerja u ON u.id = r.unit_id AND u.instansi_id = %(instansi)s
JOIN core_unitkerja atas ON atas.id = r.induk_id
WHERE upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
  AND EXISTS (SELECT FROM jabatan_rincianjabatan k JOIN jabatan_jabatan j ON j.id = k.jabatan_id AND j.kepala
              WHERE k.unit_id = r.unit_id AND upper_inf(k.tercatat))
  AND NOT EXISTS (SELECT FROM core_rincianunit a WHERE a.induk_id = r.unit_id AND upper_inf(a.tercatat))
GROUP BY r.induk_id, atas.nomor HAVING count(*) >= 2 ORDER BY atas.nomor LIMIT 1
"""
# Somebody of the one agency whose post is also short of people in the other one.
DAPAT_PINDAH = """
WITH akun AS (
    SELECT p.username, j.jalur FROM core_pengguna p
    JOIN core_penugasanperan r ON r.pengguna_id = p.id AND r.peran = 'admin_unit' AND upper_inf(r.tercatat)
    JOIN core_jalurunit j ON j.unit_id = r.unit_id AND j.berlaku @> %(hari)s::date
    WHERE p.username IN ('adminunit.demo', 'adminunit2.demo')
), kursi AS (
    SELECT a.username, k.jabatan_id, k.nama, k.unit_id, k.induk_id, k.kebutuhan, k.bup FROM akun a
    JOIN core_jalurunit l ON l.jalur <@ a.jalur AND l.berlaku @> %(hari)s::date
    JOIN jabatan_rincianjabatan k ON k.unit_id = l.unit_id AND upper_inf(k.tercatat)
    JOIN jabatan_jabatan j ON j.id = k.jabatan_id AND j.jenis = 'pelaksana'
)
SELECT p.id, p.pegawai_id, k.unit_id, t.jabatan_id, t.unit_id, t.nama, p.sub_jabatan, o.nama, o.pengguna_id, lama.id, h.id,
       h.atasan_id, kepala.pegawai_id
FROM kursi k JOIN jabatan_penempatan p ON p.jabatan_id = k.jabatan_id AND p.jenis = 'definitif' AND upper_inf(p.tercatat)
 AND p.berlaku @> %(hari)s::date AND upper_inf(p.berlaku)
JOIN pegawai_pegawai o ON o.id = p.pegawai_id AND o.ditarik_pada IS NULL
JOIN pegawai_keanggotaanunit lama ON lama.pegawai_id = o.id AND lama.berlaku @> %(hari)s::date AND upper_inf(lama.tercatat)
 AND upper_inf(lama.berlaku) AND lama.unit_id = k.unit_id
JOIN pegawai_hubunganatasan h ON h.pegawai_id = o.id AND h.berlaku @> %(hari)s::date AND upper_inf(h.tercatat)
 AND upper_inf(h.berlaku) AND h.alasan = 'peta'
JOIN kursi t ON t.username = 'adminunit.demo' AND t.nama = k.nama
JOIN jabatan_penempatan kepala ON kepala.jabatan_id = t.induk_id AND kepala.jenis = 'definitif' AND upper_inf(kepala.tercatat)
 AND kepala.berlaku @> %(hari)s::date AND upper_inf(kepala.berlaku)
LEFT JOIN core_pengguna akun ON akun.id = o.pengguna_id
WHERE k.username = 'adminunit2.demo' AND coalesce(akun.username, '') NOT LIKE '%%demo'
  AND o.tanggal_lahir > %(lahir)s
  AND t.kebutuhan > (SELECT count(*) FROM jabatan_penempatan b WHERE b.jabatan_id = t.jabatan_id AND upper_inf(b.tercatat)
                     AND b.berlaku @> %(hari)s::date)
ORDER BY o.id, t.jabatan_id LIMIT 1
"""

# Somebody of the other agency whose post is also one of the first one: there he worked until some weeks ago.
PERNAH_PINDAH = """
WITH akun AS (
    SELECT p.username, j.jalur FROM core_pengguna p
    JOIN core_penugasanperan r ON r.pengguna_id = p.id AND r.peran = 'admin_unit' AND upper_inf(r.tercatat)
    JOIN core_jalurunit j ON j.unit_id = r.unit_id AND j.berlaku @> %(hari)s::date
    WHERE p.username IN ('adminunit.demo', 'adminunit2.demo')
), kursi AS (
    SELECT a.username, k.jabatan_id, k.nama, k.unit_id, k.induk_id FROM akun a
    JOIN core_jalurunit l ON l.jalur <@ a.jalur AND l.berlaku @> %(hari)s::date
    JOIN jabatan_rincianjabatan k ON k.unit_id = l.unit_id AND upper_inf(k.tercatat) AND k.berlaku @> %(dulu)s::date
    JOIN jabatan_jabatan j ON j.id = k.jabatan_id AND j.jenis = 'pelaksana'
)
SELECT o.id, p.id, kini.id, h.id, lower(p.berlaku), lower(kini.berlaku), lower(h.berlaku), p.sub_jabatan, asal.jabatan_id,
       asal.unit_id, kepala.pegawai_id
FROM kursi k JOIN jabatan_penempatan p ON p.jabatan_id = k.jabatan_id AND p.jenis = 'definitif' AND upper_inf(p.tercatat)
 AND lower(p.berlaku) < %(dulu)s::date AND upper_inf(p.berlaku)
JOIN pegawai_pegawai o ON o.id = p.pegawai_id AND o.ditarik_pada IS NULL
JOIN pegawai_keanggotaanunit kini ON kini.pegawai_id = o.id AND upper_inf(kini.tercatat) AND kini.unit_id = k.unit_id
 AND lower(kini.berlaku) < %(dulu)s::date AND upper_inf(kini.berlaku)
JOIN pegawai_hubunganatasan h ON h.pegawai_id = o.id AND upper_inf(h.tercatat) AND h.alasan = 'peta'
 AND lower(h.berlaku) < %(dulu)s::date AND upper_inf(h.berlaku)
JOIN kursi asal ON asal.username = 'adminunit2.demo' AND asal.nama = k.nama
JOIN jabatan_penempatan kepala ON kepala.jabatan_id = asal.induk_id AND kepala.jenis = 'definitif' AND upper_inf(kepala.tercatat)
 AND lower(kepala.berlaku) <= lower(h.berlaku) AND upper_inf(kepala.berlaku)
LEFT JOIN core_pengguna akun ON akun.id = o.pengguna_id
WHERE k.username = 'adminunit.demo' AND coalesce(akun.username, '') NOT LIKE '%%demo'
ORDER BY o.id DESC, asal.jabatan_id LIMIT 1
"""


def is_empty() -> bool:
    return not RancanganSusunan.objects.exists()


def load_pindah(demo: Demo) -> None:
    _draft(demo)
    _handover(demo)
    _moved(demo)


def _draft(demo: Demo) -> None:
    """Two neighbouring units become one; the head of the second has no seat yet, so that there is something to settle."""
    found = fetch(BERSEBELAHAN, instansi=demo.id("instansi", 1), hari=demo.tanggal)
    by = Pengguna.objects.filter(username="adminbkd.demo").first()
    if not found or by is None:
        return
    parent, (first, second, *_) = found[0]
    day = demo.tanggal + RANCANGAN_SEJAUH
    before = load_susunan(parent, day)
    row = RancanganSusunan.objects.create(
        pk=demo.id("rancangan", 1), instansi_id=demo.id("instansi", 1), unit_id=parent,
        judul="Penyederhanaan dua unit bertetangga (contoh)", tanggal=day, dasar="Rancangan peraturan gubernur (contoh)",
        status=StatusRancangan.DISUSUN, versi=1, disusun_oleh=by, sidik_peta=fingerprint(before) if before else "",
    )  # fmt: skip
    RancanganSusunan.objects.filter(pk=row.pk).update(dibuat_pada=demo.jam(demo.tanggal - timedelta(days=2)))
    LangkahRancangan.objects.create(
        pk=demo.id("langkah_rancangan", 1), rancangan=row, urut=1, jenis="unit_gabung",
        isi={"unit": str(second), "ke": str(first), "sebutan": {}},
    )  # fmt: skip


CUT = "UPDATE {tabel} SET berlaku = daterange(lower(berlaku), %(mulai)s) WHERE id = %(id)s"


def _handover(demo: Demo) -> None:
    """In nine days somebody goes from the library agency to the water agency; all three parts are still open."""
    born = demo.tanggal.replace(year=demo.tanggal.year - 50)
    found = fetch(DAPAT_PINDAH, hari=demo.tanggal, lahir=born)
    if not found:
        return
    place, person, _, seat, unit, post, field, name, _, member, line, boss, next_boss = found[0]
    day, known = demo.tanggal + PINDAH_DALAM, sejak(demo.jam(demo.tanggal))
    with connection.cursor() as cursor:
        for tabel, pk in (
            ("jabatan_penempatan", place), ("pegawai_keanggotaanunit", member), ("pegawai_hubunganatasan", line),
        ):  # fmt: skip
            cursor.execute(CUT.format(tabel=tabel), {"mulai": day, "id": pk})
    columns = (
        "id",
        "pegawai_id",
        "jabatan_id",
        "tunggal",
        "jenis",
        "sub_jabatan",
        "dasar",
        "dasar_rangkap",
        "sk_nomor",
        "berlaku",
        "tercatat",
    )
    salin(Penempatan, columns, [
        (demo.id("penempatan", "pindah"), person, seat, False, "definitif", field, "SK mutasi (contoh)", "", "821.2/901/2026",
         sejak(day), known)
    ])  # fmt: skip
    new = demo.id("anggota", "pindah")
    salin(KeanggotaanUnit, ("id", "pegawai_id", "unit_id", "dasar", "berlaku", "tercatat"), [
        (new, person, unit, "SK mutasi (contoh)", sejak(day), known)
    ])  # fmt: skip
    salin(HubunganAtasan, ("id", "pegawai_id", "atasan_id", "alasan", "dasar", "berlaku", "tercatat"), [
        (demo.id("atasan", "pindah"), person, next_boss, "peta", "", sejak(day), known)
    ])  # fmt: skip
    _duties(demo, new, name, post, boss, day)


BEGIN = "UPDATE {tabel} SET berlaku = daterange(%(mulai)s, upper(berlaku)), tercatat = %(tercatat)s WHERE id = %(id)s"


def _moved(demo: Demo) -> None:
    """What holds today began some weeks ago; before that the same post in the other agency, under its head there."""
    day = demo.tanggal - PINDAH_SEJAK
    found = fetch(PERNAH_PINDAH, hari=demo.tanggal, dulu=day - PINDAH_SEJAK)
    if not found:
        return
    person, place, member, line, sat, belonged, led, field, seat, unit, boss = found[0]
    known = sejak(demo.jam(day))
    with connection.cursor() as cursor:
        for tabel, pk in (
            ("jabatan_penempatan", place), ("pegawai_keanggotaanunit", member), ("pegawai_hubunganatasan", line),
        ):  # fmt: skip
            cursor.execute(BEGIN.format(tabel=tabel), {"mulai": day, "id": pk, "tercatat": known})
    columns = (
        "id", "pegawai_id", "jabatan_id", "tunggal", "jenis", "sub_jabatan", "dasar", "dasar_rangkap", "sk_nomor", "berlaku",
        "tercatat",
    )  # fmt: skip
    salin(Penempatan, columns, [
        (demo.id("penempatan", "asal"), person, seat, False, "definitif", field, "SK penempatan (contoh)", "",
         f"821.2/902/{sat.year}", sejak(sat, day), sejak(demo.jam(sat)))
    ])  # fmt: skip
    salin(KeanggotaanUnit, ("id", "pegawai_id", "unit_id", "dasar", "berlaku", "tercatat"), [
        (demo.id("anggota", "asal"), person, unit, "SK penempatan (contoh)", sejak(belonged, day), sejak(demo.jam(belonged)))
    ])  # fmt: skip
    salin(HubunganAtasan, ("id", "pegawai_id", "atasan_id", "alasan", "dasar", "berlaku", "tercatat"), [
        (demo.id("atasan", "asal"), person, boss, "peta", "", sejak(led, day), sejak(demo.jam(led)))
    ])  # fmt: skip


def _duties(demo: Demo, member: UUID, name: str, post: str, boss: UUID, day: date) -> None:
    accounts = {
        akun.username: akun for akun in Pengguna.objects.filter(username__in=("adminunit.demo", "adminunit2.demo"))
    }
    superior = Pegawai.objects.filter(pk=boss).select_related("pengguna").first()
    above = superior.pengguna if superior else None
    until = datetime.combine(day + DALAM, time(23, 59), WIB)
    wanted: tuple[tuple[str, Any, str], ...] = (
        (TUGAS_SERAH, accounts.get("adminunit2.demo"), f"Serahkan {name}"),
        (TUGAS_TERIMA, accounts.get("adminunit.demo"), f"Terima {name}"),
        (TUGAS_MASA, above, f"Sampaikan catatan masa Anda: {name}"),
    )
    salin(Tugas, KOLOM_TUGAS, [
        (
            demo.id("tugas", f"pindah:{jenis}"), akun.pk, jenis, judul[:200], f"{name}, {post}"[:200],
            f"Pegawai ini pindah unit mulai {tulis(day)}.", reverse("jabatan:serah_terima", args=[member]), member, until,
            demo.jam(demo.tanggal), None, None,
        )
        for jenis, akun, judul in wanted
        if akun is not None
    ])  # fmt: skip
