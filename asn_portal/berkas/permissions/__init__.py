"""Who may read and change documents. Reading asks at every page and every file."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from asn_portal.berkas.jenis import jenis_dokumen, pemilik_dokumen
from asn_portal.berkas.models import Dokumen, UsulanMusnah
from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses


def is_owner(pengguna: Pengguna, dokumen: Dokumen) -> bool:
    """The account, or the person whose account it is."""
    orang_id = akses(pengguna).orang_id
    return bool(dokumen.pemilik_id == pengguna.pk or (orang_id is not None and dokumen.subjek_id == orang_id))


def can_read_dokumen(pengguna: Pengguna, dokumen: Dokumen) -> bool:
    return Dokumen.objects.visible_to(pengguna).filter(pk=dokumen.pk).exists()


def can_upload_for(pengguna: Pengguna, subjek_id: UUID | None) -> bool:
    """For oneself always; for a person with the right to change documents of that person."""
    if subjek_id is None or subjek_id == akses(pengguna).orang_id:
        return True
    pemilik = pemilik_dokumen()
    if pemilik is None or not akses(pengguna).reach(Sumber.DOKUMEN, "w"):
        return False
    return bool(pemilik.terlihat(pengguna, "w").filter(pk=subjek_id).exists())


def can_replace_dokumen(pengguna: Pengguna, dokumen: Dokumen) -> bool:
    """A new version of what one may put there oneself; results of the portal are not replaced by hand."""
    if not jenis_dokumen(dokumen.jenis).unggah_sendiri:
        return False
    return is_owner(pengguna, dokumen) or Dokumen.objects.visible_to(pengguna, "w").filter(pk=dokumen.pk).exists()


def can_manage_retensi(pengguna: Pengguna) -> bool:
    """HR of the province: lists what is past its time, proposes, holds."""
    return akses(pengguna).has(Peran.ADMIN_BKD)


def can_decide_musnah(pengguna: Pengguna, usulan: UsulanMusnah) -> bool:
    """A second one, never the proposer, and never over documents of his own."""
    if not can_manage_retensi(pengguna) or usulan.instansi_id != pengguna.instansi_id:
        return False
    own = Q(dokumen__pemilik=pengguna) | Q(
        dokumen__subjek_id=akses(pengguna).orang_id, dokumen__subjek_id__isnull=False
    )
    return usulan.diusulkan_oleh_id != pengguna.pk and not usulan.daftar_butir.filter(own).exists()
