"""SPMT of a batch of new people as papers on their way to a signature, one perangkat daerah after the other."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.services.naskah import Pilihan, make_naskah, submit_naskah
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka
from pegawai import permissions
from pegawai.models import Penerimaan, PesertaPenerimaan
from pegawai.selectors import penerimaan as selectors

NASKAH_SPMT = "pegawai.naskah_spmt"
JENIS_SPMT = "spmt"
CHUNK = 20
SENDIRI = "SPMT Anda sendiri dibuat pengelola lain"
TANPA_HAK = "Anda tidak berwenang membuat SPMT orang ini"


@perubahan
def start_papers(
    penerimaan_id: UUID, *, unit_id: UUID, pilihan: Pilihan, kertas: Kertas, by: Pengguna
) -> PekerjaanLatar:
    batch = Penerimaan.objects.select_for_update(of=("self",)).get(pk=penerimaan_id)
    require(permissions.can_see_accounts(by) and batch.instansi_id == by.instansi_id)
    if not (count := selectors.without_spmt(by, batch, unit_id, timezone.localdate()).count()):
        raise DomainError("Semua orang di perangkat daerah itu sudah ada SPMT-nya.", galat="tanpa_sisa")
    parameter = {
        "penerimaan": str(batch.pk), "unit": str(unit_id), "kertas": str(kertas),
        "penanda_tangan": str(pilihan.penanda_tangan), "paraf": [str(pk) for pk in pilihan.paraf],
    }  # fmt: skip
    batch.pekerjaan_spmt = start_job(NASKAH_SPMT, judul=f"Naskah SPMT {batch.judul}"[:200], parameter=parameter, by=by)
    batch.save(update_fields=["pekerjaan_spmt"])
    record_jejak(batch, "naskah_spmt_dimulai", by=by, unit_id=unit_id, rincian={"orang": count})
    return batch.pekerjaan_spmt


def papers_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """Some at a time; who has a paper is left alone, so that a second run makes nothing twice."""
    batch, unit_id = Penerimaan.objects.get(pk=job.parameter["penerimaan"]), UUID(job.parameter["unit"])
    state: dict[str, Any] = {"jadi": 0, "sebab": {}, "sesudah": None} | job.posisi
    left = _from(batch, job, unit_id, state["sesudah"]).count()
    total = state["jadi"] + sum(state["sebab"].values()) + left
    while rows := list(_from(batch, job, unit_id, state["sesudah"]).select_related("pegawai")[:CHUNK]):
        require(permissions.can_see_accounts(job.pengguna))
        for row in rows:
            if sentence := _make(row, job):
                state["sebab"] = state["sebab"] | {sentence: state["sebab"].get(sentence, 0) + 1}
            else:
                state["jadi"] += 1
        state["sesudah"] = str(rows[-1].pk)
        yield Kemajuan(state["jadi"] + sum(state["sebab"].values()), total, "Membuat naskah.", posisi=dict(state))
    facts = {"Naskah dibuat": angka(state["jadi"])}
    facts |= {sentence: f"{angka(count)} orang" for sentence, count in state["sebab"].items()}
    url = reverse("pegawai:penerimaan_detail", args=[batch.pk])
    return Hasil(f"{angka(state['jadi'])} SPMT dikirim ke pemaraf pertama.", url=url, ringkasan=facts)


def _from(batch: Penerimaan, job: PekerjaanLatar, unit_id: UUID, after: str | None) -> Any:
    rows = selectors.without_spmt(job.pengguna, batch, unit_id, timezone.localdate()).order_by("pk")
    return rows.filter(pk__gt=after) if after else rows


def _make(row: PesertaPenerimaan, job: PekerjaanLatar) -> str:
    """Empty when it was made; else the sentence why not."""
    if permissions.is_self(job.pengguna, row.pegawai):
        return SENDIRI
    asked = job.parameter
    chosen = Pilihan([UUID(pk) for pk in asked["paraf"]], UUID(asked["penanda_tangan"]))
    try:
        with transaction.atomic():
            paper = make_naskah(
                JENIS_SPMT, row.pegawai_id, pilihan=chosen, kertas=Kertas(asked["kertas"]), by=job.pengguna
            )
            submit_naskah(paper.pk, by=job.pengguna)
    except DomainError as refusal:
        return str(refusal.pesan)
    except PermissionDenied:
        return TANPA_HAK
    return ""
