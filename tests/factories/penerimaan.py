"""A batch of intake with one person in it."""

from __future__ import annotations

from uuid import uuid4

from asn_portal.core.models import Pengguna
from pegawai.models import Pegawai, Penerimaan, PesertaPenerimaan


def make_intake(orang: Pegawai, by: Pengguna) -> Penerimaan:
    row = Penerimaan.objects.create(instansi_id=orang.instansi_id, impor_id=uuid4(), judul="cpns.xlsx", oleh=by)
    PesertaPenerimaan.objects.create(penerimaan=row, pegawai=orang)
    return row
