"""Putaran mutasi: pemeriksaan putaran seluruhnya dan setiap orang di dalamnya."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from jabatan.aturan.larangan_mutasi import Pemilihan, ban_window
from jabatan.aturan.pengisian import TABEL_MUTASI, MasukanMutasi, mutasi_rentang

# What a finding does: it cannot go; it goes with a recorded exception; it is only said.
TOLAK, DASAR, INGAT = "tolak", "dasar", "ingat"

PP_MANAJEMEN = "PP 11/2017 jo PP 17/2020"
PERTEK = "Perpres 116/2022; Peraturan BKN 5/2019"


@dataclass(frozen=True)
class Temuan:
    """What a rule says about a row or about the whole round, with its citation."""

    kunci: str
    sekat: str
    kalimat: str
    dasar: str

    def plain(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class FaktaMutasi:
    """One row as the records tell on the day from which it counts. Names stand in it only for sentences."""

    tmt: date
    jabatan_baru: str
    bekerja: bool = True
    di_luar_peta: str = ""
    pns: bool = True
    manajerial: bool = False
    tmt_jabatan: date | None = None
    kelas_lama: int | None = None
    kelas_baru: int | None = None
    pensiun: date | None = None
    jabatan_ada: bool = True
    bukan_asn: bool = False
    sudah_di_sana: bool = False
    # Who sits there and is not moved by this round; who else of the round goes there.
    terisi_oleh: str = ""
    ganda: bool = False
    # Something is planned for the person after that day already.
    ada_rencana: bool = False
    # A sanction of the middle or heavy kind runs on that day.
    disiplin: bool = False
    kurang: tuple[str, ...] = ()
    tanpa_data: tuple[str, ...] = ()


def judge_round(
    *, pelantikan: date, izin: bool, pertek: bool, terkena: bool = True, dicatat: Sequence[Pemilihan] = ()
) -> list[Temuan]:
    """What stands against the round as a whole. `terkena`: does it fill or empty a seat that the election law protects?
    `dicatat`: elections that the agency has recorded. Dasar: UU 10/2016; Perpres 116/2022.
    """
    found = []
    window = ban_window(pelantikan, dicatat)
    if window and not izin:
        law = f"UU 10/2016 {window.pasal}"
        words = f"Tanggal pelantikan jatuh dalam masa larangan {window.pemilihan} ({window.sebab})."
        if terkena:
            way_out = "Catat nomor dan tanggal izin tertulis menteri, atau pilih tanggal lain."
            found.append(Temuan("larangan", TOLAK, f"{words} {way_out}", law))
        else:
            found.append(
                Temuan("larangan", INGAT, f"{words} Jabatan dalam putaran ini tidak terkena larangan itu.", law)
            )
    if not pertek:
        words = "Nomor dan tanggal pertimbangan teknis BKN belum dicatat. Catat pada keterangan putaran."
        found.append(Temuan("pertek", TOLAK, words, PERTEK))
    return found


def judge_row(f: FaktaMutasi) -> list[Temuan]:
    """What stands against one row. Dasar: PP 11/2017 jo PP 17/2020; Peraturan BKN 5/2019; UU 20/2023; PP 94/2021."""
    return [*_never(f), *_with_reason(f), *_worth_saying(f)]


def _never(f: FaktaMutasi) -> list[Temuan]:
    rules = (
        (not f.bekerja, "berhenti", "Tidak lagi tercatat di unit mana pun pada tanggal itu.", PP_MANAJEMEN),
        (bool(f.di_luar_peta), "luar_peta", f"Di luar peta pada tanggal itu: {f.di_luar_peta.lower()}.", PP_MANAJEMEN),
        (f.bukan_asn, "bukan_asn", f"{f.jabatan_baru} bukan jabatan ASN.", "UU 20/2023"),
        (not f.jabatan_ada, "jabatan_tidak_ada", f"{f.jabatan_baru} atau unitnya tidak ada sejak tanggal itu.", "PermenPANRB 1/2020"),
        (f.sudah_di_sana, "tetap", f"Sudah memegang {f.jabatan_baru}.", PP_MANAJEMEN),
        (bool(f.terisi_oleh), "terisi", f"{f.jabatan_baru} masih dipegang {f.terisi_oleh}, yang tidak pindah di sini.", f"{PP_MANAJEMEN} Pasal 98"),
        (f.ganda, "ganda", f"{f.jabatan_baru} dituju lebih dari satu orang dalam putaran ini.", f"{PP_MANAJEMEN} Pasal 98"),
        (f.ada_rencana, "rencana", "Sudah ada penempatan lain yang direncanakan baginya sesudah tanggal itu.", PP_MANAJEMEN),
        (f.pensiun is not None and f.tmt >= f.pensiun, "bup", "Melewati batas usia pensiun jabatan itu pada tanggal itu.", "UU 20/2023 Pasal 55"),
        (f.manajerial and not f.pns, "bukan_pns", "Jabatan manajerial diisi PNS.", "UU 20/2023"),
        (f.disiplin, "disiplin", "Tidak lolos gerbang integritas; sebabnya ada di berkasnya.", "PP 94/2021; PP 11/2017 jo PP 17/2020 Pasal 54"),
    )  # fmt: skip
    return [Temuan(key, TOLAK, words, law) for holds, key, words, law in rules if holds]


def _with_reason(f: FaktaMutasi) -> list[Temuan]:
    found = []
    if f.tmt_jabatan is not None and f.tmt_jabatan <= f.tmt:
        span = mutasi_rentang(MasukanMutasi(tmt_jabatan=f.tmt_jabatan, tanggal=f.tmt))
        if not span["boleh"]:
            least = TABEL_MUTASI.terakhir.nilai["paling_singkat"]
            found.append(
                Temuan("terlalu_cepat", DASAR, f"Belum {least} tahun dalam jabatannya.", TABEL_MUTASI.terakhir.dasar_hukum)
            )  # fmt: skip
    if f.kurang:
        words = f"Syarat jabatan belum terpenuhi: {', '.join(f.kurang)}."
        found.append(Temuan("syarat", DASAR, words, f"{PP_MANAJEMEN} Pasal 54"))
    if f.kelas_lama is not None and f.kelas_baru is not None and f.kelas_baru < f.kelas_lama:
        words = f"Kelas jabatan turun dari {f.kelas_lama} ke {f.kelas_baru}."
        found.append(Temuan("turun_kelas", DASAR, words, "PermenPANRB 34/2011"))
    return found


def _worth_saying(f: FaktaMutasi) -> list[Temuan]:
    found = []
    if f.tmt_jabatan is not None and f.tmt_jabatan <= f.tmt:
        span = mutasi_rentang(MasukanMutasi(tmt_jabatan=f.tmt_jabatan, tanggal=f.tmt))
        if span["peringatan"]:
            most = TABEL_MUTASI.terakhir.nilai["paling_lama"]
            words = f"Lebih dari {most} tahun dalam jabatannya; memang waktunya pindah."
            found.append(Temuan("terlalu_lama", INGAT, words, TABEL_MUTASI.terakhir.dasar_hukum))
    if f.tanpa_data:
        words = f"Belum ada data untuk menilai: {', '.join(f.tanpa_data)}."
        found.append(Temuan("tanpa_data", INGAT, words, f"{PP_MANAJEMEN} Pasal 54"))
    return found


def stands_against(temuan: list[Temuan], pengecualian: str) -> str:
    """The first sentence that keeps a row from going; empty when nothing does."""
    for satu in temuan:
        if satu.sekat == TOLAK or (satu.sekat == DASAR and not pengecualian):
            return satu.kalimat
    return ""
