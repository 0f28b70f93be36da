"""The main pages beside a bare view: time, queries, bytes."""

from __future__ import annotations

import gzip
import http.client
import secrets
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from bench import HEADER
from bench.hasil import Ukuran
from bench.provinsi import Provinsi

ROUNDS = 5
PER_ROUND = 40
WARM = 10
POLOS = "/polos/"
# Lists say how many there are, and those of HR show more columns; so does the bare view beside them.
POLOS_DAFTAR = "/polos/?jumlah=1"
POLOS_LEBAR = "/polos/?kewenangan=1&jumlah=1"
P95 = 19  # of statistics.quantiles(n=20): the last cut


@dataclass
class Jawaban:
    detik: float
    kueri: int
    bita: int


class Peramban:
    """One logged-in connection that stays open, as a browser's does."""

    def __init__(self, port: int, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.token = secrets.token_hex(16)
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={self.token}", "Accept-Encoding": "gzip"}

    def get(self, path: str) -> Jawaban:
        return self.ask("GET", path)

    def post(self, path: str, **isi: str) -> Jawaban:
        return self.ask("POST", path, urlencode(isi | {"csrfmiddlewaretoken": self.token}))

    def ask(self, method: str, path: str, body: str = "") -> Jawaban:
        started = time.perf_counter()
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        self.connection.request(method, path, body or None, headers=self.headers | form)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - started
        if response.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{path} menjawab {response.status} {response.getheader('Location', '')}")
        text = gzip.decompress(content) if response.getheader("Content-Encoding") == "gzip" else content
        return Jawaban(seconds, int(response.getheader(HEADER, "0")), len(text))


def quantile_95(values: list[float]) -> float:
    return statistics.quantiles(values, n=P95 + 1)[-1]


def measure_page(
    nama: str, path: str, browser: Peramban, bare: str = POLOS, *, kelompok: str = "halaman", per_round: int = PER_ROUND
) -> list[Ukuran]:
    """Five rounds; in each the page and the bare view take turns, so that a busy moment hits both alike."""
    for _ in range(WARM):
        browser.get(path), browser.get(bare)
    ratios: dict[str, list[float]] = {"p50": [], "p95": []}
    pages: list[float] = []
    bares: list[float] = []
    for _ in range(ROUNDS):
        page, beside = [], []
        for _ in range(per_round):
            page.append(browser.get(path).detik)
            beside.append(browser.get(bare).detik)
        ratios["p50"].append(statistics.median(page) / statistics.median(beside))
        ratios["p95"].append(quantile_95(page) / quantile_95(beside))
        pages += page
        bares += beside
    last, plain = browser.get(path), browser.get(bare)
    count = ROUNDS * per_round
    figures = []
    for kind, take in (("p50", statistics.median), ("p95", quantile_95)):
        value, other = round(take(pages) * 1000, 2), round(take(bares) * 1000, 2)
        ratio = round(statistics.median(ratios[kind]), 2)
        figures.append(Ukuran(f"{kelompok}.{nama}.{kind}", value, "milidetik", other, count, rasio=ratio))
    figures.append(Ukuran(f"{kelompok}.{nama}.kueri", last.kueri, "kueri", None, 1))
    figures.append(Ukuran(f"{kelompok}.{nama}.bita", last.bita, "bita", None, 1))
    print(f"{nama}: {last.kueri} kueri (polos {plain.kueri}), {last.bita} bita (polos {plain.bita})", flush=True)
    return figures


# Whatever is not a list stands beside the directory without its number.
BESIDE = {
    "direktori": POLOS_DAFTAR,
    "direktori_pengelola": POLOS_LEBAR,
    "direktori_cari": POLOS_LEBAR,
    "direktori_salah_ketik": POLOS_LEBAR,
    "direktori_nama_unit": POLOS_LEBAR,
}


def measure(provinsi: Provinsi) -> list[Ukuran]:
    facts = provinsi.facts()
    pages = {
        "beranda_pegawai": ("pegawai.demo", "/"),
        "beranda_pengelola": ("adminbkd.demo", "/"),
        "beranda_pimpinan": ("pimpinan.demo", "/"),
        "direktori": ("pegawai.demo", "/pegawai/"),
        "direktori_pengelola": ("adminbkd.demo", "/pegawai/"),
        "direktori_cari": ("adminbkd.demo", "/pegawai/?q=siti"),
        "direktori_salah_ketik": ("adminbkd.demo", "/pegawai/?q=sitti+aminnah"),
        "direktori_nama_unit": ("adminbkd.demo", "/pegawai/?q=siti+dinas+pendidikan"),
        "profil": ("adminbkd.demo", facts["alamat"]["profil"]),
        "berkas_orang": ("adminbkd.demo", facts["alamat"]["berkas"]),
        "berkas_karier": ("pegawai.demo", f"{facts['alamat']['berkas']}?bagian=karier"),
        "unit": ("pegawai.demo", facts["alamat"]["unit"]),
        "daftar_unit": ("pegawai.demo", "/unit/"),
    }
    figures = []
    for nama, (who, path) in pages.items():
        figures += measure_page(nama, path, Peramban(provinsi.port, facts["sesi"][who]), BESIDE.get(nama, POLOS))
    return figures + measure_search(provinsi.port, facts["sesi"]["adminbkd.demo"])


# What is typed into the command search, whose answer is a list of a few lines: words, a misspelling, a unit, a number.
CARI = {"nama": "siti", "salah_ketik": "sitti aminnah", "nama_unit": "siti dinas pendidikan", "nomor": "1990"}
# The search counts: 300 times in five minutes an account.
CARI_TIMES = 60


def measure_search(port: int, session: str) -> list[Ukuran]:
    """The whole answer to a word, as the person waits for it."""
    browser, figures = Peramban(port, session), []
    for nama, kata in CARI.items():
        answers = [browser.post("/cari/", q=kata) for _ in range(WARM + CARI_TIMES)][WARM:]
        middle = round(statistics.median(answer.detik for answer in answers) * 1000, 2)
        figures.append(Ukuran(f"cari.{nama}.p50", middle, "milidetik", None, len(answers)))
        figures.append(Ukuran(f"cari.{nama}.kueri", answers[-1].kueri, "kueri", None, 1))
    return figures
