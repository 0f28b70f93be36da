"""Acts of this app over many rows at once (asn_portal.core.banyak)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.core.banyak import HasilBanyak, TindakanBanyak, register_banyak
from asn_portal.core.models import Pengguna
from pegawai.enums import PutusanPerjanjian
from pegawai.services import mutu
from pegawai.services import perpanjangan as services
from pegawai.services.syarat_perpanjangan import Usul

# Acts on a round, by the word in their address; what a form of theirs says is one note, except for a proposal.
AWALAN = "pegawai.putaran_"
BERI_TAHU = "pegawai.mutu_beri_tahu"


def _propose(putaran: UUID, ids: Sequence[UUID], isian: dict[str, Any], by: Pengguna) -> HasilBanyak:
    usul = Usul(PutusanPerjanjian(isian["putusan"]), isian["alasan"], isian["bulan"])
    return services.propose_many(putaran, ids, usul=usul, by=by)


def _with_note(service: Callable[..., HasilBanyak]) -> Callable[..., HasilBanyak]:
    def act(putaran: UUID, ids: Sequence[UUID], isian: dict[str, Any], by: Pengguna) -> HasilBanyak:
        return service(putaran, ids, catatan=isian["catatan"], by=by)

    return act


def _rows(putaran: UUID, hasil: HasilBanyak) -> str:
    """The list; with some left out, exactly those."""
    return reverse("pegawai:putaran_detail", args=[putaran]) + ("?keadaan=tertinggal" if hasil.tertinggal else "")


def _tell(_: UUID, ids: Sequence[UUID], isian: dict[str, Any], by: Pengguna) -> HasilBanyak:
    return mutu.tell_people(ids, isian, by=by)


register_banyak(
    TindakanBanyak(
        BERI_TAHU, "Memberi tahu pegawai tentang datanya", "pegawai", _tell, lambda *_: reverse("pegawai:mutu_orang"),
        kata="diberi tahu",
    ),
    TindakanBanyak(f"{AWALAN}usul", "Mengusulkan perpanjangan", "orang", _propose, _rows),
    TindakanBanyak(
        f"{AWALAN}setuju", "Menyetujui perpanjangan", "orang", _with_note(services.approve_many), _rows
    ),
    TindakanBanyak(
        f"{AWALAN}kembali", "Mengembalikan usulan perpanjangan", "orang", _with_note(services.return_many), _rows
    ),
    TindakanBanyak(
        f"{AWALAN}henti", "Menghentikan perpanjangan", "orang", _with_note(services.drop_many), _rows
    ),
)  # fmt: skip
