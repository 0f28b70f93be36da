"""Saving unfinished forms: one statement each time, no trace (nothing has happened yet), never more than a person needs."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from asn_portal.core import hanya_lihat, kripto
from asn_portal.core.draf import MAX_BYTES, find_form, may_keep
from asn_portal.core.errors import DomainError
from asn_portal.core.models import DrafFormulir, KirimanFormulir, Pengguna
from asn_portal.core.models.draf import KOLOM_DRAF
from asn_portal.core.selectors import draf as selectors
from asn_portal.core.selectors.draf import Isian
from asn_portal.core.services.kunci import register_encrypted

MOST_DRAFTS = 50
SAVE = """
UPDATE core_drafformulir SET isi = %s, disimpan_pada = %s, versi = versi + 1
WHERE pengguna_id = %s AND formulir = %s AND jalur = %s AND versi = %s RETURNING id
"""


class DrafLainError(DomainError):
    """Somebody (another tab, another device) has saved the same form since; `tersimpan` is what stands there now."""

    def __init__(self, tersimpan: DrafFormulir) -> None:
        super().__init__("Formulir ini juga diisi di tab atau perangkat lain.", galat="draf_berubah")
        self.tersimpan = tersimpan


class DrafBerakhirError(DomainError):
    def __init__(self) -> None:
        super().__init__("Formulir ini sudah dikirim atau isiannya dibuang di tab lain.", galat="draf_berakhir")


def save_draft(
    pengguna: Pengguna, *, formulir: str, jalur: str, versi: int, isian: Isian, kunci: UUID | None = None
) -> DrafFormulir:
    """Keep what was typed. `versi` is the saving that the page has seen, 0 for none; returns the row with its new one.
    `kunci` is the key of a form whose sending broke off: it may have arrived.
    """
    hanya_lihat.refuse_when_looking()
    form = find_form(formulir)
    if form is None:
        raise DomainError("Formulir ini tidak disimpan sebagai draf.", galat="bukan_draf")
    text = json.dumps({name: values for name, values in isian.items() if may_keep(form, name)}, ensure_ascii=False)
    if len(text.encode()) > MAX_BYTES:
        raise DomainError(
            "Isian terlalu panjang untuk disimpan sebagai draf. Kirim formulirnya.", galat="terlalu_panjang"
        )
    if kunci is not None and KirimanFormulir.objects.filter(kunci=kunci, pengguna=pengguna).exclude(tujuan="").exists():
        raise DrafBerakhirError
    now = timezone.now()
    key = {"pengguna": pengguna, "formulir": formulir, "jalur": jalur}
    new = {"isi": kripto.encrypt(text, kolom=KOLOM_DRAF), "disimpan_pada": now}
    if versi == 0:
        return _begin(key, new)
    with connection.cursor() as cursor:
        cursor.execute(SAVE, [new["isi"], now, str(pengguna.pk), formulir, jalur, versi])
        saved = cursor.fetchone()
    if saved is None:
        raise _refusal(key)
    return DrafFormulir(pk=saved[0], **key, **new, versi=versi + 1)


def _begin(key: dict[str, object], new: dict[str, object]) -> DrafFormulir:
    if DrafFormulir.objects.filter(pengguna=key["pengguna"]).count() >= MOST_DRAFTS:
        raise DomainError(
            f"Sudah ada {MOST_DRAFTS} formulir yang belum dikirim. Kirim atau buang beberapa dari beranda.",
            galat="terlalu_banyak_draf",
        )
    try:
        with transaction.atomic():
            return DrafFormulir.objects.create(**key, **new)
    except IntegrityError:
        raise _refusal(key) from None


def _refusal(key: dict[str, object]) -> DomainError:
    row = DrafFormulir.objects.filter(**key).first()
    return DrafLainError(row) if row is not None else DrafBerakhirError()


def discard_draft(draf_id: UUID, *, by: Pengguna) -> None:
    hanya_lihat.refuse_when_looking()
    selectors.own_drafts(by).filter(pk=draf_id).delete()


def forget_old(sebelum: datetime) -> int:
    """What nobody has touched since this moment is thrown away; returns how many."""
    return DrafFormulir.objects.filter(disimpan_pada__lt=sebelum).delete()[0]


def _rotate() -> int:
    changed = 0
    for row in DrafFormulir.objects.select_for_update().order_by("pk").iterator():
        if not kripto.is_current(row.isi):
            row.isi = kripto.encrypt(kripto.decrypt(row.isi, kolom=KOLOM_DRAF), kolom=KOLOM_DRAF)
            row.save(update_fields=["isi"])
            changed += 1
    return changed


register_encrypted(KOLOM_DRAF, _rotate)
