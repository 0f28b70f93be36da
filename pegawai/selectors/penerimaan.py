"""What mass intake asks: the checks of its import, batches with how far each is, and what stands on slips and SPMT."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from asn_portal.berkas.models import Naskah
from asn_portal.berkas.naskah import Pejabat
from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import JalurUnit, Pengguna
from asn_portal.core.selectors.unit import path_of
from asn_portal.core.templatetags.bentuk import nip, tanggal
from asn_portal.lembar.impor import Baris
from pegawai.aturan.nrk import panjang_nrk
from pegawai.aturan.perjanjian import SEBAB_BUP, batas_masa
from pegawai.enums import BERPERJANJIAN
from pegawai.models import DataKepegawaian, Pegawai, Penerimaan, PesertaPenerimaan, Referensi
from pegawai.selectors import impor as selectors
from pegawai.selectors.surat import frames_of
from pegawai.selectors.surat_kgb import officials_of_many

TANPA_SAMPAI = "Akhir perjanjian belum diisi. PPPK selalu berjangka waktu."
ADA_SAMPAI = "CPNS tidak mempunyai akhir perjanjian. Kosongkan kolom ini."
GOLONGAN_TIDAK_ADA = (
    "Golongan ini tidak ada dalam daftar BKN untuk jenis pegawainya. Tulis seperti III/a, atau IX untuk PPPK."
)
NRK_PANJANG = "NRK terdiri atas {panjang} angka. Kosongkan agar portal memberi nomor berikutnya."
SK_SESUDAH = "Tanggal SK sesudah mulai bekerja. Periksa keduanya."


def check_intake(by: Pengguna, rows: Sequence[Baris]) -> None:
    """The checks of new people, then what this table has besides: contract or decree, golongan, length of the NRK."""
    for row in rows:
        row.nilai["dasar"] = row.nilai.get("sk_nomor")
    selectors.check_new_people(by, rows)
    _find_golongan(rows)
    for row in rows:
        _check_term(row)
        _check_nrk(row)
        if row.nilai["sk_tanggal"] and row.nilai["mulai"] and row.nilai["sk_tanggal"] > row.nilai["mulai"]:
            row.wrong("sk_tanggal", SK_SESUDAH)


def _check_term(row: Baris) -> None:
    nilai = row.nilai
    jenis, mulai, sampai, lahir = nilai["jenis"], nilai["mulai"], nilai["sampai"], nilai["tanggal_lahir"]
    if not jenis:
        return
    if jenis not in BERPERJANJIAN:
        if sampai:
            row.wrong("sampai", ADA_SAMPAI)
        return
    if "sampai" in row.galat:
        return
    if not sampai:
        row.wrong("sampai", TANPA_SAMPAI)
    elif mulai and sampai < mulai:
        row.wrong("sampai", "Akhir perjanjian sebelum mulainya. Periksa keduanya.")
    elif mulai and lahir:
        batas = batas_masa(jenis, mulai=mulai, jabatan=nilai["jabatan"] or "", tanggal_lahir=lahir)
        if sampai > batas.terakhir:
            why = "batas usia pensiun" if batas.sebab == SEBAB_BUP else "masa paling lama menurut aturan"
            row.wrong("sampai", f"Paling lama sampai {tanggal(batas.terakhir)} ({why}).")


def _check_nrk(row: Baris) -> None:
    nomor, mulai = row.nilai["nrk"], row.nilai["mulai"]
    if nomor and mulai and len(nomor) != (panjang := panjang_nrk(mulai)):
        row.wrong("nrk", NRK_PANJANG.format(panjang=panjang))


def _find_golongan(rows: Sequence[Baris]) -> None:
    """III/a or IX -> the entry of BKN's list of the kind of employment."""
    lists = {"golongan_pns": {}, "golongan_pppk": {}}  # type: dict[str, dict[str, str]]
    for kunci, jenis, nama in Referensi.objects.dari(*lists).terpilih().values_list("kunci", "jenis", "nama"):
        lists[jenis][nama.casefold()] = kunci
    for row in rows:
        text, jenis = row.nilai["golongan"], row.nilai["jenis"]
        if not text or not jenis:
            continue
        found = lists["golongan_pppk" if jenis in BERPERJANJIAN else "golongan_pns"].get(
            text.replace(" ", "").casefold()
        )
        if found is None:
            row.wrong("golongan", GOLONGAN_TIDAK_ADA)
        else:
            row.temuan["golongan"] = found


# -- batches ---------------------------------------------------------------------------------------------------------


def batches(pengguna: Pengguna) -> QuerySet[Penerimaan]:
    """Batches with how many of one's own people are in each, and how far they are."""
    own = Q(daftar_peserta__in=PesertaPenerimaan.objects.visible_to(pengguna).values("pk"))
    rows = Penerimaan.objects.filter(instansi_id=pengguna.instansi_id)
    return (
        rows.annotate(
            orang=Count("daftar_peserta", filter=own),
            slip=Count("daftar_peserta", filter=own & Q(daftar_peserta__slip_pada__isnull=False)),
            aktif=Count(
                "daftar_peserta", filter=own & Q(daftar_peserta__pegawai__pengguna__diaktifkan_pada__isnull=False)
            ),
        )
        .filter(orang__gt=0)
        .select_related("oleh")
        .order_by("-dibuat_pada")
    )


