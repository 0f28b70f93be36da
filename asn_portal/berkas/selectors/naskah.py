"""What the pages of official papers ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.aturan.alur_naskah import BERTANDA_TANGAN
from asn_portal.berkas.enums import LangkahNaskah
from asn_portal.berkas.enums import StatusNaskah as S
from asn_portal.berkas.models import Dokumen, Naskah, NomorNaskah
from asn_portal.berkas.naskah import (
    SEMUA_TUGAS,
    TUGAS_TANDA_TANGAN,
    JenisNaskah,
    Pejabat,
    all_jenis_naskah,
    jenis_naskah,
    officials,
)
from asn_portal.berkas.permissions import naskah as permissions
from asn_portal.core.models import Pengguna, Tugas
from asn_portal.core.selectors.tugas import open_tugas
from asn_portal.core.selectors.unit import name_on

# How a state looks: the pair of colours whose meaning it shares (core.tampilan).
TANDA = {
    S.KONSEP: "draf",
    S.PARAF: "diajukan",
    S.TANDA_TANGAN: "diajukan",
    S.PEMERIKSAAN: "belum_lengkap",
    S.DIKEMBALIKAN: "dikembalikan",
    S.DITANDATANGANI: "disetujui",
    S.TERKIRIM: "selesai",
    S.DIBATALKAN: "ditarik",
    S.DICABUT: "ditolak",
}
SAYA, BUATAN, LINGKUP = "", "buatan", "lingkup"


@dataclass(frozen=True)
class SaringanNaskah:
    lihat: str = SAYA
    jenis: str = ""
    status: str = ""
    nomor: str = ""


def naskah_rows(pengguna: Pengguna, saring: SaringanNaskah) -> QuerySet[Naskah]:
    """What waits for me, what I made, or everything of my units; the newest first."""
    rows = Naskah.objects.visible_to(pengguna)
    match saring.lihat:
        case "buatan":
            rows = rows.filter(pembuat=pengguna)
        case "lingkup":
            rows = Naskah.objects.in_scope(pengguna)
        case _:
            waiting = Tugas.objects.filter(untuk=pengguna, jenis__in=SEMUA_TUGAS, selesai_pada=None)
            rows = rows.filter(pk__in=waiting.values("objek_id"))
    return narrowed(rows, saring).select_related("pembuat").order_by("-dibuat_pada", "-pk")


def narrowed(rows: QuerySet[Naskah], saring: SaringanNaskah) -> QuerySet[Naskah]:
    if saring.jenis:
        rows = rows.filter(jenis=saring.jenis)
    if saring.status:
        rows = rows.filter(status=saring.status)
    return rows.filter(nomor__icontains=saring.nomor) if saring.nomor else rows


def kinds() -> list[JenisNaskah]:
    return all_jenis_naskah()


def naskah_of_page(pengguna: Pengguna) -> QuerySet[Naskah]:
    rows = Naskah.objects.visible_to(pengguna).select_related("pembuat", "penanda_tangan", "dokumen")
    rows = rows.annotate(nama_penerbit=name_on(timezone.localdate(), "penerbit_id"))
    return rows.prefetch_related("daftar_paraf__pemaraf", "daftar_riwayat__oleh")


@dataclass(frozen=True)
class Halte:
    """One stop on the way of a paper."""

    judul: str
    keterangan: str
    alasan: str = ""
    pada: datetime | None = None
    kini: bool = False

    @property
    def nanti(self) -> bool:
        return self.pada is None and not self.kini


def journey(row: Naskah) -> list[Halte]:
    """What has happened, where it is now, and what still comes."""
    steps = sorted(row.daftar_riwayat.all(), key=lambda one: (one.pada, one.pk))
    done = [
        Halte(
            LangkahNaskah(one.langkah).label,
            ", ".join(part for part in (one.oleh.nama if one.oleh else "Portal", one.sebagai) if part),
            one.alasan, one.pada,
        )
        for one in steps
    ]  # fmt: skip
    return done + _ahead(row)


def _ahead(row: Naskah) -> list[Halte]:
    if row.status in {S.TERKIRIM, S.DIBATALKAN, S.DICABUT}:
        return []
    ahead = []
    if row.status in {S.KONSEP, S.DIKEMBALIKAN}:
        again = "Perbaiki, lalu ajukan lagi" if row.status == S.DIKEMBALIKAN else "Ajukan untuk paraf"
        ahead.append((again, row.pembuat.nama))
    if row.status in {S.KONSEP, S.DIKEMBALIKAN, S.PARAF}:
        fresh = row.status == S.DIKEMBALIKAN
        waiting = [one for one in row.daftar_paraf.all() if fresh or one.diparaf_pada is None]
        ahead += [
            ("Paraf", f"{one.pemaraf.nama}, {one.jabatan}") for one in sorted(waiting, key=lambda one: one.urutan)
        ]
    if row.status not in {S.PEMERIKSAAN, S.DITANDATANGANI}:
        ahead.append(("Tanda tangan", f"{row.nama_penanda_tangan}, {row.jabatan_penanda_tangan}"))
    if row.status == S.PEMERIKSAAN:
        ahead.append(("Pemeriksaan pindaian oleh orang kedua", "Bukan orang yang mengunggahnya"))
    ahead.append(
        (
            "Terkirim",
            f"Ke Dokumen saya milik {row.tentang}" if row.subjek_id else f"Ke Dokumen saya milik {row.pembuat.nama}",
        )
    )
    return [Halte(title, note, kini=place == 0) for place, (title, note) in enumerate(ahead)]


def as_text(row: Naskah) -> list[tuple[str, str]]:
    """What the paper says, for those who read by ear or on a small screen: label and value."""
    lines = [("Kop", f"{row.data.get('instansi', '')}, {row.data.get('unit_kop', '')}")]
    for name, value in row.data.items():
        if isinstance(value, list):
            lines += [(str(pair[0]), str(pair[1])) for pair in value]
        elif name not in {"instansi", "unit_kop", "kota"}:
            lines.append((name.replace("_", " ").capitalize(), str(value)))
    return [*lines, ("Penanda tangan", f"{row.nama_penanda_tangan}, {row.jabatan_penanda_tangan}")]


def naskah_actions(pengguna: Pengguna, row: Naskah) -> dict[str, bool]:
    """Buttons: who may, joined with when."""
    prepares, signs = permissions.can_prepare_naskah(pengguna, row), permissions.can_sign_naskah(pengguna, row)
    waiting = row.status == S.TANDA_TANGAN
    return {
        "ajukan": row.status == S.KONSEP and prepares,
        "perbaiki": row.status in {S.KONSEP, S.DIKEMBALIKAN} and prepares,
        "batalkan": row.status in {S.KONSEP, S.PARAF, S.TANDA_TANGAN, S.DIKEMBALIKAN} and prepares,
        "paraf": row.status == S.PARAF and permissions.can_paraf_naskah(pengguna, row),
        "tanda_tangan": waiting and signs,
        "kembalikan": row.status in {S.PARAF, S.TANDA_TANGAN} and permissions.can_return_naskah(pengguna, row),
        "basah": waiting and (prepares or signs),
        "pastikan": row.status == S.PEMERIKSAAN and permissions.can_confirm_scan(pengguna, row),
        "cabut": row.status in {S.DITANDATANGANI, S.TERKIRIM} and (signs or prepares),
    }


def choices_of(unit_id: UUID, subjek_id: UUID | None, pembuat: UUID) -> list[Pejabat]:
    """Officials for a form; whoever makes the paper takes no other part in it."""
    known = officials(unit_id, subjek_id, timezone.localdate())
    return [pejabat for pejabat in known if pejabat.akun_id != pembuat]


def object_address(row: Naskah) -> str:
    """The page of the person or the unit."""
    kind = jenis_naskah(row.jenis)
    return kind.alamat(kind.objek(row))


# -- many to sign ------------------------------------------------------------------------------------------


def next_unread(pengguna: Pengguna, sekarang: UUID) -> tuple[str, int]:
    """For whoever has many to sign: the address of the next paper not yet opened, and how many there are."""
    duties = open_tugas(pengguna).filter(jenis=TUGAS_TANDA_TANGAN, untuk=pengguna, dibaca_pada=None)
    found = list(duties.exclude(objek_id=sekarang).values_list("pk", flat=True))
    return (reverse("core:tugas_open", args=[found[0]]), len(found)) if found else ("", 0)


def waiting_signature(pengguna: Pengguna) -> int:
    return Tugas.objects.filter(untuk=pengguna, jenis=TUGAS_TANDA_TANGAN, selesai_pada=None).count()


# -- the book of numbers -----------------------------------------------------------------------------------


def number_book(pengguna: Pengguna, *, tahun: int) -> QuerySet[NomorNaskah]:
    """Every number of the registers of one's units in a year: used, reserved, or empty with the reason."""
    papers = Naskah.objects.in_scope(pengguna)
    rows = NomorNaskah.objects.filter(register__tahun=tahun, register__unit__instansi_id=pengguna.instansi_id)
    rows = rows.filter(Q(naskah__in=papers) | Q(naskah=None, register__unit_id__in=papers.values("penerbit_id")))
    rows = rows.select_related("naskah", "register").annotate(
        nama_unit=name_on(timezone.localdate(), "register__unit_id"), jenis=F("register__jenis")
    )
    return rows.order_by("register__unit_id", "register__jenis", "-urut", "pk")


