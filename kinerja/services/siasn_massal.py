"""Everybody's final ratings of one stage in the shapes of SIASN, as a job: `skp22` for a year, `kinerjaPeriodik` else."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Generator
from uuid import UUID

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import Peran
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services import berkas as hasil_berkas
from asn_portal.core.services.jejak import Pembaca, add_reads
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka
from kinerja import permissions
from kinerja.enums import JenisEvaluasi, StatusEvaluasi
from kinerja.models import Evaluasi, PeriodeKinerja
from kinerja.siasn import shape_of

JENIS = "kinerja.siasn"
CHUNK = 500


def may_read(row: PekerjaanLatar) -> bool:
    return permissions.can_export_siasn(row.pengguna)


@perubahan
def order_export(periode_id: UUID, jenis: str, nomor: int, *, tujuan: str, by: Pengguna) -> PekerjaanLatar:
    """HR of the province; the file lives a week."""
    periode = PeriodeKinerja.objects.visible_to(by).filter(pk=periode_id).first()
    require(periode is not None and permissions.can_export_siasn(by))
    assert periode is not None
    named = JenisEvaluasi(jenis).named(periode.tahun, nomor)
    parameter = {"tahun": periode.tahun, "jenis": jenis, "nomor": nomor}
    tindakan = record_jejak(None, "kinerja_siasn_diunduh", by=by, alasan=tujuan, rincian=parameter)
    parameter |= {"tindakan": str(tindakan), "tujuan": tujuan}
    return start_job(JENIS, judul=f"Kinerja untuk SIASN: {named}", parameter=parameter, by=by)


def export_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """Only what is final and was made here: what came from elsewhere is there already. Begun anew after a break."""
    require(may_read(job))
    asked = job.parameter
    rows = Evaluasi.objects.filter(
        pegawai__instansi_id=job.pengguna.instansi_id, tahun=asked["tahun"], jenis=asked["jenis"], nomor=asked["nomor"],
        status=StatusEvaluasi.FINAL, sumber="portal",
    ).exclude(predikat="")  # fmt: skip
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    shape = "skp22" if asked["jenis"] == JenisEvaluasi.TAHUNAN else "kinerjaPeriodik"
    file = hasil_berkas.reserve(
        job, nama=f"{shape}-{asked['tahun']}-{asked['nomor']}.json", jenis_isi="application/json"
    )
    yield Kemajuan(0, len(ids), "Menyusun berkas.")
    with tempfile.TemporaryFile() as content:
        content.write(f'{{"{shape}": ['.encode())
        for first in range(0, len(ids), CHUNK):
            require(may_read(job))
            rows = Evaluasi.objects.filter(pk__in=ids[first : first + CHUNK]).select_related("pegawai", "penilai")
            part = list(rows.order_by("pk"))
            found = [shape_of(one)[1] for one in part]
            text = ",\n".join(json.dumps(one, ensure_ascii=False) for one in found)
            content.write(((",\n" if first else "") + text).encode())
            _note_read([one.pegawai_id for one in part], job)
            yield Kemajuan(min(first + CHUNK, len(ids)), len(ids), "Menyusun berkas.")
        content.write(b"]}")
        hasil_berkas.fill(file, content)
    return Hasil(f"{angka(len(ids))} penilaian siap untuk SIASN.", berkas=(file,))


def _note_read(orang: list[UUID], job: PekerjaanLatar) -> None:
    """Each person sees that the own rating was taken out, and what for."""
    reader = Pembaca(job.pengguna, Peran.ADMIN_BKD, "", rutin=False)
    add_reads(
        UUID(job.parameter["tindakan"]), set(orang), kelompok="Penilaian untuk SIASN", tujuan=job.parameter["tujuan"],
        oleh=reader, again=job.percobaan > 1,
    )  # fmt: skip
