"""Looking at the portal as somebody else: begun with a reason, told to that person, ended, and traced both times."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, lihat, require
from asn_portal.core.selectors.bantuan import tiket_of_person
from asn_portal.core.services.akun import has_second_factor
from asn_portal.core.services.jejak import Pembaca, record_read
from asn_portal.core.services.tugas import notify

LOOKING_TIME = timedelta(minutes=15)
KELOMPOK = "Tampilan portal"


@perubahan
def begin_view(sasaran_id: UUID, *, alasan: str, tiket_id: UUID | None = None, by: Pengguna, now: datetime) -> datetime:
    """Returns the moment at which the view is over. The account row is locked: it may be losing its roles just now."""
    sasaran = Pengguna.objects.select_for_update().get(pk=sasaran_id)
    require(lihat.can_view_as(by, sasaran))
    if not settings.DEMO and not has_second_factor(by):
        raise DomainError("Aktifkan verifikasi dua langkah dulu sebelum melihat portal sebagai orang lain.")
    tiket = tiket_of_person(by, sasaran).filter(pk=tiket_id).first() if tiket_id else None
    if tiket_id and tiket is None:
        raise DomainError("Permintaan bantuan itu sudah selesai atau bukan milik orang ini.", galat="tiket_lain")
    until, theirs = now + LOOKING_TIME, akses(sasaran)
    rincian = {"pelihat": str(by.pk), "sasaran": str(sasaran.pk), "sampai": until.isoformat()}
    if tiket is not None:
        rincian["tiket"] = tiket.label
    record_jejak(sasaran, "lihat_sebagai_mulai", by=by, subjek_id=theirs.orang_id, alasan=alasan, rincian=rincian)
    _tell(sasaran, theirs.orang_id, alasan=alasan, tiket=tiket.label if tiket else "", by=by, now=now, rincian=rincian)
    return until


def _tell(
    sasaran: Pengguna,
    orang_id: UUID | None,
    *,
    alasan: str,
    tiket: str,
    by: Pengguna,
    now: datetime,
    rincian: dict[str, str],
) -> None:
    """The person sees it at once, by role and purpose like every other reading of personal data."""
    mine = akses(by)
    role = next(row for row in mine.daftar if row.peran in lihat.PELIHAT)
    if orang_id is not None:
        reader = Pembaca(by, role.peran, role.nama_unit, rutin=False)
        record_read([orang_id], kelompok=KELOMPOK, tujuan=alasan, oleh=reader, rincian=rincian)
    case = f" untuk permintaan bantuan {tiket}" if tiket else ""
    notify(
        sasaran,
        judul="Portal dilihat sebagai Anda",
        isi=(
            f"{role.peran.label} melihat portal sebagai Anda{case} pada {timezone.localtime(now):%H.%M} WIB, paling lama"
            f" {LOOKING_TIME.seconds // 60} menit. Tidak ada yang dapat diubah; data peka tetap disamarkan."
        ),
        url=reverse("core:notifikasi_list"),
        kelompok=KelompokKabar.KEAMANAN,
        mengapa=alasan,
        aturan="Aturan portal: petugas bantuan boleh melihat seperti Anda, tanpa dapat mengubah apa pun.",
        oleh=role.peran.label,
        keberatan="Bila tidak wajar, laporkan kepada pejabat pelindungan data instansi.",
    )


@perubahan
def end_view(sasaran_id: UUID, *, sebab: str, by: Pengguna) -> None:
    """Written when the one who looks stops, logs out, or is stopped (time over, rights gone)."""
    sasaran = Pengguna.objects.get(pk=sasaran_id)
    record_jejak(
        sasaran,
        "lihat_sebagai_selesai",
        by=by,
        subjek_id=akses(sasaran).orang_id,
        alasan=sebab,
        rincian={"pelihat": str(by.pk), "sasaran": str(sasaran.pk)},
    )
