"""What files of SIASN ask: whose an object is, whether the person is the same, and somebody's file to go out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from asn_portal.core import kripto
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import Baris
from pegawai import siasn
from pegawai.jenis_riwayat import JenisRiwayat
from pegawai.models import DataKepegawaian, Pegawai
from pegawai.models.pegawai import KOLOM_NIK
from pegawai.selectors.impor import TIDAK_ADA, people_by_number
from pegawai.selectors.impor_profil import SECRET
from pegawai.selectors.riwayat import name_entries, rows_of
from pegawai.siapa_mengubah import RAHASIA, Sasaran

LAHIR_BERBEDA = "tglLahir berbeda dari tanggal lahir yang tercatat untuk NIP ini. Periksa apakah orangnya sama."
NIK_BERBEDA = "nik berbeda dari NIK yang tercatat. Perbaikannya lewat Dukcapil; hapus medan nik bila yang lain benar."


def find_owners(by: Pengguna, rows: Sequence[Baris]) -> None:
    """By NIP, else by SIASN's own id of the person; only people whom this account may write."""
    by_source: dict[Sumber, list[Baris]] = {}
    for row in rows:
        jenis = row.temuan["jenis"]
        by_source.setdefault(jenis.sumber if jenis else Sumber.DATA_PRIBADI, []).append(row)
    for source, mine in by_source.items():
        found = people_by_number(by, {row.temuan["nomor"] for row in mine} - {""}, source)
        ids = {row.temuan["id_orang"] for row in mine if not row.temuan["nomor"]} - {""}
        owners = dict(DataKepegawaian.objects.filter(siasn_id__in=ids).values_list("siasn_id", "pegawai_id"))
        people = Pegawai.objects.visible_to(by, source, "w").select_related("pengguna").in_bulk(list(owners.values()))
        for row in mine:
            person = found.get(row.temuan["nomor"]) or people.get(owners.get(row.temuan["id_orang"]))
            if person is None:
                row.wrong("isi", TIDAK_ADA)
            else:
                row.temuan["pegawai"] = person


def compare_identity(row: Baris) -> None:
    """Is this the person? Name and titles may differ in their writing; birth and NIK may not."""
    person, isi = row.temuan["pegawai"], row.temuan["objek"]
    try:
        born = siasn.read_day("tglLahir", str(isi.get("tglLahir") or ""))
    except siasn.MedanSalah as refused:
        row.wrong("isi", refused.pesan)
        return
    if born and born != person.tanggal_lahir:
        row.wrong("isi", LAHIR_BERBEDA)
    nik = "".join(sign for sign in str(isi.get("nik") or "") if sign.isdigit())
    if nik and person.nik_sidik and bytes(person.nik_sidik) != kripto.digest(nik, kolom=KOLOM_NIK):
        row.wrong("isi", NIK_BERBEDA)


# -- out -------------------------------------------------------------------------------------------------------------


def main_data(person: Pegawai, parts: Sequence[Sasaran]) -> dict[str, Any]:
    """`data-utama` of one person. Encrypted numbers are read here: the caller has noted the reading."""
    shaped: dict[str, Any] = {
        "nipBaru": person.nip or "", "nama": person.nama, "gelarDepan": person.gelar_depan,
        "gelarBelakang": person.gelar_belakang, "tglLahir": person.tanggal_lahir.strftime(siasn.TANGGAL),
        "nik": kripto.decrypt(person.nik_sandi, kolom=KOLOM_NIK) if person.nik_sandi else "",
    }  # fmt: skip
    for target in parts:
        assert target.model is not None
        data = target.model.objects.filter(pk=person.pk).first()
        if data is None:
            continue
        name_entries([data])
        for medan, kolom in siasn.once_medan(target.kunci.removeprefix("siasn-")).items():
            siasn.put_value(shaped, medan, _secret(data, kolom) if kolom in RAHASIA else getattr(data, kolom))
    return shaped


def _secret(data: Any, nama: str) -> str:
    stored = getattr(data, f"{nama}_sandi")
    return kripto.decrypt(stored, kolom=SECRET[nama]) if stored else ""


def rows_in_order(person: Pegawai, kinds: Sequence[JenisRiwayat]) -> Iterator[tuple[JenisRiwayat, list[Any]]]:
    """Oldest first, as known now."""
    found = rows_of(person.pk, kinds)
    for jenis in kinds:
        yield jenis, found[jenis.kunci][::-1]
