"""The engine: the statement says what the law says, missing data never becomes a number, the same data give the same rows."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_portal.core.models import periode
from asn_portal.core.models.dasar import close_rows
from asn_portal.core.sql import fetch
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.models import AcuanJabatan, AnggotaTim, SyaratJabatan, TimKhusus
from kinerja.aturan.kata import PREDIKAT
from kinerja.enums import NilaiDasar
from kinerja.models import HasilPandangan, PermintaanPandangan
from merit.aturan.talenta import ASPEK
from merit.bawaan import BAWAAN
from merit.mesin import KOTAK_BARIS, ask, person
from merit.models import HasilAsesmen, Nilai, Peringkat
from merit.murni import compute as compute_pure
from merit.selectors.penjelasan import explain_now
from merit.services import malam
from merit.susunan import Susunan, read_susunan
from pegawai.models import (
    Pegawai,
    RiwayatDiklat,
    RiwayatHukuman,
    RiwayatKursus,
    RiwayatPendidikan,
    RiwayatPenghargaan,
)
from tests.core.aturan_uji import answer
from tests.factories.jabatan import make_seat, sit
from tests.factories.merit import (
    add_riwayat,
    assess,
    begin,
    compute,
    make_official,
    make_putaran,
    rate,
    referensi,
    version,
)

pytestmark = pytest.mark.django_db
HARI = date(2026, 11, 20)
SUSUNAN = {satu.kode: read_susunan(satu.isi()) for satu in BAWAAN}
TINGKAT = {"40": "s1", "45": "s2", "50": "s3", "30": "d3", "17": "slta", "10": "sltp"}
TANDA = {"201": "satyalancana", "304": "nasional", "306": "instansi", "305": "lintas_instansi"}
# What the post asks for, beside a study of public administration.
ILMU = {
    "Hukum, Administrasi Negara": "sangat_relevan", "hukum atau administrasi publik": "cukup_relevan",
    "Kedokteran": "tidak_relevan", "semua jurusan": "sangat_relevan",
}  # fmt: skip
FORMS = {"2": "diklat_fungsional", "8": "diklat_teknis_20jp", "9": "seminar"}


def ask_one(susunan: Susunan, orang: Pegawai, pada: date = HARI, diketahui: Any = None) -> dict[str, Any]:
    asked = ask(
        susunan, instansi_id=orang.instansi_id, pada=pada, diketahui=diketahui or timezone.now(), siapa=person(orang.pk),
        beserta_isi=True,
    )  # fmt: skip
    rows = fetch(asked.sql, **asked.nilai)
    assert len(rows) == 1
    row = rows[0]
    scores = dict(zip(susunan.kode, row[5], strict=True))
    return {
        "skor": scores,
        "y": row[7],
        "x": row[8],
        "kotak": row[10],
        "status": row[11],
        "kurang": row[12],
        "isi": json.loads(row[15]),
    }


days = st.integers(0, 365 * 8)
facts = st.fixed_dictionaries(
    {
        "predikat": st.none() | st.sampled_from(list(PREDIKAT)),
        "ijazah": st.lists(st.sampled_from(list(TINGKAT)), max_size=3, unique=True),
        "tanda": st.lists(st.tuples(st.sampled_from(list(TANDA)), days), max_size=3, unique_by=lambda row: row[0]),
        "hukuman": st.lists(
            st.tuples(st.sampled_from("rsb"), days, st.booleans()), max_size=2, unique_by=lambda row: row[1]
        ),
        "kursus": st.lists(st.tuples(st.sampled_from(list(FORMS)), days, st.integers(0, 40)), max_size=4),
        "pimpin": st.none() | st.sampled_from("12345"),
        "jabatan": st.none()
        | st.tuples(st.sampled_from(["pelaksana", "pengawas", "administrator", "fungsional"]), st.integers(0, 8)),
        "plt": st.sampled_from(["tidak_ada", "plh", "plt_setara", "plt_jpt"]),
        "kompetensi": st.none() | st.decimals(0, 100, places=2),
        "potensi": st.none() | st.lists(st.integers(0, 5), min_size=8, max_size=8),
        "tim": st.none()
        | st.tuples(st.sampled_from(["ketua", "anggota"]), st.sampled_from(["lintas", "internal"]), days),
        "pandangan": st.none() | st.lists(st.integers(1, 4), min_size=1, max_size=6),
        "ilmu": st.none() | st.sampled_from(list(ILMU)),
    }
)


def write(orang: Pegawai, unit: Any, fact: dict[str, Any]) -> None:
    if fact["predikat"]:
        rate(orang, fact["predikat"], 2025)
    for kode in fact["ijazah"]:
        referensi(f"pendidikan:x{kode}", f"JENJANG {kode} ADMINISTRASI NEGARA", induk=f"tingkat_pendidikan:{kode}")
        add_riwayat(RiwayatPendidikan, orang, date(2010, 7, 1), pendidikan_id=f"pendidikan:x{kode}")
    for kode, ago in fact["tanda"]:
        referensi(f"penghargaan:{kode}")
        add_riwayat(RiwayatPenghargaan, orang, HARI - timedelta(days=ago), penghargaan_id=f"penghargaan:{kode}")
    for nomor, (tingkat, ago, running) in enumerate(fact["hukuman"]):
        referensi(f"jenis_hukuman:{nomor}")
        begun = HARI - timedelta(days=ago)
        ended = HARI + timedelta(days=30) if running else begun
        add_riwayat(RiwayatHukuman, orang, begun, ended, jenis_hukuman_id=f"jenis_hukuman:{nomor}", tingkat=tingkat)
    for nomor, (kode, ago, jam) in enumerate(fact["kursus"]):
        referensi(f"jenis_diklat:{kode}")
        begun = HARI - timedelta(days=ago)
        add_riwayat(
            RiwayatKursus, orang, begun, begun, nama=f"Kursus {nomor}", jenis_diklat_id=f"jenis_diklat:{kode}",
            jumlah_jam=jam,
        )  # fmt: skip
    if fact["pimpin"]:
        referensi(f"latihan_struktural:{fact['pimpin']}")
        add_riwayat(
            RiwayatDiklat, orang, date(2019, 1, 5), latihan_id=f"latihan_struktural:{fact['pimpin']}", jumlah_jam=400
        )
    write_posts(orang, unit, fact)
    write_others(orang, unit, fact)
    if fact["kompetensi"] is not None or fact["potensi"] is not None:
        assess(orang, kompetensi=fact["kompetensi"], potensi=fact["potensi"])


def write_posts(orang: Pegawai, unit: Any, fact: dict[str, Any]) -> None:
    if fact["jabatan"]:
        jenis, years = fact["jabatan"]
        jenjang = "ahli_muda" if jenis == "fungsional" else ""
        sit(
            orang,
            make_seat("Jabatan", unit=unit, jenis=jenis, jenjang=jenjang),
            mulai=HARI - relativedelta(years=years),
        )
    if fact["plt"] != "tidak_ada":
        jenis = JenisJabatan.JPT_PRATAMA if fact["plt"] == "plt_jpt" else JenisJabatan.PENGAWAS
        how = JenisPenempatan.PLH if fact["plt"] == "plh" else JenisPenempatan.PLT
        sit(
            orang,
            make_seat("Kursi kosong", unit=unit, jenis=jenis),
            jenis=how,
            mulai=date(2024, 1, 1),
            sampai=date(2024, 3, 1),
        )


def write_others(orang: Pegawai, unit: Any, fact: dict[str, Any]) -> None:
    """Teams, what others say, and the field of study that the post asks for."""
    by = orang.pengguna
    if fact["tim"]:
        peran, lingkup, ago = fact["tim"]
        day = HARI - timedelta(days=ago)
        team = TimKhusus.objects.create(
            instansi_id=orang.instansi_id, nama="Tim", mandat="Mandat", unit=unit, lingkup=lingkup, mulai=day, sampai=day,
            status="aktif", dibuat_oleh=by,
        )  # fmt: skip
        AnggotaTim.objects.create(tim=team, pegawai=orang, peran=peran, berlaku=periode(day, day + timedelta(days=1)))
    if fact["pandangan"]:
        asked = PermintaanPandangan.objects.create(
            pegawai=orang,
            tahun=2026,
            batas=HARI - timedelta(days=9),
            dibuka_oleh=by,
            dibuka_pada=HARI - timedelta(days=30),
        )
        sums = {nilai.value: sum(fact["pandangan"]) for nilai in NilaiDasar}
        HasilPandangan.objects.create(permintaan=asked, hubungan="rekan", banyak=len(fact["pandangan"]), jumlah=sums)
    if fact["ilmu"] and fact["jabatan"]:
        jenis = fact["jabatan"][0]
        acuan = AcuanJabatan.objects.create(
            instansi_id=orang.instansi_id, jenis=jenis, jenjang="ahli_muda" if jenis == "fungsional" else ""
        )
        SyaratJabatan.objects.create(
            acuan=acuan,
            jenis="pendidikan",
            nilai="s1",
            rincian=fact["ilmu"],
            dasar="uji",
            berlaku=periode(date(2010, 1, 1), None),
        )


def expected_team(fact: dict[str, Any]) -> int:
    if not fact["tim"] or not HARI - timedelta(days=fact["tim"][2]) >= HARI - relativedelta(years=2):
        return 0
    peran, lingkup, _ = fact["tim"]
    return subscore("tim_kerja", pilihan=f"{peran}_{'lintas_instansi' if lingkup == 'lintas' else 'internal'}")


def expected_views(answers: list[int] | None) -> int | None:
    """Three answers or none; four bands of their mean."""
    if not answers or len(answers) < 3:
        return None
    mean = Decimal(sum(answers)) / len(answers)
    return next(
        skor for batas, skor in (("3.5", 10000), ("2.5", 8500), ("1.5", 7000), ("0", 4000)) if mean >= Decimal(batas)
    )


def subscore(komponen: str, **values: Any) -> int:
    return int(Decimal(answer("kepka411_subskor", {"komponen": komponen, **values})["skor"]) * 100)


def year_ago(ago: int, years: int) -> bool:
    """Within the last years before the day."""
    return HARI - timedelta(days=ago) > HARI - relativedelta(years=years)


def discipline(fact: dict[str, Any]) -> tuple[str, str]:
    """State of integrity, and the heaviest level ever."""
    rows = [(tingkat, ago, running or ago == 0) for tingkat, ago, running in fact["hukuman"]]
    if not rows:
        return "tidak_ada", "tidak_ada"
    worst = next(satu for satu in "bsr" if satu in {row[0] for row in rows})
    level = {"b": "berat", "s": "sedang", "r": "ringan"}[worst]
    if any(row[2] for row in rows):
        return "sedang_menjalani", level
    return ("berat_selesai" if worst == "b" else level), level


def experience(fact: dict[str, Any]) -> int | None:
    if not fact["jabatan"]:
        return None
    values = {"lama_tahun": fact["jabatan"][1], "keragaman": "satu_unit", "nondefinitif": fact["plt"]}
    return int(Decimal(answer("kepka411_pengalaman", values)["skor"]) * 100)


def expected_kepka(fact: dict[str, Any]) -> dict[str, int | None]:
    degrees = [TINGKAT[kode] for kode in fact["ijazah"]]
    highest = next((level for level in ("s3", "s2", "s1", "d3", "slta", "sltp") if level in degrees), None)
    honours = [subscore("penghargaan", pilihan=TANDA[kode]) for kode, ago in fact["tanda"] if year_ago(ago, 5)]
    hours = sum(jam for _, ago, jam in fact["kursus"] if year_ago(ago, 1))
    known = bool(fact["kursus"]) or bool(fact["pimpin"])
    return {
        "predikat": subscore("hasil_kerja", pilihan=fact["predikat"]) if fact["predikat"] else None,
        "penghargaan": max(honours, default=0),
        "tim_kerja": expected_team(fact),
        "umpan_balik_360": expected_views(fact["pandangan"]),
        "penilaian_kompetensi": None if fact["kompetensi"] is None else int(fact["kompetensi"] * 100),
        "pengembangan_kompetensi": subscore("pengembangan_kompetensi", jp=hours) if known else None,
        "pengalaman_jabatan": experience(fact),
        "potensi": None if fact["potensi"] is None else subscore("potensi", nilai=fact["potensi"]),
        "pendidikan": subscore("tingkat_pendidikan", pilihan=highest) if highest not in {None, "sltp"} else None,
        "kesesuaian_ilmu": subscore("kesesuaian_ilmu", pilihan=ILMU[fact["ilmu"]])
        if fact["ilmu"] and fact["jabatan"] and fact["ijazah"]
        else None,
        "integritas": subscore("integritas", pilihan=discipline(fact)[0]),
    }


def expected_ip(fact: dict[str, Any]) -> int | None:
    """The index by the law, in hundredths; None where something is missing."""
    degrees = [TINGKAT[kode] for kode in fact["ijazah"]]
    highest = next((level for level in ("s3", "s2", "s1", "d3", "slta", "sltp") if level in degrees), None)
    if not (fact["predikat"] and highest and fact["jabatan"]):
        return None
    jenis = fact["jabatan"][0]
    done = {FORMS[kode] for kode, ago, _ in fact["kursus"] if kode == "2" or (kode == "9" and year_ago(ago, 2))}
    if sum(jam for kode, ago, jam in fact["kursus"] if kode == "8" and year_ago(ago, 1)) >= 20:
        done.add("diklat_teknis_20jp")
    asked = {"pengawas": 2, "administrator": 3}.get(jenis)
    if fact["pimpin"] and asked and {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}[fact["pimpin"]] >= asked:
        done.add("diklat_kepemimpinan")
    group = {"pelaksana": "pelaksana", "fungsional": "fungsional"}.get(jenis, "manajerial")
    hasil = answer(
        "ip_asn",
        {
            "jenis_jabatan": group,
            "pendidikan": highest,
            "kompetensi": sorted(done),
            "predikat": fact["predikat"],
            "hukdis": discipline(fact)[1],
        },
    )
    return int(Decimal(hasil["total"]) * 100)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(fact=facts)
def test_the_statement_says_what_the_pure_functions_say(provinsi, fact):
    orang = provinsi.orang["pegawai"]
    with transaction.atomic():
        write(orang, provinsi.seksi, fact)
        kepka, index = ask_one(SUSUNAN["kepka_411"], orang), ask_one(SUSUNAN["ip_asn"], orang)
        daerah = ask_one(SUSUNAN["talenta_daerah"], orang)
        transaction.set_rollback(True)
    assert kepka["skor"] == expected_kepka(fact)
    for sumbu in SUSUNAN["kepka_411"].sumbu:
        assert (kepka[sumbu.kode] is None) == any(kepka["skor"][satu.kode] is None for satu in sumbu.komponen)
    assert set(kepka["kurang"]) == {kode for kode, skor in kepka["skor"].items() if skor is None}
    total = expected_ip(fact)
    assert index["y"] == (None if total is None else total * 100)
    for kode, row in (("kepka_411", kepka), ("ip_asn", index), ("talenta_daerah", daerah)):
        pure = compute_pure(SUSUNAN[kode], row["isi"], tertutup=row["status"] == "tidak_memenuhi")
        assert pure.skor == tuple(row["skor"].values())
        assert pure.kotak == row["kotak"]


def test_axes_and_boxes_are_those_of_the_law():
    """Every pair of levels at, above and below the limits, through the array that the statement uses."""
    for y, row in enumerate(("di_bawah_ekspektasi", "sesuai_ekspektasi", "di_atas_ekspektasi")):
        for x, column in enumerate(("rendah", "menengah", "tinggi")):
            assert KOTAK_BARIS[3 * y + x] == answer("kotak_talenta", {"kinerja": row, "potensial": column})["kotak"]


@pytest.fixture
def calon(provinsi):
    """Somebody of whom the local instrument knows everything."""
    return complete("Calon", provinsi.seksi)


def complete(nama: str, unit: Any, *, predikat: str = "baik", kompetensi: str = "90", jam: int = 24) -> Pegawai:
    orang = make_official(nama, unit, jenis=JenisJabatan.PENGAWAS)
    for tahun in (2024, 2025):
        rate(orang, predikat, tahun)
    referensi("pendidikan:x45", induk="tingkat_pendidikan:45")
    add_riwayat(RiwayatPendidikan, orang, date(2010, 7, 1), pendidikan_id="pendidikan:x45")
    referensi("jenis_diklat:8")
    add_riwayat(
        RiwayatKursus,
        orang,
        timezone.localdate() - timedelta(days=20),
        nama="Kursus",
        jenis_diklat_id="jenis_diklat:8",
        jumlah_jam=jam,
    )
    referensi("golongan_pns:33")
    from pegawai.models import RiwayatGolongan

    add_riwayat(RiwayatGolongan, orang, date(2022, 4, 1), golongan_id="golongan_pns:33")
    assess(orang, kompetensi=kompetensi, potensi=[4] * len(ASPEK))
    return orang


def test_a_box_only_when_everything_is_there_and_no_gate_is_closed(provinsi, calon):
    susunan = SUSUNAN["talenta_daerah"]
    assert ask_one(susunan, calon)["kotak"] == 9
    with transaction.atomic():
        close_rows(HasilAsesmen.objects.filter(pegawai=calon), timezone.now())
        missing = ask_one(susunan, calon)
        assert (missing["kotak"], missing["status"], missing["x"]) == (None, "belum_lengkap", None)
        assert missing["kurang"] == ["penilaian_kompetensi", "potensi"]
        transaction.set_rollback(True)
    referensi("jenis_hukuman:5")
    add_riwayat(
        RiwayatHukuman,
        calon,
        HARI - timedelta(days=5),
        HARI + timedelta(days=200),
        jenis_hukuman_id="jenis_hukuman:5",
        tingkat="b",
    )
    gated = ask_one(susunan, calon)
    assert (gated["kotak"], gated["status"]) == (None, "tidak_memenuhi")


def test_a_run_of_yesterday_does_not_know_what_came_in_today(provinsi, calon):
    before = timezone.now()
    rate_before = ask_one(SUSUNAN["talenta_daerah"], calon, diketahui=before)
    referensi("pendidikan:x50", induk="tingkat_pendidikan:50")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('asn.tindakan', '', true)")
    row = add_riwayat(RiwayatPendidikan, calon, date(2020, 7, 1), pendidikan_id="pendidikan:x50")
    later = row.tercatat.lower + timedelta(seconds=1)
    assert ask_one(SUSUNAN["talenta_daerah"], calon, diketahui=later)["skor"]["pendidikan"] == 10000
    assert rate_before["skor"]["pendidikan"] == 9000


def test_two_runs_over_the_same_data_have_the_same_digest(provinsi):
    for nama in ("Satu", "Dua", "Tiga"):
        complete(nama, provinsi.seksi)
    versi, by = version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"]
    first = make_putaran(versi, by)
    second = make_putaran(versi, by)
    assert first.sidik == second.sidik != ""
    assert first.nomor != second.nomor
    assert first.lengkap == 3


def test_ranks_are_given_inside_a_jenjang_and_ties_are_broken_by_the_rule(provinsi):
    best = complete("Terbaik", provinsi.seksi, predikat="sangat_baik")
    twins = [complete(nama, provinsi.seksi) for nama in ("Kembar", "Kembar dua")]
    other = complete("Dinas lain", provinsi.dinas_lain, kompetensi="70")
    run = make_putaran(version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"])
    ranks = {row.pegawai_id: row for row in Peringkat.objects.filter(putaran=run.nomor)}
    assert (ranks[best.pk].jenjang, ranks[best.pk].jenjang_dari) == (1, 4)
    # Alike in everything, the DUK included: the same rank, and the next one is two further.
    assert [ranks[satu.pk].jenjang for satu in twins] == [2, 2]
    assert ranks[other.pk].jenjang == 4
    assert (ranks[other.pk].jenjang_perangkat, ranks[other.pk].jenjang_perangkat_dari) == (1, 1)


def test_what_does_not_hold_for_somebody_is_not_missing(provinsi, calon):
    """PPPK have no pangkat: the other components of the axis share its weight, by the statement and by plain arithmetic."""
    susunan = SUSUNAN["talenta_daerah"]
    before = ask_one(susunan, calon)
    Pegawai.objects.filter(pk=calon.pk).update(jenis="pppk")
    row = ask_one(susunan, calon)
    assert (row["skor"]["pangkat"], row["kurang"], row["kotak"]) == (None, [], 9)
    left = before["x"] - before["skor"]["pangkat"] * 500
    assert row["x"] == (2 * left * 100 + 95) // (2 * 95)
    pure = compute_pure(susunan, row["isi"], tertutup=False, tak_berlaku={"pangkat"})
    assert pure.x is not None
    assert (pure.kotak, pure.x * susunan.sumbu[1].skala) == (9, row["x"])
    explained = explain_now(version(provinsi.instansi, "talenta_daerah"), calon.instansi_id, calon.pk)
    assert explained is not None
    assert [butir.komponen.kode for sumbu in explained.sumbu for butir in sumbu.butir if not butir.berlaku] == [
        "pangkat"
    ]
    assert explained.kurang == []


def test_only_the_complete_have_a_rank(provinsi, calon):
    make_official("Tanpa data", provinsi.seksi)
    run = make_putaran(version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"])
    assert set(Peringkat.objects.filter(putaran=run.nomor).values_list("pegawai_id", flat=True)) == {calon.pk}
    assert Nilai.objects.filter(putaran=run.nomor).count() == run.jumlah > 1


def test_the_sample_of_the_night_finds_a_row_that_is_not_by_the_law(provinsi, calon, monkeypatch):
    run = make_putaran(version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"])
    monkeypatch.setattr(malam, "CONTOH", malam.CONTOH.replace(">= gen_random_uuid()", "IS NOT NULL"))
    assert malam.check_sample(run).beda == 0
    monkeypatch.setattr(
        malam, "CONTOH", malam.CONTOH.replace("SELECT pegawai_id, skor, y,", "SELECT pegawai_id, skor, y + 1,")
    )
    found = malam.check_sample(run)
    assert (found.beda, found.rincian) == (1, {"y": 1})
    from asn_portal.core.models import Notifikasi

    assert (
        Notifikasi.objects.filter(untuk=provinsi.akun["admin_bkd"], judul__contains="tidak sesuai aturan").count() == 1
    )


def test_chunks_done_twice_write_once(provinsi, calon):
    run = begin(version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"])
    whole = compute(run)
    assert compute(run).sidik == whole.sidik
    assert Nilai.objects.filter(putaran=run.nomor).count() == whole.jumlah
