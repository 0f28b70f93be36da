"""Pulling somebody's data from SIASN: two tokens, one answer a service, compared row by row, and nothing overwritten."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import AksesData, Notifikasi, PesanKeluar, periode
from pegawai.banding_siasn import BARU, BERBEDA, compare, take
from pegawai.enums import StatusTarikan as S
from pegawai.enums import SumberRiwayat
from pegawai.models import DataKepegawaian, KontakPegawai, RiwayatGolongan, RiwayatPendidikan, TarikanSIASN
from pegawai.services import tarikan as services
from pegawai.siasn_web import Sebab, SIASNGagal, SIASNHttp, asked_services, service
from tests.conftest import Provinsi
from tests.factories.riwayat import all_entries, entry

pytestmark = pytest.mark.django_db
Jawab = Callable[[str], tuple[int, Any]]


class Palsu:
    """A server that speaks as the SIMPEG web service does; what it was asked stays here."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.data: dict[str, Any] = {}
        self.answer: Jawab = self.give
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                outer.asked.append(("POST", self.path, {name: value[0] for name, value in body.items()}))
                self.reply(*outer.answer(self.path))

            def do_GET(self) -> None:
                outer.asked.append(("GET", self.path, dict(self.headers)))
                self.reply(*outer.answer(self.path))

            def reply(self, status: int, told: Any) -> None:
                content = told if isinstance(told, bytes) else json.dumps(told).encode()
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def give(self, path: str) -> tuple[int, Any]:
        if path in {"/token", "/sso"}:
            return 200, {"access_token": f"kunci-{path[1:]}"}
        nama = path.split("/")[-2]
        return 200, {"code": 1, "data": self.data.get(nama, "Data tidak ditemukan")}


@pytest.fixture
def siasn(settings: Any) -> Iterator[Palsu]:
    fake = Palsu()
    settings.SIASN = {
        "penyedia": "bkn", "alamat": f"{fake.address}/apisiasn/1.0/", "alamat_token": f"{fake.address}/token",
        "kunci": "instansi", "rahasia": "rahasia-gerbang", "alamat_sso": f"{fake.address}/sso", "klien_sso": "klien",
        "pengguna_sso": "layanan", "sandi_sso": "sandi-layanan", "batas_detik": 2.0,
    }  # fmt: skip
    yield fake
    fake.server.shutdown()
    fake.server.server_close()


@pytest.fixture
def p(provinsi: Provinsi) -> Provinsi:
    all_entries()
    RiwayatGolongan.objects.create(
        pegawai=provinsi.orang["pegawai"], golongan=entry("golongan_pns:31"), berlaku=periode(date(2019, 4, 1)),
        sk_nomor="823/1", sumber="hr",
    )  # fmt: skip
    return provinsi


def golongan(kode: str, tmt: str, **rest: str) -> dict[str, str]:
    return {"id": f"R-{kode}-{tmt}", "golonganId": kode, "tmtGolongan": tmt, "skNomor": "823/1", **rest}


def pulled(p: Provinsi, fake: Palsu, **data: Any) -> TarikanSIASN:
    fake.data = {nama.replace("_", "-"): rows for nama, rows in data.items()}
    row = services.request_pull(p.orang["pegawai"].pk, by=p.akun["admin_bkd"])
    services.pull(str(row.pk))
    row.refresh_from_db()
    return row


# -- the adapter -------------------------------------------------------------------------------------------------------


