"""Mass intake: one import gives person, numbers, unit, decree or contract, golongan; then slips and SPMT for the batch."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Generator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader, PdfWriter

from asn_portal.berkas.cetak import Kertas, render_pdf
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna, periode
from asn_portal.core.models.dasar import close_many, new_ids
from asn_portal.core.permissions import require
from asn_portal.core.services import berkas
from asn_portal.core.services.akun import SLIP_LIFETIME
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka, tanggal
from asn_portal.lembar.impor import Baris
from asn_portal.lembar.models import BerkasImpor
from pegawai import permissions
from pegawai.aturan.nrk import nomor_berikut, panjang_nrk
from pegawai.enums import SumberRiwayat
from pegawai.models import (
    DataKepegawaian,
    Pegawai,
    Penerimaan,
    PerjanjianKerja,
    PesertaPenerimaan,
    Referensi,
    RiwayatGolongan,
    RiwayatKedudukan,
)
from pegawai.selectors import penerimaan as selectors
from pegawai.services import massal
from pegawai.services.akun import MAX_SLIPS, issue_slips
from pegawai.services.terbit_perjanjian import plain_name

SPMT, LABEL_SPMT = "pegawai.cetak_spmt", "Surat pernyataan melaksanakan tugas"
CHUNK = 50
AKTIF = "kedudukan_hukum:01"
SUDAH_DIURUS = "Berkas orang ini sudah diubah lagi sesudah impor."
# One numbering at a time.
KUNCI_NRK = 7_310_005


# -- the import --------------------------------------------------------------------------------------------------------


@perubahan
def take_in(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """People with their numbers as `create_many` writes them, and what their appointment says."""
    require(permissions.can_import_people(by))
    selectors.check_intake(by, rows)
    good = [row for row in rows if row.benar]
    _number(good, by)
    if good:
        massal.create_many(good, impor=impor, by=by)
    made = [row for row in good if row.benar and row.objek]
    batch = _batch(impor, by)
    record_jejak(batch, "pegawai_diterima", by=by, rincian={"impor": str(impor), "orang": len(made)})
    people = Pegawai.objects.in_bulk([row.objek for row in made])
    for row in made:
        row.hasil["riwayat"] = []
    _write_appointments(made, people)
    for model, written in (
        (RiwayatGolongan, _golongan(made)), (RiwayatKedudukan, _kedudukan(made)), (PerjanjianKerja, _contracts(made)),
    ):  # fmt: skip
        for pk, (row, one) in zip(new_ids(len(written)), written, strict=True):
            one.pk = pk
            row.hasil["riwayat"].append(str(pk))
        model.objects.bulk_create(one for _, one in written)
    PesertaPenerimaan.objects.bulk_create(PesertaPenerimaan(penerimaan=batch, pegawai_id=row.objek) for row in made)


def _batch(impor: UUID, by: Pengguna) -> Penerimaan:
    name = BerkasImpor.objects.filter(pk=impor).values_list("nama_berkas", flat=True).first() or "Impor"
    row, _ = Penerimaan.objects.get_or_create(
        impor_id=impor, defaults={"instansi_id": by.instansi_id, "judul": name, "oleh": by}
    )
    return row


TERBESAR = """
SELECT max(nomor::bigint) FROM (
    SELECT nomor FROM pegawai_nomorpegawai WHERE jenis = 'nrk' UNION ALL SELECT nrk FROM pegawai_pegawai WHERE nrk IS NOT NULL
) AS dipakai WHERE nomor ~ %s
"""


def _number(rows: Sequence[Baris], by: Pengguna) -> None:
    """Rows without an NRK get the next ones. A number that was ever used, also by a withdrawn record, is not given again."""
    waiting = [row for row in rows if not row.nilai["nrk"]]
    if not waiting:
        return
    today = timezone.localdate()
    length = panjang_nrk(today)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KUNCI_NRK])
        cursor.execute(TERBESAR, [f"^[0-9]{{{length}}}$"])
        largest = cursor.fetchone()[0]
    taken = [int(row.nilai["nrk"]) for row in rows if row.nilai["nrk"] and row.nilai["nrk"].isdigit()]
    largest = max([*taken, largest], default=None) if largest is not None else max(taken, default=None)
    number = nomor_berikut(largest, today)
    if len(str(number + len(waiting) - 1)) > length:
        raise DomainError(f"Nomor NRK {length} angka sudah habis. Hubungi pengelola sistem.", galat="nrk_habis")
    for place, row in enumerate(waiting):
        row.nilai["nrk"] = str(number + place)


def _write_appointments(rows: Sequence[Baris], people: dict[UUID, Pegawai]) -> None:
    DataKepegawaian.objects.bulk_create(
        DataKepegawaian(
            pegawai_id=row.objek, tmt_cpns=row.nilai["mulai"], sk_cpns_nomor=row.nilai["sk_nomor"] or "",
            sk_cpns_tanggal=row.nilai["sk_tanggal"],
        )
        for row in rows
    )  # fmt: skip
    named = []
    for row in rows:
        if row.objek and row.nilai["jabatan"]:
            people[row.objek].jabatan_kini = row.nilai["jabatan"]
            named.append(people[row.objek])
    Pegawai.objects.bulk_update(named, ["jabatan_kini"], batch_size=500)


def _common(row: Baris) -> dict[str, Any]:
    nilai = row.nilai
    return {
        "pegawai_id": row.objek, "sk_nomor": nilai["sk_nomor"] or "", "sk_tanggal": nilai["sk_tanggal"],
        "sumber": SumberRiwayat.IMPOR,
    }  # fmt: skip


def _golongan(rows: Sequence[Baris]) -> list[tuple[Baris, Any]]:
    return [
        (row, RiwayatGolongan(golongan_id=row.temuan["golongan"], berlaku=periode(row.nilai["mulai"]), **_common(row)))
        for row in rows
        if "golongan" in row.temuan
    ]


def _kedudukan(rows: Sequence[Baris]) -> list[tuple[Baris, Any]]:
    if not Referensi.objects.filter(pk=AKTIF).exists():
        return []
    return [
        (row, RiwayatKedudukan(kedudukan_id=AKTIF, berlaku=periode(row.nilai["mulai"]), **_common(row))) for row in rows
    ]


def _contracts(rows: Sequence[Baris]) -> list[tuple[Baris, Any]]:
    return [
        (
            row,
            PerjanjianKerja(
                jabatan=row.nilai["jabatan"] or "", golongan_id=row.temuan.get("golongan"),
                berlaku=periode(row.nilai["mulai"], row.nilai["sampai"]), **_common(row),
            ),
        )
        for row in rows
        if row.nilai["sampai"]
    ]  # fmt: skip


@perubahan
def give_up(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """As `take_back_people`, with the rows of the file closed; who was worked on since stays."""
    require(permissions.can_import_people(by))
    wanted = {row.objek: set(row.hasil.get("riwayat", [])) for row in rows if row.objek}
    present: dict[UUID, set[str]] = {pk: set() for pk in wanted}
    for model in (RiwayatGolongan, RiwayatKedudukan, PerjanjianKerja):
        for owner, pk in model.objects.kini().filter(pegawai_id__in=list(wanted)).values_list("pegawai_id", "pk"):
            present[owner].add(str(pk))
    untouched = [row for row in rows if row.objek and present[row.objek] == wanted[row.objek]]
    for row in rows:
        row.tolak = "" if row in untouched else SUDAH_DIURUS
    if untouched:
        massal.take_back_people(untouched, impor=impor, by=by)
    back = [row.objek for row in untouched if not row.tolak]
    for model in (RiwayatGolongan, RiwayatKedudukan, PerjanjianKerja):
        close_many(model, list(model.objects.kini().filter(pegawai_id__in=back).values_list("pk", flat=True)))
    record_jejak(None, "penerimaan_ditarik", by=by, rincian={"impor": str(impor), "orang": len(back)})


# -- slips -------------------------------------------------------------------------------------------------------------


@perubahan
def print_slips(penerimaan_id: UUID, *, by: Pengguna, now: datetime) -> tuple[bytes, int]:
    """The next slips of the batch as one PDF. The codes stand on it and are kept nowhere; who printed them is traced."""
    batch = Penerimaan.objects.select_for_update(of=("self",)).get(pk=penerimaan_id)
    require(permissions.can_see_accounts(by) and batch.instansi_id == by.instansi_id)
    rows = list(selectors.shown(selectors.needing_slips(by, batch), timezone.localdate(now))[:MAX_SLIPS])
    if not rows:
        raise DomainError("Semua orang dalam penerimaan ini sudah mendapat slip.", galat="tanpa_sisa")
    codes = issue_slips([row.pegawai_id for row in rows], by=by, now=now)
    PesertaPenerimaan.objects.filter(pk__in=[row.pk for row in rows]).update(slip_pada=now)
    record_jejak(batch, "slip_penerimaan_dicetak", by=by, rincian={"orang": len(rows)})
    content = render_pdf(
        "slip_akun", {"slip": [_slip(row, codes[row.pegawai_id]) for row in rows]}, judul="Slip aktivasi akun",
        tanggal=timezone.localdate(now), kertas=Kertas.A4, konsep=False,
    )  # fmt: skip
    return content, len(rows)


def _slip(row: Any, code: str) -> dict[str, str]:
    person = row.pegawai
    return {
        "nama": person.nama_lengkap, "unit": row.nama_unit or "", "memakai": "NRK" if person.nrk else "NIP",
        "login": person.nrk or person.nip or "", "kode": f"{code[:5]} {code[5:]}",
        "alamat": f"{settings.ALAMAT}{reverse('account_signup')}".partition("://")[2],
        "sampai": tanggal(timezone.localdate(timezone.now() + SLIP_LIFETIME)),
    }  # fmt: skip


# -- SPMT --------------------------------------------------------------------------------------------------------------


@perubahan
def start_spmt(penerimaan_id: UUID, *, by: Pengguna) -> PekerjaanLatar:
    """All SPMT of the batch as one PDF, and one for each person."""
    batch = Penerimaan.objects.select_for_update(of=("self",)).get(pk=penerimaan_id)
    require(permissions.can_see_accounts(by) and batch.instansi_id == by.instansi_id)
    count = selectors.people_of(by, batch).count()
    if not count:
        raise DomainError("Tidak ada orang yang Anda kelola dalam penerimaan ini.", galat="tanpa_orang")
    batch.pekerjaan_spmt = start_job(
        SPMT, judul=f"SPMT {batch.judul}"[:200], parameter={"penerimaan": str(batch.pk)}, by=by
    )
    batch.save(update_fields=["pekerjaan_spmt"])
    record_jejak(batch, "spmt_dicetak", by=by, rincian={"orang": count})
    return batch.pekerjaan_spmt


def may_read_spmt(job: PekerjaanLatar) -> bool:
    batch = Penerimaan.objects.filter(pk=job.parameter["penerimaan"]).first()
    return (
        batch is not None
        and permissions.can_see_accounts(job.pengguna)
        and batch.instansi_id == job.pengguna.instansi_id
    )


def spmt_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    batch = Penerimaan.objects.get(pk=job.parameter["penerimaan"])
    ids = list(selectors.people_of(job.pengguna, batch).values_list("pegawai_id", flat=True))
    one = berkas.reserve(job, nama="spmt.pdf", jenis_isi="application/pdf")
    each = berkas.reserve(job, nama="spmt-per-orang.zip", jenis_isi="application/zip")
    yield Kemajuan(0, len(ids), "Menyiapkan surat.")
    book, folder, today = PdfWriter(), io.BytesIO(), timezone.localdate()
    with zipfile.ZipFile(folder, "w", zipfile.ZIP_DEFLATED) as archive:
        for at in range(0, len(ids), CHUNK):
            require(permissions.can_see_accounts(job.pengguna))
            texts = selectors.spmt_texts(ids[at : at + CHUNK], today)
            for place, pk in enumerate(ids[at : at + CHUNK], at + 1):
                content = draw_spmt(texts[pk], today)
                archive.writestr(f"{place:05d}-{plain_name(texts[pk]['nama'])}.pdf", content)
                book.append(PdfReader(io.BytesIO(content)))
            yield Kemajuan(min(at + CHUNK, len(ids)), len(ids), "Menggambar surat.")
    whole = io.BytesIO()
    book.write(whole)
    berkas.fill(one, whole)
    berkas.fill(each, folder)
    url = reverse("pegawai:penerimaan_detail", args=[batch.pk])
    return Hasil(f"{angka(len(ids))} SPMT tersimpan.", url=url, ringkasan={"SPMT": angka(len(ids))}, berkas=(one, each))


def draw_spmt(values: dict[str, Any], hari: date) -> bytes:
    empty = {
        "nomor": "", "kode": "", "qr": [], "jabatan_penanda_tangan": "", "nama_penanda_tangan": "",
        "tempat_tanggal": f"{values['kota']}, ..............................".removeprefix(", "),
    }  # fmt: skip
    return render_pdf("spmt", values | empty, judul=LABEL_SPMT, tanggal=hari, kertas=Kertas.A4, konsep=True)


@perubahan
def note_spmt(naskah: Any) -> None:
    """A signed SPMT: its number and day become part of the file."""
    record_jejak(naskah, "spmt_ditandatangani", by=None, subjek_id=naskah.subjek_id, unit_id=naskah.unit_id)
    DataKepegawaian.objects.update_or_create(
        pegawai_id=naskah.subjek_id, defaults={"spmt_nomor": naskah.nomor, "spmt_tanggal": naskah.tanggal}
    )
    PesertaPenerimaan.objects.filter(pegawai_id=naskah.subjek_id).update(naskah_spmt=naskah)
