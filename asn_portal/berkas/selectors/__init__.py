"""What the pages of documents ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from asn_portal.berkas import permissions
from asn_portal.berkas.enums import Retensi
from asn_portal.berkas.jenis import JenisDokumen, all_jenis_dokumen, pemilik_dokumen
from asn_portal.berkas.models import ButirMusnah, Dokumen, PenahananDokumen, Unggahan, UsulanMusnah
from asn_portal.core.enums import StatusUsulan
from asn_portal.core.models import Pengguna, Tindakan
from asn_portal.core.pengaturan import MASA_SIMPAN, is_tahun
from asn_portal.core.permissions import akses
from asn_portal.core.regulasi.hitung import add_tahun
from asn_portal.core.selectors import pengaturan
from asn_portal.core.selectors.jejak import hidden_acts
from asn_portal.core.sql import KunciDari

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
    if (subjek_id := chain[0].subjek_id) is not None:
        rows = rows.exclude(pk__in=hidden_acts(subjek_id, timezone.now()))
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
        "ganti": newest and dokumen.dimusnahkan_pada is None and permissions.can_replace_dokumen(pengguna, dokumen),
        "tahan": dokumen.dimusnahkan_pada is None and permissions.can_manage_retensi(pengguna) and not is_held(dokumen),
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


# -- the end of documents ------------------------------------------------------------------------------------


def kept_years(instansi_id: UUID, hari: date) -> dict[str, int]:
    """Years by class, as the agency has set them for this day; a class without a period never ends."""
    known = pengaturan(instansi_id, hari)
    periods = {kelas: known.get(f"{MASA_SIMPAN}{kelas}", "") for kelas in Retensi.values}
    return {kelas: int(years) for kelas, years in periods.items() if is_tahun(years)}


# Every version of every chain of which somebody holds one: also older ones, and those that come later.
HELD = """
WITH RECURSIVE ditahan AS (
    SELECT dokumen_id AS id FROM berkas_penahanandokumen WHERE dilepas_pada IS NULL
    UNION
    SELECT tetangga.id FROM ditahan
    JOIN berkas_dokumen satu ON satu.id = ditahan.id
    JOIN berkas_dokumen tetangga ON tetangga.sebelumnya_id = satu.id OR tetangga.id = satu.sebelumnya_id
)
SELECT id FROM ditahan
"""


def past_due(instansi_id: UUID, hari: date) -> QuerySet[Dokumen]:
    """Documents whose time is over, that nobody holds and that stand in no open proposal. Oldest first."""
    pemilik, over = pemilik_dokumen(), Q(pk__in=[])
    for kelas, tahun in kept_years(instansi_id, hari).items():
        until = add_tahun(hari, -tahun)
        if kelas != Retensi.PERSEORANGAN:
            begin = timezone.make_aware(datetime.combine(until, time.min))
            over |= Q(retensi=kelas, diunggah_pada__lt=begin)
        elif pemilik is not None:
            over |= Q(Exists(pemilik.berhenti(until).filter(pk=OuterRef("subjek_id"))), retensi=kelas)
    asked = ButirMusnah.objects.filter(dokumen=OuterRef("pk"), usulan__status=StatusUsulan.DIAJUKAN)
    granted = ButirMusnah.objects.filter(dokumen=OuterRef("pk"), usulan__status=StatusUsulan.DISETUJUI)
    rows = Dokumen.objects.filter(over, instansi_id=instansi_id, dimusnahkan_pada=None)
    return (
        rows.exclude(pk__in=KunciDari(HELD, []))
        .filter(~Exists(asked), ~Exists(granted))
        .order_by("diunggah_pada", "pk")
    )


def names_of(daftar: Iterable[Dokumen]) -> list[tuple[Dokumen, str]]:
    """Each with the name of its person, in one question for all."""
    rows, pemilik = list(daftar), pemilik_dokumen()
    ids = [row.subjek_id for row in rows if row.subjek_id is not None]
    known = pemilik.nama(ids) if pemilik is not None and ids else {}
    return [(row, known.get(row.subjek_id, "") or (row.pemilik.nama if row.pemilik else "")) for row in rows]


def held_documents(instansi_id: UUID) -> QuerySet[PenahananDokumen]:
    rows = PenahananDokumen.objects.filter(dokumen__instansi_id=instansi_id, dilepas_pada=None)
    return rows.select_related("dokumen__pemilik", "ditahan_oleh").order_by("ditahan_pada")


def erasure_proposals(pengguna: Pengguna) -> QuerySet[UsulanMusnah]:
    """Of the own agency, for its HR."""
    if not permissions.can_manage_retensi(pengguna):
        return UsulanMusnah.objects.none()
    rows = UsulanMusnah.objects.filter(instansi_id=pengguna.instansi_id)
    return rows.select_related("diusulkan_oleh", "diputuskan_oleh").order_by("-diusulkan_pada")


def documents_to_keep(pengguna: Pengguna) -> QuerySet[Dokumen]:
    """What HR of the province may hold: everything of the agency whose file is still there."""
    if not permissions.can_manage_retensi(pengguna):
        return Dokumen.objects.none()
    return Dokumen.objects.filter(instansi_id=pengguna.instansi_id, dimusnahkan_pada=None).select_related("pemilik")


def is_held(dokumen: Dokumen) -> bool:
    """It, or another version of the same document: the hold is about the document, not about one file of it."""
    versions = [row.pk for row in version_chain(dokumen)]
    return PenahananDokumen.objects.filter(dokumen__in=versions, dilepas_pada=None).exists()
