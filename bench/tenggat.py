"""The last day before a deadline: an open loop offers four times what the machine serves, one submission to four reads.

Nobody waits for the one before him: whoever comes, comes. Served is 200; refused is 429 or 503 with Retry-After. At the end
the plans in the database are counted against what was acknowledged. The load comes from this machine too, so the figures
per core are on the careful side.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import secrets
import statistics
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from uuid import uuid4

from bench.hasil import Ukuran
from bench.provinsi import Provinsi

DETIK = 300
# Reads for each submission; how much more is offered than is served; submissions in the question "how many cores".
BACA, KALI, SEMENIT = 4, 4, 2000
HALAMAN = ("/kinerja/saya/", "/api/v1/skp/")
# How long the measuring of what is served lasts, with how many at once; what the open loop waits for an answer.
UKUR, SERENTAK, SABAR = 10.0, 16, 30.0
REFUSED = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
P95 = 19
MENIT = 60
# Plans for measuring what is served: more than ten seconds can send.
AWAL = 200
CADANGAN = 2
# Reads before anything is measured.
HANGAT = 40


@dataclass
class Hari:
    """What came back."""

    layan: list[float] = field(default_factory=list)
    diterima: set[str] = field(default_factory=set)
    ditawarkan: set[str] = field(default_factory=set)
    ditolak: int = 0
    lain: list[str] = field(default_factory=list)


async def ask(port: int, method: str, path: str, session: str, key: str = "") -> tuple[int, bool]:
    """(status, has Retry-After) of one request over its own connection."""
    token = secrets.token_hex(16)
    head = [
        f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: sessionid={session}; csrftoken={token}", "Connection: close",
        "Accept: application/json" if path.startswith("/api/") else "Accept: text/html",
    ]  # fmt: skip
    if method == "POST":
        head += [
            f"X-CSRFToken: {token}",
            f"Idempotency-Key: {key}",
            "Content-Type: application/json",
            "Content-Length: 2",
        ]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(("\r\n".join(head) + "\r\n\r\n" + ("{}" if method == "POST" else "")).encode())
        await writer.drain()
        answer = await reader.read()
    finally:
        writer.close()
    line, _, rest = answer.partition(b"\r\n")
    return int(line.split()[1]), b"\r\nretry-after:" in b"\r\n" + rest.split(b"\r\n\r\n", 1)[0].lower()


async def visit(port: int, day: Hari, plan: str, session: str, *, submits: bool, path: str) -> bool:
    """Was it refused, so that the same may be tried again?"""
    started = time.perf_counter()
    try:
        call = (
            ask(port, "POST", f"/api/v1/skp/{plan}/ajukan/", session, str(uuid4()))
            if submits
            else ask(port, "GET", path, session)
        )
        status, again = await asyncio.wait_for(call, SABAR)
    except (OSError, TimeoutError, IndexError, ValueError) as lost:
        day.lain.append(type(lost).__name__)
        return False
    if status == HTTPStatus.OK:
        day.layan.append(time.perf_counter() - started)
        if submits:
            day.diterima.add(plan)
    elif status in REFUSED and again:
        day.ditolak += 1
        return True
    else:
        day.lain.append(f"{'POST' if submits else path} {status}")
    return False


async def capacity(port: int, people: list[tuple[str, str]]) -> float:
    """Requests served in a second when everybody waits for his answer: the same mixture, once everything is warm."""
    warm, day = Hari(), Hari()
    for number in range(HANGAT):
        await visit(port, warm, *people[number % len(people)], submits=False, path=HALAMAN[number % len(HALAMAN)])
    until = time.perf_counter() + UKUR
    turn = itertools.cycle(range(len(people)))
    fresh = iter(people)

    async def one_after_the_other() -> None:
        for number in itertools.count():
            if time.perf_counter() > until:
                return
            submits = number % (BACA + 1) == 0
            plan, session = next(fresh, people[0]) if submits else people[next(turn)]
            await visit(port, day, plan, session, submits=submits, path=HALAMAN[number % len(HALAMAN)])

    await asyncio.gather(*(one_after_the_other() for _ in range(SERENTAK)))
    return len(day.layan) / UKUR


async def deadline_day(port: int, people: list[tuple[str, str]], rate: float, seconds: int) -> Hari:
    """Arrivals at random moments, whatever became of those before."""
    day, running = Hari(), set()
    chance = secrets.SystemRandom()
    started, due = time.perf_counter(), 0.0
    waiting = list(people)
    for number in itertools.count():
        due += chance.expovariate(rate)
        if due > seconds:
            break
        await asyncio.sleep(max(0.0, started + due - time.perf_counter()))
        submits = number % (BACA + 1) == 0
        if submits and not waiting:
            raise RuntimeError("Rencana yang disiapkan habis: dilayani jauh lebih banyak daripada saat diukur.")
        chosen = _taken(waiting, chance) if submits else people[chance.randrange(len(people))]
        if submits:
            day.ditawarkan.add(chosen[0])
        path = HALAMAN[number % len(HALAMAN)]
        task = asyncio.create_task(come(port, day, chosen, waiting, submits=submits, path=path))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    return day


def _taken(waiting: list[tuple[str, str]], chance: secrets.SystemRandom) -> tuple[str, str]:
    at = chance.randrange(len(waiting))
    waiting[at], waiting[-1] = waiting[-1], waiting[at]
    return waiting.pop()


async def come(
    port: int, day: Hari, chosen: tuple[str, str], waiting: list[tuple[str, str]], *, submits: bool, path: str
) -> None:
    """Whoever was refused waits to try again; whoever was acknowledged is done."""
    if await visit(port, day, *chosen, submits=submits, path=path) and submits:
        waiting.append(chosen)


def measure(provinsi: Provinsi) -> list[Ukuran]:
    seconds = provinsi.detik or DETIK
    first = json.loads(provinsi.module("bench.tenggat_siap", str(AWAL)))
    served = asyncio.run(capacity(provinsi.port, first))
    rate = served * KALI
    # Those who are refused come again, so twice what is served is enough.
    wanted = int(served * seconds / (BACA + 1) * CADANGAN) + AWAL
    people = json.loads(provinsi.module("bench.tenggat_siap", str(wanted)))
    print(
        f"dilayani {served:.1f} permintaan sedetik; ditawarkan {rate:.1f} selama {seconds} detik, {len(people)} rencana",
        flush=True,
    )
    day = asyncio.run(deadline_day(provinsi.port, people, rate, seconds))
    counts: dict[str, int] = json.loads(provinsi.module("bench.tenggat_siap", "--periksa"))
    return figures(day, counts, seconds)


def figures(day: Hari, counts: dict[str, int], seconds: int) -> list[Ukuran]:
    cores = os.cpu_count() or 1
    per_core = len(day.layan) / seconds / cores
    needed = SEMENIT / MENIT * (BACA + 1) / per_core if per_core else float("inf")
    print(
        f"dilayani {len(day.layan)}, ditolak {day.ditolak}, lain {len(day.lain)} {sorted(set(day.lain))[:5]};"
        f" {per_core:.1f} permintaan sedetik tiap inti; 2.000 pengajuan semenit memerlukan {needed:.1f} inti",
        flush=True,
    )
    slow = statistics.quantiles(day.layan, n=P95 + 1)[-1] if len(day.layan) > 1 else float("inf")
    unanswered = sum(counts.get(plan, 0) > 0 for plan in day.ditawarkan - day.diterima)
    return [
        Ukuran("tenggat.p95.detik", round(slow, 2), "detik", None, len(day.layan)),
        Ukuran(
            "tenggat.hilang",
            sum(counts.get(plan, 0) == 0 for plan in day.diterima),
            "pengajuan",
            None,
            len(day.diterima),
        ),
        Ukuran("tenggat.ganda", sum(count > 1 for count in counts.values()), "pengajuan", None, len(counts)),
        Ukuran("tenggat.tanpa_jawaban", len(day.lain), "permintaan", None, day.ditolak + len(day.layan)),
        Ukuran("tenggat.tersimpan_tanpa_jawaban", unanswered, "pengajuan", None, len(day.ditawarkan)),
        Ukuran("tenggat.inti_2000", round(needed, 1), "inti", None, len(day.layan)),
    ]
