"""A few rows beside the line for the demo accounts: two work teams, two reports of night shifts."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from asn_portal.core.demo import Demo
from asn_portal.core.demo.dasar import WIB
from asn_portal.core.models import Pengguna, periode
from kinerja.aturan.giliran import giliran
from kinerja.enums import StatusSKP
from kinerja.models import (
    SKP,
    AnggotaTim,
    BuktiDukung,
    HasilTim,
    LaporanRegu,
    Progres,
    SebutanRegu,
    TelaahBukti,
    TimKerja,
    UsulUmpanBalik,
)
from pegawai.models import Pegawai

ANGGOTA = 4


def is_without_teams() -> bool:
    return not TimKerja.objects.exists()


def load_tim(demo: Demo) -> None:
    """pegawai.demo leads one team and is a member of another; his colleagues are those of his unit who have a plan."""
    own = Pegawai.objects.filter(pengguna__username="pegawai.demo").first()
    clerk = Pengguna.objects.filter(username="adminbkd.demo").first()
    if own is None or clerk is None:
        return
    plans = SKP.objects.filter(tahun=demo.tanggal.year, status=StatusSKP.DISETUJUI, pegawai__unit_kini=own.unit_kini)
    plans = plans.exclude(pegawai_id=own.atasan_kini_id).select_related("pegawai").order_by("pegawai_id")
    by_person = {plan.pegawai_id: plan for plan in plans}
    mine = by_person.pop(own.pk, None)
    colleagues = list(by_person.values())[:ANGGOTA]
    if mine is None or not colleagues:
        return
    _team(demo, "Tim Layanan Terpadu", own, colleagues, clerk)
    _team(demo, "Tim Data Kinerja", colleagues[0].pegawai, [mine], clerk)
    _shift(demo, mine, colleagues, timedelta(days=6), diakui=1)
    _shift(demo, colleagues[0], [mine], timedelta(days=2), diakui=0)
    demo.lapor("Tim kerja: 2, laporan regu: 2.")


def _team(demo: Demo, nama: str, ketua: Pegawai, rencana: list[SKP], clerk: Pengguna) -> None:
    year = demo.tanggal.year
    row = TimKerja.objects.create(
        id=demo.id("tim_kerja", nama), instansi_id=ketua.instansi_id, unit=ketua.unit_kini, nama=nama, ketua=ketua,
        tugas="Menyelesaikan hasil kerja lintas jabatan menurut penugasan (contoh).", dasar=f"Surat tugas 12/{year} (contoh)",
        berlaku=periode(date(year, 1, 1), date(year, 12, 31)), dibuat_oleh=clerk,
    )  # fmt: skip
    TimKerja.objects.filter(pk=row.pk).update(dibuat_pada=demo.jam(date(year, 1, 2)))
    for place, plan in enumerate(rencana):
        member = AnggotaTim.objects.create(
            id=demo.id("anggota_tim_kerja", f"{nama}:{plan.pegawai_id}"), tim=row, pegawai=plan.pegawai,
            peran="Mengolah data" if place else "Menyusun laporan",
        )  # fmt: skip
        line = plan.daftar_rhk.order_by("urut").first()
        if line is not None:
            part = HasilTim.objects.create(id=demo.id("hasil_tim", str(member.pk)), anggota=member, garis=line.garis)
            _say(demo, part, line, ketua, place)


def _say(demo: Demo, hasil: HasilTim, line: Any, ketua: Pegawai, place: int) -> None:
    """The leader has looked at one note and drafted words for the second quarter."""
    when = demo.jam(demo.tanggal - timedelta(days=3))
    note = Progres.objects.filter(pegawai_id=line.skp.pegawai_id, rhk=line).order_by("tanggal").last()
    if note is not None:
        TelaahBukti.objects.create(
            id=demo.id("telaah", str(hasil.pk)), hasil=hasil, progres=note, sesuai=place != 1, catatan="" if place != 1 else "Lampirkan daftar hadirnya.",
            oleh=ketua.pengguna, pada=when,
        )  # fmt: skip
    UsulUmpanBalik.objects.create(
        id=demo.id("usul_umpan_balik", str(hasil.pk)), hasil=hasil, tahun=line.skp.tahun, jenis="triwulan", nomor=3, oleh=ketua.pengguna, pada=when,
        teks="Perannya dalam tim berjalan; laporannya dipakai rapat mingguan.",
    )  # fmt: skip


def _shift(demo: Demo, kepala: SKP, rencana: list[SKP], lalu: timedelta, *, diakui: int) -> None:
    day = demo.tanggal - lalu
    shift = giliran(day, time(22), time(6), WIB)
    row = LaporanRegu.objects.create(
        id=demo.id("laporan_regu", f"{kepala.pegawai_id}:{day}"), pelapor=kepala.pegawai, unit=kepala.pegawai.unit_kini,
        tanggal=day, rentang=DateTimeTZRange(shift.mulai, shift.selesai), teks="Piket malam: pintu air dan pompa diperiksa (contoh).",
        hasil="2 pompa", sidik=f"{demo.id('sidik_regu', str(day)).hex:0<64}",
    )  # fmt: skip
    LaporanRegu.objects.filter(pk=row.pk).update(dicatat_pada=demo.jam(day + timedelta(days=1)))
    for place, plan in enumerate([kepala, *rencana]):
        named = SebutanRegu.objects.create(
            id=demo.id("sebutan_regu", f"{row.pk}:{plan.pegawai_id}"), laporan=row, pegawai=plan.pegawai, rentang=row.rentang
        )  # fmt: skip
        if place <= diakui:
            _confirm(demo, named, row, plan)


def _confirm(demo: Demo, named: SebutanRegu, row: LaporanRegu, plan: SKP) -> None:
    line = plan.daftar_rhk.order_by("urut").first()
    note = Progres.objects.create(
        id=demo.id("progres_regu", str(named.pk)), pegawai=plan.pegawai, rhk=line, tanggal=row.tanggal, teks=row.teks,
        hasil=row.hasil,
    )  # fmt: skip
    Progres.objects.filter(pk=note.pk).update(dicatat_pada=demo.jam(row.tanggal + timedelta(days=1)))
    BuktiDukung.objects.create(
        id=demo.id("bukti_regu", str(named.pk)), progres=note, pegawai=plan.pegawai, tahun=row.tanggal.year, jenis="regu", laporan=row, sidik=row.sidik,
        judul="Laporan regu",
    )  # fmt: skip
    named.progres, named.status, named.dijawab_pada = note, "diakui", demo.jam(row.tanggal + timedelta(days=1))
    named.save()
