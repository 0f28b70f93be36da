"""Merit: a whole run beside the best single statement, beside a loop over people, one person's explanation, the list page; at
65,000, 500,000 and 5,000,000 people. Each builds a small demo province of its own and copies its people, set by set.
"""

from __future__ import annotations

import json
from typing import Any

from bench.halaman import Peramban, measure_page
from bench.hasil import Ukuran
from bench.hitung_merit import KALI, ORANG, PENJELASAN
from bench.provinsi import Provinsi

# Whose people are copied.
CONTOH = 600
PROVINSI, BESAR, NEGARA = 65_000, 500_000, 5_000_000


def grown(provinsi: Provinsi, dari: int, sampai: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(provinsi.module("bench.penduduk", str(dari), str(sampai), pemilik=True))
    print(f"{found['orang']} orang dalam {found['detik']} detik, {found['gb']} GB", flush=True)
    return found


def computed(provinsi: Provinsi, orang: int, *pilihan: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(provinsi.module("bench.hitung_merit", *pilihan, pemilik=True).splitlines()[-1])
    print(json.dumps(found), flush=True)
    if not found["sama"] or found["orang"] < orang * 0.97:
        raise RuntimeError(f"Putaran merit tidak utuh, atau pembandingnya menghitung yang lain: {found}")
    return found


def measure(provinsi: Provinsi) -> list[Ukuran]:
    """A province: 65,000 people."""
    grown(provinsi, CONTOH, PROVINSI)
    found = computed(provinsi, PROVINSI)
    session = provinsi.facts()["sesi"]["adminbkd.demo"]
    page = measure_page(
        "daftar",
        f"/merit/nilai/?putaran={found['nomor']}",
        Peramban(provinsi.port, session),
        f"/polos/nilai/?{found['nomor']}",
        kelompok="merit",
    )
    # The same people in another order on the disk.
    provinsi.module("bench.penduduk", "acak", pemilik=True)
    again = json.loads(provinsi.module("bench.hitung_merit", "sidik", pemilik=True).splitlines()[-1])["sidik"]
    return [
        Ukuran("merit.putaran.detik", found["putaran"], "detik", found["tangan"], KALI),
        # How much of the usual loop's time one person costs; the bound is a fiftieth.
        Ukuran("merit.per_orang", found["per_orang"], "detik", found["orm_per_orang"], ORANG),
        Ukuran("merit.penjelasan.ms", found["penjelasan"], "ms", None, PENJELASAN),
        Ukuran("merit.sidik", len({*found["sidik"], again}), "sidik", None, KALI + 1),
        Ukuran("merit.puncak", found["puncak"], "MB", None, KALI),
        Ukuran("merit.dua_pekerja", found["putaran"], "detik", found["satu_pekerja"], KALI),
        *page,
    ]


def measure_large(provinsi: Provinsi) -> list[Ukuran]:
    """A large agency: 500,000 people."""
    grown(provinsi, CONTOH, BESAR)
    found = computed(provinsi, BESAR, "besar")
    return [Ukuran("merit.putaran_500rb.detik", found["putaran"], "detik", found["tangan"], KALI)]


def measure_nation(provinsi: Provinsi) -> list[Ukuran]:
    """Everybody: first 500,000, then ten times as many in the same tables."""
    first = grown(provinsi, CONTOH, BESAR)
    small = computed(provinsi, BESAR, "besar")
    whole = grown(provinsi, BESAR, NEGARA)
    found = computed(provinsi, NEGARA, "besar")
    return [
        Ukuran("merit.putaran_5jt.detik", found["putaran"], "detik", found["tangan"], KALI),
        Ukuran("merit.tumbuh_5jt", found["putaran"], "detik", small["putaran"], KALI),
        Ukuran("merit.isi_5jt.menit", round((first["detik"] + whole["detik"]) / 60, 1), "menit", None, 1),
        Ukuran("merit.isi_5jt.gb", whole["gb"], "GB", None, 1),
        Ukuran("merit.puncak_5jt", found["puncak"], "MB", None, KALI),
    ]
