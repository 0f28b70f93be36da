"""The register of rules: one registration opens every door."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import InvalidOperation
from typing import TYPE_CHECKING, Any, ClassVar

from asn_portal.core.regulasi.galat import PESAN_UMUM, Ditolak
from asn_portal.core.regulasi.masukan import Isian, Masukan, describe, read_masukan
from asn_portal.core.regulasi.tabel import URAIAN_KEYAKINAN, Ketentuan, Keyakinan, Tabel

if TYPE_CHECKING:
    from asn_portal.core.kalender import Kalender

Hasil = dict[str, Any]

# What people want to know, in the order of the page of calculators.
TOPIK = {
    "gaji_pangkat": "Gaji dan pangkat",
    "pensiun": "Pensiun",
    "cuti": "Cuti",
    "disiplin": "Disiplin dan penghargaan",
    "jabatan": "Jabatan",
    "kinerja": "Kinerja dan angka kredit",
    "merit": "Merit dan talenta",
    "pelatihan": "Pelatihan dan kompetensi",
    "layanan": "Layanan publik",
    "data": "Nomor dan data pribadi",
    "lain": "Lainnya",
}


@dataclass(frozen=True)
class Keluaran:
    """One output for people: its label, its unit, its slugs in words. `utama` is what they came for; `polos` is a
    number that names something (a year) and takes no thousands dot.
    """

    label: str
    satuan: str = ""
    kata: Mapping[str, str] = field(default_factory=dict)
    utama: bool = False
    polos: bool = False


@dataclass(frozen=True)
class Jawaban:
    """What every door answers: the result, and where it comes from."""

    hasil: Hasil
    dasar_hukum: tuple[str, ...]
    tanggal_aturan: date
    keyakinan: Keyakinan
    belum_diverifikasi: bool


@dataclass(frozen=True)
class Aturan:
    """A registered rule."""

    nama: str
    judul: str
    modul: str
    uraian: str
    masukan: type[Masukan]
    keluaran: Mapping[str, Keluaran]
    contoh: Mapping[str, Any]
    tabel: tuple[Tabel, ...]
    galat: Mapping[str, str]
    fungsi: Callable[..., Hasil] = field(repr=False)
    # Rules about working days also take the calendar: holidays are entered year by year.
    butuh_kalender: bool = False
    # The input or the output whose date chooses the provision; without it the newest one counts.
    pada: str = ""
    topik: str = "lain"

    register: ClassVar[dict[str, Aturan]] = {}

    @property
    def keyakinan(self) -> Keyakinan:
        """Of the weakest table."""
        return max((tabel.keyakinan for tabel in self.tabel), key=list(URAIAN_KEYAKINAN).index)

    @property
    def belum_diverifikasi(self) -> bool:
        return any(tabel.belum_diverifikasi for tabel in self.tabel)

    @property
    def diperiksa(self) -> date:
        """When its tables were last compared with the text, the longest ago of them."""
        return min(tabel.diperiksa for tabel in self.tabel)

    @property
    def dasar_hukum(self) -> tuple[str, ...]:
        """Of the newest provisions."""
        return _each_once([tabel.terakhir.dasar_hukum for tabel in self.tabel])

    def isian(self) -> list[Isian]:
        return describe(self.masukan)

    def penolakan(self) -> dict[str, str]:
        """Every slug with which this rule can refuse, with its sentence."""
        kinds = {isian.jenis for isian in _flat(self.isian())}
        general = {
            "masukan_kurang": self.masukan.galat_kurang == "masukan_kurang"
            and any(isian.wajib for isian in self.isian()),
            "bukan_teks": "teks" in kinds,
            "nilai_tidak_dikenal": bool(kinds & {"slug", "boolean", "objek"}),
            "angka_tidak_sah": bool(kinds & {"bulat", "desimal"}),
            "tanggal_tidak_sah": bool(kinds & {"tanggal", "waktu"}),
            "waktu_tanpa_zona": "waktu" in kinds,
            "tabel_tidak_ada": self.pada in self.masukan.model_fields,
            "tabel_libur_tidak_ada": self.butuh_kalender,
        }
        return {slug: PESAN_UMUM[slug] for slug, possible in general.items() if possible} | dict(self.galat)

    def answer(self, data: Mapping[str, Any], *, kalender: Kalender | None = None) -> Jawaban:
        """Run the rule. Raises Ditolak with one of its slugs and a sentence. Rules about working days take the
        calendar; the decisions behind the years they looked at join the citations.
        """
        diary = kalender.fresh() if kalender is not None and self.butuh_kalender else None
        try:
            masukan = read_masukan(self.masukan, data)
            hasil = self.fungsi(masukan, diary) if self.butuh_kalender else self.fungsi(masukan)
            rows = [self._in_force(tabel, masukan, hasil) for tabel in self.tabel]
        except Ditolak as refused:
            if refused.galat in self.galat and not refused.khusus:
                raise Ditolak(refused.galat, self.galat[refused.galat], isian=refused.isian) from None
            raise
        except OverflowError:
            raise Ditolak("tanggal_tidak_sah", "Tanggal itu terlalu jauh untuk dihitung.") from None
        except InvalidOperation:
            raise Ditolak("angka_tidak_sah", "Ada angka yang terlalu panjang untuk dihitung.") from None
        citations = [row.dasar_hukum for row in rows] + (diary.dasar_dipakai() if diary else [])
        return Jawaban(
            hasil,
            _each_once(citations),
            max(row.berlaku_sejak for row in rows),
            self.keyakinan,
            self.belum_diverifikasi,
        )

    def _in_force(self, tabel: Tabel, masukan: Masukan, hasil: Hasil) -> Ketentuan:
        """By the date that chooses; a table that begins later than that date has its first provision only."""
        tanggal = getattr(masukan, self.pada, None) or hasil.get(self.pada)
        if tanggal is None:
            return tabel.terakhir
        return tabel.at(max(tanggal, tabel.ketentuan[0].berlaku_sejak))


def _each_once(citations: Sequence[str]) -> tuple[str, ...]:
    """Without those that stand in another one."""
    distinct = list(dict.fromkeys(citations))
    return tuple(one for one in distinct if not any(one in other for other in distinct if other != one))


def _flat(isian: Sequence[Isian]) -> list[Isian]:
    """Inputs with everything inside them."""
    inner = [_flat([*row.anggota, *([row.isi] if row.isi else [])]) for row in isian]
    return [*isian, *(part for parts in inner for part in parts)]


def aturan(
    *,
    judul: str,
    tabel: Sequence[Tabel],
    galat: Mapping[str, str],
    keluaran: Mapping[str, Keluaran],
    contoh: Mapping[str, Any],
    pada: str = "",
    topik: str = "lain",
) -> Callable[[Callable[..., Hasil]], Any]:
    """Register a rule under the name of its function.

    The function takes one Masukan (and the calendar, if it counts working days) and returns a dict. Its docstring is
    what people read in the rule book. `galat` gives each slug of its own a sentence; `keluaran` every key of the
    result a label; `contoh` is the worked example of the rule book and must be answered.
    """

    def register(function: Callable[..., Hasil]) -> Callable[..., Hasil]:
        parameter, *rest = inspect.signature(function, eval_str=True).parameters.values()
        nama = function.__name__
        if nama in Aturan.register:
            raise ValueError(f"aturan {nama} didaftarkan dua kali")
        if not tabel or not inspect.getdoc(function):
            raise ValueError(f"aturan {nama} tanpa tabel atau uraian")
        if pada and pada not in parameter.annotation.model_fields and pada not in keluaran:
            raise ValueError(f"aturan {nama} tidak mempunyai isian {pada}")
        if topik not in TOPIK:
            raise ValueError(f"aturan {nama} mempunyai topik yang tidak dikenal")
        Aturan.register[nama] = Aturan(
            nama=nama,
            judul=judul,
            modul=function.__module__,
            uraian=inspect.getdoc(function) or "",
            masukan=parameter.annotation,
            keluaran=dict(keluaran),
            contoh=dict(contoh),
            tabel=tuple(tabel),
            galat=dict(galat),
            fungsi=function,
            butuh_kalender=bool(rest),
            pada=pada,
            topik=topik,
        )
        return function

    return register


def find_aturan(nama: str) -> Aturan | None:
    return Aturan.register.get(nama)


def daftar_aturan() -> list[Aturan]:
    """Every rule, app by app, in the order of their titles."""
    return sorted(Aturan.register.values(), key=lambda rule: (rule.modul.split(".", 1)[0], rule.judul))
