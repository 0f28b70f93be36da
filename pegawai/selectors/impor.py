"""What imports ask about people and units: each question once for a whole set of rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from asn_portal.core import kripto
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, RincianUnit
from asn_portal.core.models.dasar import subtract
from asn_portal.core.permissions import akses
from asn_portal.core.regulasi import Ditolak
from asn_portal.core.selectors import name_on
from asn_portal.lembar.impor import Baris
from pegawai.aturan.nomor import GALAT_NIK, GALAT_NIP, MasukanNik, MasukanNip, nik_urai, nip_urai
from pegawai.enums import BERPERJANJIAN
from pegawai.models import HubunganAtasan, KeanggotaanUnit, NomorPegawai, Pegawai
from pegawai.models.pegawai import KOLOM_NIK, PegawaiQuerySet
from pegawai.periksa_riwayat import Orangnya, first_day_wrong

TIDAK_ADA = "Tidak ada pegawai dengan nomor ini di bawah kewenangan Anda. Periksa angka-angkanya."
DIRI_SENDIRI = "Ini data Anda sendiri. Minta pengelola lain yang mencatatnya."
ATASAN_DIRI = "Anda tidak dapat menetapkan diri sendiri sebagai atasan. Minta pengelola lain."
TANPA_UNIT = "Tidak ada unit dengan nama ini pada tanggal mulai. Tulis nama persis seperti di halaman Unit kerja."
UNIT_GANDA = "Ada beberapa unit dengan nama ini. Tulis beserta unit di atasnya, misalnya: {contoh}."
UNIT_BERAKHIR = "Unit ini berakhir sebelum penempatan selesai. Pilih unit atau tanggal lain."
NIP_DIPAKAI = "NIP ini sudah dipakai orang lain dengan nama atau tanggal lahir berbeda. Periksa keduanya."
NRK_DIPAKAI = "NRK ini sudah dipakai orang lain. Periksa angka-angkanya."
NIK_DIPAKAI = "NIK ini sudah tercatat pada pegawai lain. Periksa angka-angkanya."
DUA_KALI = {
    kolom: f"{kata} ini sudah ada pada baris {{nomor}} berkas ini. Satu orang satu baris."
    for kolom, kata in (("nip", "NIP"), ("nrk", "NRK"), ("nik", "NIK"))
}
SUDAH_TERCATAT = "Sudah ada: orang dengan NIP ini sudah tercatat."
SUDAH_DI_UNIT = "Sudah ada: sudah berada di unit ini sejak tanggal itu."
DATA_BERUBAH = "Data orang ini sudah diubah lagi sesudah impor."
JADI_ATASAN = "Orang ini sudah menjadi atasan orang lain."
PEMISAH = " / "
DIGIT_NIK = 16


# -- people by number ---------------------------------------------------------------------------------------------


def find_people(
    by: Pengguna, rows: Sequence[Baris], kolom: str, *, sumber: Sumber = Sumber.DIREKTORI,
    orang: PegawaiQuerySet | None = None,
) -> None:  # fmt: skip
    """NIP, NRK or NIK -> the person, into `temuan`; only people whom this account may write, or of those given."""
    found = people_by_number(by, {row.nilai[kolom] for row in rows if row.nilai[kolom]}, sumber, orang)
    for row in rows:
        person = found.get(row.nilai[kolom] or "")
        if person is not None:
            row.temuan[kolom] = person
        elif row.nilai[kolom]:
            row.wrong(kolom, TIDAK_ADA)


def people_by_number(
    by: Pengguna, numbers: set[str], sumber: Sumber, orang: PegawaiQuerySet | None = None
) -> dict[str, Pegawai]:
    """As a number is held today; numbers that nobody holds today may be of an earlier day (a NI PPPK, a NIK)."""
    given = Pegawai.objects.visible_to(by, sumber, "w") if orang is None else orang
    people = given.select_related("pengguna")
    found: dict[str, Pegawai] = {}
    for person in people.filter(Q(nip__in=numbers) | Q(nrk__in=numbers)):
        found |= {nomor: person for nomor in (person.nrk, person.nip) if nomor in numbers}
    if left := numbers - set(found):
        digests = {kripto.digest(nomor, kolom=KOLOM_NIK): nomor for nomor in left if len(nomor) == DIGIT_NIK}
        for person in people.filter(nik_sidik__in=list(digests)) if digests else ():
            found[digests[bytes(person.nik_sidik or b"")]] = person
        before = NomorPegawai.objects.kini().filter(nomor__in=left, pegawai__in=people)
        for row in before.select_related("pegawai__pengguna"):
            found.setdefault(row.nomor, row.pegawai)
    return found


# -- units by name ------------------------------------------------------------------------------------------------


def find_units(by: Pengguna, rows: Sequence[Baris]) -> None:
    """The name of a unit on the first day -> its id. A name that several have is written with the one above: `Dinas
    Pendidikan / Seksi Satu`.
    """
    by_day: dict[date, list[Baris]] = defaultdict(list)
    for row in rows:
        if row.nilai["unit"] and row.nilai["mulai"]:
            by_day[row.nilai["mulai"]].append(row)
    for day, of_day in by_day.items():
        _find_units_on(by, day, of_day)


def _find_units_on(by: Pengguna, day: date, rows: Sequence[Baris]) -> None:
    names = {row.nilai["unit"].split(PEMISAH)[-1].strip().casefold() for row in rows}
    found = RincianUnit.objects.pada(day).filter(unit__instansi_id=by.instansi_id)
    known: dict[str, list[tuple[UUID, str, UUID | None]]] = defaultdict(list)
    for unit_id, nama, induk_id in (
        found.annotate(kecil=Lower("nama")).filter(kecil__in=names).values_list("unit_id", "nama", "induk_id")
    ):
        known[nama.casefold()].append((unit_id, nama, induk_id))
    above_ids = {induk for many in known.values() if len(many) > 1 for _, _, induk in many if induk}
    above = dict(RincianUnit.objects.pada(day).filter(unit_id__in=above_ids).values_list("unit_id", "nama"))
    for row in rows:
        *parents, nama = [part.strip() for part in row.nilai["unit"].split(PEMISAH)]
        fitting = known.get(nama.casefold(), [])
        if parents and len(fitting) > 1:
            fitting = [one for one in fitting if above.get(one[2], "").casefold() == parents[-1].casefold()]
        if len(fitting) == 1:
            row.temuan["unit"], row.temuan["nama_unit"] = fitting[0][:2]
        elif fitting:
            example = PEMISAH.join(filter(None, (above.get(fitting[0][2], ""), fitting[0][1])))
            row.wrong("unit", UNIT_GANDA.format(contoh=example))
        else:
            row.wrong("unit", TANPA_UNIT)


def unit_labels(by: Pengguna) -> list[str]:
    """Every unit of the agency today as `find_units` understands it: by name, those of one name with the unit above."""
    rows = RincianUnit.objects.pada(timezone.localdate()).filter(unit__instansi_id=by.instansi_id)
    names = list(rows.annotate(atas=name_on(timezone.localdate(), "induk_id")).values_list("nama", "atas"))
    many = Counter(nama.casefold() for nama, _ in names)
    return sorted(f"{atas}{PEMISAH}{nama}" if atas and many[nama.casefold()] > 1 else nama for nama, atas in names)


def check_units_last(rows: Iterable[Baris]) -> None:
    """Has the unit a place in the tree on every day of the placement (`temuan["masa"]`)?"""
    placed = [row for row in rows if "unit" in row.temuan and "masa" in row.temuan]
    spans: dict[UUID, list[DateRange]] = defaultdict(list)
    for unit_id, berlaku in JalurUnit.objects.filter(unit_id__in={row.temuan["unit"] for row in placed}).values_list(
        "unit_id", "berlaku"
    ):
        spans[unit_id].append(berlaku)
    for row in placed:
        missing = [row.temuan["masa"]]
        for span in spans[row.temuan["unit"]]:
            missing = [rest for piece in missing for rest in _outside(piece, span)]
        if missing:
            row.wrong("unit", UNIT_BERAKHIR)


def _outside(piece: DateRange, span: DateRange) -> list[DateRange]:
    """What of `piece` lies outside `span`."""
    apart = (span.upper is not None and span.upper <= piece.lower) or (
        piece.upper is not None and piece.upper <= span.lower
    )
    return [piece] if apart else subtract(piece, span)


# -- moves -----------------------------------------------------------------------------------------------------------


def check_moves(by: Pengguna, rows: Sequence[Baris]) -> None:
    """Person, unit, day and what is planned already; leaves what the service needs in `temuan`."""
    find_people(by, rows, "pegawai")
    find_units(by, rows)
    own = akses(by).orang_id
    ready = [row for row in rows if "pegawai" in row.temuan and row.nilai["mulai"]]
    places: dict[UUID, list[KeanggotaanUnit]] = defaultdict(list)
    ids = {row.temuan["pegawai"].pk for row in ready}
    for place in KeanggotaanUnit.objects.kini().filter(pegawai_id__in=ids).order_by("berlaku"):
        places[place.pegawai_id].append(place)
    for row in ready:
        person, mulai = row.temuan["pegawai"], row.nilai["mulai"]
        if person.pk == own:
            row.wrong("pegawai", DIRI_SENDIRI)
        later = [place.mulai for place in places[person.pk] if place.mulai > mulai]
        row.temuan["masa"] = DateRange(mulai, min(later, default=None), "[)")
        now = next((p for p in places[person.pk] if p.mulai <= mulai and (p.sampai is None or p.sampai >= mulai)), None)
        row.temuan["dari"] = now.unit_id if now else None
        if now is not None and now.unit_id == row.temuan.get("unit"):
            row.sudah_ada = SUDAH_DI_UNIT
    check_units_last(row for row in ready if not row.sudah_ada)


# -- new people ---------------------------------------------------------------------------------------------------------


def check_new_people(by: Pengguna, rows: Sequence[Baris]) -> None:
    for row in rows:
        _check_number(row)
        _check_nik(row)
        _check_first_day(row)
    find_units(by, rows)
    for row in rows:
        if row.nilai["mulai"]:
            row.temuan["masa"] = DateRange(row.nilai["mulai"], None, "[)")
    find_people(by, rows, "atasan")
    own = akses(by).orang_id
    for row in rows:
        if "atasan" in row.temuan and row.temuan["atasan"].pk == own:
            row.wrong("atasan", ATASAN_DIRI)
    _check_known(rows)
    check_units_last(row for row in rows if not row.sudah_ada)


def _check_number(row: Baris) -> None:
    """The NIP itself, and whether it says the same as the other columns."""
    nip = row.nilai["nip"]
    if not nip:
        return
    try:
        parts = nip_urai(MasukanNip(nip=nip))
    except Ditolak as refused:
        row.wrong("nip", GALAT_NIP.get(refused.galat, refused.pesan))
        return
    nilai = row.nilai
    if nilai["tanggal_lahir"] and parts["tanggal_lahir"] != nilai["tanggal_lahir"]:
        row.wrong("tanggal_lahir", "Tanggal lahir tidak sama dengan delapan angka pertama NIP. Periksa keduanya.")
    if nilai["jenis_kelamin"] and parts["jenis_kelamin"] != nilai["jenis_kelamin"]:
        row.wrong("jenis_kelamin", "Jenis kelamin tidak sama dengan angka ke-15 NIP (1 laki-laki, 2 perempuan).")
    if nilai["jenis"] and (nilai["jenis"] in BERPERJANJIAN) != (parts["jenis"] == "pppk"):
        row.wrong(
            "jenis",
            "Jenis pegawai tidak sesuai NIP: angka ke-13 dan ke-14 01 sampai 12 untuk PNS, 21 ke atas untuk PPPK.",
        )


def _check_nik(row: Baris) -> None:
    """What can be read of it tells the same birth date and sex; a NIK is never renumbered, so that is a sign to look."""
    nik = row.nilai["nik"]
    if not nik:
        return
    try:
        parts = nik_urai(MasukanNik(nik=nik, tanggal=timezone.localdate()))
    except Ditolak as refused:
        row.wrong("nik", GALAT_NIK.get(refused.galat, refused.pesan))
        return
    told = (row.nilai["tanggal_lahir"], row.nilai["jenis_kelamin"])
    row.temuan["nik_sah"] = (parts["tanggal_lahir"], parts["jenis_kelamin"]) == told


def _check_first_day(row: Baris) -> None:
    """Nobody begins before working age, nor years from now: as for a row of the file."""
    lahir, mulai, jenis = row.nilai["tanggal_lahir"], row.nilai["mulai"], row.nilai["jenis"]
    if lahir and lahir >= timezone.localdate():
        row.wrong("tanggal_lahir", "Tanggal lahir belum tiba. Periksa tahunnya.")
    elif lahir and mulai and jenis:
        for pesan in first_day_wrong(mulai, Orangnya(lahir, jenis), timezone.localdate()):
            row.wrong("mulai", pesan)


def _check_twice(rows: Sequence[Baris], kolom: str, pesan: str) -> None:
    """The same number on two rows of the file."""
    seen: dict[str, int] = {}
    for row in rows:
        nomor = row.nilai[kolom]
        if nomor and seen.setdefault(nomor, row.nomor) != row.nomor:
            row.wrong(kolom, pesan.format(nomor=seen[nomor]))


def _check_known(rows: Sequence[Baris]) -> None:
    """Numbers belong to one person in the whole portal, also to those of other agencies and of other days."""
    for kolom in ("nip", "nrk", "nik"):
        _check_twice(rows, kolom, DUA_KALI[kolom])
    nips = {row.nilai["nip"] for row in rows if row.nilai["nip"]}
    nrks = {row.nilai["nrk"] for row in rows if row.nilai["nrk"]}
    niks = {kripto.digest(row.nilai["nik"], kolom=KOLOM_NIK): row for row in rows if row.nilai["nik"]}
    owners = {
        bytes(sidik): nip
        for sidik, nip in Pegawai.objects.filter(nik_sidik__in=list(niks)).values_list("nik_sidik", "nip")
    }
    people = Pegawai.objects.filter(Q(nip__in=nips) | Q(nrk__in=nrks)).only("nip", "nrk", "nama", "tanggal_lahir")
    by_nip = {person.nip: person for person in people if person.nip in nips}
    by_nrk = {person.nrk: person for person in people if person.nrk in nrks}
    dated = NomorPegawai.objects.kini().filter(nomor__in=nips | nrks)
    taken = {(jenis, nomor): pegawai for jenis, nomor, pegawai in dated.values_list("jenis", "nomor", "pegawai_id")}
    for row in rows:
        nip, nrk = row.nilai["nip"], row.nilai["nrk"]
        same = by_nip.get(nip)
        if same is not None and _is_same(same, row):
            row.sudah_ada = SUDAH_TERCATAT
        elif same is not None or ("nip", nip) in taken:
            row.wrong("nip", NIP_DIPAKAI)
        digest = kripto.digest(row.nilai["nik"], kolom=KOLOM_NIK) if row.nilai["nik"] else b""
        if digest in owners and owners[digest] != nip:
            row.wrong("nik", NIK_DIPAKAI)
        owner = by_nrk[nrk].pk if nrk in by_nrk else taken.get(("nrk", nrk))
        if nrk and owner is not None and (same is None or owner != same.pk):
            row.wrong("nrk", NRK_DIPAKAI)


def _is_same(person: Pegawai, row: Baris) -> bool:
    same_name = person.nama.casefold() == (row.nilai["nama"] or "").casefold()
    return same_name and person.tanggal_lahir == row.nilai["tanggal_lahir"]


def changed_since_import(made: dict[UUID, set[str]]) -> dict[UUID, str]:
    """Which of these new people somebody has worked on since: other dated rows than the import made, or people below."""
    refused: dict[UUID, str] = {}
    for superior in HubunganAtasan.objects.kini().filter(atasan_id__in=list(made)).values_list("atasan_id", flat=True):
        refused[superior] = JADI_ATASAN
    present: dict[UUID, set[str]] = defaultdict(set)
    for model in (KeanggotaanUnit, NomorPegawai, HubunganAtasan):
        rows = model.objects.kini().filter(pegawai_id__in=list(made))
        for pegawai_id, pk in rows.values_list("pegawai_id", "pk"):
            present[pegawai_id].add(str(pk))
    return {pk: DATA_BERUBAH for pk, ids in made.items() if present[pk] != ids} | refused
