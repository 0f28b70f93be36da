"""A signed paper goes to whom it is about: into the documents, with a notice. Done once, however often the job comes."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas import simpan
from asn_portal.berkas.aturan.alur_naskah import ALUR_NASKAH
from asn_portal.berkas.enums import HasilPindai, LangkahNaskah, StatusNaskah
from asn_portal.berkas.isi.terima import Diterima
from asn_portal.berkas.jenis import jenis_dokumen, pemilik_dokumen
from asn_portal.berkas.models import Dokumen, Naskah
from asn_portal.berkas.naskah import jenis_naskah
from asn_portal.berkas.services.dokumen import Isian, keep_result
from asn_portal.berkas.services.naskah import locked, note_step, tell
from asn_portal.berkas.signals import naskah_terkirim
from asn_portal.core.audit import perubahan
from asn_portal.core.models import Pengguna
from asn_portal.core.workflow import check_transition


def send_naskah(naskah_id: UUID | str) -> None:
    """Only what is signed and not yet sent; anything else was done before, or withdrawn meanwhile."""
    with transaction.atomic():
        row = locked(UUID(str(naskah_id)))
        if row.status == StatusNaskah.DITANDATANGANI:
            _send(row)


@perubahan
def _send(row: Naskah) -> None:
    check_transition(ALUR_NASKAH, row.status, StatusNaskah.TERKIRIM)
    owner = _owner(row)
    row.dokumen = _file(row, owner)
    row.status, row.terkirim_pada = StatusNaskah.TERKIRIM, timezone.now()
    row.save(update_fields=["dokumen", "status", "terkirim_pada"])
    note_step(row, LangkahNaskah.TERKIRIM, by=None, rincian={"sidik": row.sidik})
    naskah_terkirim.send(sender=Naskah, naskah=row)
    if owner is not None:
        tell(
            owner, row, judul=f"{row.nama_jenis} Anda sudah ditandatangani" if row.subjek_id else f"{row.nama_jenis} sudah ditandatangani",
            isi="Berkasnya tersimpan di Dokumen saya, dan keasliannya dapat diperiksa siapa pun dengan kodenya.",
            url=reverse("berkas:dokumen_detail", args=[row.dokumen.pk]),
            mengapa="Naskah ini tentang Anda." if row.subjek_id else "Anda membuat naskah ini.", oleh=row.jabatan_penanda_tangan,
        )  # fmt: skip


def _owner(row: Naskah) -> Pengguna | None:
    """The account of the person; a paper about a unit goes to whoever made it."""
    pemilik = pemilik_dokumen()
    if row.subjek_id is None or pemilik is None:
        return row.pembuat
    found: Pengguna | None = pemilik.akun(row.subjek_id)
    return found


def _file(row: Naskah, owner: Pengguna | None) -> Dokumen:
    kind = jenis_dokumen(jenis_naskah(row.jenis).jenis_dokumen)
    content = Diterima(simpan.read(row.nama_simpan), row.jenis_isi, row.halaman, HasilPindai(row.pindai))
    said = Isian(row.nama_jenis, row.nomor, row.tanggal)
    return keep_result(content, kind=kind, isian=said, pemilik=owner, subjek_id=row.subjek_id, by=row.penanda_tangan)
