"""Files in the shape of SIASN's answers: one object, a list, a person's file, or a zip of many. Checked, shown and taken back
like every other import; each object goes the way of its kind.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import JSON, AsalData, Baris, JenisImpor, KolomImpor, Masa, register_impor
from pegawai import permissions, siasn
from pegawai.enums import SumberRiwayat
from pegawai.impor_riwayat import source_of
from pegawai.impor_sekali import check_shapes
from pegawai.jenis_riwayat import JenisRiwayat, Kelompok, Pola, all_jenis_riwayat
from pegawai.models import DataKepegawaian, DataPribadi, KontakPegawai, Pegawai
from pegawai.models.referensi import KeReferensi
from pegawai.selectors import impor_siasn as selectors
from pegawai.selectors.impor_profil import check_once
from pegawai.selectors.impor_riwayat import check_riwayat, claim_of
from pegawai.services import massal_profil, massal_riwayat
from pegawai.siapa_mengubah import Cara, Sasaran

NIP = re.compile(r"(?<![0-9])[0-9]{18}(?![0-9])")
# How SIASN's objects name their person: by number, or by its own id.
NOMOR, ID_ORANG = ("nipBaru", "nip"), ("idPns", "pns", "pnsOrangId", "pnsId")
SEDIKIT = 2
TAK_JELAS = "Jenis datanya tidak dikenal. Beri nama berkas atau bagiannya seperti di SIASN, misalnya rw-golongan."
TANPA_NOMOR = "Tidak ada NIP pada objek ini. Sertakan nipBaru, atau beri nama berkas dengan NIP-nya."
BUKAN_OBJEK = "Isinya bukan objek SIASN. Unggah berkas seperti yang diberikan SIASN."
KOSONG = "{medan} belum diisi."
TAK_ADA = (
    "{medan}: {nilai} tidak ada di daftar rujukan. Perbarui daftarnya di halaman Daftar rujukan BKN, lalu unggah lagi."
)
# The three tables of `data-utama`.
BAGIAN = tuple(
    Sasaran(f"siasn-{kunci}", judul, Cara.LANGSUNG, model=model, isian=tuple(siasn.once_medan(kunci).values()))
    for kunci, judul, model in (
        ("kepegawaian", "Data kepegawaian", DataKepegawaian), ("pribadi", "Data pribadi", DataPribadi),
        ("kontak", "Kontak", KontakPegawai),
    )
)  # fmt: skip


def part_of(target: Sasaran) -> str:
    return target.kunci.removeprefix("siasn-")


# -- what an object is, and whose ----------------------------------------------------------------------------------


def _paths() -> dict[str, JenisRiwayat | None]:
    known: dict[str, JenisRiwayat | None] = {siasn.jalur_of(jenis): jenis for jenis in all_jenis_riwayat()}
    return {jalur: jenis for jalur, jenis in known.items() if jalur} | {siasn.UTAMA: None}


def kind_of(asal: str, isi: dict[str, Any]) -> tuple[bool, JenisRiwayat | None]:
    """(known, kind); data-utama is known and has no kind. By the name of its place, else by its fields."""
    paths = _paths()
    for part in reversed(asal.lower().split("/")):
        named = [jalur for jalur in paths if jalur in part]
        if named:
            return True, paths[max(named, key=len)]
    if "nipBaru" in isi and "tglLahir" in isi and "nama" in isi:
        return True, None
    fields = set(isi) - {"id"}
    fitting = {jenis: len(fields & set(siasn.medan_of(jenis))) for jenis in paths.values() if jenis}
    best = max(fitting, key=lambda jenis: fitting[jenis])
    unclear = fitting[best] < SEDIKIT or list(fitting.values()).count(fitting[best]) > 1
    return (False, None) if unclear else (True, best)


def _number_of(asal: str, konteks: dict[str, Any], isi: dict[str, Any]) -> str:
    for around in (isi, konteks):
        for name in NOMOR:
            if value := str(around.get(name) or "").replace(" ", ""):
                return value
    found = NIP.search(asal)
    return found[0] if found else ""


def prepare(by: Pengguna, rows: Sequence[Baris]) -> None:
    """Each row with its kind (`temuan["jenis"]`, None for data-utama), its person and its columns."""
    for row in rows:
        _read(row)
    selectors.find_owners(by, [row for row in rows if "objek" in row.temuan])
    ready = [row for row in rows if row.temuan.get("pegawai")]
    for row in ready:
        try:
            _shape(row)
        except siasn.MedanSalah as refused:
            row.wrong("isi", refused.pesan)
    _name_entries(ready)
    for row in ready:
        _finish(row)


def _read(row: Baris) -> None:
    try:
        isi, konteks = json.loads(row.nilai["isi"] or ""), json.loads(row.nilai["konteks"] or "{}")
    except ValueError:
        isi = konteks = None
    if not isinstance(isi, dict) or not isinstance(konteks, dict):
        row.wrong("isi", BUKAN_OBJEK)
        return
    known, jenis = kind_of(row.nilai["asal"] or "", isi)
    if not known:
        row.wrong("asal", TAK_JELAS)
        return
    nomor = _number_of(row.nilai["asal"] or "", konteks, isi)
    owner = next((str(isi[name]) for name in ID_ORANG if isi.get(name)), "")
    if not nomor and not owner:
        row.wrong("isi", TANPA_NOMOR)
        return
    row.temuan |= {"jenis": jenis, "objek": isi, "nomor": nomor, "id_orang": owner}


def _shape(row: Baris) -> None:
    jenis, isi = row.temuan["jenis"], row.temuan["objek"]
    if jenis is None:
        row.temuan["bagian"] = {
            target.kunci: siasn.once_from_siasn(part_of(target), target.model, isi) for target in BAGIAN if target.model
        }
        return
    values = siasn.from_siasn(jenis, isi)
    said = {kolom for medan, kolom in siasn.medan_of(jenis).items() if isi.get(medan) not in (None, "")}
    mulai = values.pop("mulai", None)
    # Awards have no day of their own in SIASN.
    row.temuan |= {"mulai": mulai or values.get("sk_tanggal"), "mulai_turunan": mulai is None}
    row.temuan["sampai"] = values.pop("sampai", None)
    if jenis.kelompok is Kelompok.PENDIDIKAN and jenis.sampai_wajib:  # older rows know one day only
        row.temuan["sampai"] = row.temuan["sampai"] or row.temuan["mulai"]
    row.temuan["isi"] = {kolom: value for kolom, value in values.items() if kolom in said}


def _name_entries(rows: Sequence[Baris]) -> None:
    """Keys of entries -> entries, for all rows at once."""
    dicts = [values for row in rows for values in _dicts(row)]
    known = siasn.entries_for(dicts)
    for row in rows:
        for values in _dicts(row):
            for kolom, keys in list(values.items()):
                if isinstance(keys, list):
                    entry = next((known[key] for key in keys if key in known), None)
                    if entry is None:
                        code = keys[0].partition(":")[2]
                        row.wrong("isi", TAK_ADA.format(medan=_medan(row, kolom), nilai=code))
                    values[kolom] = entry


def _dicts(row: Baris) -> list[dict[str, Any]]:
    return list(row.temuan["bagian"].values()) if "bagian" in row.temuan else [row.temuan.get("isi", {})]


def _medan(row: Baris, kolom: str) -> str:
    """SIASN's word for our column."""
    jenis = row.temuan["jenis"]
    maps = [siasn.medan_of(jenis)] if jenis else [siasn.once_medan(part_of(target)) for target in BAGIAN]
    return next((medan for found in maps for medan, ours in found.items() if ours == kolom), kolom)


