"""Rows in SIASN's shape and back: nothing is lost, and what cannot be read is said at its field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from asn_portal.core.models import periode
from pegawai.enums import SumberRiwayat
from pegawai.jenis_riwayat import all_jenis_riwayat, jenis_riwayat
from pegawai.models import RiwayatGolongan
from pegawai.siasn import MedanSalah, entries_for, from_siasn, jalur_of, medan_of, months_of, to_siasn
from tests.factories.pegawai import PegawaiFactory
from tests.factories.riwayat import all_entries, entry

GOLONGAN = jenis_riwayat("golongan")
KNOWN = [jenis for jenis in all_jenis_riwayat() if jalur_of(jenis)]


@pytest.mark.parametrize("jenis", KNOWN, ids=lambda jenis: jenis.kunci)
def test_every_field_of_the_map_is_a_column_and_every_needed_column_has_a_field(jenis):
    columns = {field.name for field in jenis.model._meta.concrete_fields} | {"mulai", "sampai"}
    assert set(medan_of(jenis).values()) <= columns
    assert "mulai" in {*medan_of(jenis).values(), *months_of(jenis)} or jenis.kunci == "penghargaan"
    assert len(set(medan_of(jenis).values())) == len(medan_of(jenis))


@pytest.mark.django_db
def test_a_row_goes_out_and_comes_back_the_same():
    all_entries()
    row = RiwayatGolongan.objects.create(
        pegawai=PegawaiFactory(), golongan=entry("golongan_pns:31"), jenis_kp=entry("kenaikan_pangkat:101"),
        masa_kerja_tahun=4, masa_kerja_bulan=2, sk_nomor="823/1", sk_tanggal=date(2019, 3, 2), kredit_utama=Decimal("12.500"),
        siasn_id="ABC", sumber=SumberRiwayat.SIASN, berlaku=periode(date(2019, 4, 1)),
    )  # fmt: skip
    out = to_siasn(GOLONGAN, row)
    assert (out["tmtGolongan"], out["golonganId"], out["golonganNama"], out["jumlahKreditUtama"]) == (
        "01-04-2019",
        "31",
        "III/a",
        "12.5",
    )
    back = from_siasn(GOLONGAN, out)
    known = entries_for([back])
    assert next(known[key] for key in back["golongan"] if key in known) == row.golongan
    plain = ("mulai", "sk_nomor", "sk_tanggal", "masa_kerja_tahun", "masa_kerja_bulan", "kredit_utama", "siasn_id")
    assert all(back[name] == getattr(row, name) for name in plain)


@pytest.mark.parametrize(
    ("isi", "medan"),
    [({"tmtGolongan": "31-02-2019"}, "tmtGolongan"), ({"masaKerjaGolonganTahun": "empat"}, "masaKerjaGolonganTahun"),
     ({"masaKerjaGolonganBulan": "1.5"}, "masaKerjaGolonganBulan"), ({"skNomor": "x" * 101}, "skNomor")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_at_its_field(isi, medan):
    with pytest.raises(MedanSalah) as refused:
        from_siasn(GOLONGAN, isi)
    assert refused.value.medan == medan
    assert refused.value.pesan.startswith(medan)
