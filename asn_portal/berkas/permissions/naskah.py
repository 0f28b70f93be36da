"""Who may do what with an official paper. `can_*` answers who; the status table answers when.

Three persons stand behind every signed paper: whoever made it neither initials nor signs it, nobody signs a paper about
himself, and an uploaded scan is confirmed by somebody other than the one who uploaded it.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from asn_portal.berkas.enums import StatusNaskah
from asn_portal.berkas.models import Naskah, ParafNaskah
from asn_portal.berkas.naskah import Pejabat, kept_kinds, known_jenis, officials
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses


def can_make_naskah(pengguna: Pengguna, jenis: str, objek_id: UUID) -> bool:
    kind = known_jenis(jenis)
    return kind is not None and can_make_kind(pengguna, jenis) and kind.boleh_buat(pengguna, objek_id)


def can_make_kind(pengguna: Pengguna, jenis: str) -> bool:
    """HR any kind; who writes what a kind is about for the whole agency, that kind."""
    mine = akses(pengguna)
    return bool(mine.reach(Sumber.NASKAH, "w")) or jenis in kept_kinds(mine)


def can_make_some_naskah(pengguna: Pengguna) -> bool:
    mine = akses(pengguna)
    return bool(mine.reach(Sumber.NASKAH, "w") or kept_kinds(mine))


def can_see_naskah_of_scope(pengguna: Pengguna) -> bool:
    """The list of all papers of one's units, and the book of numbers."""
    mine = akses(pengguna)
    return mine.whole_agency(Sumber.NASKAH) or bool(mine.paths(Sumber.NASKAH))


def is_about_self(pengguna: Pengguna, naskah: Naskah) -> bool:
    return naskah.subjek_id is not None and naskah.subjek_id == akses(pengguna).orang_id


def can_prepare_naskah(pengguna: Pengguna, naskah: Naskah) -> bool:
    """Send it on its way, correct it, cancel it: whoever made it, while it still may; HR of the unit; whose work the kind is."""
    if not can_make_kind(pengguna, naskah.jenis) or is_about_self(pengguna, naskah):
        return False
    taking_part = naskah.penanda_tangan_id == pengguna.pk or _paraf_of(pengguna, naskah) is not None
    return not taking_part and Naskah.objects.in_scope(pengguna, "w").filter(pk=naskah.pk).exists()


def _paraf_of(pengguna: Pengguna, naskah: Naskah) -> ParafNaskah | None:
    return next((row for row in naskah.daftar_paraf.all() if row.pemaraf_id == pengguna.pk), None)


def next_paraf_row(naskah: Naskah) -> ParafNaskah | None:
    """Whose initials come next: they are put in order."""
    waiting = [row for row in naskah.daftar_paraf.all() if row.diparaf_pada is None]
    return min(waiting, key=lambda row: row.urutan) if waiting else None


def can_paraf_naskah(pengguna: Pengguna, naskah: Naskah) -> bool:
    """The one whose turn it is, never about himself, never the maker."""
    if naskah.pembuat_id == pengguna.pk or is_about_self(pengguna, naskah) or not pengguna.is_active:
        return False
    row = next_paraf_row(naskah)
    return row is not None and row.pemaraf_id == pengguna.pk


def can_sign_naskah(pengguna: Pengguna, naskah: Naskah) -> bool:
    """The signatory named on the paper. Whether the authority still holds today is asked by `authority_on`."""
    return (
        naskah.penanda_tangan_id == pengguna.pk
        and naskah.pembuat_id != pengguna.pk
        and not is_about_self(pengguna, naskah)
        and pengguna.is_active
    )


def authority_on(naskah: Naskah, tanggal: date) -> Pejabat | None:
    """By which authority the named signatory may sign on this day; None when it is over."""
    known = officials(naskah.unit_id, naskah.subjek_id, tanggal)
    return next((p for p in known if p.akun_id == naskah.penanda_tangan_id and p.menandatangani), None)


def can_return_naskah(pengguna: Pengguna, naskah: Naskah) -> bool:
    """Whoever has it before him: the next one to initial, or the signatory."""
    if naskah.status == StatusNaskah.PARAF:
        return can_paraf_naskah(pengguna, naskah)
    return can_sign_naskah(pengguna, naskah)


def can_upload_scan(pengguna: Pengguna, naskah: Naskah) -> bool:
    """The signed paper comes back on paper: HR scans it, or the signatory himself."""
    return can_prepare_naskah(pengguna, naskah) or can_sign_naskah(pengguna, naskah)


def can_confirm_scan(pengguna: Pengguna, naskah: Naskah) -> bool:
    """The second look: never whoever uploaded. The signatory, those who put initials, HR of the unit."""
    if naskah.diunggah_oleh_id in {None, pengguna.pk} or is_about_self(pengguna, naskah) or not pengguna.is_active:
        return False
    if can_sign_naskah(pengguna, naskah) or _paraf_of(pengguna, naskah) is not None:
        return True
    return can_prepare_naskah(pengguna, naskah)


def can_withdraw_naskah(pengguna: Pengguna, naskah: Naskah) -> bool:
    """Whoever signed it, and HR of the unit."""
    return can_sign_naskah(pengguna, naskah) or can_prepare_naskah(pengguna, naskah)
