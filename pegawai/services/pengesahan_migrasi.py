"""HR of units signs the reconciliation: one unit or many after reading, and learns when figures wait."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.models.dasar import new_ids
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import SISTEM, Kabar, notify_all
from asn_portal.core.templatetags.bentuk import angka
from pegawai import permissions
from pegawai.enums import StatusSimpeg as S
from pegawai.models import Migrasi, PengesahanMigrasi
from pegawai.selectors import migrasi as selectors
from pegawai.selectors.migrasi import Angka

BERUBAH = "Angka {nama} baru saja berubah. Muat ulang, lihat lagi, lalu sahkan."
BELUM_COCOK = "{nama} masih mempunyai baris yang belum dicocokkan. Tunggu sampai pencocokan dijalankan."
SUDAH = "Semua unit yang dipilih sudah disahkan dengan angka ini."


@perubahan
def sign_units(dilihat: Mapping[UnitKerja, Angka], *, by: Pengguna) -> int:
    """The figures that stood beside each unit are signed, or none: other figures need another look. What was signed with the
    same figures already stays as it was. Returns how many.
    """
    migrasi = Migrasi.objects.select_for_update(of=("self",)).get(instansi_id=by.instansi_id)
    for unit in dilihat:
        require(permissions.can_sign_migration(by, unit))
    if migrasi.ditutup_pada is not None:
        raise TransitionError(selectors.DITUTUP, galat="migrasi_ditutup")
    lines = {line.unit_id: line for line in selectors.reconciliation(by, migrasi)}
    waiting = set(migrasi.daftar_baris.filter(unit__in=list(dilihat), status=S.BELUM).values_list("unit_id", flat=True))
    for unit, seen in dilihat.items():
        line = lines.get(unit.pk)
        nama = line.nama if line else "Unit ini"
        if line is None or line.angka != seen:
            raise TransitionError(BERUBAH.format(nama=nama), galat="angka_berubah")
        if unit.pk in waiting:
            raise DomainError(BELUM_COCOK.format(nama=nama), galat="belum_dicocokkan")
    fresh = [unit for unit in dilihat if not lines[unit.pk].disahkan]
    if not fresh:
        raise TransitionError(SUDAH, galat="sudah_disahkan")
    rows = PengesahanMigrasi.objects.bulk_create(
        PengesahanMigrasi(
            pk=pk, migrasi=migrasi, unit=unit, oleh=by, masuk=seen.masuk, cocok=seen.cocok,
            tanpa_padanan=seen.tanpa_padanan, bertentangan=seen.bertentangan,
        )
        for pk, unit in zip(new_ids(len(fresh)), fresh, strict=True)
        for seen in [dilihat[unit]]
    )  # fmt: skip
    record_jejak(migrasi, "migrasi_disahkan_banyak", by=by, rincian={"unit": len(rows)})
    acts = [
        {
            "objek_id": str(row.pk), "subjek_id": None, "unit_id": row.unit_id, "alasan": "",
            "rincian": {"masuk": row.masuk, "cocok": row.cocok},
        }
        for row in rows
    ]  # fmt: skip
    record_each("migrasi_disahkan", PengesahanMigrasi._meta.label, acts, by=by)
    return len(rows)


def tell_owners(migrasi: Migrasi) -> int:
    """After matching: whoever may sign hears how many units wait, once a run. Part of the caller's job."""
    waiting = selectors.waiting_by_owner(migrasi)
    notify_all([
        Kabar(
            akun, f"Angka migrasi {angka(banyak)} unit menunggu pengesahan Anda",
            "SIMPEG lama sudah dicocokkan dengan portal. Baca angkanya dan baris yang bertentangan, lalu sahkan.",
            reverse("pegawai:migrasi") + "?belum=1", KelompokKabar.DATA, "Anda pengelola unit-unit itu.", "", SISTEM,
            "Bila angkanya keliru, jangan sahkan; laporkan kepada pengelola kepegawaian provinsi.",
        )
        for akun, banyak in waiting
    ])  # fmt: skip
    return len(waiting)
