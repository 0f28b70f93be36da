"""A few rows around ratings for the demo accounts: views of colleagues, a session of calibration, what followed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from asn_portal.core.demo import Demo
from asn_portal.core.models import Pengguna, Tugas
from kinerja.aturan.pandangan import PALING_SEDIKIT
from kinerja.enums import NilaiDasar, StatusEvaluasi
from kinerja.kunci_tugas import TUGAS_EVALUASI, TUGAS_KALIBRASI, TUGAS_PANDANGAN
from kinerja.models import (
    Evaluasi,
    HasilPandangan,
    NominasiPenghargaan,
    PenjawabPandangan,
    PermintaanPandangan,
    RencanaPerbaikan,
    SesiKalibrasi,
    UsulKalibrasi,
)
from pegawai.models import Pegawai
from pegawai.models.pegawai import team_of

BANYAK = 5


def is_without_views() -> bool:
    return not PermintaanPandangan.objects.exists()


def load_sesudah(demo: Demo) -> None:
    """Around pegawai.demo and the one who rates him."""
    own = Pegawai.objects.select_related("atasan_kini__pengguna").filter(pengguna__username="pegawai.demo").first()
    clerk = Pengguna.objects.filter(username="adminbkd.demo").first()
    boss = own.atasan_kini if own is not None else None
    if own is None or clerk is None or boss is None or boss.pengguna is None:
        return
    team = Pegawai.objects.filter(pk__in=team_of(boss.pk, demo.tanggal).values("pegawai_id")).select_related("pengguna")
    peers = list(team.exclude(pk=own.pk).order_by("pk")[:BANYAK])
    if len(peers) >= PALING_SEDIKIT:
        _views(demo, own, boss, peers)
    _calibration(demo, boss, clerk)
    _follow_up(demo, boss)
    demo.lapor("Pandangan, kalibrasi, dan tindak lanjut: beberapa contoh.")


def _views(demo: Demo, own: Pegawai, boss: Pegawai, peers: list[Pegawai]) -> None:
    """Last year's are told by now; this year's are asked about a colleague, of pegawai.demo among others."""
    past = _request(demo, own, boss, demo.tanggal.year - 1, -300, peers)
    sums = {value.value: len(peers) * 3 + place % 3 for place, value in enumerate(NilaiDasar)}
    _result(demo, past, "rekan", banyak=len(peers), jumlah=sums)
    _result(demo, past, "bawahan", jumlah={})
    running = _request(demo, peers[0], boss, demo.tanggal.year, 10, [own, *peers[1:]])
    for group in ("rekan", "bawahan"):
        _result(demo, running, group, jumlah={})
    asked = running.daftar_penjawab.get(penjawab=own)
    _duty(
        demo,
        own.pengguna,
        TUGAS_PANDANGAN,
        asked,
        f"Pandangan tentang {peers[0].nama}",
        f"/kinerja/pandangan/jawab/{asked.pk}/",
    )


def _request(
    demo: Demo, subject: Pegawai, boss: Pegawai, tahun: int, hari: int, asked: list[Pegawai]
) -> PermintaanPandangan:
    until = demo.tanggal + timedelta(days=hari)
    row = PermintaanPandangan.objects.create(
        id=demo.id("pandangan", f"{subject.pk}:{tahun}"), pegawai=subject, tahun=tahun, batas=until,
        dibuka_oleh=boss.pengguna, dibuka_pada=until - timedelta(days=14),
    )  # fmt: skip
    for person in asked:
        PenjawabPandangan.objects.create(
            id=demo.id("penjawab", f"{row.pk}:{person.pk}"), permintaan=row, penjawab=person, hubungan="rekan",
            selesai=hari < 0,
        )  # fmt: skip
    return row


def _result(demo: Demo, permintaan: PermintaanPandangan, hubungan: str, **values: Any) -> None:
    pk = demo.id("hasil_pandangan", f"{permintaan.pk}:{hubungan}")
    HasilPandangan.objects.create(id=pk, permintaan=permintaan, hubungan=hubungan, **values)


def _duty(demo: Demo, untuk: Any, jenis: str, objek: Any, judul: str, url: str) -> None:
    row = Tugas.objects.create(
        id=demo.id("tugas", f"{jenis}:{objek.pk}"), untuk=untuk, jenis=jenis, objek_id=objek.pk, judul=judul, url=url,
        alasan="Contoh dari data demo.", batas=demo.jam(demo.tanggal + timedelta(days=7)),
    )  # fmt: skip
    Tugas.objects.filter(pk=row.pk).update(dibuat_pada=demo.jam(demo.tanggal))


def _calibration(demo: Demo, boss: Pegawai, clerk: Pengguna) -> None:
    """Of the evaluations that wait for the boss, two are rated and not handed over; about one a session has a proposal."""
    waiting = (
        Evaluasi.objects.filter(penilai=boss, status=StatusEvaluasi.DIKIRIM).select_related("pegawai").order_by("pk")
    )
    rated = list(waiting[:2])
    if not rated or boss.unit_kini is None:
        return
    when = demo.jam(demo.tanggal - timedelta(days=4))
    for row in rated:
        row.status, row.hasil_kerja, row.perilaku_kerja, row.predikat = (
            "dinilai",
            "sesuai_ekspektasi",
            "sesuai_ekspektasi",
            "baik",
        )
        row.capaian, row.dinilai_oleh, row.dinilai_pada = "baik", boss.pengguna, when
        row.save()
    Tugas.objects.filter(jenis=TUGAS_EVALUASI, objek_id__in=[row.pk for row in rated]).update(
        selesai_pada=when, selesai_oleh=boss.pengguna
    )
    first = rated[0]
    sesi = SesiKalibrasi.objects.create(
        id=demo.id("kalibrasi", str(first.pk)), periode=first.periode, unit=first.unit, jenis=first.jenis, nomor=first.nomor,
        peserta="Perencanaan, kepegawaian, dan pengawasan (contoh)", dibuka_oleh=clerk, dibuka_pada=when,
    )  # fmt: skip
    usul = UsulKalibrasi.objects.create(
        id=demo.id("usul_kalibrasi", str(first.pk)), sesi=sesi, evaluasi=first, semula_hasil=first.hasil_kerja, semula_perilaku=first.perilaku_kerja,
        usul_hasil="di_atas_ekspektasi", usul_perilaku="di_atas_ekspektasi", oleh=clerk, pada=when,
        alasan="Realisasinya melebihi target dua hasil utama (contoh).",
    )  # fmt: skip
    _duty(
        demo,
        boss.pengguna,
        TUGAS_KALIBRASI,
        usul,
        f"Usul kalibrasi: {first.pegawai.nama}",
        f"/kinerja/kalibrasi/usul/{usul.pk}/",
    )


def _follow_up(demo: Demo, boss: Pegawai) -> None:
    done = (
        Evaluasi.objects.filter(penilai=boss, status=StatusEvaluasi.FINAL)
        .select_related("pegawai")
        .order_by("-tahun", "pk")
    )
    low = done.filter(predikat__in=["butuh_perbaikan", "kurang"]).first()
    best = done.filter(predikat="sangat_baik", jenis="tahunan").first()
    start = demo.tanggal - timedelta(days=30)
    if low is not None:
        RencanaPerbaikan.objects.create(
            id=demo.id("perbaikan", str(low.pk)), evaluasi=low, pegawai=low.pegawai, mulai=start, batas=start + timedelta(days=120),
            sebab="Laporan bulanan terlambat (contoh).", langkah="Laporan selesai setiap Jumat; tiga bulan berturut-turut tepat waktu.",
            dukungan="Bimbingan setiap Senin.", dibuat_oleh=boss.pengguna, dibuat_pada=demo.jam(start),
            disetujui_pada=demo.jam(start + timedelta(days=2)),
        )  # fmt: skip
    if best is not None:
        NominasiPenghargaan.objects.create(
            id=demo.id("nominasi", str(best.pk)), evaluasi=best, pegawai=best.pegawai, oleh=boss.pengguna, pada=demo.jam(start),
            alasan="Hasil kerjanya dipakai seluruh unit dan mempercepat layanan (contoh).",
        )  # fmt: skip