def _finish(row: Baris) -> None:
    """What a row of this kind cannot be without."""
    jenis = row.temuan["jenis"]
    if jenis is None or row.galat:
        return
    if row.temuan["mulai"] is None:
        row.wrong("isi", KOSONG.format(medan=_medan(row, "mulai")))
    if jenis.pola is Pola.MASA and jenis.sampai_wajib and row.temuan["sampai"] is None:
        row.wrong("isi", KOSONG.format(medan=_medan(row, "sampai")))
    for name in jenis.isian:
        field = jenis.model._meta.get_field(name)
        needed = not field.blank and not field.has_default()
        if (needed or (isinstance(field, KeReferensi) and not field.null)) and row.temuan["isi"].get(name) in (
            None,
            "",
        ):
            row.wrong("isi", KOSONG.format(medan=_medan(row, name)))


# -- the import ------------------------------------------------------------------------------------------------------


def _by_kind(rows: Sequence[Baris]) -> Iterator[tuple[JenisRiwayat, list[Baris]]]:
    groups: dict[str, list[Baris]] = defaultdict(list)
    kinds = {jenis.kunci: jenis for jenis in all_jenis_riwayat()}
    for row in rows:
        if (jenis := row.temuan.get("jenis")) is not None and row.benar:
            groups[jenis.kunci].append(row)
    for kunci, group in groups.items():
        yield kinds[kunci], group


