"""What may be true of somebody, written into the tables, and what the law says about it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from hypothesis import strategies as st

from asn_portal.core.models import periode
from asn_portal.core.sql import fetch
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.models import AcuanJabatan, AnggotaTim, SyaratJabatan, TimKhusus
from kinerja.aturan.kata import PREDIKAT
from kinerja.enums import NilaiDasar
from kinerja.models import HasilPandangan, PermintaanPandangan
from merit.bawaan import BAWAAN
from merit.mesin import ask, person
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
    rate,
    referensi,
)

HARI = timezone.localdate()
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
        rate(orang, fact["predikat"], HARI.year - 1)
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
            tahun=HARI.year,
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
