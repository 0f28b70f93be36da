"""The end of documents: nothing ends without a period, nobody decides alone, what is held stays, the row remains."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas import selectors, simpan
from asn_portal.berkas.enums import Retensi
from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.berkas.models import Dokumen, UsulanMusnah
from asn_portal.berkas.services import dokumen as documents
from asn_portal.berkas.services import musnah as services
from asn_portal.berkas.services.dokumen import Isian
from asn_portal.core import outbox
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, PesanKeluar, Tindakan, Tugas
from asn_portal.core.services.unit import set_pengaturan
from pegawai.models import KeanggotaanUnit
from tests.factories.berkas import make_dokumen, pdf

TODAY = timezone.localdate()


def keep(p, kelas: str, tahun: str = "5") -> None:
    set_pengaturan(
        kunci=f"masa_simpan_{kelas}", nilai=tahun, mulai=TODAY, dasar="Pergub 1/2026", by=p.akun["admin_bkd"]
    )


@pytest.fixture
def lama(provinsi, superuser) -> Dokumen:
    return old_document(provinsi, superuser)


def old_document(p, superuser, tahun: int = 6, retensi: str = Retensi.SEMENTARA, who: str = "pegawai") -> Dokumen:
    row = make_dokumen(p.akun[who], p.orang[who].pk)
    superuser.execute(
        "UPDATE berkas_dokumen SET diunggah_pada = now() - %s * interval '366 days', retensi = %s WHERE id = %s",
        [tahun, retensi, str(row.pk)],
    )
    row.refresh_from_db()
    return row


pytestmark = pytest.mark.django_db(transaction=True)


def due(p) -> list[Dokumen]:
    return list(selectors.past_due(p.akun["admin_bkd"].instansi_id, TODAY))


def agree(p, usulan: UsulanMusnah) -> None:
    services.decide_erasure(usulan.pk, setuju=True, catatan="", by=p.akun["admin_bkd2"])
    outbox.perform(PesanKeluar.objects.get(pekerjaan="berkas.erase_documents").pk)


def test_without_a_period_nothing_is_past_its_time(provinsi, lama):
    assert due(provinsi) == []
    keep(provinsi, "sementara")
    assert due(provinsi) == [lama]
    keep(provinsi, "sementara", "7")
    assert due(provinsi) == []


@pytest.mark.parametrize("nilai", ["0", "lima", "101", "-1", "1.5"])
def test_period_is_a_number_of_years(provinsi, superuser, nilai):
    with pytest.raises(DomainError, match="jumlah tahun"):
        keep(provinsi, "sementara", nilai)


def test_personal_file_is_kept_from_the_end_of_service_on(provinsi, superuser):
    row = old_document(provinsi, superuser, tahun=20, retensi=Retensi.PERSEORANGAN)
    keep(provinsi, "perseorangan")
    assert due(provinsi) == []
    rows = KeanggotaanUnit.objects.kini().filter(pegawai=provinsi.orang["pegawai"])
    for years, expected in ((4, []), (6, [row])):
        ended = date(TODAY.year - years, 1, 1)
        superuser.execute(
            "UPDATE pegawai_keanggotaanunit SET berlaku = daterange('2000-01-01', %s) WHERE id = ANY(%s::uuid[])",
            [ended, [str(pk) for pk in rows.values_list("pk", flat=True)]],
        )
        assert due(provinsi) == expected


def test_two_people_and_a_job_erase_the_file_and_keep_the_row(provinsi, lama):
    p = provinsi
    keep(p, "sementara")
    usulan = services.propose_erasure([lama.pk], alasan="Masa simpan berakhir", by=p.akun["admin_bkd"])
    assert due(p) == []
    assert set(Tugas.objects.filter(jenis=services.TUGAS_MUSNAH).values_list("untuk", flat=True)) == {
        p.akun["admin_bkd2"].pk
    }
    for nobody in ("admin_bkd", "admin_unit", "pegawai", "auditor", "admin_instansi_lain"):
        with pytest.raises(PermissionDenied):
            services.decide_erasure(usulan.pk, setuju=True, catatan="", by=p.akun[nobody])
    assert simpan.read(lama.nama_simpan)
    agree(p, usulan)
    row = Dokumen.objects.get(pk=lama.pk)
    assert row.dimusnahkan_pada is not None
    assert row.sidik == lama.sidik
    assert not simpan.storage().exists(lama.nama_simpan)
    assert not simpan.storage().exists(lama.pratinjau_simpan)
    act = Tindakan.objects.get(aksi="dokumen_dimusnahkan")
    assert (act.subjek_id, act.objek_id) == (p.orang["pegawai"].pk, str(lama.pk))
    assert Notifikasi.objects.filter(untuk=p.akun["pegawai"], judul__contains="dimusnahkan").count() == 1
    assert services.erase_documents(str(usulan.pk)) == 0  # a second delivery finds nothing
    page = p.client("pegawai").get(reverse("berkas:dokumen_detail", args=[lama.pk]))
    assert "dimusnahkan pada" in page.content.decode()
    with pytest.raises(DomainError, match="sudah dimusnahkan"):
        documents.open_dokumen(row, by=p.akun["pegawai"])
    with pytest.raises(InternalError, match="versi dokumen"), transaction.atomic():
        Dokumen.objects.filter(pk=row.pk).update(dimusnahkan_pada=None)


def test_what_is_held_stays_whatever_was_agreed(provinsi, superuser, lama):
    p = provinsi
    second = old_document(p, superuser)
    keep(p, "sementara")
    usulan = services.propose_erasure([lama.pk, second.pk], alasan="x", by=p.akun["admin_bkd"])
    held = services.hold_document(lama.pk, alasan="Sengketa 12/2026", by=p.akun["admin_bkd"])
    with pytest.raises(DomainError, match="sudah ditahan"):
        services.hold_document(lama.pk, alasan="lagi", by=p.akun["admin_bkd"])
    agree(p, usulan)
    assert simpan.storage().exists(lama.nama_simpan)
    assert not simpan.storage().exists(second.nama_simpan)
    assert Tindakan.objects.get(aksi="pemusnahan_dijalankan").rincian == {"dokumen": 1, "ditahan": 1}
    services.release_document(held.pk, by=p.akun["admin_bkd2"])
    with pytest.raises(DomainError, match="sudah dilepas"):
        services.release_document(held.pk, by=p.akun["admin_bkd2"])


def test_refused_proposal_frees_its_documents(provinsi, lama):
    p = provinsi
    keep(p, "sementara")
    usulan = services.propose_erasure([lama.pk], alasan="x", by=p.akun["admin_bkd"])
    with pytest.raises(DomainError, match="sudah diusulkan"):
        services.propose_erasure([lama.pk], alasan="x", by=p.akun["admin_bkd2"])
    services.decide_erasure(usulan.pk, setuju=False, catatan="Masih dipakai", by=p.akun["admin_bkd2"])
    assert due(p) == [lama]
    assert not PesanKeluar.objects.filter(pekerjaan="berkas.erase_documents").exists()


def test_own_documents_are_decided_by_somebody_else(provinsi, superuser):
    p = provinsi
    own = make_dokumen(p.akun["admin_bkd2"])
    superuser.execute(
        "UPDATE berkas_dokumen SET diunggah_pada = now() - interval '7 years', retensi = 'sementara' WHERE id = %s",
        [str(own.pk)],
    )
    keep(p, "sementara")
    usulan = services.propose_erasure([own.pk], alasan="x", by=p.akun["admin_bkd"])
    with pytest.raises(PermissionDenied):
        services.decide_erasure(usulan.pk, setuju=True, catatan="", by=p.akun["admin_bkd2"])


def test_every_night_hr_is_told_and_the_duty_ends_by_itself(provinsi, lama):
    p, now = provinsi, timezone.now()
    services.ask_for_decisions(now)
    assert not Tugas.objects.filter(jenis=services.TUGAS_LEWAT).exists()
    keep(p, "sementara")
    for _ in range(2):
        services.ask_for_decisions(now)
    waiting = Tugas.objects.filter(jenis=services.TUGAS_LEWAT, selesai_pada=None)
    assert set(waiting.values_list("untuk", flat=True)) == {p.akun["admin_bkd"].pk, p.akun["admin_bkd2"].pk}
    services.hold_document(lama.pk, alasan="x", by=p.akun["admin_bkd"])
    services.ask_for_decisions(now + timedelta(days=1))
    assert not waiting.exists()


def test_pages_from_list_to_decision(provinsi, lama):
    p = provinsi
    keep(p, "sementara")
    first, second = p.client("admin_bkd"), p.client("admin_bkd2")
    page = first.get(reverse("berkas:masa_simpan")).content.decode()
    assert "Siti Aminah" in page
    assert "5 tahun" in page
    refused = first.post(reverse("berkas:masa_simpan"), {"pilih": [str(lama.pk)], "alasan": ""})
    assert refused.status_code == 422
    assert f'value="{lama.pk}" id="pilih-{lama.pk}" checked' in refused.content.decode()
    nothing = first.post(reverse("berkas:masa_simpan"), {"alasan": "Masa simpan berakhir"})
    assert "Belum ada dokumen yang dipilih" in nothing.content.decode()
    sent = first.post(reverse("berkas:masa_simpan"), {"pilih": [str(lama.pk)], "alasan": "Masa simpan berakhir"})
    usulan = UsulanMusnah.objects.get()
    assert sent["Location"] == reverse("berkas:musnah_detail", args=[usulan.pk])
    assert "Keputusan Anda" not in first.get(sent["Location"]).content.decode()
    assert "Keputusan Anda" in second.get(sent["Location"]).content.decode()
    answer = second.post(reverse("berkas:musnah_decide", args=[usulan.pk, "setuju"]), {"setuju-catatan": ""})
    assert answer.status_code == 302
    usulan.refresh_from_db()
    assert usulan.status == "disetujui"


def replaced(p, row: Dokumen) -> Dokumen:
    return documents.replace_dokumen(
        row.pk, [Kiriman("baru.pdf", pdf(row.versi + 1))], isian=Isian(judul="Ijazah", nomor="", tanggal=None),
        by=p.akun["pegawai"],
    )  # fmt: skip


def make_old(superuser, *rows: Dokumen) -> None:
    superuser.execute(
        "UPDATE berkas_dokumen SET diunggah_pada = now() - interval '7 years', retensi = 'sementara' WHERE id = ANY(%s::uuid[])",
        [[str(row.pk) for row in rows]],
    )


class TestHoldOfAllVersions:
    """A dispute is about a document, not about one file of it."""

    def test_older_and_later_versions_are_held_as_well(self, provinsi, superuser, lama):
        p = provinsi
        second = replaced(p, lama)
        held = services.hold_document(second.pk, alasan="Sengketa", by=p.akun["admin_bkd"])
        third = replaced(p, second)
        stranger = old_document(p, superuser)
        make_old(superuser, lama, second, third)
        keep(p, "sementara")
        assert due(p) == [stranger]
        assert all(selectors.is_held(row) for row in (lama, second, third))
        services.release_document(held.pk, by=p.akun["admin_bkd"])
        assert {row.pk for row in due(p)} == {lama.pk, second.pk, third.pk, stranger.pk}

    def test_chain_is_held_once(self, provinsi, lama):
        second = replaced(provinsi, lama)
        services.hold_document(lama.pk, alasan="x", by=provinsi.akun["admin_bkd"])
        with pytest.raises(DomainError, match="sudah ditahan"):
            services.hold_document(second.pk, alasan="y", by=provinsi.akun["admin_bkd2"])
        page = provinsi.client("admin_bkd").get(reverse("berkas:dokumen_detail", args=[second.pk])).content.decode()
        assert "Tahan dokumen" not in page

    def test_agreed_erasure_spares_every_version_of_what_is_held_meanwhile(self, provinsi, superuser, lama):
        p = provinsi
        second = replaced(p, lama)
        make_old(superuser, lama, second)
        keep(p, "sementara")
        usulan = services.propose_erasure([lama.pk, second.pk], alasan="x", by=p.akun["admin_bkd"])
        services.hold_document(second.pk, alasan="Sengketa", by=p.akun["admin_bkd"])
        agree(p, usulan)
        assert simpan.storage().exists(lama.nama_simpan)
        assert simpan.storage().exists(second.nama_simpan)

    def test_list_of_what_is_past_its_time_asks_constant_questions(self, provinsi, superuser, lama):
        keep(provinsi, "sementara")
        row = lama
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as seen:
                due(provinsi)
            counts.append(len(seen))
            for _ in range(5):
                row = replaced(provinsi, row)
        assert counts[0] == counts[1]