def _once_rows(rows: Sequence[Baris]) -> list[Baris]:
    return [row for row in rows if "bagian" in row.temuan and row.benar]


def _parts(rows: Sequence[Baris], target: Sasaran) -> list[tuple[Baris, Baris]]:
    """Each row with the one of this table that stands for it."""
    return [
        (row, Baris(row.nomor, {}, temuan={"pegawai": row.temuan["pegawai"], "isi": dict(row.temuan["bagian"][target.kunci])}))
        for row in rows
        if row.temuan["bagian"][target.kunci]
    ]  # fmt: skip


def check(by: Pengguna, rows: Sequence[Baris]) -> None:
    prepare(by, rows)
    for jenis, group in _by_kind(rows):
        check_riwayat(by, jenis, group, lengkap=False)
        for row in group:
            _speak(row)
    _check_once(by, _once_rows(rows))


def _check_once(by: Pengguna, rows: Sequence[Baris]) -> None:
    """All tables of a person, or none."""
    same: dict[int, list[bool]] = defaultdict(list)
    for target in BAGIAN:
        pairs = _parts(rows, target)
        for _, part in pairs:
            check_shapes(part)
        check_once(by, target, [part for _, part in pairs])
        for row, part in pairs:
            for kolom, pesan in part.galat.items():
                row.wrong("isi", f"{_medan(row, kolom)}: {pesan}")
            same[row.nomor].append(bool(part.sudah_ada))
    for row in rows:
        selectors.compare_identity(row)
        if not row.galat and all(same[row.nomor]):
            row.sudah_ada = "Sudah ada: isinya sama dengan yang tercatat."


def _speak(row: Baris) -> None:
    """Errors at our columns become sentences about SIASN's fields, in the one column of the file."""
    found = {kolom: pesan for kolom, pesan in row.galat.items() if kolom not in {"asal", "isi"}}
    for kolom, pesan in found.items():
        del row.galat[kolom]
        row.wrong("isi", pesan if kolom in {"pegawai", "mulai"} else f"{_medan(row, kolom)}: {pesan}")


def claim(row: Baris) -> Masa | None:
    """As for a table of its kind; `data-utama` is one a person."""
    jenis = row.temuan.get("jenis")
    if jenis is not None:
        return claim_of(jenis, row, "isi")
    person = row.temuan.get("pegawai")
    return Masa(f"{siasn.UTAMA}|{person.pk}", "isi") if person else None


def write(
    rows: Sequence[Baris], *, impor: UUID, by: Pengguna, saring: Callable[[Sequence[Baris]], None] | None = None
) -> None:
    """`saring`: what of the prepared rows is left out."""
    prepare(by, rows)
    if saring is not None:
        saring(rows)
    for jenis, group in _by_kind(rows):
        massal_riwayat.record_many(jenis, group, impor=impor, by=by, sumber=SumberRiwayat.SIASN, lengkap=False)
        for row in group:
            row.hasil = {"jenis": jenis.kunci, **row.hasil}
            _speak(row)
    once = _once_rows(rows)
    massal_riwayat.lock_people(row.temuan["pegawai"].pk for row in once)
    _check_once(by, once)
    good = [row for row in once if row.benar]
    for target in BAGIAN:
        pairs = _parts(good, target)
        if pairs:
            massal_profil.change_many(target, [part for _, part in pairs], impor=impor, by=by)
        for row, part in pairs:
            row.objek = row.temuan["pegawai"].pk
            row.hasil.setdefault("bagian", {})[target.kunci] = part.hasil


