"""Rounds of moves on paper: numbered without gaps, by a job that may die; and a workbook that fills a round."""

from __future__ import annotations

import pytest

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.cetak.naskah import draw_naskah
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.naskah import Pejabat
from asn_portal.berkas.permissions import naskah as naskah_permissions
from asn_portal.berkas.services import naskah as naskah_services
from asn_portal.berkas.services.naskah import Pilihan
from asn_portal.core.errors import DomainError
from asn_portal.core.latar import run
from asn_portal.core.models import PekerjaanLatar
from asn_portal.core.selectors.jejak import visible_tindakan
from asn_portal.lembar.impor import Baris
from jabatan.models import PutaranMutasi
from jabatan.services import buka_mutasi, mutasi, mutasi_massal, naskah_mutasi
from tests.factories.mutasi import approved, make_round
from tests.jabatan.test_mutasi import TODAY, on_its_day, swap

pytestmark = pytest.mark.django_db


def write_papers(provinsi, row: PutaranMutasi, by: str = "admin_bkd") -> PekerjaanLatar:
    who = Pilihan([provinsi.akun["admin_unit"].pk], provinsi.akun["penanda_tangan"].pk)
    job = naskah_mutasi.start_papers(row.pk, pilihan=who, kertas=Kertas.A4, by=provinsi.akun[by])
    run(job.pk)
    return PekerjaanLatar.objects.get(pk=job.pk)


@pytest.fixture
def pejabat(monkeypatch, provinsi):
    """Who may initial and sign for the whole agency."""
    known = [
        Pejabat(provinsi.akun["penanda_tangan"].pk, "Penanda Tangan", "Gubernur", "Peran penanda tangan"),
        Pejabat(provinsi.akun["admin_unit"].pk, "Pemaraf", "Kepala BKD", "Pengelola", menandatangani=False),
    ]
    for module in (naskah_services, naskah_permissions):
        monkeypatch.setattr(module, "officials", lambda *_: known)


def test_papers_before_and_after_the_day_are_numbered_without_gaps(provinsi, peta, pejabat, monkeypatch):
    row, one, other = swap(provinsi, peta)
    approved(provinsi, row)
    job = write_papers(provinsi, row)
    assert (job.status, job.pesan) == ("selesai", "3 naskah disusun, dinomori, dan dikirim ke pemaraf pertama.")
    row = PutaranMutasi.objects.get(pk=row.pk)
    decree = row.keputusan
    assert decree.nomor.startswith("0001/")
    assert [line[1] for line in decree.data["lampiran"]] == sorted([one.nama_lengkap, other.nama_lengkap])
    assert draw_naskah(decree, konsep=True).startswith(b"%PDF")
    for paper in (row.undangan, row.berita_acara):
        assert draw_naskah(paper, konsep=True).startswith(b"%PDF")
    assert other.nama not in str(row.undangan.data["acara"])
    # Nobody who has not to do with it finds them, by list, book of numbers, or trace.
    for who, sees in (("admin_bkd", True), ("admin_bkd2", True), ("auditor", False), ("admin_unit_lain", False)):
        assert Naskah.objects.in_scope(provinsi.akun[who]).filter(pk=decree.pk).exists() is sees, who
        assert visible_tindakan(provinsi.akun[who]).filter(objek_id=str(decree.pk)).exists() is sees, who
    mutasi.publish_round(row.pk, sk_nomor=decree.nomor, sk_tanggal=TODAY, by=provinsi.akun["admin_bkd"])
    on_its_day(row, monkeypatch)
    buka_mutasi.open_moves(row.pk)
    job = write_papers(provinsi, row)
    assert job.pesan.startswith("4 naskah disusun")
    numbers = [p.nomor.split("/")[0] for p in Naskah.objects.filter(jenis="mutasi_petikan").order_by("dibuat_pada")]
    assert numbers == ["0001", "0002"]
    extract = row.daftar_butir.get(pegawai=one).petikan
    assert extract.subjek_id == one.pk
    assert draw_naskah(extract, konsep=True).startswith(b"%PDF")
    with pytest.raises(DomainError, match="sudah disusun"):
        write_papers(provinsi, row)


def test_a_job_that_died_goes_on_with_the_papers_that_are_missing(provinsi, peta, pejabat, monkeypatch):
    row, *_ = swap(provinsi, peta)
    approved(provinsi, row)
    monkeypatch.setattr(naskah_mutasi, "SEKALI", 1)
    who = Pilihan([provinsi.akun["admin_unit"].pk], provinsi.akun["penanda_tangan"].pk)
    job = naskah_mutasi.start_papers(row.pk, pilihan=who, kertas=Kertas.A4, by=provinsi.akun["admin_bkd"])
    whole, calls = naskah_mutasi._make, []

    def dies(*args):
        calls.append(args)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return whole(*args)

    monkeypatch.setattr(naskah_mutasi, "_make", dies)
    with pytest.raises(KeyboardInterrupt):
        run(job.pk)
    monkeypatch.setattr(naskah_mutasi, "_make", whole)
    PekerjaanLatar.objects.filter(pk=job.pk).update(pemegang=None)
    assert run(job.pk)
    assert sorted(Naskah.objects.values_list("jenis", flat=True)) == [
        "mutasi_berita_acara",
        "mutasi_keputusan",
        "mutasi_undangan",
    ]


def test_a_workbook_fills_a_round_that_one_holds(provinsi, peta):
    row, by, who = make_round(provinsi), provinsi.akun["admin_bkd"], provinsi.orang["pegawai"]

    def line(nomor: int, **values) -> Baris:
        usual = {
            "putaran": row.nama, "pegawai": who.nip, "unit": "Seksi Satu", "jabatan": "Kepala Seksi", "dasar_rangkap": None,
            "pengecualian": "Nota 1",
        }  # fmt: skip
        return Baris(nomor, usual | values)

    foreign = line(1)
    mutasi_massal.check_moves(provinsi.akun["admin_bkd2"], [foreign])
    assert foreign.benar  # let in
    unknown, good = line(1, putaran="Lain"), line(2)
    mutasi_massal.import_moves([unknown, good], impor=row.pk, by=by)
    assert set(unknown.galat) == {"putaran"}
    assert row.daftar_butir.get().ke == peta.kasi
    again = line(3)
    mutasi_massal.check_moves(by, [again])
    assert again.sudah_ada
    mutasi_massal.take_back_moves([good], impor=row.pk, by=by)
    assert not row.daftar_butir.exists()
