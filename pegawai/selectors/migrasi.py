"""What the pages of the migration ask, and what a row of a dump means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, PenugasanPeran
from asn_portal.core.permissions import akses
from asn_portal.core.selectors import unit_names
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.lembar.impor import Baris
from pegawai.enums import StatusSimpeg as S
from pegawai.enums import TumpahanSimpeg as T
from pegawai.models import BarisSimpeg, Migrasi, Pegawai, PengesahanMigrasi, PetaKojab, PetaKolok
from pegawai.sasaran_jabatan import all_sasaran_jabatan, sasaran_jabatan
from pegawai.selectors.impor import people_by_number
from pegawai.selectors.impor_riwayat import entries_by_word

TANPA_KUNCI = "Isi sedikitnya satu dari NRK, NIP, atau NIK."
DUA_KALI = "Baris ini sama dengan baris {nomor} berkas ini. Hapus salah satunya."
DITUTUP = "Migrasi sudah ditutup, jadi SIMPEG lama tidak dibaca lagi. Ubah datanya di berkas orangnya."
BELUM_LAHIR = "Tanggal lahir belum tiba. Periksa tahunnya."
# Jakarta's and Kemendagri's codes are the id of BKN behind a one.
KODE_DEPAN, PANJANG_KODE = "1", 3
# So many rows that did not fit are shown of a unit before it is signed; the others are a link away.
CONTOH = 5
# So many units are read and signed at once.
SEKALI_SAH = 100
NOMOR = ("nrk", "nip", "nik")


def migration_of(by: Pengguna) -> Migrasi | None:
    return Migrasi.objects.filter(instansi_id=by.instansi_id).select_related("pekerjaan", "ditutup_oleh").first()


# -- rows of a dump -------------------------------------------------------------------------------------------------


def natural_key(tumpahan: T, nilai: dict[str, Any], sidik: bytes | None) -> str:
    """Whose row, and for history of which day and code; the same in every later dump."""
    who = nilai["nrk"] or nilai["nip"] or (sidik.hex() if sidik else "")
    if tumpahan == T.PEGAWAI:
        return str(who)
    code = nilai.get("kopang") or nilai.get("kojab") or ""
    return f"{who}|{nilai['tmt']}|{code}"


def check_dump(by: Pengguna, tumpahan: T, rows: Sequence[Baris]) -> None:
    """Only what makes a row unreadable: whether it fits is found out when it is matched."""
    found = migration_of(by)
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        nilai = row.nilai
        if found is not None and found.ditutup_pada is not None:
            row.wrong("nrk", DITUTUP)
        if not any(nilai[name] for name in NOMOR) and not set(NOMOR) & set(row.galat):
            row.wrong("nrk", TANPA_KUNCI)
        if (born := nilai.get("tanggal_lahir")) and born >= timezone.localdate():
            row.wrong("tanggal_lahir", BELUM_LAHIR)
        parts = (
            *(nilai[name] or "" for name in NOMOR),
            str(nilai.get("tmt")),
            nilai.get("kopang") or nilai.get("kojab") or "",
        )
        if any(parts[:3]) and seen.setdefault(parts, row.nomor) != row.nomor:
            row.wrong("nrk", DUA_KALI.format(nomor=seen[parts]))


# -- matching -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bahan:
    """What a set of rows is matched against, read once."""

    orang: dict[str, Pegawai]
    oleh_nik: dict[bytes, Pegawai]
    kolok: dict[str, UUID | None]
    # Code -> register and value.
    kojab: dict[str, tuple[str, str]]
    golongan: dict[str, list[Any]]
    nama_unit: dict[UUID, str]
    sendiri: UUID | None


def material(migrasi: Migrasi, rows: Sequence[BarisSimpeg], by: Pengguna) -> Bahan:
    numbers = {nomor for row in rows for nomor in (row.nrk, row.nip) if nomor}
    digests = [bytes(row.nik_sidik) for row in rows if row.nik_sidik]
    people = Pegawai.objects.visible_to(by, Sumber.DIREKTORI, "w").select_related("pengguna")
    by_nik = {bytes(person.nik_sidik or b""): person for person in people.filter(nik_sidik__in=digests)}
    words = {rank_word(str(row.isi.get("kopang") or "")) for row in rows if row.tumpahan == T.PANGKAT}
    by_number = people_by_number(by, numbers, Sumber.DIREKTORI)
    kolok = dict(migrasi.daftar_kolok.values_list("kode", "unit_id"))
    units = {*kolok.values(), *(person.unit_kini_id for person in (*by_number.values(), *by_nik.values()))} - {None}
    return Bahan(
        by_number,
        by_nik,
        kolok,
        {
            kode: (sasaran, nilai)
            for kode, sasaran, nilai in migrasi.daftar_kojab.values_list("kode", "sasaran", "nilai")
        },
        entries_by_word(("golongan_pns", "golongan_pppk"), words - {""}),
        unit_names(units, timezone.localdate()),
        akses(by).orang_id,
    )


def rank_word(kopang: str) -> str:
    coded = len(kopang) == PANJANG_KODE and kopang.isdigit() and kopang.startswith(KODE_DEPAN)
    return kopang[1:] if coded else kopang


def person_of(row: BarisSimpeg, bahan: Bahan) -> tuple[Pegawai | None, str]:
    """NRK before NIP before NIK; where they lead to two people, nobody, and why."""
    found = [bahan.orang.get(row.nrk), bahan.orang.get(row.nip)]
    found.append(bahan.oleh_nik.get(bytes(row.nik_sidik)) if row.nik_sidik else None)
    people = {person.pk: person for person in found if person is not None}
    if len(people) > 1:
        return None, "NRK, NIP, dan NIK baris ini menunjuk orang yang berbeda. Periksa nomornya di SIMPEG lama."
    return next(iter(people.values()), None), ""


def contradiction(row: BarisSimpeg, person: Pegawai, unit: UUID | None, bahan: Bahan) -> str:
    """What the dump says otherwise than the portal; the portal stays as it is."""
    born = row.isi.get("tanggal_lahir")
    if born and date.fromisoformat(born) != person.tanggal_lahir:
        return f"Tanggal lahir di SIMPEG lama {tanggal(date.fromisoformat(born))}, di portal {tanggal(person.tanggal_lahir)}."
    if row.nrk and person.nrk and row.nrk != person.nrk:
        return f"NRK di SIMPEG lama {row.nrk}, di portal {person.nrk}."
    if row.tumpahan == T.PEGAWAI and unit and person.unit_kini_id and unit != person.unit_kini_id:
        old, new = (bahan.nama_unit.get(pk, "unit yang sudah berakhir") for pk in (unit, person.unit_kini_id))
        return f"Unit di SIMPEG lama {old}, di portal {new}."
    return ""


# -- figures ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Angka:
    """Rows in, and where they are: matched and decided, without a match, contradicting. The three make up the first."""

    masuk: int = 0
    cocok: int = 0
    tanpa_padanan: int = 0
    bertentangan: int = 0


COUNTS = {
    "masuk": Count("pk"),
    "cocok": Count("pk", filter=Q(status__in=[S.COCOK, S.DIPUTUS])),
    "tanpa_padanan": Count("pk", filter=Q(status__in=[S.TANPA_PADANAN, S.BELUM])),
    "bertentangan": Count("pk", filter=Q(status=S.BERTENTANGAN)),
}


@dataclass(frozen=True)
class Unitnya:
    """One line of the reconciliation."""

    unit_id: UUID | None
    nama: str
    angka: Angka
    pemilik: str
    pengesahan: PengesahanMigrasi | None
    boleh: bool

    @property
    def disahkan(self) -> bool:
        row = self.pengesahan
        return row is not None and Angka(row.masuk, row.cocok, row.tanpa_padanan, row.bertentangan) == self.angka

    @property
    def menunggu(self) -> bool:
        """For this account."""
        return self.boleh and not self.disahkan


def rows_seen(by: Pengguna, migrasi: Migrasi) -> QuerySet[BarisSimpeg]:
    """HR of the province and auditors: all. HR of a unit: those of its units."""
    rows = migrasi.daftar_baris.all()
    mine = akses(by)
    if mine.whole_agency(Sumber.DATA_KEPEGAWAIAN):
        return rows
    return rows.filter(unit_id__in=units_below(by))


def units_below(by: Pengguna) -> QuerySet[JalurUnit]:
    mine = akses(by)
    paths = mine.paths(Sumber.DATA_KEPEGAWAIAN)
    return (
        JalurUnit.objects.pada(mine.tanggal)
        .filter(instansi_id=mine.instansi_id, jalur__di_bawah=paths)
        .values("unit_id")
    )


def totals(rows: QuerySet[BarisSimpeg]) -> Angka:
    return Angka(**rows.aggregate(**COUNTS))


def by_dump(rows: QuerySet[BarisSimpeg]) -> list[tuple[str, Angka]]:
    found = {row.pop("tumpahan"): Angka(**row) for row in rows.order_by().values("tumpahan").annotate(**COUNTS)}
    return [(satu.label, found.get(satu.value, Angka())) for satu in T]


def reconciliation(by: Pengguna, migrasi: Migrasi) -> list[Unitnya]:
    """By unit, those with something to look at first. A handful of queries, however many units."""
    today = timezone.localdate()
    counted = {
        row.pop("unit_id"): Angka(**row)
        for row in rows_seen(by, migrasi).order_by().values("unit_id").annotate(**COUNTS)
    }
    ids = [pk for pk in counted if pk]
    names, owners = unit_names(ids, today), owners_of(ids, today)
    signed = PengesahanMigrasi.objects.filter(migrasi=migrasi, unit_id__in=ids).select_related("oleh")
    newest = {row.unit_id: row for row in signed.order_by("unit_id", "-pada").distinct("unit_id")}
    mine = set(units_below(by).filter(unit_id__in=ids).values_list("unit_id", flat=True)) if may_sign(by) else set()
    lines = [
        Unitnya(pk, names.get(pk, "Unit yang sudah berakhir") if pk else "Kolok belum dipetakan", angka,
                owners.get(pk, "") if pk else "", newest.get(pk) if pk else None, pk in mine)
        for pk, angka in counted.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.disahkan, line.unit_id is not None, line.nama))


def filtered(lines: Sequence[Unitnya], *, belum: bool, pemilik: str) -> list[Unitnya]:
    """Of the lines those that have not signed, and those of one owner (`-`: of nobody)."""
    wanted = "" if pemilik == "-" else pemilik
    return [
        line for line in lines if not (belum and line.disahkan) and (not pemilik or (line.unit_id and line.pemilik == wanted))
    ]  # fmt: skip


def owners_named(lines: Sequence[Unitnya]) -> list[tuple[str, str]]:
    """Everybody who looks after a unit here, for a choice."""
    names = sorted({line.pemilik for line in lines if line.pemilik})
    nobody = any(line.unit_id and not line.pemilik for line in lines)
    return [*((nama, nama) for nama in names), *([("-", "Belum ada pengelola unit")] if nobody else [])]


def units_to_sign(by: Pengguna, migrasi: Migrasi) -> list[UUID]:
    """The first of those that wait for this account; more are read after these."""
    return [line.unit_id for line in reconciliation(by, migrasi) if line.menunggu and line.unit_id][:SEKALI_SAH]


@dataclass(frozen=True)
class Dibaca:
    """A unit on the page on which many are signed: its figures, and the first rows that did not fit."""

    baris: Unitnya
    contoh: list[BarisSimpeg]


def to_read(by: Pengguna, migrasi: Migrasi, units: Sequence[UUID]) -> list[Dibaca]:
    """The chosen units that this account may sign and has not signed as they are. A handful of queries."""
    lines = [line for line in reconciliation(by, migrasi) if line.unit_id in units and line.menunggu]
    order = Window(RowNumber(), partition_by="unit_id", order_by=("status", "kolok", "pk"))
    rows = migrasi.daftar_baris.terdaftar().filter(unit_id__in=[line.unit_id for line in lines])
    shown: dict[UUID, list[BarisSimpeg]] = {}
    for row in rows.select_related("pegawai").annotate(ke=order).filter(ke__lte=CONTOH).order_by("unit_id", "ke"):
        shown.setdefault(row.unit_id, []).append(row)
    return [Dibaca(line, shown.get(line.unit_id, [])) for line in lines if line.unit_id]


def waiting_by_owner(migrasi: Migrasi) -> list[tuple[Pengguna, int]]:
    """HR of units with how many of them wait for a signature. Those who see whole branches sign for the branch."""
    hari = timezone.localdate()
    counted = migrasi.daftar_baris.exclude(unit=None).order_by().values("unit_id").annotate(**COUNTS)
    figures = {row.pop("unit_id"): Angka(**row) for row in counted}
    signed = PengesahanMigrasi.objects.filter(migrasi=migrasi).order_by("unit_id", "-pada").distinct("unit_id")
    done = {
        row.unit_id
        for row in signed
        if figures.get(row.unit_id) == Angka(row.masuk, row.cocok, row.tanpa_padanan, row.bertentangan)
    }
    nearest = nearest_owners([pk for pk in figures if pk not in done], hari)
    counts = Counter(pengguna_id for ids in nearest.values() for pengguna_id in ids)
    accounts = Pengguna.objects.filter(is_active=True).in_bulk(list(counts))
    return [(accounts[pk], n) for pk, n in counts.items() if pk in accounts]


def may_sign(by: Pengguna) -> bool:
    return akses(by).has(Peran.ADMIN_UNIT)


def nearest_owners(units: Iterable[UUID], hari: date) -> dict[UUID, list[UUID]]:
    """Who is HR of each unit: the accounts of the nearest unit above it that has any."""
    paths = dict(JalurUnit.objects.pada(hari).filter(unit_id__in=list(units)).values_list("unit_id", "jalur"))
    given = PenugasanPeran.objects.pada(hari).filter(peran=Peran.ADMIN_UNIT).values_list("unit_id", "pengguna_id")
    accounts: dict[UUID, list[UUID]] = {}
    for unit_id, pengguna_id in given:
        accounts.setdefault(unit_id, []).append(pengguna_id)
    places = dict(JalurUnit.objects.pada(hari).filter(unit_id__in=list(accounts)).values_list("jalur", "unit_id"))
    owners = {}
    for pk, path in paths.items():
        labels = str(path).split(".")
        above = (".".join(labels[:n]) for n in range(len(labels), 0, -1))
        nearest = next((places[one] for one in above if one in places), None)
        owners[pk] = accounts[nearest] if nearest else []
    return owners


def owners_of(units: Iterable[UUID], hari: date) -> dict[UUID, str]:
    """Their names."""
    nearest = nearest_owners(units, hari)
    ids = {pk for found in nearest.values() for pk in found}
    names = dict(Pengguna.objects.filter(pk__in=ids).values_list("pk", "nama"))
    return {unit: ", ".join(sorted(names[pk] for pk in found)) for unit, found in nearest.items()}


def listed(
    by: Pengguna, migrasi: Migrasi, *, status: str = "", tumpahan: str = "", unit: str = ""
) -> QuerySet[BarisSimpeg]:
    rows = rows_seen(by, migrasi)
    rows = rows.filter(status=status) if status in S.values else rows.terdaftar()
    if tumpahan in T.values:
        rows = rows.filter(tumpahan=tumpahan)
    if unit == "tanpa":
        rows = rows.filter(unit=None)
    elif unit:
        rows = rows.filter(unit_id=unit)
    return rows.select_related("pegawai").order_by("status", "kolok", "pk")


def koloks(migrasi: Migrasi, *, kata: str = "", belum: bool = False) -> QuerySet[PetaKolok]:
    rows = migrasi.daftar_kolok.filter(Q(kode__icontains=kata) | Q(nama__icontains=kata))
    return (rows.filter(Q(unit=None) | Q(otomatis=True)) if belum else rows).order_by("unit", "kode")


# Units whose name is most like each word, by letters in threes.
UNIT_MIRIP = """
SELECT kata.kata, calon.unit_id, calon.nama FROM unnest(%(kata)s::text[]) AS kata (kata)
CROSS JOIN LATERAL (
    SELECT rincian.unit_id, rincian.nama FROM core_rincianunit AS rincian
    JOIN core_unitkerja AS unit ON unit.id = rincian.unit_id AND unit.instansi_id = %(instansi)s
    WHERE upper_inf(rincian.tercatat) AND rincian.berlaku @> %(hari)s::date
      AND similarity(lower(rincian.nama), lower(kata.kata)) >= %(batas)s
    ORDER BY similarity(lower(rincian.nama), lower(kata.kata)) DESC, rincian.nama, rincian.unit_id LIMIT 1
) AS calon
"""
BATAS_MIRIP = 0.45


def suggest(migrasi: Migrasi, jenis: str, rows: Iterable[Any]) -> None:
    """`saran` (value, words) at each of these codes: what it may mean, to be confirmed by a person. Two queries."""
    hari = timezone.localdate()
    if jenis == "kolok":
        found = _named_units(rows, hari)
        words = sorted({row.nama for row in rows if row.nama and row.unit_id is None})
        near = (
            fetch(UNIT_MIRIP, kata=words, instansi=migrasi.instansi_id, hari=hari, batas=BATAS_MIRIP) if words else []
        )
        alike = {kata: (str(unit), nama) for kata, unit, nama in near}
        for row in rows:
            own = (str(row.unit_id), found[row.unit_id]) if row.otomatis and row.unit_id in found else None
            row.saran = own or (alike.get(row.nama) if row.unit_id is None else None)
        return
    posts: dict[str, tuple[str, str]] = {}
    for target in all_sasaran_jabatan():
        posts = target.mirip({row.nama for row in rows if row.nama and not row.nilai}) | posts
    for row in rows:
        row.saran = None if row.nilai else posts.get(row.nama)


def name_posts(rows: Iterable[Any]) -> None:
    """`kini` at each code of a post: what it means today. A register that knows many names at once is asked once."""
    exact: dict[tuple[str, str], str] = {}
    for target in all_sasaran_jabatan():
        asked = {row.nilai for row in rows if row.sasaran == target.nama}
        exact |= {(target.nama, nilai): kata for nilai, kata in (target.sama(asked) if asked else {}).items()}
    for row in rows:
        found = sasaran_jabatan(row.sasaran)
        row.kini = exact.get((row.sasaran, row.nilai)) or (found.kata(row.nilai) if found else row.nilai)


def _named_units(rows: Iterable[Any], hari: date) -> dict[UUID, str]:
    return unit_names([row.unit_id for row in rows if row.unit_id], hari)


def kojabs(migrasi: Migrasi, *, kata: str = "", belum: bool = False) -> QuerySet[PetaKojab]:
    rows = migrasi.daftar_kojab.filter(Q(kode__icontains=kata) | Q(nama__icontains=kata) | Q(nilai__icontains=kata))
    return (rows.filter(nilai="") if belum else rows).order_by("nilai", "kode")
