"""What the pages of documents ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from asn_portal.berkas import permissions
from asn_portal.berkas.jenis import JenisDokumen, all_jenis_dokumen, pemilik_dokumen
from asn_portal.berkas.models import Dokumen, Unggahan
from asn_portal.core.models import Pengguna, Tindakan
from asn_portal.core.permissions import akses

DIBACA = "dokumen_dibaca"
# Readers shown on the page of a document; all of them stand in the trace.
PEMBACA_TAMPIL = 20


def own_documents(pengguna: Pengguna) -> QuerySet[Dokumen]:
    """The last version of everything that belongs to this account or its person, newest first."""
    orang_id = akses(pengguna).orang_id
    mine = Q(pemilik=pengguna) if orang_id is None else Q(pemilik=pengguna) | Q(subjek_id=orang_id)
    return Dokumen.objects.visible_to(pengguna).terbaru().filter(mine).order_by("-diunggah_pada")


def documents_of(pengguna: Pengguna, subjek_id: UUID) -> QuerySet[Dokumen]:
    """What this account may see of a person's documents."""
    rows = Dokumen.objects.visible_to(pengguna).terbaru().filter(subjek_id=subjek_id)
    return rows.order_by("-diunggah_pada")


def version_chain(dokumen: Dokumen) -> list[Dokumen]:
    """All versions, newest first. A chain is short: one query for each step would be many, so one asks for all."""
    rows = Dokumen.objects.filter(jenis=dokumen.jenis, pemilik_id=dokumen.pemilik_id, subjek_id=dokumen.subjek_id)
    known = {row.pk: row for row in rows.select_related("diunggah_oleh")}
    after = {row.sebelumnya_id: row for row in known.values() if row.sebelumnya_id}
    newest = known[dokumen.pk]
    while newest.pk in after:
        newest = after[newest.pk]
    chain = [newest]
    while chain[-1].sebelumnya_id:
        chain.append(known[chain[-1].sebelumnya_id])
    return chain


@dataclass(frozen=True)
class Pembacaan:
    waktu: datetime
    peran: str
    versi: int


def readers_of(chain: list[Dokumen]) -> list[Pembacaan]:
    """Who else opened any version: with role and unit, as the trace holds it, never the name."""
    versions = {str(row.pk): row.versi for row in chain}
    rows = Tindakan.objects.filter(objek_id__in=versions, objek_jenis="berkas.Dokumen", aksi=DIBACA).order_by("-waktu")
    return [
        Pembacaan(row.waktu, row.rincian.get("sebagai", ""), versions[row.objek_id]) for row in rows[:PEMBACA_TAMPIL]
    ]


def uploadable_kinds() -> list[JenisDokumen]:
    return [jenis for jenis in all_jenis_dokumen() if jenis.unggah_sendiri]


def owner_name(dokumen: Dokumen) -> str:
    """Whose it is, for pages that others read."""
    pemilik = pemilik_dokumen()
    if dokumen.subjek_id is not None and pemilik is not None:
        return pemilik.nama([dokumen.subjek_id]).get(dokumen.subjek_id, "")
    return dokumen.pemilik.nama if dokumen.pemilik else ""


def person_address(subjek_id: UUID | None) -> str:
    pemilik = pemilik_dokumen()
    return pemilik.alamat(subjek_id) if pemilik is not None and subjek_id is not None else ""


def person_name(subjek_id: UUID | None) -> str:
    pemilik = pemilik_dokumen()
    return pemilik.nama([subjek_id]).get(subjek_id, "") if pemilik is not None and subjek_id is not None else ""


def dokumen_actions(pengguna: Pengguna, dokumen: Dokumen, chain: list[Dokumen]) -> dict[str, bool]:
    """Buttons of the page: only the last version is replaced."""
    newest = chain[0].pk == dokumen.pk
    return {
        "ganti": newest and permissions.can_replace_dokumen(pengguna, dokumen),
        "milik_sendiri": permissions.is_owner(pengguna, dokumen),
    }


def uploads_named(pengguna: Pengguna, text: str) -> list[str]:
    """Names of the finished uploads that a form still carries."""
    ids = [part for part in text.split(",") if _is_uuid(part)]
    rows = Unggahan.objects.filter(pk__in=ids, pengguna=pengguna, diterima=F("ukuran"))
    return list(rows.order_by("dibuat_pada").values_list("nama", flat=True)) if ids else []


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
