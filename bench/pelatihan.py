"""Learning: the catalogue of 20,000 programmes, an opening where 5,000 ask for 200 places, JP of everybody, recommendations."""

from __future__ import annotations

import json
import secrets
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import urlencode
from uuid import uuid4

from bench.halaman import Peramban
from bench.hasil import Ukuran
from bench.provinsi import Provinsi

CARI = {
    "semua": "",
    "kata": "?q=data",
    "dua_kata": "?q=analisis+data",
    "tidak_ada": "?q=zzzyyy",
    "bagian": "?q=nggar&rumpun=keuangan",
}
KALI, HANGAT, SERENTAK = 30, 5, 16
# Places of the batch that opens.
TEMPAT = 200
# Every tenth sends his form twice, as somebody who clicks again.
DUA_KALI = 10


def register(port: int, angkatan: str, session: str, times: int) -> list[int]:
    """What came back each time; the page carries one key, so a second click repeats it."""
    token, key = secrets.token_hex(16), str(uuid4())
    body = urlencode({"csrfmiddlewaretoken": token, "kunci_kirim": key, "alasan": ""})
    head = {"Cookie": f"sessionid={session}; csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
    answers = []
    for _ in range(times):
        line = HTTPConnection("127.0.0.1", port, timeout=120)
        line.request("POST", f"/pelatihan/angkatan/{angkatan}/daftar/", body, headers=head)
        answers.append(line.getresponse().status)
        line.close()
    return answers


def opening(provinsi: Provinsi, angkatan: str, people: list[tuple[str, str]]) -> list[Ukuran]:
    """All at once, as many as a machine of two workers takes; then what stands in the database."""
    started = time.perf_counter()
    with ThreadPoolExecutor(SERENTAK) as pool:
        jobs = [
            pool.submit(register, provinsi.port, angkatan, session, 2 if place % DUA_KALI == 0 else 1)
            for place, (_, session) in enumerate(people)
        ]
        answers = [status for job in jobs for status in job.result()]
    seconds = time.perf_counter() - started
    refused = sum(status != HTTPStatus.FOUND for status in answers)
    found = json.loads(provinsi.module("bench.pelatihan_siap", "--tetapkan", pemilik=True))
    if not found["urut"] or not found["depan"]:
        raise RuntimeError(f"Urutan pendaftaran tidak terjaga: {found}")
    return [
        Ukuran("pelatihan.buka.menit", round(seconds / 60, 2), "menit", None, len(people)),
        Ukuran("pelatihan.buka.ditolak", refused, "pendaftaran", None, len(answers)),
        Ukuran("pelatihan.buka.lebih", abs(found["tempat"] - min(TEMPAT, len(people))), "tempat", None, 1),
        Ukuran("pelatihan.buka.dobel", found["baris"] - found["orang"] + abs(found["orang"] - len(people)), "orang", None, len(people)),
        Ukuran("pelatihan.tetapkan.detik", round(found["detik"], 2), "detik", None, 1),
    ]  # fmt: skip


def measure(provinsi: Provinsi) -> list[Ukuran]:
    ready = json.loads(provinsi.module("bench.pelatihan_siap", pemilik=True))
    browser, figures = Peramban(provinsi.port, provinsi.facts()["sesi"]["pegawai.demo"]), []
    for nama, query in CARI.items():
        answers = [browser.get(f"/pelatihan/katalog/{query}") for _ in range(HANGAT + KALI)][HANGAT:]
        middle = round(statistics.median(answer.detik for answer in answers) * 1000, 2)
        figures.append(Ukuran(f"pelatihan.{nama}.p50", middle, "milidetik", None, KALI))
        figures.append(Ukuran(f"pelatihan.{nama}.kueri", answers[-1].kueri, "kueri", None, 1))
    counted = json.loads(provinsi.module("bench.pelatihan_siap", "--hitung", pemilik=True))
    if counted["orang"] < provinsi.pegawai * 0.98:
        raise RuntimeError(f"Rekap JP tidak utuh: {counted}")
    figures += [
        Ukuran("pelatihan.rekap_jp.detik", round(counted["rekap"], 3), "detik", None, 3),
        Ukuran("pelatihan.saran.p50", round(counted["saran"] * 1000, 2), "milidetik", None, 20),
        Ukuran("pelatihan.saran_semua.detik", round(counted["saran_semua"], 2), "detik", None, 1),
    ]
    return figures + opening(provinsi, ready["angkatan"], ready["orang"])