def take_back(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    for jenis in all_jenis_riwayat():
        group = [row for row in rows if row.hasil.get("jenis") == jenis.kunci]
        if group:
            massal_riwayat.take_back_many(jenis, group, impor=impor, by=by)
    for target in BAGIAN:
        parts = {
            row.nomor: Baris(row.nomor, {}, objek=row.objek, hasil=row.hasil["bagian"][target.kunci])
            for row in rows
            if row.hasil.get("bagian", {}).get(target.kunci)
        }
        if parts:
            massal_profil.take_back_once(target, list(parts.values()), impor=impor, by=by)
        for row in rows:
            if row.nomor in parts and parts[row.nomor].tolak:
                row.tolak = parts[row.nomor].tolak


def _allowed(by: Pengguna) -> bool:
    once = all(permissions.can_import_once(by, private=private) for private in (True, False))
    return once and all(permissions.can_import_riwayat(by, jenis) for jenis in all_jenis_riwayat())


def sources() -> list[AsalData]:
    """Every kind with SIASN's service for it; those whose fields nobody has compared come last and say so."""
    main = [medan for target in BAGIAN for medan in siasn.once_medan(part_of(target))]
    found = [AsalData("Data utama", f"/pns/{siasn.UTAMA}/{{nip}}", ", ".join(main))]
    mapped = [jenis for jenis in all_jenis_riwayat() if siasn.jalur_of(jenis)]
    found += [source_of(jenis) for jenis in sorted(mapped, key=lambda jenis: not siasn.is_verified(jenis))]
    return found


def example() -> tuple[str, str]:
    """A person's file with one row, as the import takes it."""
    person = {
        "nipBaru": "199002152015012001",
        siasn.UTAMA: {"nipBaru": "199002152015012001", "nama": "Nama Contoh", "tglLahir": "15-02-1990", "agamaId": "1"},
        "rw-golongan": [
            {"golonganId": "31", "tmtGolongan": "01-04-2019", "skNomor": "823/1/2019", "skTanggal": "02-03-2019", "jenisKPId": "101"}
        ],
    }  # fmt: skip
    return "contoh-siasn.json", json.dumps([person], indent=2, ensure_ascii=False)


SIASN = JenisImpor(
    nama="siasn",
    judul="Berkas SIASN",
    kata="Membaca berkas seperti jawaban SIASN (data-utama, rw-golongan, rw-pendidikan, dan lainnya), satu orang atau banyak.",
    kata_tarik="Baris riwayat ditarik dan isian sebelumnya berlaku lagi.",
    kolom=(
        KolomImpor("asal", "Asal", "-", wajib=False, panjang=2_000, petunjuk="Nama berkas dan bagiannya; di sana NIP atau jenisnya boleh disebut."),
        KolomImpor("konteks", "Konteks", "-", wajib=False, panjang=20_000, petunjuk="Yang berdiri di sebelah bagian itu."),
        KolomImpor("isi", "Isi", "{\"golonganId\": \"31\"}", panjang=20_000, petunjuk="Satu objek dengan nama medan SIASN; tanggal 21-11-2026."),
    ),
    kunci=("asal", "isi"),
    boleh=_allowed,
    periksa=check,
    terapkan=write,
    tarik=take_back,
    kelompok="Sistem lain",
    rahasia=True,
    masa=claim,
    asal=sources,
    bentuk=JSON,
    contoh=example,
)  # fmt: skip
register_impor(SIASN)


def person_file(person: Pegawai, kinds: Sequence[JenisRiwayat]) -> dict[str, Any]:
    """Somebody's whole file in SIASN's shape, with the kinds that SIASN itself does not know named."""
    own = [siasn.jalur_of(jenis) for jenis in kinds if not siasn.is_verified(jenis)]
    shaped: dict[str, Any] = {"nipBaru": person.nip or "", "belumDiverifikasi": ", ".join(own)}
    shaped[siasn.UTAMA] = selectors.main_data(person, BAGIAN)
    for jenis, rows in selectors.rows_in_order(person, kinds):
        shaped[siasn.jalur_of(jenis)] = [siasn.to_siasn(jenis, row) for row in rows]
    return shaped
