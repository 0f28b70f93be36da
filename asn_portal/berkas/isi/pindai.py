"""The port to a virus scanner. What the setting names is asked; where it names nobody, the trace says "tidak dipindai".
A scanner that is named and does not answer stops the upload: an unknown file is no clean file.
"""

from __future__ import annotations

import shlex
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from asn_portal.berkas.enums import HasilPindai
from asn_portal.berkas.isi import BerkasDitolak

BATAS_DETIK = 30
POTONGAN = 64 * 1024
DITEMUKAN = 1
DIAM = "Pemeriksa virus sedang tidak dapat dihubungi, jadi berkas belum diterima. Coba lagi beberapa menit lagi."


def scan(content: bytes) -> HasilPindai:
    """Clean, or not scanned; an infected file is refused."""
    kind, _, where = settings.VIRUS_SCANNER.partition(":")
    if not where:
        return HasilPindai.TIDAK_DIPINDAI
    try:
        infected = _ask_clamd(where, content) if kind == "clamd" else _ask_command(where, content)
    except (OSError, subprocess.SubprocessError, ValueError) as silent:
        raise BerkasDitolak(DIAM, galat="pemindai_diam") from silent
    if infected:
        raise BerkasDitolak(
            "Pemeriksa virus menemukan isi berbahaya di berkas ini, jadi tidak diterima. Pindai perangkat Anda, lalu unggah berkas yang bersih.",
            galat="berkas_bervirus",
        )
    return HasilPindai.BERSIH


def _ask_command(command: str, content: bytes) -> bool:
    done = subprocess.run(shlex.split(command), input=content, capture_output=True, timeout=BATAS_DETIK)
    if done.returncode not in {0, DITEMUKAN}:
        raise ValueError(f"scanner ended with {done.returncode}")
    return done.returncode == DITEMUKAN


def _ask_clamd(where: str, content: bytes) -> bool:
    """clamd's INSTREAM: pieces with their length in front, an empty one at the end."""
    with _line_to(where) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), POTONGAN):
            piece = content[start : start + POTONGAN]
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall(b"\0\0\0\0")
        answer = b""
        while not answer.endswith(b"\0"):
            part = line.recv(1024)
            if not part:
                break
            answer += part
    words = answer.rstrip(b"\0\n").decode(errors="replace")
    if words.endswith("FOUND"):
        return True
    if not words.endswith("OK"):
        raise ValueError("unexpected answer of clamd")
    return False


@contextmanager
def _line_to(where: str) -> Iterator[socket.socket]:
    """A line to `/path/of/socket` or `host:port`."""
    if not where.startswith("/"):
        host, _, port = where.rpartition(":")
        with socket.create_connection((host, int(port)), timeout=BATAS_DETIK) as line:
            yield line
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(BATAS_DETIK)
        line.connect(where)
        yield line
