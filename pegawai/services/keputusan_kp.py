"""Rises in rank decided together: chosen, composed by a job person by person, numbered in one go, sent on their way.

What is refused for one person stops nobody else and is kept with its reason. Whoever has a decree gets no second one, so a job
that began twice makes nothing twice.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.enums import StatusNaskah
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services.naskah import Pilihan, make_naskah, submit_naskah
from asn_portal.berkas.services.nomor import reserve_nomor
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka, bulan_tahun
from pegawai import permissions
from pegawai.enums import BentukKP, StatusButirKP
from pegawai.models import ButirKP, DaftarKP, Pegawai
from pegawai.selectors.daftar_kp import can_reach_list, ready_rows
from pegawai.selectors.keputusan_kp import KEPUTUSAN_BERSAMA, KEPUTUSAN_KP, decrees_of, kp_data

JENIS = "pegawai.keputusan_kp"
# People in one step: each takes a few statements.
SELANGKAH = 10
TANPA_PILIHAN = "Pilih paling sedikit satu orang."
BERUBAH = "Sebagian orang yang dipilih tidak dapat diputuskan lagi. Periksa pilihannya, lalu kirim lagi."
SUDAH = "Keputusannya sudah dibuat."
TANPA_HAK = "Anda tidak berwenang membuat keputusan pegawai ini."
SUDAH_JALAN = "Keputusannya sedang dalam perjalanan. Minta pemaraf atau penanda tangan mengembalikannya dulu, lalu keluarkan orangnya."
TERAKHIR = "Ini orang terakhir dalam daftar. Batalkan keputusannya dari halaman naskahnya."
# Until then somebody may still be taken out.
TERBUKA = (StatusNaskah.KONSEP, StatusNaskah.DIKEMBALIKAN)


@dataclass(frozen=True)
class Permintaan:
    """Who, in which form, by which officials, and whether the decrees set out at once."""

    unit_id: UUID
    bulan: date
    orang: Sequence[UUID]
    bentuk: BentukKP
    pilihan: Pilihan
    kertas: Kertas
    kirim: bool


@perubahan
def start_decrees(minta: Permintaan, *, by: Pengguna) -> DaftarKP:
    """The list with its people in the order of their names, and the job that composes the decrees."""
    require(can_reach_list(by, minta.unit_id))
    if not minta.orang:
        raise DomainError(TANPA_PILIHAN, galat="tanpa_pilihan")
    ready = [row.pegawai.pk for row in ready_rows(by, minta.unit_id, minta.bulan, timezone.localdate())]
    if not set(minta.orang) <= set(ready):
        raise DomainError(BERUBAH, galat="pilihan_berubah")
    row = DaftarKP.objects.create(unit_id=minta.unit_id, bulan=minta.bulan, bentuk=minta.bentuk, dibuat_oleh=by)
    chosen = set(minta.orang)
    ButirKP.objects.bulk_create(
        ButirKP(daftar=row, pegawai_id=pk, urutan=place)
        for place, pk in enumerate((pk for pk in ready if pk in chosen), 1)
    )
    record_jejak(
        row, "daftar_kp_dibuat", by=by, unit_id=minta.unit_id,
        rincian={"bulan": f"{minta.bulan:%Y-%m}", "orang": len(chosen), "bentuk": str(minta.bentuk)},
    )  # fmt: skip
    parameter = {
        "daftar": str(row.pk), "unit": str(row.unit_id), "kertas": str(minta.kertas), "kirim": minta.kirim,
        "penanda_tangan": str(minta.pilihan.penanda_tangan), "paraf": [str(pk) for pk in minta.pilihan.paraf],
    }  # fmt: skip
    row.pekerjaan = start_job(JENIS, judul=f"Keputusan KP {bulan_tahun(minta.bulan)}", parameter=parameter, by=by)
    row.save(update_fields=["pekerjaan"])
    return row


def may_read(job: PekerjaanLatar) -> bool:
    return can_reach_list(job.pengguna, UUID(job.parameter["unit"]))


def decrees_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """Those still waiting are asked anew at every step; the one decree comes last, when its list stands."""
    daftar = DaftarKP.objects.get(pk=job.parameter["daftar"])
    total, waiting = daftar.daftar_butir.count(), daftar.daftar_butir.filter(status=StatusButirKP.MENUNGGU)
    while part := list(waiting.order_by("urutan")[:SELANGKAH]):
        require(can_reach_list(job.pengguna, daftar.unit_id))
        for butir in part:
            _decide(butir, daftar, job)
        yield Kemajuan(total - waiting.count(), total, "Menyusun keputusan.")
    done = daftar.daftar_butir.filter(status=StatusButirKP.DISUSUN).count()
    if daftar.bentuk == BentukKP.BERSAMA and daftar.naskah_id is None and done:
        _make_shared(daftar, job)
    return _told(daftar, done, total, bool(job.parameter["kirim"]))


def _told(daftar: DaftarKP, done: int, total: int, kirim: bool) -> Hasil:
    numbers = {"Orang": angka(total), "Diputuskan": angka(done), "Tidak disusun": angka(total - done)}
    shape = "dalam satu keputusan" if daftar.bentuk == BentukKP.BERSAMA else "dengan keputusan masing-masing"
    onward = "dan dikirim ke pemaraf pertama" if kirim else "sebagai konsep"
    words = f"{angka(done)} orang {shape}, dinomori {onward}." if done else "Tidak ada keputusan yang dapat disusun."
    return Hasil(words, url=reverse("pegawai:kp_daftar", args=[daftar.pk]), ringkasan=numbers)


def _decide(butir: ButirKP, daftar: DaftarKP, job: PekerjaanLatar) -> None:
    """One person in one transaction: decided, or refused with the sentence that says why."""
    try:
        _decide_one(butir, daftar, job)
    except DomainError as refused:
        _refuse(butir, refused.pesan)
    except PermissionDenied:
        _refuse(butir, TANPA_HAK)


@perubahan
def _refuse(butir: ButirKP, sebab: str) -> None:
    butir.status, butir.sebab, butir.naskah = StatusButirKP.DITOLAK, sebab[:500], None
    butir.save(update_fields=["status", "sebab"])
    record_jejak(butir, "butir_kp_ditolak", by=butir.daftar.dibuat_oleh, subjek_id=butir.pegawai_id, alasan=butir.sebab)


@perubahan
def _decide_one(butir: ButirKP, daftar: DaftarKP, job: PekerjaanLatar) -> None:
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=butir.pegawai_id)
    require(permissions.can_draft_surat(job.pengguna, person))
    if decrees_of([person.pk]) or _elsewhere(butir):
        raise DomainError(SUDAH, galat="sudah_diputus")
    found = kp_data(person, timezone.localdate())
    if daftar.bentuk == BentukKP.SENDIRI:
        butir.naskah = make_naskah(KEPUTUSAN_KP, person.pk, pilihan=_chosen(job), kertas=_paper(job), by=job.pengguna)
        _number_and_send(butir.naskah, job)
    butir.tmt, butir.nilai, butir.fakta, butir.status = found.tmt, found.nilai, found.fakta, StatusButirKP.DISUSUN
    butir.save()
    record_jejak(butir, "butir_kp_diputus", by=job.pengguna, subjek_id=person.pk, unit_id=daftar.unit_id)


def _elsewhere(butir: ButirKP) -> bool:
    """In another list whose decree is being composed."""
    rows = ButirKP.objects.filter(pegawai_id=butir.pegawai_id, status=StatusButirKP.DISUSUN, daftar__naskah=None)
    composing = PekerjaanLatar.objects.terbuka().filter(jenis=JENIS)
    return rows.filter(daftar__pekerjaan__in=composing).exclude(daftar_id=butir.daftar_id).exists()


@perubahan
def _make_shared(daftar: DaftarKP, job: PekerjaanLatar) -> Naskah:
    paper = make_naskah(KEPUTUSAN_BERSAMA, daftar.pk, pilihan=_chosen(job), kertas=_paper(job), by=job.pengguna)
    daftar.naskah = paper
    daftar.save(update_fields=["naskah"])
    _number_and_send(paper, job)
    record_jejak(paper, "keputusan_kp_bersama_disusun", by=job.pengguna, unit_id=daftar.unit_id)
    return paper


def _number_and_send(paper: Naskah, job: PekerjaanLatar) -> None:
    reserve_nomor(paper, timezone.localdate().year)
    if job.parameter["kirim"]:
        submit_naskah(paper.pk, by=job.pengguna)


def _chosen(job: PekerjaanLatar) -> Pilihan:
    return Pilihan([UUID(pk) for pk in job.parameter["paraf"]], UUID(job.parameter["penanda_tangan"]))


def _paper(job: PekerjaanLatar) -> Kertas:
    return Kertas(job.parameter["kertas"])


@perubahan
def remove_person(butir_id: UUID, *, by: Pengguna) -> ButirKP:
    """Out of a list whose decree is still with its maker; the paper says so once it is corrected and sent again."""
    daftar = DaftarKP.objects.select_for_update(of=("self",)).get(daftar_butir=butir_id)
    butir = ButirKP.objects.select_for_update(of=("self",)).get(pk=butir_id)
    require(can_reach_list(by, daftar.unit_id))
    paper = daftar.naskah
    if daftar.bentuk != BentukKP.BERSAMA or butir.status != StatusButirKP.DISUSUN or paper is None:
        raise TransitionError(SUDAH_JALAN, galat="status_berubah")
    if paper.status not in TERBUKA:
        raise TransitionError(SUDAH_JALAN, galat="status_berubah")
    if daftar.daftar_butir.filter(status=StatusButirKP.DISUSUN).count() == 1:
        raise DomainError(TERAKHIR, galat="orang_terakhir")
    butir.status = StatusButirKP.DIKELUARKAN
    butir.save(update_fields=["status"])
    record_jejak(butir, "butir_kp_dikeluarkan", by=by, subjek_id=butir.pegawai_id, unit_id=daftar.unit_id)
    return butir
