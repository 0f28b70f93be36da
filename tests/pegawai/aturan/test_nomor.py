"""NIP and NIK: whatever is composed by the rule is read back, whatever is typed is answered or refused."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from asn_portal.core.regulasi import find_aturan, tahun_genap
from tests.core.aturan_uji import ask

NIP, NIK = find_aturan("nip_urai"), find_aturan("nik_urai")
lahir = st.dates(date(1950, 1, 1), date(2008, 12, 31))
SEX = {"l": "1", "p": "2"}


def hasil(rule, **masukan):
    return rule.answer(masukan).hasil


@given(
    lahir=lahir,
    tahun=st.integers(1970, 2030),
    bulan=st.integers(1, 12),
    sex=st.sampled_from("lp"),
    urut=st.integers(1, 999),
)
def test_nip_of_a_pns_is_read_back(lahir, tahun, bulan, sex, urut):
    nip = f"{lahir:%Y%m%d}{tahun}{bulan:02}{SEX[sex]}{urut:03}"
    found = hasil(NIP, nip=nip)
    tmt = date(tahun, bulan, 1)
    usia = tahun_genap(lahir, tmt)
    warned = ["usia_cpns_di_bawah_18"] if usia < 18 else ["usia_cpns_di_atas_40"] if usia > 40 else []
    assert found == {
        "jenis": "pns", "normal": nip, "tanggal_lahir": lahir, "jenis_kelamin": sex, "nomor_urut": urut,
        "tmt_cpns": tmt, "peringatan": warned,
    }  # fmt: skip


@given(
    lahir=lahir,
    tahun=st.integers(2014, 2040),
    kode=st.integers(21, 99),
    sex=st.sampled_from("lp"),
    urut=st.integers(1, 999),
)
def test_number_of_a_pppk_is_read_back(lahir, tahun, kode, sex, urut):
    nomor = f"{lahir:%Y%m%d}{tahun}{kode}{SEX[sex]}{urut:03}"
    found = hasil(NIP, nip=nomor)
    assert (found["jenis"], found["tahun_angkat"], found["kode"]) == ("pppk", tahun, str(kode))
    assert "tmt_cpns" not in found


@given(lahir=lahir, urut=st.integers(1, 999), where=st.integers(0, 17), sign=st.sampled_from(" .\u00a0"))
def test_spaces_and_points_mean_nothing(lahir, urut, where, sign):
    nip = f"{lahir:%Y%m%d}2015012{urut:03}"
    assert hasil(NIP, nip=nip[:where] + sign + nip[where:]) == hasil(NIP, nip=nip)


@given(st.text(max_size=40) | st.text("0123456789 .'", max_size=24) | st.integers() | st.none() | st.lists(st.text()))
def test_anything_typed_as_nip_is_answered_or_refused_in_words(nip):
    found, refused = ask(NIP, nip=nip)
    if refused is None:
        assert len(found["normal"]) == 18
    else:
        assert (refused.galat in NIP.penolakan(), refused.pesan[-1], refused.isian) == (True, ".", "nip")


@given(
    umur=st.integers(16, 75), kini=st.dates(date(2020, 1, 1), date(2040, 12, 31)), maju=st.integers(0, 364),
    sex=st.sampled_from("lp"), wilayah=st.integers(110101, 940000), urut=st.integers(1, 9999),
)  # fmt: skip
def test_nik_of_anybody_of_working_age_is_read_back(umur, kini, maju, sex, wilayah, urut):
    born = date.fromordinal(date(kini.year - umur, 1, 1).toordinal() + maju)
    if not 16 <= tahun_genap(born, kini) <= 75:
        return
    hari = born.day + (40 if sex == "p" else 0)
    nik = f"{wilayah:06}{hari:02}{born:%m%y}{urut:04}"
    found = hasil(NIK, nik=nik, tanggal=kini.isoformat())
    # A hundred years apart both could fit only beyond the working age, so the date of birth is unique.
    assert found == {
        "kode_wilayah": f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}", "jenis_kelamin": sex, "tanggal_lahir": born, "nomor_urut": urut,
    }  # fmt: skip


@given(st.text("0123456789", min_size=16, max_size=16), st.dates())
def test_any_sixteen_digits_are_answered_or_refused_in_words(nik, tanggal):
    found, refused = ask(NIK, nik=nik, tanggal=tanggal.isoformat())
    if refused is None:
        assert 16 <= tahun_genap(found["tanggal_lahir"], tanggal) <= 75
    else:
        assert refused.galat in NIK.penolakan()
