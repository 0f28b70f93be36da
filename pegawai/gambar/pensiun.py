"""Drawings of answers about pension."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from asn_portal.core.bacaan import gambar, number
from asn_portal.core.lukisan import LUKISAN, Titik, kepala, lini, putusan, syarat
from asn_portal.core.regulasi import Hasil, add_tahun
from asn_portal.core.templatetags.bentuk import tanggal
from pegawai.aturan.pensiun import SYARAT


@gambar("bup_pensiun", LUKISAN, sudah=("tmt_pensiun", "bup"))
def draw_bup(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    born = date.fromisoformat(masukan["tanggal_lahir"])
    return {
        **kepala("Mulai pensiun", tanggal(hasil["tmt_pensiun"]), f"Batas usia pensiun {hasil['bup']} tahun."),
        **lini(
            Titik(born, "Lahir"),
            Titik(add_tahun(born, hasil["bup"]), f"Ulang tahun ke-{hasil['bup']}"),
            Titik(hasil["tmt_pensiun"], "TMT pensiun", kini=True),
        ),
    }


@gambar("mpp", LUKISAN, sudah=("mulai_paling_awal", "boleh", "ajukan_paling_lambat"))
def draw_mpp(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    plan = masukan.get("mulai")
    verdict = putusan(hasil["boleh"], "Rencana itu boleh", "Rencana itu di luar masa persiapan pensiun") if plan else {}
    return {
        **verdict,
        **kepala("Paling awal mulai", tanggal(hasil["mulai_paling_awal"])),
        **lini(
            Titik(hasil["mulai_paling_awal"], "Paling awal mulai", kini=not plan),
            Titik(hasil["ajukan_paling_lambat"], "Rencana diajukan paling lambat") if plan else None,
            Titik(date.fromisoformat(plan), "Rencana mulai", kini=True) if plan else None,
            Titik(date.fromisoformat(masukan["tmt_pensiun"]), "TMT pensiun"),
        ),
    }


@gambar("pensiun_hak", LUKISAN, sudah=("hak", "persen", "alasan"))
def draw_hak(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    needed = SYARAT[masukan["sebab"]]
    age = (
        f"Usia paling sedikit {needed['usia']} tahun",
        "usia_kurang" not in hasil["alasan"],
        f"{masukan['usia']} tahun",
    )
    service = (
        f"Masa kerja paling sedikit {needed['masa_kerja']} tahun",
        "masa_kerja_kurang" not in hasil["alasan"],
        f"{masukan['masa_kerja_tahun']} tahun",
    )
    share = kepala("Besarnya", f"{number(hasil['persen'])} persen", "Dari gaji pokok terakhir.") if hasil["hak"] else {}
    return {
        **putusan(hasil["hak"], "Berhak atas pensiun", "Belum berhak atas pensiun"),
        **share,
        **syarat([age, service] if needed["usia"] else [service]),
    }
