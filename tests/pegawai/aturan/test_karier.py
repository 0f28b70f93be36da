"""Pay, rank, pension, leave, discipline, seniority: boundaries, order, and ends of months."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_portal.core.regulasi import add_tahun, find_aturan
from pegawai.aturan.disiplin import TANGGA
from pegawai.aturan.gaji import TABEL_GAJI_PNS, lajur_gaji
from pegawai.aturan.kata import GOLONGAN_PNS, GOLONGAN_PPPK, URUTAN_GOLONGAN
from pegawai.aturan.pensiun import BUP
from tests.core.aturan_uji import RULES, answer, ask, refusal

ranks = st.sampled_from(list(GOLONGAN_PNS))
days = st.dates(date(1950, 1, 1), date(2060, 12, 31))
firsts = st.builds(date, st.integers(2024, 2040), st.integers(1, 12), st.just(1))


@given(golongan=ranks, mkg=st.integers(0, 50))
def test_pay_never_falls_with_service_or_rank(golongan, mkg):
    found, refused = ask(RULES["gaji_pokok_pns"], golongan=golongan, mkg_tahun=mkg, tanggal="2026-01-01")
    if refused is not None:
        assert refused.galat == "mkg_di_bawah_tabel"
        return
    longer = answer("gaji_pokok_pns", {"golongan": golongan, "mkg_tahun": mkg + 1, "tanggal": "2026-01-01"})
    assert longer["gaji_pokok"] >= found["gaji_pokok"]
    assert found["mkg_tabel"] <= mkg
    candidate = answer(
        "gaji_pokok_pns", {"golongan": golongan, "mkg_tahun": mkg, "tanggal": "2026-01-01", "cpns": True}
    )
    assert candidate["gaji_pokok"] * 100 == found["gaji_pokok"] * 80


@pytest.mark.parametrize(
    ("tanggal", "galat"),
    [("2023-12-31", "tabel_tidak_ada"), ("2026-02-30", "tanggal_tidak_sah"), (None, "masukan_kurang")],
)
def test_pay_needs_a_table_of_that_day(tanggal, galat):
    assert refusal("gaji_pokok_pppk", {"golongan": "IX", "mkg_tahun": 0, "tanggal": tanggal}).galat == galat
    assert set(GOLONGAN_PPPK) == {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"}  # fmt: skip


@given(golongan=ranks, months=st.integers(0, 40 * 12), tmt=firsts)
def test_rise_of_pay_is_the_next_row_on_its_day(golongan, months, tmt):
    tahun, bulan = divmod(months, 12)
    hasil, refused = ask(
        RULES["kgb_berikut"], golongan=golongan, mkg_tahun=tahun, mkg_bulan=bulan, tmt_dasar=tmt.isoformat()
    )
    rows = dict(lajur_gaji("pns", TABEL_GAJI_PNS.terakhir, golongan))
    if refused is not None:
        assert (refused.galat, tahun < min(rows)) == ("mkg_di_bawah_tabel", True)
    elif hasil["tmt_kgb"] is None:
        assert (hasil["alasan"], months >= 12 * max(rows)) == ("baris_terakhir", True)
    else:
        waited = (hasil["tmt_kgb"].year - tmt.year) * 12 + hasil["tmt_kgb"].month - tmt.month
        assert (hasil["tmt_kgb"].day, months + waited) == (1, 12 * hasil["mkg_baru_tahun"])
        assert 0 < waited <= 24 or hasil["mkg_baru_tahun"] == min(rows)
        assert rows[hasil["mkg_baru_tahun"]] == hasil["gaji_baru"]
        assert not [mkg for mkg in rows if months < 12 * mkg < 12 * hasil["mkg_baru_tahun"]]


@given(dari=ranks, ke=ranks, tahun=st.integers(0, 40), bulan=st.integers(0, 11))
def test_service_in_the_new_rank_is_never_more_and_never_below_nothing(dari, ke, tahun, bulan):
    hasil, refused = ask(RULES["mkg_naik_golongan"], dari=dari, ke=ke, mkg_tahun=tahun, mkg_bulan=bulan)
    if refused is not None:
        kind = "golongan_tidak_naik" if URUTAN_GOLONGAN[ke] <= URUTAN_GOLONGAN[dari] else "lompatan_golongan"
        assert refused.galat == kind
        return
    new, old = hasil["mkg_tahun"] * 12 + hasil["mkg_bulan"], tahun * 12 + bulan
    assert max(old - 72, 0) <= new <= old


@given(tmt=st.dates(date(1980, 1, 1), date(2040, 12, 31)))
def test_first_period_is_after_four_years_and_none_lies_between(tmt):
    hasil = RULES["kp_reguler_berikut"].answer({"tmt_golongan": tmt.isoformat()}).hasil
    genap, kp = hasil["genap_4_tahun"], hasil["tmt_kp"]
    assert genap == add_tahun(tmt, 4)
    assert (kp.day, genap <= kp, (kp - genap).days < 184) == (1, True, True)
    if genap >= date(2025, 10, 1):
        assert (kp - genap).days < 31
    again = RULES["kp_reguler_berikut"].answer({"tmt_golongan": add_tahun(tmt, 1).isoformat()}).hasil
    assert again["tmt_kp"] >= kp


@pytest.mark.parametrize(
    ("tmt", "expected"),
    [
        ("2019-12-31", "2024-02-01"),
        ("2019-10-01", "2023-10-01"),
        ("2019-10-02", "2024-02-01"),
        ("2021-09-30", "2025-10-01"),
        ("2021-10-02", "2025-11-01"),
        ("2020-02-29", "2024-04-01"),
    ],
)
def test_periods_at_the_edges_of_their_rules(tmt, expected):
    assert answer("kp_reguler_berikut", {"tmt_golongan": tmt})["tmt_kp"] == expected


@given(jabatan=st.sampled_from(list(BUP)), lahir=days)
def test_retirement_is_the_first_of_the_month_after_the_birthday(jabatan, lahir):
    hasil = RULES["bup_pensiun"].answer({"jabatan": jabatan, "tanggal_lahir": lahir.isoformat()}).hasil
    birthday = add_tahun(lahir, hasil["bup"])
    assert hasil["tmt_pensiun"].day == 1
    assert 1 <= (hasil["tmt_pensiun"] - birthday).days <= 31
    assert (hasil["tmt_pensiun"].month - lahir.month) % 12 == 1


@given(tmt=firsts, before=st.integers(-400, 800))
def test_preparation_for_pension_lasts_a_year_and_ends_with_it(tmt, before):
    mulai = tmt - timedelta(days=before)
    hasil = RULES["mpp"].answer({"tmt_pensiun": tmt.isoformat(), "mulai": mulai.isoformat()}).hasil
    assert hasil["boleh"] is (hasil["mulai_paling_awal"] <= mulai < tmt)
    assert 28 <= (mulai - hasil["ajukan_paling_lambat"]).days <= 31


@given(sebab=st.sampled_from(["bup", "aps", "penyederhanaan"]), usia=st.integers(0, 80), masa=st.integers(0, 60))
def test_pension_share_stays_between_40_and_75(sebab, usia, masa):
    hasil = RULES["pensiun_hak"].answer({"sebab": sebab, "usia": usia, "masa_kerja_tahun": masa}).hasil
    assert hasil["hak"] is (not hasil["alasan"])
    assert (hasil["persen"] is None) is (not hasil["hak"])
    assert hasil["persen"] is None or 40 <= hasil["persen"] <= 75


@given(hari=st.integers(0, 366), beruntun=st.integers(0, 366))
def test_more_absence_is_never_a_lighter_punishment(hari, beruntun):
    hasil, refused = ask(RULES["disiplin_absen"], hari_setahun=hari, beruntun=beruntun)
    if refused is not None:
        assert (refused.galat, beruntun > hari) == ("beruntun_melebihi_kumulatif", True)
        return
    order = ["tidak_ada", *(str(row["hukuman"]) for row in reversed(TANGGA))]
    if hari < 366:
        worse = RULES["disiplin_absen"].answer({"hari_setahun": hari + 1, "beruntun": beruntun}).hasil
        assert order.index(worse["hukuman"]) >= order.index(hasil["hukuman"])
    assert (hasil["hukuman"] == "pdhtaps") is (hari >= 28 or beruntun >= 10)


@given(mulai=st.dates(date(2026, 1, 1), date(2026, 12, 31)), panjang=st.integers(0, 364))
def test_working_days_of_two_halves_are_those_of_the_whole(mulai, panjang):
    selesai = min(mulai + timedelta(days=panjang), date(2026, 12, 31))
    middle = mulai + (selesai - mulai) // 2

    def hari(first, last):
        return answer("cuti_hari_kerja", {"mulai": first.isoformat(), "selesai": last.isoformat()})["hari"]

    rest = hari(middle + timedelta(days=1), selesai) if middle < selesai else 0
    assert hari(mulai, selesai) == hari(mulai, middle) + rest


def test_a_given_list_of_holidays_counts_for_every_year_and_is_quick():
    long = {"mulai": "0001-01-01", "selesai": "9999-12-31", "hari_libur": ["2026-01-01", "2026-01-01", "2026-01-03"]}
    assert answer("cuti_hari_kerja", long)["hari"] == 2_608_614  # all weekdays but one Thursday; the 3rd is a Saturday
    for year in ("2025", "2027"):
        dates = {"mulai": f"{year}-12-30", "selesai": f"{year}-12-31"}
        assert refusal("cuti_hari_kerja", dates).galat == "tabel_libur_tidak_ada"
    assert refusal("cuti_hari_kerja", {"mulai": "2026-12-31", "selesai": "2027-01-01"}).galat == "tabel_libur_tidak_ada"


@given(
    masa=st.integers(0, 100), n1=st.integers(0, 12), n2=st.integers(0, 12), ditangguhkan=st.integers(0, 12), besar=st.booleans()
)  # fmt: skip
def test_annual_leave_is_nothing_or_12_to_24(masa, n1, n2, ditangguhkan, besar):
    hasil, refused = ask(
        RULES["cuti_tahunan_hak"], masa_kerja_bulan=masa, sisa_n1=n1, sisa_n2=n2, ditangguhkan_n1=ditangguhkan,
        cuti_besar_tahun_ini=besar,
    )  # fmt: skip
    if refused is not None:
        assert (refused.galat, n1 + ditangguhkan > 12) == ("sisa_melebihi_12", True)
    elif hasil["alasan"]:
        assert (hasil["hak"], hasil["bawaan"]) == (0, 0)
    else:
        assert 12 <= hasil["hak"] <= 24
        assert hasil["hak"] == 12 + hasil["bawaan"]


@given(
    tmt=st.dates(date(1980, 1, 1), date(2020, 12, 31)), usul=st.dates(date(2021, 1, 1), date(2040, 12, 31)),
    tingkat=st.sampled_from(["tidak_ada", "ringan", "sedang", "berat"]), selesai=st.none() | days,
    cltn=st.none() | days,
)  # fmt: skip
def test_counting_anew_never_gives_more_years(tmt, usul, tingkat, selesai, cltn):
    masukan = {"tmt_cpns": tmt.isoformat(), "tanggal": usul.isoformat(), "hukdis_tingkat": tingkat}
    masukan |= {"hukdis_selesai": selesai and selesai.isoformat(), "cltn_selesai": cltn and cltn.isoformat()}
    strict, anew = (
        RULES["satyalancana"].answer({**masukan, "kebijakan": policy}).hasil
        for policy in ("tidak_pernah", "hitung_ulang")
    )
    assert anew["tahun"] <= strict["tahun"]
    assert strict["jenis"] is None or strict["jenis"] == anew["jenis"]
    assert (strict["jenis"] is None) is (strict["alasan"] is not None)


people = st.fixed_dictionaries(
    {
        "golongan": st.sampled_from(["III/d", "IV/a"]), "tmt_golongan": st.sampled_from(["2019-04-01", "2020-04-01"]),
        "jabatan": st.sampled_from(["pengawas", "fungsional", "pelaksana"]), "tmt_jabatan": st.just("2020-01-01"),
        "masa_kerja_bulan": st.integers(100, 101), "latihan_tingkat": st.integers(0, 1),
        "latihan_tahun": st.integers(2018, 2019), "pendidikan": st.sampled_from(["d4", "s1", "s2"]),
        "lulus_tahun": st.just(2005), "tanggal_lahir": st.sampled_from(["1980-01-01", "1981-01-01"]),
    }
)  # fmt: skip


@given(rows=st.lists(people, min_size=1, max_size=7), shuffled=st.randoms())
def test_seniority_does_not_depend_on_the_order_of_entry(rows, shuffled):
    pegawai = [{**row, "id": f"{place:02}"} for place, row in enumerate(rows)]
    first = answer("duk_urutan", {"pegawai": pegawai})
    shuffled.shuffle(pegawai)
    assert answer("duk_urutan", {"pegawai": pegawai}) == first
    assert len(first["pembeda"]) == len(pegawai) - 1
    for above, slug in zip(first["urutan"], first["pembeda"], strict=False):
        if slug == "seri":
            assert above < first["urutan"][first["urutan"].index(above) + 1]


def test_seniority_refuses_two_of_one_name_and_training_without_a_year():
    row = RULES["duk_urutan"].contoh["pegawai"][0]
    assert refusal("duk_urutan", {"pegawai": [row, row]}).galat == "id_ganda"
    without = {key: value for key, value in row.items() if key != "latihan_tahun"}
    assert refusal("duk_urutan", {"pegawai": [without]}).pesan == "Tahun latihan jabatan Ratna belum diisi."
    assert (
        answer("duk_urutan", {"pegawai": [{**without, "latihan_tingkat": 0, "latihan_tahun": None}]})["pembeda"] == []
    )


@given(
    sejak=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    zona=st.sampled_from(["+07:00", "+08:00", "Z", "-03:30"]),
)
def test_three_days_are_72_hours_in_the_same_zone(sejak, zona):
    text = f"{sejak:%Y-%m-%dT%H:%M:%S}{zona}"
    limit = answer("pdp_batas", {"jenis": "akses", "sejak": text})["paling_lambat"]
    assert datetime.fromisoformat(limit) - datetime.fromisoformat(text) == timedelta(hours=72)
    assert limit.endswith("+00:00" if zona == "Z" else zona)


@pytest.mark.parametrize(
    ("sejak", "galat"),
    [
        ("2026-11-23", "waktu_tanpa_zona"), ("2026-11-23T08:30", "waktu_tanpa_zona"), ("2026-02-30T08:30:00+07:00", "tanggal_tidak_sah"),
        ("besok", "tanggal_tidak_sah"), (5, "tanggal_tidak_sah"), ("9999-12-31T00:00:00+07:00", "tanggal_tidak_sah"),
        (None, "masukan_kurang"),
    ],
)  # fmt: skip
def test_a_moment_without_its_zone_is_asked_for_again(sejak, galat):
    assert refusal("pdp_batas", {"jenis": "akses", "sejak": sejak}).galat == galat


def test_every_finding_of_a_nip_has_its_own_field():
    nip = "198807162015051001"
    findings = {"tmt_cpns": "2015-06-01", "tanggal_lahir": "1988-07-17", "jenis_kelamin": "p", "tahun_angkat": 2015}
    assert answer("ikd_nip", {"nip": nip, **findings})["temuan"] == ["CON_1", "CON_2", "CON_3"]
    pppk = "199505122025211007"
    assert answer("ikd_nip", {"nip": pppk, **findings})["temuan"] == ["CON_2", "CON_3", "CON_4"]
    assert find_aturan("ikd_nip").answer({"nip": nip}).hasil["temuan"] == []
