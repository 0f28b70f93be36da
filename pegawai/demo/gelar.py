"""Academic titles that fit age, occupation and level. No title here tells a religion."""

from __future__ import annotations

import random
from datetime import date

from pegawai.demo.jabatan import Jabatan, Pekerjaan

# Until the degrees were renamed in 1993.
GELAR_LAMA_SEBELUM = 1970
MAGISTER = {
    "guru": ("M.Pd.",),
    "pendidik": ("M.Pd.",),
    "kesehatan": ("M.Kes.", "M.K.M."),
    "teknis": ("M.Si.", "M.M.", "M.T.", "M.A.P."),
    "umum": ("M.Si.", "M.M.", "M.A.P."),
    "": ("M.Si.", "M.M.", "M.A.P.", "M.H."),
}
# Chance of a second degree.
PELUANG_S2 = {"I.b": 1, "II.a": 0.95, "II.b": 0.9, "III.a": 0.62, "III.b": 0.5, "IV.a": 0.28, "IV.b": 0.16}
PELUANG_S2_JENJANG = {"Ahli Utama": 0.9, "Ahli Madya": 0.3, "Ahli Muda": 0.16, "Ahli Pertama": 0.06}
SARJANA = ("S-1", "Profesi", "S-2", "Spesialis")


def make_gelar(
    pekerjaan: Pekerjaan, jabatan: Jabatan, lahir: date, kelamin: str, acak: random.Random
) -> tuple[str, str, str]:
    """Title before the name, title after it, and the education they stand for."""
    front, back = pekerjaan.gelar_depan, acak.choice(pekerjaan.gelar_belakang)
    pendidikan = pekerjaan.pendidikan
    if jabatan.nama in ("Camat", "Lurah") or jabatan.nama.endswith("Kelurahan"):
        back = acak.choice(("S.STP.", "S.Sos.", "S.IP.", back))
    if pendidikan == "S-1" and not front and lahir.year < GELAR_LAMA_SEBELUM and acak.random() < 0.5:
        front, back = _old_title(back, kelamin)
    if jabatan.rumpun == "guru" and lahir.year >= 1990 and acak.random() < 0.35:
        back = f"{back}, Gr."
    if pendidikan in ("S-1", "Profesi") and acak.random() < _chance(jabatan):
        second = acak.choice(MAGISTER[jabatan.rumpun])
        back, pendidikan = f"{back}, {second}".removeprefix(", "), "S-2"
        if acak.random() < (0.14 if jabatan.eselon.startswith(("I.", "II.")) else 0.015):
            front, pendidikan = f"Dr. {front}".strip(), "S-3"
    return front, back, pendidikan


def _chance(jabatan: Jabatan) -> float:
    return PELUANG_S2.get(jabatan.eselon, PELUANG_S2_JENJANG.get(jabatan.jenjang, 0.04))


def _old_title(back: str, kelamin: str) -> tuple[str, str]:
    if back in ("S.T.", "S.P.", "S.Pi."):
        return "Ir.", ""
    if back in ("S.Sos.", "S.Pd.", "S.IP.", "S.A.P.", "S.Hum.", "S.Psi."):
        return ("Drs." if kelamin == "l" else "Dra."), ""
    return "", back
