"""Many letters at once, and the package of proposals of a month: jobs in steps, each letter by the service of papers."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from asn_portal.berkas import simpan
from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.services.naskah import Pilihan, make_naskah, submit_naskah
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.izin import Sumber
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.permissions import akses, require
from asn_portal.core.selectors.unit import unit_names
from asn_portal.core.services import berkas
from asn_portal.core.services.jejak import Pembaca, add_reads
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka, bulan_tahun, waktu
from asn_portal.lembar.tulis import LembarXlsx
from pegawai import permissions
from pegawai.models import PaketUsul
from pegawai.selectors.surat_kgb import SURAT_KGB, letters_of, month_rows
from pegawai.selectors.surat_kp import BarisUsul, usul_rows

JENIS_KGB, JENIS_USUL = "pegawai.surat_kgb", "pegawai.paket_usul"
# Letters in one step: each takes a few statements.
SELANGKAH = 10
SUDAH_ADA = "Suratnya sudah ada"
TANPA_HAK = "Anda tidak berwenang membuat surat pegawai ini"
KOSONG = "Tidak ada yang dapat diusulkan untuk bulan ini di unit itu. Pilih bulan atau unit lain."
ZIP = "application/zip"


def reaches(by: Pengguna, unit_id: UUID) -> bool:
    return permissions.can_make_letters(by) and permissions.can_handle_urusan(by, unit_id)


# -- letters of a month ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Permintaan:
    """Which letters, by which officials, and whether they set out at once."""

    unit_id: UUID
    bulan: date
    pilihan: Pilihan
    kertas: Kertas
    kirim: bool


@perubahan
def start_letters(minta: Permintaan, *, by: Pengguna) -> PekerjaanLatar:
    require(reaches(by, minta.unit_id))
    rows = month_rows(by, minta.unit_id, minta.bulan, timezone.localdate())
    ids = [str(pk) for pk in rows.values_list("pegawai_id", flat=True)]
    if not ids:
        raise DomainError("Tidak ada kenaikan gaji berkala pada bulan itu di unit ini.", galat="kosong")
    record_jejak(
        None, "surat_kgb_dibuat_banyak", by=by, unit_id=minta.unit_id,
        rincian={"bulan": f"{minta.bulan:%Y-%m}", "orang": len(ids), "kirim": minta.kirim},
    )  # fmt: skip
    parameter = {
        "unit": str(minta.unit_id), "bulan": minta.bulan.isoformat(), "orang": ids, "kertas": str(minta.kertas),
        "penanda_tangan": str(minta.pilihan.penanda_tangan), "paraf": [str(pk) for pk in minta.pilihan.paraf],
        "kirim": minta.kirim,
    }  # fmt: skip
    return start_job(JENIS_KGB, judul=f"Surat KGB {bulan_tahun(minta.bulan)}", parameter=parameter, by=by)


def letters_in_steps(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """Ten letters a step. One that is refused does not stop the rest; one that exists is not made again."""
    asked = row.parameter
    chosen = Pilihan([UUID(pk) for pk in asked["paraf"]], UUID(asked["penanda_tangan"]))
    people: Sequence[UUID] = [UUID(pk) for pk in asked["orang"]]
    state = {"ke": 0, "dibuat": 0, "sebab": {}} | row.posisi
    while state["ke"] < len(people):
        require(reaches(row.pengguna, UUID(asked["unit"])))
        part = people[state["ke"] : state["ke"] + SELANGKAH]
        for sentence in _make(part, chosen, asked, row.pengguna):
            if sentence:
                state["sebab"] = state["sebab"] | {sentence: state["sebab"].get(sentence, 0) + 1}
            else:
                state["dibuat"] += 1
        state["ke"] += len(part)
        yield Kemajuan(state["ke"], len(people), "Menyusun surat.", dict(state))
    done = f"{angka(state['dibuat'])} surat {'dikirim ke pemaraf' if asked['kirim'] else 'tersimpan sebagai konsep'}."
    left = {sentence: f"{angka(count)} orang" for sentence, count in state["sebab"].items()}
    url = f"{reverse('pegawai:kgb_bulan')}?unit={asked['unit']}&bulan={asked['bulan'][:7]}"
    return Hasil(done, url, {"Surat dibuat": angka(state["dibuat"])} | left)


def _make(people: Sequence[UUID], chosen: Pilihan, asked: dict[str, Any], by: Pengguna) -> Generator[str, None, None]:
    """For each person an empty sentence, or why there is no letter."""
    month = date.fromisoformat(asked["bulan"])
    days = dict(
        month_rows(by, UUID(asked["unit"]), month, timezone.localdate())
        .filter(pegawai_id__in=people)
        .values_list("pegawai_id", "tanggal")
    )
    known = letters_of(list(people), set(days.values()))
    for pk in people:
        if pk not in days:
            yield "Kenaikannya tidak lagi pada bulan ini"
        elif (pk, days[pk].isoformat()) in known:
            yield SUDAH_ADA
        else:
            yield _one(pk, chosen, asked, by)


def _one(pk: UUID, chosen: Pilihan, asked: dict[str, Any], by: Pengguna) -> str:
    try:
        with transaction.atomic():
            letter = make_naskah(SURAT_KGB, pk, pilihan=chosen, kertas=Kertas(asked["kertas"]), by=by)
            if asked["kirim"]:
                submit_naskah(letter.pk, by=by)
    except DomainError as refused:
        return refused.pesan
    except PermissionDenied:
        return TANPA_HAK
    return ""


def may_read(row: PekerjaanLatar) -> bool:
    """Files of these jobs are open while the right to the unit lasts."""
    return reaches(row.pengguna, UUID(row.parameter["unit"]))


# -- the package of proposals ------------------------------------------------------------------------------


@perubahan
def start_package(unit_id: UUID, bulan: date, *, by: Pengguna) -> PekerjaanLatar:
    """Put the proposals of a unit together. What was missing on this day is kept with the package."""
    require(reaches(by, unit_id))
    rows = usul_rows(by, unit_id, bulan, timezone.localdate())
    if not rows:
        raise DomainError(KOSONG, galat="kosong")
    people = [
        {"id": str(r.peringatan.pegawai_id), "nama": r.peringatan.pegawai.nama_lengkap, "arti": _short(r)} for r in rows
    ]
    package = PaketUsul.objects.create(
        unit_id=unit_id, bulan=bulan, orang=people, kurang=sum(len(r.kurang) for r in rows), dibuat_oleh=by
    )
    act = record_jejak(
        package, "paket_usul_dibuat", by=by, unit_id=unit_id,
        rincian={"bulan": f"{bulan:%Y-%m}", "orang": len(rows), "kurang": package.kurang},
    )  # fmt: skip
    role = next(j.peran for j in akses(by).reach(Sumber.USULAN_PROFIL, "v") if j.peran.peran != Peran.PEGAWAI)
    reader = Pembaca(by, role.peran, role.nama_unit, rutin=False)
    add_reads(
        act, {r.peringatan.pegawai_id for r in rows}, kelompok="Dokumen", tujuan="Usul kenaikan pangkat", oleh=reader
    )
    parameter = {"unit": str(unit_id), "bulan": bulan.isoformat(), "paket": str(package.pk)}
    return start_job(JENIS_USUL, judul=f"Paket usul kenaikan pangkat {bulan_tahun(bulan)}", parameter=parameter, by=by)


def _short(row: BarisUsul) -> str:
    facts = row.peringatan.rincian
    return f"{facts['golongan']} ke {facts['baru']}, {row.judul.lower()}"


def package_in_steps(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """The list first, then the documents of one person a step. After a break the file is begun anew."""
    unit_id, month = UUID(row.parameter["unit"]), date.fromisoformat(row.parameter["bulan"])
    require(reaches(row.pengguna, unit_id))
    rows = usul_rows(row.pengguna, unit_id, month, timezone.localdate())
    unit = unit_names([unit_id], timezone.localdate()).get(unit_id, "")
    name = f"usul-kp-{month:%Y-%m}-{slugify(unit)[:60]}.zip"
    file = berkas.reserve(row, nama=name, jenis_isi=ZIP)
    yield Kemajuan(0, len(rows), "Menyiapkan daftar.")
    documents = 0
    with tempfile.TemporaryFile() as content:
        with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as package:
            package.writestr("daftar.xlsx", _sheet(rows, unit, month, row.pengguna))
            for place, one in enumerate(rows, 1):
                require(reaches(row.pengguna, unit_id))
                documents += _add(package, place, one)
                yield Kemajuan(place, len(rows), "Mengumpulkan dokumen.")
        berkas.fill(file, content)
    missing = sum(bool(one.kurang) for one in rows)
    facts = {"Orang": angka(len(rows)), "Dokumen": angka(documents), "Orang yang dokumennya kurang": angka(missing)}
    return Hasil(
        f"{angka(len(rows))} orang dan {angka(documents)} dokumen dalam {name}.", ringkasan=facts, berkas=(file,)
    )


def _sheet(rows: Sequence[BarisUsul], unit: str, bulan: date, by: Pengguna) -> bytes:
    head = (
        "No.",
        "Nama",
        "NIP",
        "Jabatan",
        "Unit kerja",
        "Usul",
        "Dari",
        "Ke",
        "TMT paling cepat",
        "Dokumen yang kurang",
        "Syarat lain",
    )
    made = f"Disusun oleh {by.nama} pada {waktu(timezone.now())}. Berkas ini dicatat atas namanya."
    sheet = LembarXlsx(
        f"Usul KP {bulan:%Y-%m}", [f"Usul kenaikan pangkat {unit}, periode {bulan_tahun(bulan)}", made], head,
        [title == "NIP" for title in head],
    )  # fmt: skip
    sheet.add(
        [
            place, r.peringatan.pegawai.nama_lengkap, r.peringatan.pegawai.nip or "", r.peringatan.pegawai.jabatan_kini,
            r.peringatan.nama_unit or "", r.judul, r.peringatan.rincian["golongan"], r.peringatan.rincian["baru"],
            r.peringatan.tanggal, ", ".join(r.kurang) or "Lengkap", ", ".join(r.syarat),
        ]
        for place, r in enumerate(rows, 1)
    )  # fmt: skip
    with sheet.save() as saved:
        return saved.read()


def _add(package: zipfile.ZipFile, place: int, row: BarisUsul) -> int:
    """A folder for each person; names without anything that a file system could take for a path."""
    folder = f"{place:03d}-{slugify(row.peringatan.pegawai.nama)[:60] or 'pegawai'}"
    for number, paper in enumerate(row.ada, 1):
        package.writestr(
            f"{folder}/{number:02d}-{slugify(paper.nama_jenis)}.{paper.akhiran}", simpan.read(paper.nama_simpan)
        )
    return len(row.ada)
