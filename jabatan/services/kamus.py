"""The dictionary of competences: the national part follows its table, the technical part is the agency's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from jabatan import permissions
from jabatan.aturan.kompetensi import KAMUS, TABEL_KAMUS, TINGKAT
from jabatan.enums import JenisKompetensi
from jabatan.models import KamusKompetensi, TingkatKompetensi
from pegawai.services.penempatan import hold_agency

# Keys of the national entries are the same in every database.
NASIONAL = UUID("6f0d9a52-6b7e-5d0c-9a4e-3f1f7c0a4b11")


def national_id(kode: str) -> UUID:
    return uuid5(NASIONAL, kode)


def ensure_kamus(**_: Any) -> None:
    """After every migration: national entries that are not there yet. What is there stays as it is."""
    dasar = TABEL_KAMUS.terakhir.dasar_hukum
    KamusKompetensi.objects.bulk_create(
        [
            KamusKompetensi(
                id=national_id(k.kode),
                kode=k.kode,
                jenis=k.jenis,
                nama=k.nama,
                definisi=k.definisi,
                dasar=dasar,
                urut=n,
            )
            for n, k in enumerate(KAMUS, start=1)
        ],
        ignore_conflicts=True,
    )
    TingkatKompetensi.objects.bulk_create(
        [
            TingkatKompetensi(
                id=uuid5(NASIONAL, f"{k.kode}:{n}"),
                kompetensi_id=national_id(k.kode),
                tingkat=n,
                uraian=k.tingkat[n - 1],
            )
            for k in KAMUS
            for n in TINGKAT
        ],
        ignore_conflicts=True,
    )


@perubahan
def save_kompetensi(
    kompetensi_id: UUID | None, *, isian: Mapping[str, Any], tingkat: Mapping[int, tuple[str, str]], by: Pengguna
) -> KamusKompetensi:
    """A technical entry of the own agency, new or changed, with all its levels."""
    hold_agency(by.instansi_id)
    require(permissions.can_describe_posts(by))
    row = (
        KamusKompetensi(instansi_id=by.instansi_id, jenis=JenisKompetensi.TEKNIS)
        if kompetensi_id is None
        else KamusKompetensi.objects.get(pk=kompetensi_id, instansi_id=by.instansi_id)
    )
    twins = KamusKompetensi.objects.untuk(by.instansi_id).filter(kode=isian["kode"]).exclude(pk=kompetensi_id)
    if twins.exists():
        raise DomainError(f"Kode {isian['kode']} sudah dipakai. Pilih kode lain.", galat="kode_dipakai")
    for name, value in isian.items():
        setattr(row, name, value)
    row.save()
    for level, (uraian, indikator) in tingkat.items():
        TingkatKompetensi.objects.update_or_create(
            kompetensi=row, tingkat=level, defaults={"uraian": uraian, "indikator": indikator}
        )
    record_jejak(row, "kompetensi_dicatat", by=by, alasan=row.dasar, rincian={"nama": row.nama})
    return row