def people_of(pengguna: Pengguna, penerimaan: Penerimaan) -> QuerySet[PesertaPenerimaan]:
    rows = PesertaPenerimaan.objects.visible_to(pengguna).filter(penerimaan=penerimaan)
    return rows.order_by("pegawai__nama", "pk")


def shown(rows: QuerySet[PesertaPenerimaan], hari: date) -> QuerySet[PesertaPenerimaan]:
    return rows.select_related("pegawai__pengguna", "pegawai__kepegawaian", "naskah_spmt").annotate(
        nama_unit=core_selectors.name_on(hari, "pegawai__unit_kini_id")
    )


def needing_slips(pengguna: Pengguna, penerimaan: Penerimaan) -> QuerySet[PesertaPenerimaan]:
    """Whose account is not active yet and who has not been handed a slip."""
    rows = people_of(pengguna, penerimaan).exclude(pegawai__pengguna=pengguna)
    return rows.filter(slip_pada=None).filter(Q(pegawai__pengguna=None) | Q(pegawai__pengguna__diaktifkan_pada=None))


# Papers that no longer count leave the place for another.
GUGUR = ("dibatalkan", "dicabut")


def papers_of(people: Sequence[UUID]) -> dict[UUID, Naskah]:
    """The SPMT of these people that still counts, the newest."""
    rows = Naskah.objects.filter(jenis="spmt", subjek_id__in=people).exclude(status__in=GUGUR).order_by("dibuat_pada")
    return {row.subjek_id: row for row in rows if row.subjek_id is not None}


def without_spmt(
    pengguna: Pengguna, penerimaan: Penerimaan, unit_id: UUID | None, hari: date
) -> QuerySet[PesertaPenerimaan]:
    """Own people of the batch who have none, signed or on its way; with a unit only those below it."""
    made = Naskah.objects.filter(jenis="spmt", subjek_id=OuterRef("pegawai_id")).exclude(status__in=GUGUR)
    rows = PesertaPenerimaan.objects.visible_to(pengguna).filter(~Exists(made), penerimaan=penerimaan, naskah_spmt=None)
    if unit_id is None:
        return rows
    below = JalurUnit.objects.pada(hari).filter(jalur__di_bawah=[path_of(unit_id, hari) or "-"])
    return rows.filter(pegawai__unit_kini__in=below.values("unit_id"))


def spmt_officials(pengguna: Pengguna, penerimaan: Penerimaan, unit_id: UUID, hari: date) -> list[Pejabat]:
    """Superiors of these people where they have any, and the roles of the unit; whoever makes the papers takes no other part."""
    ids = list(without_spmt(pengguna, penerimaan, unit_id, hari).values_list("pegawai_id", flat=True))
    return officials_of_many(ids, unit_id, hari, pengguna.pk)


# -- SPMT ------------------------------------------------------------------------------------------------------------

BELUM_ADA = "Belum ada"


def spmt_texts(orang: Sequence[UUID], hari: date) -> dict[UUID, dict[str, Any]]:
    """What stands on the surat pernyataan melaksanakan tugas of these people, for many at once."""
    people = list(Pegawai.objects.filter(pk__in=orang))
    known = DataKepegawaian.objects.in_bulk([one.pk for one in people])
    frames = frames_of([one.unit_kini_id for one in people if one.unit_kini_id], hari)
    return {one.pk: _spmt(one, known.get(one.pk), frames.get(one.unit_kini_id, {})) for one in people}


def _spmt(orang: Pegawai, data: DataKepegawaian | None, frame: dict[str, Any]) -> dict[str, Any]:
    mulai = data.tmt_cpns if data else None
    dasar = (
        f"{data.sk_cpns_nomor} tanggal {tanggal(data.sk_cpns_tanggal)}" if data and data.sk_cpns_nomor else BELUM_ADA
    )
    return {
        "instansi": frame.get("instansi", ""), "unit_kop": frame.get("unit_kop", ""), "kota": frame.get("kota", ""),
        "baris": [
            ("Nama", orang.nama_lengkap), ("NIP", nip(orang.nip) if orang.nip else BELUM_ADA),
            ("Jenis pegawai", orang.get_jenis_display()), ("Jabatan", orang.jabatan_kini or BELUM_ADA),
            ("Unit kerja", frame.get("unit") or BELUM_ADA), ("Dasar pengangkatan", dasar),
        ],
        "kalimat": f"telah nyata melaksanakan tugas sejak {tanggal(mulai)}." if mulai else "telah nyata melaksanakan tugas.",
        "nama": orang.nama_lengkap,
    }  # fmt: skip
