"""What moves in the demo province: a round in preparation, one of the past, two task teams and an open call. A few rows."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from asn_portal.core.demo import Demo, salin
from asn_portal.core.demo.tulis import sejak
from asn_portal.core.models import Pengguna
from asn_portal.core.sql import fetch
from jabatan.aturan.larangan_mutasi import ban_window
from jabatan.models import (
    AnggotaTim,
    ButirMutasi,
    IndikatorTim,
    LamaranPanggilan,
    Panggilan,
    PemegangMutasi,
    PutaranMutasi,
    TimKhusus,
    UkuranIndikator,
)

HARI = timedelta(days=1)
# Heads of one level who hold their seats long enough: they change places in the round that is being prepared.
TUKAR = """
SELECT p.pegawai_id, p.jabatan_id FROM jabatan_penempatan p
JOIN jabatan_jabatan j ON j.id = p.jabatan_id AND j.jenis = 'pengawas' AND j.instansi_id = %(instansi)s
JOIN jabatan_rincianjabatan r ON r.jabatan_id = j.id AND upper_inf(r.tercatat) AND upper_inf(r.berlaku)
JOIN pegawai_pegawai o ON o.id = p.pegawai_id AND o.tanggal_lahir > %(lahir)s
WHERE p.jenis = 'definitif' AND upper_inf(p.tercatat) AND upper_inf(p.berlaku) AND lower(p.berlaku) < %(lama)s
ORDER BY p.id LIMIT 4
"""
# Who took a seat with a single holder on one day of the last two years.
DAHULU = """
SELECT p.id, p.pegawai_id, p.jabatan_id, lower(p.berlaku), p.sk_nomor FROM jabatan_penempatan p
JOIN jabatan_jabatan j ON j.id = p.jabatan_id AND j.tunggal AND j.instansi_id = %(instansi)s
WHERE p.jenis = 'definitif' AND upper_inf(p.tercatat) AND lower(p.berlaku) BETWEEN %(dari)s AND %(sampai)s
ORDER BY lower(p.berlaku) DESC, p.id LIMIT 40
"""
ANGGOTA = """
SELECT k.pegawai_id, o.pengguna_id FROM pegawai_keanggotaanunit k JOIN pegawai_pegawai o ON o.id = k.pegawai_id
JOIN core_jalurunit j ON j.unit_id = k.unit_id AND j.berlaku @> %(hari)s::date
JOIN core_jalurunit atas ON atas.unit_id = %(unit)s AND atas.berlaku @> %(hari)s::date AND j.jalur <@ atas.jalur
WHERE upper_inf(k.tercatat) AND k.berlaku @> %(hari)s::date ORDER BY k.pegawai_id LIMIT 6
"""


def is_empty() -> bool:
    return not TimKhusus.objects.exists()


def load_gerak(demo: Demo) -> None:
    names = ("adminbkd.demo", "adminbkd2.demo", "adminunit.demo", "pegawai.demo", "pegawai2.demo")
    who = dict(Pengguna.objects.filter(username__in=names).values_list("username", "pk"))
    first, second, unit_hr = (who.get(name) for name in names[:3])
    if first is None or second is None or unit_hr is None:
        return
    _coming(demo, first, second)
    _past(demo, first, second)
    people = dict(
        fetch("SELECT pengguna_id, id FROM pegawai_pegawai WHERE pengguna_id = ANY(%(ids)s)", ids=list(who.values()))
    )
    answering = [people[who[name]] for name in names[3:] if name in who and who[name] in people]
    _teams(demo, unit_hr, answering)


def _round(
    demo: Demo, kunci: str, nama: str, hari: date, *, by: tuple[UUID, UUID], status: str, sk: str = "", disusun: date | None = None
) -> UUID:  # fmt: skip
    columns = (
        "id", "instansi_id", "nama", "tmt", "tanggal_pelantikan", "tempat", "pertimbangan", "pertek_nomor", "pertek_tanggal",
        "izin_nomor", "izin_tanggal", "status", "disusun_oleh_id", "disusun_pada", "diperiksa_oleh_id", "diperiksa_pada", "disetujui_oleh_id",
        "disetujui_pada", "terbit_oleh_id", "terbit_pada", "berlaku_pada", "catatan", "sk_nomor", "sk_tanggal",
    )  # fmt: skip
    made, done = disusun or hari - 30 * HARI, status == "selesai"
    first, second = by
    steps = [
        value if done else None
        for value in (
            first, demo.jam(made + 5 * HARI), second, demo.jam(made + 6 * HARI), first, demo.jam(made + 8 * HARI), demo.jam(hari),
        )
    ]  # fmt: skip
    pk: UUID = demo.id("putaran_mutasi", kunci)
    # Sworn in between two elections or, where the day lies in a ban window, with the permission of the minister.
    permission = f"100.2.2.6/{hari:%m}/OTDA" if ban_window(hari) else ""
    salin(PutaranMutasi, columns, [(
        pk, demo.id("instansi", 1), nama, hari, hari, "Balai Agung", "", f"PT-{hari:%m}/BKN/{made.year}", made + HARI, permission,
        made + 4 * HARI if permission else None, status, first, demo.jam(made), *steps, "", sk, made + 8 * HARI if done else None,
    )])  # fmt: skip
    salin(PemegangMutasi, ("id", "putaran_id", "pengguna_id", "ditambah_oleh_id", "ditambah_pada"), [
        (demo.id("pemegang_mutasi", f"{kunci}:{place}"), pk, account, first, demo.jam(made)) for place, account in enumerate(by)
    ])  # fmt: skip
    return pk


KOLOM = (
    "id", "putaran_id", "pegawai_id", "dari_id", "ke_id", "dasar_rangkap", "pengecualian", "status", "alasan_keluar", "temuan",
    "tertinggal", "penempatan_id",
)  # fmt: skip


def _coming(demo: Demo, first: UUID, second: UUID) -> None:
    """Each takes the seat of the next: a ring of up to four."""
    today = demo.tanggal
    seats = fetch(
        TUKAR, instansi=demo.id("instansi", 1), lahir=today - 52 * 365 * HARI, lama=today - 3 * 365 * HARI
    )  # fmt: skip
    if len(seats) < 2:
        return
    row = _round(
        demo,
        "depan",
        f"Mutasi pengawas {today.year}",
        today + 21 * HARI,
        by=(first, second),
        status="draf",
        disusun=today - 4 * HARI,
    )
    salin(ButirMutasi, KOLOM, [
        (
            demo.id("butir_mutasi", f"depan:{place}"), row, person, seat, seats[(place + 1) % len(seats)][1], "",
            "Nota dinas pola karier (contoh)" if place else "", "ikut", "", "[]", "", None,
        )
        for place, (person, seat) in enumerate(seats)
    ])  # fmt: skip


def _past(demo: Demo, first: UUID, second: UUID) -> None:
    """Those who were sworn in on the same day."""
    today = demo.tanggal
    found = fetch(DAHULU, instansi=demo.id("instansi", 1), dari=today - 730 * HARI, sampai=today - 30 * HARI)
    if not found:
        return
    days = [row[3] for row in found]
    day = max(dict.fromkeys(days), key=days.count)
    sworn = [row for row in found if row[3] == day][:5]
    row = _round(demo, "lalu", f"Mutasi pejabat {day.year}", day, by=(first, second), status="selesai", sk=sworn[0][4])
    salin(ButirMutasi, KOLOM, [
        (demo.id("butir_mutasi", f"lalu:{place}"), row, person, None, seat, "", "", "berlaku", "", "[]", "", placed)
        for place, (placed, person, seat, *_) in enumerate(sworn)
    ])  # fmt: skip


TIM = (
    ("percepatan", "Tim percepatan layanan", "Memendekkan waktu layanan dan merapikan antreannya.", "lintas", -150, 60, "aktif"),
    ("arsip", "Tim penataan arsip", "Menata arsip lima tahun terakhir dan menyiapkan pemindahannya.", "internal", -400, -120, "selesai"),
)  # fmt: skip
# Days from today and measured values: before, during.
# Before, during and after: files in order, by days from today.
DERET_ARSIP = ((-420, "350"), (-330, "1200"), (-240, "2600"), (-150, "3900"), (-60, "4150"))
DERET = ((-270, "14.5"), (-210, "14"), (-150, "13.2"), (-110, "11"), (-70, "8.6"), (-30, "6.9"), (-5, "5.4"))


def _teams(demo: Demo, hr: UUID, answering: list[UUID]) -> None:
    today, tercatat = demo.tanggal, sejak(demo.jam(demo.tanggal - 5 * HARI))
    [(unit,)] = fetch(
        "SELECT unit_id FROM core_penugasanperan WHERE pengguna_id = %(a)s AND peran = 'admin_unit' LIMIT 1", a=hr
    )
    people = [pk for pk, _ in fetch(ANGGOTA, unit=unit, hari=today)]
    teams, members = [], []
    for place, (kunci, nama, mandat, lingkup, begun, ended, status) in enumerate(TIM):
        first, last = today + begun * HARI, today + ended * HARI
        hasil = "Seluruh arsip tertata; daftar pemindahan disetujui." if status == "selesai" else ""
        teams.append((
            demo.id("tim", kunci), demo.id("instansi", 1), nama, mandat, unit, lingkup, first, last, status, hasil, hr,
            demo.jam(first - 10 * HARI),
        ))  # fmt: skip
        members += [
            (
                demo.id("anggota_tim", f"{kunci}:{n}"), demo.id("tim", kunci), person, "anggota" if n else "ketua", "",
                sejak(first, last + HARI), tercatat,
            )
            for n, person in enumerate(people[place * 3 : place * 3 + 3])
        ]  # fmt: skip
    salin(TimKhusus, (
        "id", "instansi_id", "nama", "mandat", "unit_id", "lingkup", "mulai", "sampai", "status", "hasil", "dibuat_oleh_id",
        "dibuat_pada",
    ), teams)  # fmt: skip
    salin(AnggotaTim, ("id", "tim_id", "pegawai_id", "peran", "uraian", "berlaku", "tercatat"), members)
    series, team = demo.id("indikator_tim", "lama"), demo.id("tim", "percepatan")
    salin(IndikatorTim, ("id", "tim_id", "nama", "satuan", "target", "menurun"), [
        (series, team, "Rata-rata lama layanan", "hari", Decimal(5), True),
        (demo.id("indikator_tim", "arsip"), demo.id("tim", "arsip"), "Arsip tertata", "berkas", Decimal(4000), False),
    ])  # fmt: skip
    salin(UkuranIndikator, ("id", "indikator_id", "tanggal", "nilai", "sumber", "dicatat_oleh_id", "dicatat_pada"), [
        (
            demo.id("ukuran", f"{kunci}:{day}" if kunci else str(day)), measured, today + day * HARI, Decimal(value), sumber, hr,
            demo.jam(min(today + (day + 1) * HARI, today)),
        )
        for kunci, measured, sumber, values in (
            ("", series, "Rekap buku layanan (contoh)", DERET),
            ("arsip", demo.id("indikator_tim", "arsip"), "Daftar arsip tertata (contoh)", DERET_ARSIP),
        )
        for day, value in values
    ])  # fmt: skip
    _call(demo, hr, unit, team, answering)


def _call(demo: Demo, hr: UUID, unit: UUID, team: UUID, answering: list[UUID]) -> None:
    today, call = demo.tanggal, demo.id("panggilan", "percepatan")
    columns: tuple[str, ...] = (
        "id", "instansi_id", "unit_id", "tim_id", "judul", "uraian", "kebutuhan", "batas", "status", "alasan", "dibuat_oleh_id",
        "dibuat_pada",
    )  # fmt: skip
    row: tuple[Any, ...] = (
        call, demo.id("instansi", 1), unit, team, "Anggota Tim percepatan layanan",
        "Menguasai pengolahan data layanan, dua hari seminggu selama dua bulan.", 2, today + 14 * HARI, "terbuka", "", hr,
        demo.jam(today - 3 * HARI),
    )  # fmt: skip
    salin(Panggilan, columns, [row])
    columns = (
        "id",
        "panggilan_id",
        "pegawai_id",
        "alasan",
        "status",
        "izin",
        "izin_alasan",
        "putusan_alasan",
        "dibuat_pada",
    )
    salin(LamaranPanggilan, columns, [
        (
            demo.id("lamaran", str(place)), call, person, "Pernah mengolah data antrean di unit saya.", "menunggu", "diizinkan", "", "",
            demo.jam(today - HARI),
        )
        for place, person in enumerate(answering[1:2])
    ])  # fmt: skip
