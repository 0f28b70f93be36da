"""The last intake: the CPNS of the province as one batch, half of their slips handed out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from asn_portal.core.demo import LAIN, Demo, salin
from pegawai.demo.orang import Rencana
from pegawai.enums import JenisPegawai
from pegawai.models import Penerimaan, PesertaPenerimaan

LALU = timedelta(days=40)


def load_penerimaan(demo: Demo, plan: Rencana, orang: Sequence[UUID], akun: Sequence[UUID], instansi: UUID) -> None:
    """Two tables, one COPY each."""
    new = [person for person in plan.orang if person.jenis == JenisPegawai.CPNS and not person.unit.startswith(LAIN)]
    hr = next(person for person in plan.orang if person.tokoh and person.tokoh.akun == "adminbkd.demo")
    taken = demo.jam(demo.tanggal - LALU)
    batch = demo.id("penerimaan", "cpns")
    salin(
        Penerimaan, ("id", "instansi_id", "impor_id", "judul", "oleh_id", "dibuat_pada"),
        [(batch, instansi, demo.id("penerimaan", "impor"), f"CPNS {demo.tanggal.year}.xlsx", akun[hr.nomor], taken)],
    )  # fmt: skip
    salin(
        PesertaPenerimaan, ("id", "penerimaan_id", "pegawai_id", "slip_pada"),
        (
            (demo.id("peserta", person.nomor), batch, orang[person.nomor], taken if person.nomor % 2 else None)
            for person in new
        ),
    )  # fmt: skip
