"""The words of letters: a new version replaces nothing, and letters already made keep theirs."""

from __future__ import annotations

from django.db.models import Max

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Instansi, Pengguna
from asn_portal.core.permissions import require
from pegawai import permissions
from pegawai.models import VersiSurat
from pegawai.surat import JenisSurat, TemplatSalah, check_text


@perubahan
def save_surat(jenis: JenisSurat, *, isi: str, catatan: str, dari: int, by: Pengguna) -> VersiSurat:
    """A new version. `dari`: which one was on the page; two people who edit at once do not lose each other's words."""
    Instansi.objects.select_for_update().get(pk=by.instansi_id)
    require(permissions.can_change_surat(by))
    rows = VersiSurat.objects.filter(instansi_id=by.instansi_id, jenis=jenis.kunci)
    newest = rows.aggregate(terakhir=Max("versi"))["terakhir"] or 0
    if newest != dari:
        raise TransitionError(
            "Orang lain sudah menyimpan versi baru sejak halaman ini dibuka. Salin tulisan Anda, lalu muat ulang halaman.",
            galat="versi_lama",
        )
    text = isi.replace("\r\n", "\n").strip()
    try:
        check_text(jenis, text)
    except TemplatSalah as wrong:
        raise DomainError(str(wrong), galat="templat_salah") from wrong
    row = VersiSurat.objects.create(
        instansi_id=by.instansi_id, jenis=jenis.kunci, versi=newest + 1, isi=text, catatan=catatan, dibuat_oleh=by
    )
    record_jejak(row, "templat_surat_disimpan", by=by, rincian={"jenis": jenis.kunci, "versi": row.versi})
    return row
