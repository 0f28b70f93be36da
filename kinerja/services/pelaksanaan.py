"""During the year: action plans, progress with its proofs, feedback both ways."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.berkas.services.dokumen import Isian, upload_dokumen
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.pengaturan import BUKTI_BERULANG
from asn_portal.core.permissions import require
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.services.tugas import notify
from asn_portal.core.templatetags.bentuk import tanggal as dengan_kata
from kinerja import permissions_evaluasi as permissions
from kinerja.bukti import JENIS_BUKTI
from kinerja.enums import JenisBukti, JenisUmpanBalik, StatusSebutan, StatusSKP
from kinerja.models import (
    SKP,
    BuktiDukung,
    Evaluasi,
    Progres,
    RencanaAksi,
    RencanaHasilKerja,
    SebutanRegu,
    UmpanBalik,
)
from kinerja.selectors.evaluasi import span_of
from pegawai.models import Pegawai
from pegawai.selectors.orang import superior_on


@dataclass(frozen=True)
class IsianProgres:
    """What somebody notes: for which result, on which day, what came of it, and what proves it."""

    rhk_id: UUID
    tanggal: date
    teks: str
    hasil: str = ""
    tautan: str = ""
    kiriman: Sequence[Kiriman] = ()


def own_line(rhk_id: UUID, by: Pengguna) -> tuple[RencanaHasilKerja, Pegawai]:
    """A line of the own approved plan, with the person locked."""
    person = Pegawai.objects.select_for_update(of=("self",)).filter(pengguna=by).first()
    rhk = RencanaHasilKerja.objects.select_related("skp").filter(pk=rhk_id).first()
    require(person is not None and rhk is not None and rhk.skp.pegawai_id == person.pk)
    assert person is not None
    assert rhk is not None
    if rhk.skp.status != StatusSKP.DISETUJUI:
        raise DomainError("Progres dicatat pada SKP yang disetujui. Muat ulang halaman ini.", galat="status_berubah")
    return rhk, person


def check_day(skp: SKP, hari: date) -> None:
    if hari > timezone.localdate():
        raise DomainError("Tanggalnya belum tiba. Catat yang sudah dikerjakan.", galat="di_luar_masa")
    if not skp.mulai <= hari <= skp.sampai:
        raise DomainError(
            f"Tanggalnya di luar masa SKP ini: {dengan_kata(skp.mulai)} sampai {dengan_kata(skp.sampai)}.",
            galat="di_luar_masa",
        )
    refuse_closed(skp.pegawai_id, hari)


def refuse_closed(pegawai_id: UUID, hari: date, jenis: str = "") -> None:
    """What was rated and handed over is not added to afterwards; with `jenis` only evaluations of that kind count."""
    closed = Evaluasi.objects.tersampaikan().filter(pegawai_id=pegawai_id, masa__contains=hari)
    closed = closed.filter(jenis=jenis) if jenis else closed
    if closed.exists():
        raise DomainError(
            "Hasil evaluasi masa itu sudah disampaikan, jadi catatannya tidak diubah lagi.", galat="sudah_disampaikan"
        )


@perubahan
def add_progress(isian: IsianProgres, *, by: Pengguna) -> Progres:
    """One note with at most one file and one link; a proof that is refused leaves nothing behind."""
    rhk, person = own_line(isian.rhk_id, by)
    check_day(rhk.skp, isian.tanggal)
    row = Progres.objects.create(pegawai=person, rhk=rhk, tanggal=isian.tanggal, teks=isian.teks, hasil=isian.hasil)
    repeated = pengaturan(by.instansi_id, isian.tanggal).get(BUKTI_BERULANG, "").strip().lower() == "ya"
    if isian.kiriman:
        name = isian.kiriman[0].nama[:120]
        document = upload_dokumen(isian.kiriman, jenis=JENIS_BUKTI.kunci, isian=Isian(judul=name), by=by)
        kind = JenisBukti.FOTO if document.jenis_isi.startswith("image/") else JenisBukti.BERKAS
        proof = BuktiDukung(jenis=kind, judul=name, sidik=digest_of(list(isian.kiriman)), dokumen=document)
        _add_proof(row, proof, sekali=not repeated)
    if isian.tautan:
        link = isian.tautan.strip()
        digest = hashlib.sha256(link.encode()).hexdigest()
        proof = BuktiDukung(jenis=JenisBukti.TAUTAN, judul=link[:120], sidik=digest, tautan=link)
        _add_proof(row, proof, sekali=not repeated)
    record_jejak(row, "progres_dicatat", by=by, subjek_id=person.pk, unit_id=rhk.skp.unit_id)
    return row


def digest_of(kiriman: Sequence[Kiriman]) -> str:
    """Of what was sent: a photo that is cleaned anew may differ in a byte, the original does not."""
    found = hashlib.sha256()
    for one in kiriman:
        found.update(one.isi)
    return found.hexdigest()


def _add_proof(row: Progres, proof: BuktiDukung, *, sekali: bool) -> None:
    proof.progres, proof.pegawai, proof.tahun, proof.sekali = row, row.pegawai, row.tanggal.year, sekali
    try:
        with transaction.atomic():
            proof.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError(
            "Bukti yang sama sudah dihitung tahun ini. Pilih bukti lain, atau catat progresnya tanpa bukti.",
            galat="bukti_berulang",
        ) from refused


@perubahan
def delete_progress(progres_id: UUID, *, by: Pengguna) -> None:
    """A note that was wrong, as long as its stretch was not handed over."""
    row = Progres.objects.select_related("rhk__skp", "pegawai").filter(pk=progres_id).first()
    require(row is not None and row.pegawai.pengguna_id == by.pk)
    assert row is not None
    refuse_closed(row.pegawai_id, row.tanggal)
    record_jejak(row, "progres_dihapus", by=by, subjek_id=row.pegawai_id, unit_id=row.rhk.skp.unit_id)
    # A report of a shift behind it waits for an answer again.
    SebutanRegu.objects.filter(progres=row).update(status=StatusSebutan.MENUNGGU, dijawab_pada=None, progres=None)
    row.delete()


@perubahan
def save_action(rhk_id: UUID, *, jenis: str, nomor: int, teks: str, target: str, by: Pengguna) -> RencanaAksi:
    """What is to be done in one month or quarter; inside the stretch of the plan only."""
    rhk, person = own_line(rhk_id, by)
    first, last = span_of(rhk.skp.tahun, jenis, nomor)
    if last < rhk.skp.mulai or first > rhk.skp.sampai:
        raise DomainError("Masa itu di luar masa SKP ini. Pilih masa yang lain.", galat="di_luar_masa")
    refuse_closed(person.pk, max(first, rhk.skp.mulai))
    row, _ = RencanaAksi.objects.update_or_create(
        rhk=rhk, jenis=jenis, nomor=nomor, defaults={"teks": teks, "target": target}
    )
    record_jejak(row, "rencana_aksi_disimpan", by=by, subjek_id=person.pk, unit_id=rhk.skp.unit_id)
    return row


@perubahan
def give_feedback(skp_id: UUID, *, jenis: str, teks: str, by: Pengguna, rhk_id: UUID | None = None) -> UmpanBalik:
    """Downwards by the penilai of today, upwards by the person about whom the plan is; told at once."""
    skp = SKP.objects.select_related("pegawai__pengguna").get(pk=skp_id)
    giver = Pegawai.objects.filter(pengguna=by).first()
    require(giver is not None)
    assert giver is not None
    upwards = jenis == JenisUmpanBalik.KE_ATASAN
    if upwards:
        require(giver.pk == skp.pegawai_id)
        about = superior_on(skp.pegawai_id, timezone.localdate())
    else:
        require(permissions.rates(by, skp.pegawai_id))
        about = skp.pegawai
    if about is None:
        raise DomainError("Atasan Anda belum tercatat. Laporkan dari halaman profil.", galat="tanpa_atasan")
    rhk = skp.daftar_rhk.filter(pk=rhk_id).first() if rhk_id is not None else None
    row = UmpanBalik.objects.create(pegawai=about, dari=giver, rhk=rhk, jenis=jenis, teks=teks, pada=timezone.now())
    record_jejak(row, "umpan_balik_diberikan", by=by, subjek_id=about.pk, rincian={"jenis": jenis})
    if about.pengguna is not None:
        notify(
            about.pengguna, judul=f"Umpan balik dari {by.nama}", isi=teks[:300],
            url=reverse("kinerja:saya") if not upwards else reverse("kinerja:umpan_balik", args=[skp.pk]),
            kelompok=KelompokKabar.TUGAS, mengapa="Umpan balik ini tentang pekerjaan Anda.",
            aturan="PermenPANRB 6/2022: umpan balik berkelanjutan.", oleh=by.nama,
            keberatan="Bicarakan langsung dengan yang memberi umpan balik.",
        )  # fmt: skip
    return row
