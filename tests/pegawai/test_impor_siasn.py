"""Files in SIASN's shape: any arrangement of them, every kind there and back, errors in the words of SIASN."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import AksesData, periode
from asn_portal.lembar.baca import BUKAN_JSON
from asn_portal.lembar.enums import StatusBaris as B
from asn_portal.lembar.models import BerkasImpor
from asn_portal.lembar.services import impor as services
from pegawai import siasn
from pegawai.enums import JenisPegawai, SumberRiwayat
from pegawai.impor_siasn import person_file
from pegawai.jenis_riwayat import JenisRiwayat, Pola, all_jenis_riwayat, jenis_riwayat
from pegawai.models import DataKepegawaian, DataPribadi, KontakPegawai, Pegawai, Referensi, RiwayatGolongan
from pegawai.models.referensi import KeReferensi
from pegawai.selectors.impor_riwayat import same_columns
from pegawai.services.identitas import set_nik
from pegawai.services.profil import read_secret
from tests.conftest import Provinsi
from tests.factories.riwayat import all_entries, entry
from tests.lembar.test_impor import done, send, states, wrong

pytestmark = pytest.mark.django_db
GOLONGAN = {
    "golonganId": "31",
    "tmtGolongan": "01-04-2019",
    "skNomor": "823/1",
    "skTanggal": "02-03-2019",
    "jenisKPId": "101",
    "id": "S1",
}
PENDIDIKAN = {
    "pendidikanId": "s1hukum",
    "tkPendidikanId": "40",
    "tglLulus": "20-08-2012",
    "tahunLulus": "2012",
    "namaSekolah": "Universitas Contoh",
}


@pytest.fixture(autouse=True)
def entries(db: None) -> None:
    all_entries()
    for kunci in ("latihan_struktural:1", "jenis_kursus:1", "instansi:A1", "jenis_pegawai:10"):
        jenis, id_bkn = kunci.split(":")
        Referensi.objects.create(kunci=kunci, jenis=jenis, id_bkn=id_bkn, nama=f"Contoh {jenis}")


def bring(p: Provinsi, content: Any) -> BerkasImpor:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return send(p, "siasn", content=data)


def packed(files: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, str) else json.dumps(content))
    return file.getvalue()


def applied(p: Provinsi, content: Any) -> BerkasImpor:
    return done(services.apply(bring(p, content).pk, by=p.akun["admin_bkd"]))


class TestArrangements:
    def test_person_file_list_answer_and_zip(self, provinsi):
        nip = provinsi.orang["pegawai"].nip
        alone = {**GOLONGAN, "nipBaru": nip}
        answer = {"code": 1, "message": "success", "data": [GOLONGAN]}
        for content in (
            {"nipBaru": nip, "rw-golongan": [GOLONGAN], "rw-pendidikan": [PENDIDIKAN]},
            [{"nipBaru": nip, "rw-golongan": [GOLONGAN]}],
            [alone],
            alone,
            packed({f"{nip}/rw-golongan.json": answer, f"{nip}/rw-pendidikan.json": [PENDIDIKAN]}),
            packed({f"rw-golongan_{nip}.json": [GOLONGAN]}),
        ):
            row = bring(provinsi, content)
            assert set(states(row)) == {B.BENAR}, content

    def test_object_is_known_by_its_person_id(self, provinsi):
        DataKepegawaian.objects.create(pegawai=provinsi.orang["pegawai"], siasn_id="PNS-1")
        assert states(bring(provinsi, [{**GOLONGAN, "idPns": "PNS-1"}])) == [B.BENAR]

    def test_rows_are_written_as_siasn_and_the_same_file_changes_nothing(self, provinsi):
        person = provinsi.orang["pegawai"]
        content = {"nipBaru": person.nip, "rw-golongan": [GOLONGAN], "rw-pendidikan": [PENDIDIKAN]}
        assert states(applied(provinsi, content)) == [B.DITERAPKAN] * 2
        row = RiwayatGolongan.objects.get(pegawai=person)
        assert (row.sumber, row.siasn_id, row.mulai) == (SumberRiwayat.SIASN, "S1", date(2019, 4, 1))
        assert states(bring(provinsi, content)) == [B.SUDAH_ADA] * 2

    def test_main_data_goes_to_its_tables_and_back(self, provinsi):
        person, admin = provinsi.orang["pegawai"], provinsi.akun["admin_bkd"]
        main = {
            "id": "PNS-1", "nama": person.nama, "tglLahir": "15-02-1990", "tmtCpns": "01-01-2015", "agamaId": "1",
            "noNpwp": "317101550290000", "alamat": "Jalan Contoh 1", "kodePos": "10110", "email": "nama@example.id",
        }  # fmt: skip
        row = applied(provinsi, {"nipBaru": person.nip, "data-utama": main})
        assert states(row) == [B.DITERAPKAN]
        assert DataKepegawaian.objects.get(pk=person.pk).siasn_id == "PNS-1"
        assert read_secret(DataPribadi.objects.get(pk=person.pk), "npwp") == main["noNpwp"]
        assert KontakPegawai.objects.get(pk=person.pk).kode_pos == "10110"
        assert states(bring(provinsi, {"nipBaru": person.nip, "data-utama": main})) == [B.SUDAH_ADA]
        done(services.take_back(row.pk, by=admin, now=timezone.now()))
        assert (KontakPegawai.objects.get(pk=person.pk).alamat, DataPribadi.objects.get(pk=person.pk).npwp_sidik) == (
            "",
            None,
        )

    def test_take_back_of_every_row(self, provinsi):
        person, admin = provinsi.orang["pegawai"], provinsi.akun["admin_bkd"]
        row = applied(provinsi, {"nipBaru": person.nip, "rw-golongan": [GOLONGAN], "rw-pendidikan": [PENDIDIKAN]})
        row = done(services.take_back(row.pk, by=admin, now=timezone.now()))
        assert (states(row), RiwayatGolongan.objects.kini().count()) == ([B.DITARIK] * 2, 0)


class TestErrors:
    @pytest.mark.parametrize(
        ("change", "pesan"),
        [
            ({"tmtGolongan": "31-02-2019"}, "tmtGolongan: 31-02-2019 bukan tanggal"),
            ({"tmtGolongan": "", "skTanggal": ""}, "tmtGolongan belum diisi"),
            ({"golonganId": "77"}, "golonganId: 77 tidak ada di daftar rujukan"),
            ({"golonganId": ""}, "golonganId belum diisi"),
            ({"tmtGolongan": "01-04-1999"}, "umurnya belum"),
            ({"masaKerjaGolonganBulan": "14"}, "masaKerjaGolonganBulan: Bulan masa kerja 0 sampai 11"),
            ({"nipBaru": "199002152015012999"}, "Tidak ada pegawai dengan nomor ini"),
        ],
    )  # fmt: skip
    def test_sentences_name_the_field(self, provinsi, change, pesan):
        one = {**GOLONGAN, "nipBaru": provinsi.orang["pegawai"].nip, **change}
        assert pesan in wrong(bring(provinsi, {"rw-golongan": [one]}))["isi"]

    def test_without_number_or_kind(self, provinsi):
        assert "Tidak ada NIP" in wrong(bring(provinsi, {"rw-golongan": [GOLONGAN]}))["isi"]
        assert "tidak dikenal" in wrong(bring(provinsi, [{"a": 1, "nipBaru": "1"}]))["asal"]

    def test_another_person_under_the_same_number(self, provinsi):
        person = provinsi.orang["pegawai"]
        set_nik(person, "3171015502900001", sah=True)
        main = {"nama": person.nama, "tglLahir": "16-02-1990"}
        assert "tglLahir berbeda" in wrong(bring(provinsi, {"nipBaru": person.nip, "data-utama": main}))["isi"]
        main = {"nama": person.nama, "nik": "3171015502900002", "agamaId": "1"}
        assert "nik berbeda" in wrong(bring(provinsi, {"nipBaru": person.nip, "data-utama": main}))["isi"]

    def test_part_of_a_person_that_is_wrong_holds_the_whole_back(self, provinsi):
        person = provinsi.orang["pegawai"]
        main = {"nama": person.nama, "tglLahir": "15-02-1990", "tmtCpns": "01-01-2015", "kodePos": "1"}
        row = bring(provinsi, {"nipBaru": person.nip, "data-utama": main})
        assert "kodePos: Kode pos" in wrong(row)["isi"]
        with pytest.raises(DomainError):
            services.apply(row.pk, by=provinsi.akun["admin_bkd"])
        assert not DataKepegawaian.objects.filter(pk=person.pk).exists()

    def test_files_that_are_not_siasn(self, provinsi):
        with pytest.raises(DomainError, match="bukan JSON"):
            send(provinsi, "siasn", "NIP;TMT", "1;2")
        with pytest.raises(DomainError, match="berisi JSON"):
            send(provinsi, "riwayat-golongan", content=b'[{"a": 1}]')
        with pytest.raises(DomainError, match="20 MB"):
            send(provinsi, "siasn", content=b"[" + b" " * (21 * 1024 * 1024) + b"]")
        for content, kalimat in (
            (b'{"rw-golongan": [', BUKAN_JSON.format(nama="berkas ini")),
            (packed({"a.json": "{"}), BUKAN_JSON.format(nama="a.json")),
            (b"[" * 50 + b"]" * 50, "Susunan berkas ini terlalu dalam"),
            (json.dumps([{"a": "x" * 30_000}]).encode(), "terlalu panjang"),
        ):
            row = send(provinsi, "siasn", content=content)
            assert row.pekerjaan is not None
            assert kalimat in row.pekerjaan.pesan
            assert row.daftar_baris.count() == 0


# -- every kind there and back -------------------------------------------------------------------------------------


def sample(jenis: JenisRiwayat, person: Pegawai) -> Any:
    """A row with something in every column."""
    values: dict[str, Any] = {"sk_nomor": "1/2024", "sk_tanggal": date(2024, 1, 5)} if jenis.ber_sk else {}
    for name in jenis.isian:
        field: Any = jenis.model._meta.get_field(name)
        if isinstance(field, KeReferensi):
            values[name] = Referensi.objects.dari(*field.daftar).order_by("kunci").first()
        elif field.choices:
            values[name] = field.choices[-1][0]
        else:
            values[name] = {
                "DateField": date(2024, 1, 5), "BooleanField": True, "DecimalField": Decimal(12),
                "PositiveSmallIntegerField": 2024 if name.startswith("tahun") else 2, "CharField": f"Contoh {name}",
            }[field.get_internal_type()]  # fmt: skip
    fixed: dict[str, dict[str, Any]] = {
        "golongan": {
            "golongan": entry("golongan_pppk:IX") if person.jenis == JenisPegawai.PPPK else entry("golongan_pns:31")
        },
        "keluarga": {"hubungan": "anak", "status_anak": "kandung", "tanggal_lahir": date(2015, 5, 20)},
        "hukuman": {"tingkat": "r", "jenis_hukuman": entry("jenis_hukuman:2")},
        "sertifikasi": {"jenis": "kompetensi"},
        "angka-kredit": {},
    }
    fixed["kgb"] = fixed["golongan"]
    values |= fixed.get(jenis.kunci, {})
    if jenis.kunci == "pendidikan":
        values |= {"pendidikan": entry("pendidikan:s1hukum"), "tingkat": entry("tingkat_pendidikan:40")}
    last = date(2024, 3, 31) if jenis.pola is Pola.MASA else None
    return jenis.model(pegawai=person, berlaku=periode(date(2024, 1, 1), last), sumber=SumberRiwayat.HR, **values)


def said(jenis: JenisRiwayat, row: Any) -> dict[str, Any]:
    # SIASN gives an award no day but that of its decree.
    columns = [*jenis.isian, "sk_nomor", "sk_tanggal", "sampai", *(["mulai"] if jenis.kunci != "penghargaan" else [])]
    return {name: getattr(row, name) for name in columns}


@pytest.mark.parametrize("jenis", all_jenis_riwayat(), ids=lambda jenis: jenis.kunci)
def test_every_kind_goes_out_and_comes_in_the_same(jenis, provinsi):
    one, two = provinsi.orang["pegawai"], provinsi.orang["rekan"]
    if jenis.hanya:
        Pegawai.objects.filter(pk__in=[one.pk, two.pk]).update(jenis=JenisPegawai.PPPK)
        one.refresh_from_db()
    row = sample(jenis, one)
    row.save()
    shaped = json.loads(json.dumps(person_file(one, [jenis])))
    del shaped["data-utama"]
    shaped["nipBaru"] = two.nip
    found = applied(provinsi, shaped)
    assert states(found) == [B.DITERAPKAN], found.daftar_baris.get().galat
    same = jenis.model.objects.kini().get(pegawai=two)
    row = jenis.model.objects.get(pk=row.pk)
    assert said(jenis, same) == said(jenis, row)
    again = bring(provinsi, {**shaped, "nipBaru": one.nip})
    assert states(again) == [B.SUDAH_ADA]


@pytest.mark.parametrize("jenis", all_jenis_riwayat(), ids=lambda jenis: jenis.kunci)
def test_map_holds_every_field_of_the_form_and_says_what_is_not_verified(jenis):
    columns = set(siasn.medan_of(jenis).values()) | set(siasn.months_of(jenis))
    missing = {"penghargaan": {"mulai"}}.get(jenis.kunci, set())
    assert set(jenis.isian) | {"mulai"} <= columns | missing
    assert {name.removesuffix("_id") for name in same_columns(jenis.model)[0]} <= columns
    assert siasn.is_verified(jenis) == siasn.jalur_of(jenis).startswith("rw-")


def test_only_the_province_takes_the_file_with_a_reason_and_leaves_a_mark(provinsi):
    person = provinsi.orang["pegawai"]
    jenis = jenis_riwayat("golongan")
    assert jenis is not None
    sample(jenis, person).save()
    address = reverse("pegawai:berkas_siasn", args=[person.pk])
    hr = provinsi.client("admin_bkd")
    assert hr.get(address).headers["Location"] == reverse("pegawai:berkas_buka", args=[person.pk, "pribadi"])
    hr.post(reverse("pegawai:berkas_buka", args=[person.pk, "pribadi"]), {"tujuan": "Sinkronisasi SIASN"})
    before = AksesData.objects.count()
    found = json.loads(hr.get(address).content)
    assert (found["nipBaru"], found["rw-golongan"][0]["golonganId"]) == (person.nip, "31")
    assert AksesData.objects.count() == before + 1
    for who in ("admin_unit", "auditor", "atasan", "pegawai"):
        assert provinsi.client(who).get(address).status_code in {403, 404}


class TestSources:
    def test_page_says_from_which_service_each_kind_comes_and_which_are_unverified(self, provinsi):
        hr = provinsi.client("admin_bkd")
        page = hr.get(reverse("lembar:impor_unggah", args=["siasn"])).content.decode()
        for jenis in all_jenis_riwayat():
            assert siasn.service_of(jenis) in page
            assert siasn.jalur_of(jenis) in page or siasn.service_of(jenis)
        assert page.count("Belum diverifikasi") == 9
        assert page.index("/pns/rw-golongan/{nip}") < page.index("Belum diverifikasi")
        assert "Impor berkas SIASN" in page

    def test_page_of_one_kind_names_its_own_service(self, provinsi):
        hr = provinsi.client("admin_bkd")
        page = hr.get(reverse("lembar:impor_unggah", args=["riwayat-hukuman"])).content.decode()
        assert "/pns/rw-hukdis/{nip}" in page
        assert "Belum diverifikasi" not in page
        page = hr.get(reverse("lembar:impor_unggah", args=["riwayat-keluarga"])).content.decode()
        assert "/pns/data-pasangan/{nip}" in page
        assert "Belum diverifikasi" in page
        page = hr.get(reverse("lembar:impor_unggah", args=["simpeg-pangkat"])).content.decode()
        assert "PERS_PANGKAT_HIST" in page
