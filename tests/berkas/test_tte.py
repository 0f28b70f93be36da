"""The provider of signatures: its refusals, its silence, its wrong answers, and a passphrase that is nowhere to be found."""

from __future__ import annotations

import base64
import json
import logging
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from asn_portal.berkas import simpan, tte
from asn_portal.berkas.enums import StatusNaskah as S
from asn_portal.berkas.models import Naskah, NomorNaskah
from asn_portal.berkas.services import tanda_tangan as signing
from asn_portal.berkas.tte import Frasa, Sebab, TTEGagal
from asn_portal.berkas.tte.simulasi import sign_with_throwaway
from asn_portal.core.models import Tindakan
from pegawai.services.identitas import set_nik
from tests.factories.naskah import initialled, phrase, signed

pytestmark = pytest.mark.django_db
FRASA = "Kunci-Rahasia-Saya-77"
NIK = "3171012345670001"


class Layanan:
    """A service that speaks as BSrE does; what it was asked stays here."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answer: Callable[[dict[str, Any]], tuple[int, bytes]] = self.sign
        layanan = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = _read(self)
                layanan.asked.append(asked)
                status, content = layanan.answer(asked)
                try:
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(content)))
                    if status == 302:
                        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                    self.end_headers()
                    self.wfile.write(content)
                except BrokenPipeError:
                    return

            def log_message(self, *_: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @staticmethod
    def sign(asked: dict[str, Any]) -> tuple[int, bytes]:
        if asked["passphrase"] != FRASA:
            return Layanan.refuse(2031)
        return 200, sign_with_throwaway(asked["file"])

    @staticmethod
    def refuse(code: int) -> tuple[int, bytes]:
        return 400, json.dumps({"status_code": code, "error": "x"}).encode()


def _read(request: BaseHTTPRequestHandler) -> dict[str, Any]:
    body = request.rfile.read(int(request.headers["Content-Length"]))
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    parts = BytesParser().parsebytes(head + body).get_payload()
    found: dict[str, Any] = {"kunci": request.headers["Idempotency-Key"], "path": request.path}
    found["akun"] = base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
    for part in parts:
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        found[name] = content if name == "file" else content.decode()
    return found


@pytest.fixture
def layanan(settings: Any) -> Iterator[Layanan]:
    service = Layanan()
    settings.TTE = {
        "penyedia": "bsre", "alamat": service.address, "pengguna": "dinas", "sandi": "sandi-instansi", "batas_detik": 1.0,
    }  # fmt: skip
    yield service
    service.server.shutdown()
    service.server.server_close()


@pytest.fixture
def paper(provinsi: Any) -> Naskah:
    set_nik(provinsi.orang["atasan_penilai"], NIK, sah=True)
    return initialled(provinsi)


def sign(row: Naskah, frasa: str = FRASA) -> Naskah:
    return signing.sign_naskah(row.pk, frasa=Frasa(frasa), by=row.penanda_tangan)


def test_the_service_is_asked_with_nik_and_passphrase_and_its_file_is_kept(layanan, paper):
    row = sign(paper)
    (asked,) = layanan.asked
    assert (asked["path"], asked["nik"], asked["passphrase"]) == ("/api/sign/pdf", NIK, FRASA)
    assert asked["akun"] == "dinas:sandi-instansi"
    assert row.status == S.DITANDATANGANI
    assert simpan.read(row.nama_simpan).startswith(asked["file"])


@pytest.mark.parametrize(
    ("answer", "sebab"),
    [
        (lambda _: Layanan.refuse(2031), Sebab.FRASA_SALAH),
        (lambda _: Layanan.refuse(2011), Sebab.BELUM_TERDAFTAR),
        (lambda _: Layanan.refuse(2021), Sebab.SERTIFIKAT_HABIS),
        (lambda _: Layanan.refuse(9999), Sebab.DITOLAK),
        (lambda _: (400, b"<html>"), Sebab.DITOLAK),
        (lambda _: (302, b""), Sebab.DITOLAK),
        (lambda _: (503, b""), Sebab.TIDAK_MENJAWAB),
        (lambda _: (time.sleep(1.5), (200, b""))[1], Sebab.TIDAK_MENJAWAB),
        (lambda _: (200, b"OK"), Sebab.JAWABAN_RUSAK),
        (lambda asked: (200, asked["file"]), Sebab.JAWABAN_RUSAK),  # not signed
        (lambda asked: (200, sign_with_throwaway(asked["file"])[:-200]), Sebab.JAWABAN_RUSAK),
    ],
)
def test_each_refusal_is_one_sentence_and_leaves_the_paper_where_it_was(layanan, paper, answer, sebab):
    layanan.answer = answer
    with pytest.raises(TTEGagal) as refused:
        sign(paper)
    assert refused.value.sebab is sebab
    assert refused.value.pesan == sebab.value
    paper.refresh_from_db()
    assert (paper.status, paper.nama_simpan, paper.upaya_id) == (S.TANDA_TANGAN, "", None)
    assert Tindakan.objects.get(aksi="naskah_tte_gagal").rincian == {"sebab": sebab.name.lower()}
    layanan.answer = layanan.sign
    assert sign(paper).status == S.DITANDATANGANI
    assert NomorNaskah.objects.count() == 1


def test_the_paper_of_somebody_else_is_no_answer(layanan, provinsi, paper):
    """A service that mixes up its answers."""
    other = simpan.read(_signed_elsewhere(provinsi).nama_simpan)
    layanan.answer = lambda _: (200, other)
    with pytest.raises(TTEGagal) as refused:
        sign(paper)
    assert refused.value.sebab is Sebab.JAWABAN_RUSAK


def _signed_elsewhere(provinsi: Any) -> Naskah:
    from django.test import override_settings

    with override_settings(TTE={"penyedia": "simulasi"}):
        return signed(provinsi, about="rekan")


def test_without_a_nik_the_service_is_not_asked(layanan, provinsi):
    with pytest.raises(TTEGagal, match="NIK Anda belum tercatat"):
        sign(initialled(provinsi))
    assert layanan.asked == []


def test_nobody_at_the_address(provinsi, paper, settings):
    settings.TTE = {
        "penyedia": "bsre",
        "alamat": "http://127.0.0.1:1",
        "pengguna": "a",
        "sandi": "b",
        "batas_detik": 1.0,
    }
    with pytest.raises(TTEGagal, match="tidak menjawab"):
        sign(paper)


def test_switched_off_it_says_so(paper, settings):
    settings.TTE = {"penyedia": ""}
    assert not tte.is_active()
    with pytest.raises(TTEGagal, match="belum diaktifkan"):
        sign(paper)


def test_a_retry_after_silence_asks_with_the_same_key_and_keeps_the_number(layanan, paper):
    layanan.answer = lambda _: (503, b"")
    with pytest.raises(TTEGagal):
        sign(paper)
    layanan.answer = layanan.sign
    sign(paper)
    assert len({asked["kunci"] for asked in layanan.asked}) == 1
    assert len(layanan.asked) == 2


class TestPassphrase:
    """It is nowhere: not in the database, the log, an error, a page, a pickle."""

    def test_it_does_not_show_itself(self):
        frasa = Frasa(FRASA)
        assert FRASA not in f"{frasa!r} {frasa} {[frasa]}"
        with pytest.raises(TypeError):
            pickle.dumps(frasa)

    @pytest.mark.parametrize("wrong", [False, True])
    def test_nowhere_in_database_logs_and_pages(self, layanan, provinsi, paper, caplog, capfd, wrong):
        caplog.set_level(logging.DEBUG)
        typed = FRASA + "-salah" if wrong else FRASA
        client = provinsi.client("atasan_penilai")
        address = reverse("berkas:naskah_sign", args=[paper.pk])
        answer = client.post(address, {"frasa": typed, "putaran": paper.putaran})
        assert answer.status_code == (422 if wrong else 302)
        said = answer.content.decode() + client.get(reverse("berkas:naskah_detail", args=[paper.pk])).content.decode()
        output = capfd.readouterr()
        for place in (said, caplog.text, output.out, output.err, _whole_database()):
            assert FRASA not in place
        assert ("tidak cocok" in said) is wrong

    def test_nor_when_the_service_breaks_off(self, layanan, provinsi, paper, caplog):
        caplog.set_level(logging.DEBUG)
        layanan.answer = lambda _: (503, b"")
        address = reverse("berkas:naskah_sign", args=[paper.pk])
        answer = provinsi.client("atasan_penilai").post(address, {"frasa": FRASA, "putaran": paper.putaran})
        assert answer.status_code == 422
        assert FRASA not in answer.content.decode() + caplog.text + _whole_database()

    def test_nor_in_what_an_error_carries(self, paper, settings):
        settings.TTE = {
            "penyedia": "bsre",
            "alamat": "http://127.0.0.1:1",
            "pengguna": "a",
            "sandi": "b",
            "batas_detik": 1,
        }
        set_known = None
        try:
            sign(paper)
        except TTEGagal as refused:
            set_known = refused
        assert set_known is not None
        assert set_known.__cause__ is None
        assert set_known.__suppress_context__


def _whole_database() -> str:
    """Every row of every table, as text."""
    parts = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(baris::text, chr(10)), '') FROM \"{table}\" AS baris")
            parts.append(cursor.fetchone()[0])
    return "\n".join(parts)


class TestMany:
    def choose(self, p: Any, count: int) -> list[Naskah]:
        people = ("pegawai", "rekan")
        return [initialled(p, about=people[place % 2]) for place in range(count)]

    def test_one_wrong_one_does_not_stop_the_rest(self, provinsi):
        p = provinsi
        rows = self.choose(p, 4)
        stale = [(row.pk, row.putaran) for row in rows]
        stale[1] = (rows[1].pk, 0)  # corrected since it was read
        results = signing.sign_many(stale, frasa=phrase(), by=p.akun["atasan_penilai"])
        assert [result.berhasil for result in results] == [True, False, True, True]
        assert "sejak Anda membacanya" in results[1].kalimat

    def test_a_wrong_passphrase_is_asked_once_not_forty_times(self, layanan, provinsi, paper):
        rows = [paper, *self.choose(provinsi, 3)]
        results = signing.sign_many(
            [(row.pk, row.putaran) for row in rows], frasa=Frasa("salah"), by=provinsi.akun["atasan_penilai"]
        )
        assert not any(result.berhasil for result in results)
        assert len(layanan.asked) == 1
        assert {result.kalimat for result in results[1:]} == {
            "Belum dimintakan, karena naskah sebelumnya tidak dapat ditandatangani."
        }

    def test_a_slow_provider_keeps_nobody_for_ever(self, provinsi, monkeypatch):
        rows = self.choose(provinsi, 2)
        monkeypatch.setattr(signing, "LAMA_BERSAMA", 0.0)
        results = signing.sign_many(
            [(row.pk, row.putaran) for row in rows], frasa=phrase(), by=provinsi.akun["atasan_penilai"]
        )
        assert {result.kalimat for result in results} == {signing.WAKTU_HABIS}
        assert set(Naskah.objects.values_list("status", flat=True)) == {S.TANDA_TANGAN}

    def test_the_page_signs_what_was_read_and_tells_of_each(self, provinsi):
        p = provinsi
        rows, client = self.choose(p, 3), provinsi.client("atasan_penilai")
        from asn_portal.core.models import Tugas

        duties = {duty.objek_id: duty for duty in Tugas.objects.filter(jenis="berkas.tanda_tangan_naskah")}
        for row in rows[:2]:
            assert client.get(reverse("core:tugas_open", args=[duties[row.pk].pk])).status_code == 302
        address = reverse("berkas:naskah_sign_many")
        assert "Belum dibuka" in client.get(address).content.decode()
        sent = {"pilih": [f"{row.pk}:{row.putaran}" for row in rows], "frasa": phrase().reveal()}
        answer = client.post(address, sent, follow=True)
        assert "2 dari 2 ditandatangani" in answer.content.decode()
        assert Naskah.objects.get(pk=rows[2].pk).status == S.TANDA_TANGAN  # never opened, never signed
        assert client.get(reverse("core:tugas_bulk") + "?jenis=berkas.tanda_tangan_naskah")["Location"] == address

    def test_the_inbox_does_not_sign_without_a_passphrase(self, provinsi):
        from asn_portal.core.models import Tugas
        from asn_portal.core.services.tugas import decide_many, open_tugas

        row = initialled(provinsi)
        duty = Tugas.objects.get(objek_id=row.pk, selesai_pada=None)
        open_tugas(duty, by=provinsi.akun["atasan_penilai"])
        (result,) = decide_many(duty.jenis, [duty.pk], catatan="x", by=provinsi.akun["atasan_penilai"])
        assert not result.berhasil
        assert "frasa sandi" in result.kalimat
