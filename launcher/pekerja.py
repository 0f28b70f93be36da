"""The web worker: what it cannot answer soon it refuses at once, so that what it answers is answered in time.

On the last day before a deadline more comes than the machine can serve. A queue without an end would let everybody wait
until browsers give up, and work on answers that nobody awaits any more. Whoever would have to wait beyond the bound (by
what waits before him and how long an answer takes of late), or comes while somebody has waited that long, gets 503 with
Retry-After before anything of his was begun: nothing is half done, and what was typed stays in the browser and its draft.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from gunicorn.workers.gthread import _DEFER, DEFAULT_WORKER_DATA_TIMEOUT, ThreadWorker

# So long may somebody wait for his turn, in seconds.
TUNGGU = float(os.environ.get("WEB_MAX_WAIT", "0.7"))
# So many for each thread may wait in any case: on a slow machine the parts of one page are no crowd.
GILIRAN = 1
COBA_LAGI, SIBUK = 10, 503
# What an answer takes before the first was given, and how much each new one counts in the mean.
AWAL, BOBOT = 0.05, 0.1
BACA = 65_536
# Threads that only refuse, and how long they wait for the other side, in seconds.
PENOLAK, SABAR = 4, 1.0
KALIMAT = "Portal sedang sangat ramai. Tunggu sebentar, lalu kirim lagi; yang belum diterima tidak tersimpan sebagian."
# Served however much waits: whether the process lives; and what a page that was served needs to be shown. Both cost little.
SELALU = (b"GET /sehat/", b"GET /static/", b"HEAD /static/")
LAGI = "Kembali dengan tombol kembali pada peramban: isian Anda masih ada."
# What never becomes a request: title in the protocol, galat, title on the page and sentence, by status.
PANJANG = "Alamat yang diminta terlalu panjang. Kurangi saringannya, lalu kirim lagi."
BERAT = "Kepala permintaan terlalu besar. Hapus kuki situs ini di peramban, lalu masuk lagi."
RUSAK = "Permintaan ini tidak terbaca sebagai permintaan web. Muat ulang halaman, lalu coba lagi."
SALAH = "Terjadi kesalahan di portal, dan sudah dicatat. Yang belum diterima tidak tersimpan sebagian. Coba lagi sebentar lagi."
TOLAKAN = {
    414: ("URI Too Long", "alamat_terlalu_panjang", "Alamat terlalu panjang", PANJANG),
    431: ("Request Header Fields Too Large", "kepala_terlalu_besar", "Permintaan terlalu besar", BERAT),
    500: ("Internal Server Error", "kesalahan_portal", "Terjadi kesalahan", SALAH),
    503: ("Service Unavailable", "sibuk", "Portal sedang ramai", KALIMAT),
}
TIDAK_TERBACA = ("Bad Request", "permintaan_rusak", "Permintaan tidak terbaca", RUSAK)
# Of the first line enough to know whether a page or a program asks.
AWALAN = 64


def refusal(request: bytes, status: int = 503) -> bytes:
    """The whole answer, as a page or as an error of the API."""
    machine = request.split(b"\r\n", 1)[0].find(b" /api/") > 0
    reason, galat, title, sentence = TOLAKAN.get(status, TIDAK_TERBACA)
    told = {"type": "about:blank", "title": reason, "status": status, "galat": galat, "pesan": sentence}
    page = (
        '<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><h1>{title}</h1><p>{sentence}</p><p>{LAGI}</p></html>"
    )
    body = (json.dumps(told) if machine else page).encode()
    kind = "application/problem+json" if machine else "text/html; charset=utf-8"
    again = f"Retry-After: {COBA_LAGI}\r\n" if status == SIBUK else ""
    head = (
        f"HTTP/1.1 {status} {reason}\r\n{again}Content-Type: {kind}\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nContent-Security-Policy: default-src 'none'\r\n"
        "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def first_bytes(sock: Any) -> bytes:
    """What waits to be read, without taking it."""
    try:
        return bytes(sock.recv(AWALAN, socket.MSG_PEEK | socket.MSG_DONTWAIT))
    except OSError:
        return b""


def drain(sock: Any) -> None:
    """Until the other side has closed, for a bounded time and size: it sees the answer, not a broken connection."""
    until = time.monotonic() + SABAR
    while time.monotonic() < until and sock.recv(BACA):
        continue


class Saluran:
    """Stands for the connection while gunicorn says in English what it thinks of a request: only the status is taken from it."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self.status = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def sendall(self, data: bytes) -> None:
        self.status = self.status or int(data.split(b" ", 2)[1])


class Pekerja(ThreadWorker):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # When each waiting request came, in the order in which they are taken.
        self.menunggu: deque[float] = deque()
        # How long an answer took of late, in seconds.
        self.lama = AWAL
        # How the request of each thread began.
        self.awal = threading.local()

    def init_process(self) -> None:
        self.penolak = ThreadPoolExecutor(PENOLAK)
        super().init_process()

    def enqueue_req(self, conn: Any) -> None:
        if self.is_full():
            self.penolak.submit(self.refuse, conn)
        else:
            self.take(conn)

    def is_full(self) -> bool:
        """Would somebody who comes now wait too long?"""
        if len(self.menunggu) < GILIRAN * self.cfg.threads:
            return False
        waited = time.monotonic() - self.menunggu[0]
        return max(waited, len(self.menunggu) * self.lama / self.cfg.threads) > TUNGGU

    def take(self, conn: Any) -> None:
        self.menunggu.append(time.monotonic())
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        if self.menunggu:
            self.menunggu.popleft()
        started = time.monotonic()
        self.awal.baris = b""
        try:
            # A new connection may come before its first byte; the same wait stands in gunicorn's own `handle`.
            if not (conn.initialized or conn.data_ready or conn.wait_for_data(DEFAULT_WORKER_DATA_TIMEOUT)):
                return _DEFER
            self.awal.baris = first_bytes(conn.sock)
            return super().handle(conn)
        finally:
            self.lama += (time.monotonic() - started - self.lama) * BOBOT

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Any) -> None:
        """What gunicorn itself refuses or cannot answer is logged by it, and told in the words of the portal."""
        heard = Saluran(client)
        super().handle_error(req, heard, addr, exc)
        try:
            client.sendall(refusal(self.awal.baris, heard.status))
            # What is not read yet would break the connection before the answer is seen.
            client.settimeout(SABAR)
            client.shutdown(socket.SHUT_WR)
            drain(client)
        except OSError as lost:
            self.log.debug("Sambungan putus selagi ditolak: %s", lost)

    def refuse(self, conn: Any) -> None:
        """Read before it is closed: else the other side would see a broken connection, not the answer."""
        try:
            conn.sock.settimeout(SABAR)
            asked = conn.sock.recv(BACA, socket.MSG_PEEK)
            if asked.startswith(SELALU):
                self.method_queue.defer(self.take, conn)
                return
            conn.sock.sendall(refusal(asked))
            conn.sock.shutdown(socket.SHUT_WR)
            drain(conn.sock)
        except OSError as lost:
            self.log.debug("Sambungan putus selagi ditolak: %s", lost)
        self.method_queue.defer(self.forget, conn)

    def forget(self, conn: Any) -> None:
        self.nr_conns -= 1
        conn.close()