# -- documents ---------------------------------------------------------------------------------------------


def naskah_of(dokumen: Dokumen) -> Naskah | None:
    """The paper whose signed file this document is."""
    return Naskah.objects.filter(dokumen=dokumen).first()


# -- for everybody -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HasilPeriksa:
    """What the public page tells: never a name."""

    keadaan: str  # sah, dicabut, belum, berubah, tidak_dikenal
    naskah: Naskah | None = None
    unit: str = ""


def check_kode(kode: str | None, sidik: str = "") -> HasilPeriksa:
    """What this code stands for; with the digest of a file also whether that file is the one that was signed."""
    row = Naskah.objects.filter(kode=kode).first() if kode else None
    if row is None:
        return HasilPeriksa("tidak_dikenal")
    if row.status not in BERTANDA_TANGAN:
        return HasilPeriksa("belum")
    if sidik and sidik != row.sidik:
        return HasilPeriksa("berubah", row, _unit_name(row))
    return HasilPeriksa("dicabut" if row.status == S.DICABUT else "sah", row, _unit_name(row))


def check_file(sidik: str) -> HasilPeriksa:
    """The paper whose signed file this is, byte for byte."""
    row = Naskah.objects.filter(sidik=sidik, status__in=BERTANDA_TANGAN).first()
    return check_kode(row.kode, sidik) if row is not None else HasilPeriksa("berkas_tidak_dikenal")


def _unit_name(row: Naskah) -> str:
    day: date = row.tanggal or timezone.localdate()
    names = Naskah.objects.filter(pk=row.pk).annotate(nama_penerbit=name_on(day, "penerbit_id"))
    return names.values_list("nama_penerbit", flat=True)[0] or ""
