"""The stage of the journeys: the portal on loopback, Chromium at two widths, and one browser per person."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as django_settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from asn_portal.core.enums import PERAN_DUA_LANGKAH, Peran
from asn_portal.core.models import Pengguna, PesanKeluar
from asn_portal.core.services import akun as core_akun
from asn_portal.core.services import peran as peran_services
from asn_portal.core.services import unit as unit_services
from pegawai.enums import BagianLaporan
from pegawai.services import akun as akun_services
from pegawai.services import identitas, laporan
from tests.conftest import ASSIGNED, Provinsi, login
from tests.factories.naskah import initialled, make_naskah, sent, submitted
from tests.factories.pegawai import make_person
from tests.perjalanan.peramban import Peramban

LAYAR = {1366: {"width": 1366, "height": 900}, 360: {"width": 360, "height": 780}}
HASHED = lru_cache(make_password)
# The same for all: whoever needs a second factor has it, unless the journey is about setting it up.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    args = [
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    if os.geteuid() == 0:
        args.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": chromium, "args": args}


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """The whole portal with all its middleware, static files found where they are written (no collectstatic)."""
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def _one_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """All these accounts have the same password: its slow hash is made once."""
    monkeypatch.setattr("tests.factories.core.make_password", HASHED)


@pytest.fixture(params=[1366, 360], ids=["1366", "360"])
def lebar(request: pytest.FixtureRequest) -> int:
    """A desk and a telephone."""
    return request.param


# Work that HR does at a desk: its journeys go there only (the crawl looks at each of these pages on a telephone as well).
DI_MEJA = pytest.mark.parametrize("lebar", [1366], indirect=True)


@dataclass
class Portal:
    """The running portal, its people, and the browsers opened in this test."""

    url: str
    provinsi: Provinsi
    browser: Browser
    lebar: int
    opened: list[Peramban] = field(default_factory=list)

    def open(self, nama: str = "tamu", **options: Any) -> Peramban:
        """A fresh browser profile that knows nobody."""
        options = {
            "viewport": LAYAR[self.lebar],
            "locale": "id-ID",
            "timezone_id": "Asia/Jakarta",
            "has_touch": self.lebar < 768,
            "reduced_motion": "reduce",
        } | options
        context = self.browser.new_context(**options)
        context.set_default_timeout(10_000)
        peramban = Peramban(context, self.url, nama, script=options.get("java_script_enabled", True))
        self.opened.append(peramban)
        return peramban

    def masuk(self, who: str | Pengguna, **options: Any) -> Peramban:
        """A browser in which this account has just logged in (by its cookie, without typing)."""
        akun = self.provinsi.akun[who] if isinstance(who, str) else who
        peramban = self.open(who if isinstance(who, str) else akun.username, **options)
        client = login(akun)
        name = django_settings.SESSION_COOKIE_NAME
        peramban.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])
        return peramban


def session_of(peramban: Peramban) -> SessionStore:
    """What the portal remembers about this browser."""
    name = django_settings.SESSION_COOKIE_NAME
    return SessionStore(next(c["value"] for c in peramban.context.cookies() if c["name"] == name))


def grow_idle(peramban: Peramban, menit: int) -> None:
    """As if nobody had touched this browser for so long."""
    session = session_of(peramban)
    session["aktif"] = int(timezone.now().timestamp()) - menit * 60
    session.save()


def grow_stale(peramban: Peramban) -> None:
    """As if the password had been given ten minutes ago: still logged in, no longer fresh."""
    session = session_of(peramban)
    records = session["account_authentication_methods"]
    then = timezone.now().timestamp() - 600
    session["account_authentication_methods"] = [{**record, "at": then} for record in records]
    session.save()


@pytest.fixture
def portal(
    live_server: LiveServer,
    transactional_db: None,
    provinsi: Provinsi,
    settings: Any,
    browser: Browser,
    lebar: int,
    request: pytest.FixtureRequest,
) -> Iterator[Portal]:
    """The small province, served to real browsers; admins have their second factor."""
    settings.ALAMAT = live_server.url
    for name, peran in ASSIGNED.items():
        if peran in PERAN_DUA_LANGKAH:
            totp.TOTP.activate(provinsi.akun[name], SECRET)
    stage = Portal(live_server.url, provinsi, browser, lebar)
    yield stage
    failed = getattr(request.node, "rep_call", None) is None or request.node.rep_call.failed
    folder = Path(tempfile.gettempdir()) / "asn-perjalanan" / request.node.name.replace("/", "_")
    for peramban in stage.opened:
        if failed:
            peramban.shoot(str(folder))
        peramban.context.close()


Kode = Callable[..., str]


@pytest.fixture
def kode_totp() -> Kode:
    """What the phone shows; `langkah=1` is the next code, for a second login within half a minute."""

    def show(secret: str = SECRET, langkah: int = 0) -> str:
        _, now, _ = totp.yield_hotp_counters_from_time()
        return totp.format_hotp_value(totp.hotp_value(secret, now + langkah))

    return show


@pytest.fixture
def portal_berisi(portal: Portal) -> Portal:
    """The same with something on every page: work that waits, an answered and an open report, reads, settings."""
    p, today = portal.provinsi, timezone.localdate()
    admin, hr, siti = p.akun["admin_bkd"], p.akun["admin_unit"], p.orang["pegawai"]
    Pengguna.objects.exclude(pk=p.akun["rekan"].pk).update(diaktifkan_pada=timezone.now())
    p.orang["baru"] = make_person("Rina Tanpa Akun", unit=p.seksi, atasan=p.orang["atasan"], with_account=False)
    identitas.set_nik(siti, "3171011502900001", sah=True)
    identitas.reveal_nik(siti, tujuan="Memeriksa berkas kenaikan pangkat", by=hr)
    for kunci, nilai in (("nama_singkat", "Provinsi Contoh"), ("kota", "Jakarta")):
        unit_services.set_pengaturan(kunci=kunci, nilai=nilai, mulai=today, dasar="Peraturan 1/2026", by=admin)
    peran_services.propose_peran(
        untuk=p.akun["rekan"], peran=Peran.ASESOR, unit=p.akar, mulai=today, sampai=None,
        alasan="Lulus uji kompetensi asesor", nomor_sk="", jenis="beri", by=admin,
    )  # fmt: skip
    bkd2 = p.akun["admin_bkd2"]
    peran_services.name_penyiap(
        penyiap=p.akun["rekan"], jenis_tugas=["core.usulan_peran"], mulai=today, sampai=today, by=bkd2
    )
    laporan.report_data(siti, bagian=BagianLaporan.ATASAN, isi="Atasan saya Kepala Dinas Satu.", by=p.akun["pegawai"])
    akun_services.issue_slips([p.orang["rekan"].pk], by=hr, now=timezone.now())
    core_akun.request_recovery(p.akun["asesor"].pk, alasan="Datang sendiri dengan KTP.", by=admin)
    make_naskah(p)
    submitted(p, about="rekan")
    initialled(p)
    sent(p, about="rekan")
    PesanKeluar.objects.create(
        pekerjaan="core.clean_up",
        status="parkir",
        percobaan=8,
        galat="OperationalError: putus",
        kirim_setelah=timezone.now(),
    )
    return portal