class TestAdapter:
    def test_two_tokens_then_every_known_service_with_both(self, siasn):
        siasn.data = {"rw-golongan": [golongan("31", "01-04-2019")], "data-utama": {"nama": "Siti"}}
        found = service().fetch("199002152015012001")
        assert found == [("data-utama", {"nama": "Siti"}), ("rw-golongan", golongan("31", "01-04-2019"))]
        token, sso, *rest = siasn.asked
        assert token == ("POST", "/token", {"grant_type": "client_credentials"})
        assert (sso[1], sso[2]["grant_type"], sso[2]["client_id"]) == ("/sso", "password", "klien")
        assert {path for _, path, _ in rest} == {
            f"/apisiasn/1.0{jalur.format(nip='199002152015012001')}" for jalur in asked_services().values()
        }
        assert {(head["Authorization"], head["Auth"]) for _, _, head in rest} == {
            ("Bearer kunci-token", "bearer kunci-sso")
        }

    def test_kinds_without_known_fields_are_not_asked(self):
        assert not [nama for nama in asked_services() if nama.startswith("portal-")]
        assert {"data-utama", "rw-golongan", "rw-pendidikan", "rw-hukdis"} <= set(asked_services())

    @pytest.mark.parametrize(
        ("status", "told", "sebab"),
        [
            (503, b"", Sebab.TIDAK_MENJAWAB), (401, {}, Sebab.DITOLAK), (403, {}, Sebab.DITOLAK),
            (302, b"", Sebab.TIDAK_TERBACA), (200, b"<html>", Sebab.TIDAK_TERBACA), (200, [], Sebab.TIDAK_TERBACA),
            (200, b'{"data": "' + b"x" * 5_000_001 + b'"}', Sebab.TERLALU_BESAR),
        ],
    )  # fmt: skip
    def test_what_goes_wrong_is_one_sentence_without_what_was_sent(self, siasn, status, told, sebab):
        siasn.answer = lambda path: siasn.give(path) if path in {"/token", "/sso"} else (status, told)
        with pytest.raises(SIASNGagal) as refused:
            service().fetch("199002152015012001")
        assert refused.value.sebab == sebab
        assert refused.value.__cause__ is None
        assert "199002152015012001" not in str(refused.value)

    def test_nobody_answers(self, siasn, settings):
        settings.SIASN = settings.SIASN | {"alamat_token": "http://127.0.0.1:9/token"}
        with pytest.raises(SIASNGagal, match="tidak menjawab"):
            service().fetch("199002152015012001")

    def test_keys_stand_in_no_trace(self, settings, siasn):
        shown = repr(SIASNHttp.from_settings(settings.SIASN))
        assert "rahasia-gerbang" not in shown
        assert "sandi-layanan" not in shown

    def test_off_by_default(self, settings):
        assert settings.SIASN["penyedia"] == ""
        with pytest.raises(SIASNGagal, match="belum tersambung"):
            service()


# -- staging and taking ----------------------------------------------------------------------------------------------


class TestPulling:
    def test_a_job_asks_and_the_answers_are_kept_encrypted_until_the_end(self, p, siasn):
        row = services.request_pull(p.orang["pegawai"].pk, by=p.akun["admin_bkd"])
        assert PesanKeluar.objects.get(pekerjaan="pegawai.pull_siasn").argumen == [str(row.pk)]
        with pytest.raises(TransitionError):
            services.request_pull(p.orang["pegawai"].pk, by=p.akun["admin_bkd"])
        siasn.data = {"rw-golongan": [golongan("32", "01-04-2023")]}
        services.pull(str(row.pk))
        services.pull(str(row.pk))  # delivered twice
        row.refresh_from_db()
        assert row.status == S.SIAP
        assert b"01-04-2023" not in bytes(row.isi_sandi)
        assert [path for way, path, _ in siasn.asked if way == "POST"] == ["/token", "/sso"]
        assert Notifikasi.objects.filter(untuk=p.akun["admin_bkd"], judul__contains="siap dibandingkan").count() == 1
        services.close_pull(row.pk, by=p.akun["admin_bkd"])
        row.refresh_from_db()
        assert (row.status, row.isi_sandi) == (S.SELESAI, None)

    def test_a_failure_is_told_and_can_be_tried_again(self, p, siasn):
        siasn.answer = lambda path: (500, b"")
        row = services.request_pull(p.orang["pegawai"].pk, by=p.akun["admin_bkd"])
        services.pull(str(row.pk))
        row.refresh_from_db()
        assert (row.status, row.sebab) == (S.GAGAL, Sebab.TIDAK_MENJAWAB.value)
        assert services.request_pull(p.orang["pegawai"].pk, by=p.akun["admin_bkd"]).pk != row.pk

    @pytest.mark.parametrize("who", ["admin_unit", "pegawai", "auditor", "admin_instansi_lain"])
    def test_only_hr_of_the_province(self, p, siasn, who):
        with pytest.raises(PermissionDenied):
            services.request_pull(p.orang["pegawai"].pk, by=p.akun[who])

    def test_switched_off_nothing_is_asked(self, p):
        with pytest.raises(DomainError, match="belum tersambung"):
            services.request_pull(p.orang["pegawai"].pk, by=p.akun["admin_bkd"])
        assert not TarikanSIASN.objects.exists()

    def test_new_same_and_different_rows(self, p, siasn):
        row = pulled(
            p, siasn,
            rw_golongan=[golongan("31", "01-04-2019"), golongan("32", "01-04-2023"), golongan("33", "01-04-2019")],
        )  # fmt: skip
        by = p.akun["admin_bkd"]
        found = next(
            one for one in compare(by, row.pegawai, services.read_objects(row)) if one.judul == "Pangkat dan golongan"
        )
        assert (found.sama, [one.keadaan for one in found.baris]) == (1, [BARU, BERBEDA])
        assert found.baris[1].judul.startswith("III/c")
        assert "sudah tercatat" in found.baris[1].catatan
        assert not found.baris[1].catatan.startswith("golonganId")

    def test_only_what_is_chosen_is_taken_and_nothing_is_overwritten(self, p, siasn):
        row = pulled(
            p, siasn,
            rw_golongan=[golongan("33", "01-04-2019"), golongan("32", "01-04-2023"), golongan("34", "01-04-2025")],
        )  # fmt: skip
        written, left = take(row.pk, {1, 2}, by=p.akun["admin_bkd"])
        assert (written, len(left)) == (1, 1)
        rows = RiwayatGolongan.objects.kini().filter(pegawai=row.pegawai).order_by("berlaku")
        assert [(one.golongan_id, one.mulai, one.sumber) for one in rows] == [
            ("golongan_pns:31", date(2019, 4, 1), "hr"), ("golongan_pns:32", date(2023, 4, 1), SumberRiwayat.SIASN),
        ]  # fmt: skip
        row.refresh_from_db()
        assert (row.status, row.diambil) == (S.SIAP, 1)

    def test_main_data_fill_what_is_empty_only(self, p, siasn):
        person = p.orang["pegawai"]
        KontakPegawai.objects.create(pegawai=person, alamat="Jalan Portal 1")
        main = {
            "id": "ORANG-1", "nipBaru": person.nip, "nama": person.nama, "tglLahir": person.tanggal_lahir.strftime("%d-%m-%Y"),
            "alamat": "Jalan SIASN 9", "kodePos": "10110", "tmtCpns": "01-01-2015",
        }  # fmt: skip
        row = pulled(p, siasn, data_utama=main)
        found = compare(p.akun["admin_bkd"], person, services.read_objects(row))[0]
        assert {(one.label, one.kosong) for one in found.isian} >= {
            (label[:1].upper() + label[1:], empty)
            for name, empty in (("alamat", False), ("kode_pos", True))
            for label in [str(KontakPegawai._meta.get_field(name).verbose_name)]
        }
        take(row.pk, {found.nomor}, by=p.akun["admin_bkd"])
        contact = KontakPegawai.objects.get(pegawai=person)
        assert (contact.alamat, contact.kode_pos) == ("Jalan Portal 1", "10110")
        assert DataKepegawaian.objects.get(pegawai=person).tmt_cpns == date(2015, 1, 1)

    def test_data_of_somebody_else_are_refused(self, p, siasn):
        person = p.orang["pegawai"]
        row = pulled(p, siasn, data_utama={"nipBaru": person.nip, "nama": "X", "tglLahir": "01-01-1970", "alamat": "Y"})
        found = compare(p.akun["admin_bkd"], person, services.read_objects(row))[0]
        assert found.nomor is None
        assert "tglLahir berbeda" in found.baris[0].catatan
        written, left = take(row.pk, {1}, by=p.akun["admin_bkd"])
        assert (written, len(left)) == (0, 1)
        assert not RiwayatPendidikan.objects.exists()


