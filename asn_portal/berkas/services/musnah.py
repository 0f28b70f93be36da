"""The end of documents: held, proposed, decided by a second person, erased. The row and its trace stay for ever.

Dasar: UU 43/2009 Pasal 51 (pemusnahan arsip), UU 27/2022 Pasal 16 ayat (2) huruf g dan Pasal 45.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas import permissions, selectors, simpan
from asn_portal.berkas.enums import Pratinjau
from asn_portal.berkas.models import ButirMusnah, Dokumen, PenahananDokumen, UsulanMusnah
from asn_portal.core import outbox
from asn_portal.core.aturan.alur_usulan import ALUR_USULAN
from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.enums import KelompokKabar, Peran, StatusUsulan
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Instansi, Pengguna, PenugasanPeran
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import BILA_KELIRU, assign_tugas, close_tugas, notify
from asn_portal.core.workflow import check_transition

TUGAS_MUSNAH, TUGAS_LEWAT = "berkas.usulan_musnah", "berkas.lewat_masa"
DECIDE_WITHIN = timedelta(days=14)
MOST_AT_ONCE = 500
ATURAN = "UU 43/2009 Pasal 51 dan UU 27/2022 Pasal 45"


def admins_of(instansi_id: UUID) -> list[Pengguna]:
    roles = PenugasanPeran.objects.pada(timezone.localdate()).filter(
        peran=Peran.ADMIN_BKD, unit__instansi_id=instansi_id, pengguna__is_active=True
    )
    return list(Pengguna.objects.filter(pk__in=roles.values("pengguna_id")))


@perubahan
def propose_erasure(ids: Sequence[UUID], *, alasan: str, by: Pengguna) -> UsulanMusnah:
    """One HR of the province asks for these documents to be erased. Each of them must be past its time now."""
    require(permissions.can_manage_retensi(by))
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise DomainError("Belum ada dokumen yang dipilih.", galat="kosong")
    if len(wanted) > MOST_AT_ONCE:
        raise DomainError(f"Paling banyak {MOST_AT_ONCE} dokumen sekali usul.", galat="terlalu_banyak")
    list(Dokumen.objects.select_for_update(of=("self",)).filter(pk__in=wanted))
    due = set(
        selectors.past_due(by.instansi_id, timezone.localdate()).filter(pk__in=wanted).values_list("pk", flat=True)
    )
    if due != set(wanted):
        raise DomainError(
            "Sebagian dokumen sudah diusulkan, ditahan, atau belum lewat masanya. Muat ulang daftarnya, lalu pilih lagi.",
            galat="daftar_berubah",
        )
    usulan = UsulanMusnah.objects.create(instansi_id=by.instansi_id, alasan=alasan, diusulkan_oleh=by)
    ButirMusnah.objects.bulk_create(ButirMusnah(usulan=usulan, dokumen_id=pk) for pk in wanted)
    record_jejak(usulan, "pemusnahan_diusulkan", by=by, alasan=alasan, rincian={"dokumen": len(wanted)})
    assign_tugas(
        [admin for admin in admins_of(by.instansi_id) if admin.pk != by.pk],
        jenis=TUGAS_MUSNAH,
        objek_id=usulan.pk,
        judul=f"Putuskan pemusnahan {len(wanted)} dokumen",
        tentang=f"{len(wanted)} dokumen yang lewat masa simpan",
        alasan=f"Diusulkan {by.nama}. Pemusnahan perlu pengelola kedua.",
        url=reverse("berkas:musnah_detail", args=[usulan.pk]),
        batas=timezone.now() + DECIDE_WITHIN,
    )
    return usulan


@perubahan
def decide_erasure(usulan_id: UUID, *, setuju: bool, catatan: str, by: Pengguna) -> UsulanMusnah:
    """The second one. What he agrees to is done by a job; until it has run the documents can still be held."""
    usulan = UsulanMusnah.objects.select_for_update(of=("self",)).get(pk=usulan_id)
    require(permissions.can_decide_musnah(by, usulan))
    status = StatusUsulan.DISETUJUI if setuju else StatusUsulan.DITOLAK
    check_transition(ALUR_USULAN, usulan.status, status)
    usulan.status, usulan.catatan = status, catatan
    usulan.diputuskan_oleh, usulan.diputuskan_pada = by, timezone.now()
    usulan.save(update_fields=["status", "catatan", "diputuskan_oleh", "diputuskan_pada"])
    record_jejak(usulan, f"pemusnahan_{status.value}", by=by, alasan=catatan)
    close_tugas(jenis=TUGAS_MUSNAH, objek_id=usulan.pk, by=by)
    notify(
        usulan.diusulkan_oleh,
        judul=f"Usulan pemusnahan {status.label.lower()}",
        isi=f"Usulan Anda sudah diputuskan: {status.label.lower()}.",
        url=reverse("berkas:musnah_detail", args=[usulan.pk]),
        kelompok=KelompokKabar.DOKUMEN,
        mengapa=catatan or "Tanpa catatan.",
        aturan=ATURAN,
        oleh=by.nama,
        keberatan="Bila keliru, bicarakan dengan pengelola yang memutuskan, lalu ajukan usulan baru.",
    )
    if setuju:
        outbox.enqueue("berkas.erase_documents", str(usulan.pk), kunci=str(usulan.pk))
    return usulan


@perubahan
def erase_documents(usulan_id: str) -> int:
    """In the worker: first the files, then the rows, so that whatever stops in between is done by the next run. What is
    held meanwhile stays. Every person is told; every document has its line in the person's history.
    """
    usulan = UsulanMusnah.objects.select_for_update(of=("self",)).select_related("diputuskan_oleh").get(pk=usulan_id)
    by = usulan.diputuskan_oleh
    assert by is not None
    butir = (
        usulan.daftar_butir.filter(dokumen__dimusnahkan_pada=None) if usulan.status == StatusUsulan.DISETUJUI else []
    )
    rows = Dokumen.objects.select_for_update(of=("self",)).select_related("pemilik").filter(
        pk__in=[satu.dokumen_id for satu in butir]
    ).order_by("pk")  # fmt: skip
    erased = [row for row in rows if not selectors.is_held(row)]
    for row in erased:
        simpan.storage().delete(row.nama_simpan)
        if row.pratinjau_simpan:
            simpan.storage().delete(row.pratinjau_simpan)
        row.dimusnahkan_pada, row.pratinjau, row.pratinjau_simpan = timezone.now(), Pratinjau.GAGAL, ""
        row.save(update_fields=["dimusnahkan_pada", "pratinjau", "pratinjau_simpan"])
    record_jejak(
        usulan, "pemusnahan_dijalankan", by=by, rincian={"dokumen": len(erased), "ditahan": len(rows) - len(erased)}
    )
    record_each(
        "dokumen_dimusnahkan", "berkas.Dokumen",
        [{"objek_id": str(row.pk), "subjek_id": row.subjek_id, "alasan": usulan.alasan,
          "rincian": {"sidik": row.sidik, "jenis": row.jenis, "versi": row.versi}} for row in erased],
        by=by,
    )  # fmt: skip
    _tell_owners(erased, usulan)
    return len(erased)


def _tell_owners(erased: Sequence[Dokumen], usulan: UsulanMusnah) -> None:
    for pemilik, count in Counter(row.pemilik for row in erased if row.pemilik is not None).items():
        notify(
            pemilik,
            judul="Dokumen Anda dimusnahkan karena masa simpannya berakhir",
            isi=f"{count} dokumen Anda dimusnahkan. Keterangannya tetap tercatat; berkasnya tidak ada lagi.",
            url=reverse("berkas:dokumen_list"),
            kelompok=KelompokKabar.DOKUMEN,
            mengapa=usulan.alasan,
            aturan=ATURAN,
            oleh="Pengelola kepegawaian provinsi",
            keberatan=BILA_KELIRU,
        )


# -- holding -----------------------------------------------------------------------------------------------


@perubahan
def hold_document(dokumen_id: UUID, *, alasan: str, by: Pengguna) -> PenahananDokumen:
    """While it is held nobody erases any version of it, whatever has been agreed; a version that comes later is held too."""
    require(permissions.can_manage_retensi(by))
    row = Dokumen.objects.get(pk=dokumen_id, instansi_id=by.instansi_id)
    versions = [one.pk for one in selectors.version_chain(row)]
    list(Dokumen.objects.select_for_update(of=("self",)).filter(pk__in=versions).order_by("pk"))
    row.refresh_from_db()
    if row.dimusnahkan_pada is not None:
        raise DomainError("Dokumen ini sudah dimusnahkan, jadi tidak dapat ditahan lagi.", galat="sudah_musnah")
    if selectors.is_held(row):
        raise DomainError("Dokumen ini sudah ditahan.", galat="sudah_ditahan")
    held = PenahananDokumen.objects.create(dokumen=row, alasan=alasan, ditahan_oleh=by)
    record_jejak(row, "dokumen_ditahan", by=by, subjek_id=row.subjek_id, alasan=alasan)
    return held


@perubahan
def release_document(penahanan_id: UUID, *, by: Pengguna) -> None:
    require(permissions.can_manage_retensi(by))
    held = PenahananDokumen.objects.select_for_update(of=("self",)).select_related("dokumen").get(
        pk=penahanan_id, dokumen__instansi_id=by.instansi_id
    )  # fmt: skip
    if held.dilepas_pada is not None:
        raise DomainError("Penahanan ini sudah dilepas.", galat="sudah_dilepas")
    held.dilepas_oleh, held.dilepas_pada = by, timezone.now()
    held.save(update_fields=["dilepas_oleh", "dilepas_pada"])
    record_jejak(held.dokumen, "dokumen_dilepas", by=by, subjek_id=held.dokumen.subjek_id)


# -- every night -------------------------------------------------------------------------------------------


def ask_for_decisions(now: datetime) -> None:
    """HR of each province is told how many documents are past their time; the duty closes when none is left."""
    for instansi in Instansi.objects.all():
        count = selectors.past_due(instansi.pk, timezone.localdate(now)).count()
        close_tugas(jenis=TUGAS_LEWAT, objek_id=instansi.pk, by=None)
        if count:
            assign_tugas(
                admins_of(instansi.pk),
                jenis=TUGAS_LEWAT,
                objek_id=instansi.pk,
                judul=f"Periksa {count} dokumen yang lewat masa simpan",
                tentang=f"{count} dokumen",
                alasan="Masa simpan menurut pengaturan instansi sudah berakhir. Usulkan pemusnahan, atau tahan yang masih "
                "diperlukan.",
                url=reverse("berkas:masa_simpan"),
            )