class TestPages:
    def test_says_when_it_is_not_connected_and_what_to_do(self, p):
        text = p.client("admin_bkd").get(reverse("pegawai:tarikan_list")).content.decode()
        assert "belum tersambung ke SIASN" in text
        assert reverse("lembar:impor_unggah", args=["siasn"]) in text

    def test_from_asking_to_closing(self, p, siasn):
        client, person = p.client("admin_bkd"), p.orang["pegawai"]
        siasn.data = {"rw-golongan": [golongan("32", "01-04-2023"), golongan("33", "01-04-2019")]}
        assert "Belum dicoba dengan SIASN asli" in client.get(reverse("pegawai:tarikan_list")).content.decode()
        client.post(reverse("pegawai:tarikan_add"), {"nomor": person.nip})
        row = TarikanSIASN.objects.get()
        where = reverse("pegawai:tarikan_detail", args=[row.pk])
        assert "sedang ditanya" in client.get(where).content.decode()
        services.pull(str(row.pk))
        assert "Bandingkan" in client.get(where).content.decode()
        assert not AksesData.objects.exists()
        text = client.post(where, {"tujuan": "Pemutakhiran data"}).content.decode()
        assert "Belum ada di portal" in text
        assert "Berbeda" in text
        assert AksesData.objects.get(subjek_id=person.pk).kelompok == "Tarikan SIASN"
        done = client.post(reverse("pegawai:tarikan_ambil", args=[row.pk]), {"pilih": ["1"]}, follow=True)
        assert "1 baris dari SIASN tercatat" in done.content.decode()
        client.post(reverse("pegawai:tarikan_tutup", args=[row.pk]))
        row.refresh_from_db()
        assert row.status == S.SELESAI
        assert "1 baris" in client.get(reverse("pegawai:tarikan_list")).content.decode()

    def test_an_unknown_number_is_one_sentence(self, p, siasn):
        answer = p.client("admin_bkd").post(reverse("pegawai:tarikan_add"), {"nomor": "123"}, follow=True)
        assert "Tidak ada pegawai dengan NRK atau NIP ini" in answer.content.decode()
