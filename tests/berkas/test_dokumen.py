"""Documents: stored privately, read by few and with a trace, replaced by versions, sent in pieces."""

from __future__ import annotations

import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from asn_portal.berkas import simpan
from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.berkas.models import Dokumen, Unggahan
from asn_portal.berkas.services import dokumen as services
from asn_portal.berkas.services import unggah
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import AksesData, Notifikasi, PesanKeluar, Tindakan
from tests.factories.berkas import make_dokumen, make_unggahan, pdf, photo

pytestmark = pytest.mark.django_db


def send(client, *files, jenis="ijazah", untuk="", **fields):
    address = reverse("berkas:dokumen_add") + (f"?untuk={untuk}" if untuk else "")
    sent = [SimpleUploadedFile(f"f{number}.dat", content) for number, content in enumerate(files)]
    return client.post(address, {"jenis": jenis, "berkas": sent, **fields})


class TestUpload:
    def test_an_own_document_by_the_plain_form(self, provinsi, settings):
        client = provinsi.client("pegawai")
        answer = send(client, pdf(2), judul="Ijazah S1", nomor="12/2009", tanggal="21 November 2009")
        row = Dokumen.objects.get()
        assert answer["Location"] == reverse("berkas:dokumen_detail", args=[row.pk])
        assert (row.pemilik, row.subjek_id) == (provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk)
        assert (row.judul, row.nomor, row.tanggal, row.halaman, row.versi) == (
            "Ijazah S1",
            "12/2009",
            date(2009, 11, 21),
            2,
            1,
        )
        assert simpan.read(row.nama_simpan) == pdf(2)
        assert "f0" not in row.nama_simpan
        assert settings.STATIC_ROOT not in simpan.storage().path(row.nama_simpan)
        trace = Tindakan.objects.get(aksi="dokumen_diunggah")
        assert trace.rincian["pindai"] == "tidak_dipindai"
        assert trace.subjek_id == provinsi.orang["pegawai"].pk

    def test_a_refused_file_keeps_what_was_typed(self, provinsi):
        answer = send(provinsi.client("pegawai"), b"MZ", judul="Ijazah saya")
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "bukan jenis yang dikenal" in text
        assert 'value="Ijazah saya"' in text
        assert not Dokumen.objects.exists()

    def test_nothing_chosen_is_said(self, provinsi):
        assert "Berkas belum dipilih." in send(provinsi.client("pegawai")).content.decode()

    def test_an_unknown_kind_is_refused(self, provinsi):
        assert send(provinsi.client("pegawai"), pdf(), jenis="surat_keterangan_palsu").status_code == 422

    def test_hr_of_the_province_puts_it_there_for_somebody_who_is_told(self, provinsi):
        siti = provinsi.orang["pegawai"]
        assert send(provinsi.client("admin_bkd"), pdf(), untuk=siti.pk).status_code == 302
        row = Dokumen.objects.get()
        assert (row.pemilik, row.diunggah_oleh) == (provinsi.akun["pegawai"], provinsi.akun["admin_bkd"])
        assert Notifikasi.objects.get(untuk=siti.pengguna).url == reverse("berkas:dokumen_detail", args=[row.pk])

    @pytest.mark.parametrize("who", ["pegawai", "admin_unit", "atasan", "auditor"])
    def test_nobody_else_does(self, provinsi, who):
        assert send(provinsi.client(who), pdf(), untuk=provinsi.orang["rekan"].pk).status_code == 403
        assert (
            send(provinsi.client("admin_bkd"), pdf(), untuk=provinsi.orang["orang_instansi_lain"].pk).status_code == 403
        )
        assert not Dokumen.objects.exists()


class TestReading:
    def test_the_file_is_handed_out_to_be_saved_and_never_run(self, provinsi):
        row = make_dokumen(provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk)
        answer = provinsi.client("pegawai").get(reverse("berkas:dokumen_file", args=[row.pk]))
        assert answer.getvalue() == pdf()
        assert answer["Content-Disposition"] == 'attachment; filename="ijazah-v1.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["Cache-Control"] == "no-store"
        assert not Tindakan.objects.filter(aksi="dokumen_dibaca").exists()

    def test_reads_by_hr_are_traced_and_shown_to_the_owner_without_a_name(self, provinsi):
        row = make_dokumen(provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk, "ktp")
        hr = provinsi.client("admin_unit")
        assert hr.get(reverse("berkas:dokumen_file", args=[row.pk])).getvalue()
        assert hr.get(reverse("berkas:dokumen_preview", args=[row.pk])).getvalue()
        assert [t.rincian["cara"] for t in Tindakan.objects.filter(aksi="dokumen_dibaca").order_by("waktu")] == [
            "berkas",
            "pratinjau",
        ]
        read = AksesData.objects.filter(subjek_id=provinsi.orang["pegawai"].pk)
        assert [one.tujuan for one in read] == ["Membuka KTP"] * 2
        page = provinsi.client("pegawai").get(reverse("berkas:dokumen_detail", args=[row.pk])).content.decode()
        assert "Pengelola kepegawaian unit, Dinas Satu" in page
        assert "Akun admin_unit" not in page[page.index('id="dibaca"') : page.index("</main>")].split("</aside>")[0]

    def test_ordinary_kinds_leave_the_act_only(self, provinsi):
        row = make_dokumen(provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk)
        provinsi.client("admin_unit").get(reverse("berkas:dokumen_file", args=[row.pk])).getvalue()
        assert Tindakan.objects.filter(aksi="dokumen_dibaca").count() == 1
        assert not AksesData.objects.exists()

    @pytest.mark.parametrize(
        "who",
        ["rekan", "atasan", "atasan_penilai", "admin_unit_lain", "auditor", "admin_sistem", "admin_instansi_lain"],
    )
    def test_nobody_else_sees_that_it_exists(self, provinsi, who):
        row = make_dokumen(provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk)
        for name in ("dokumen_detail", "dokumen_file", "dokumen_preview", "dokumen_replace"):
            assert provinsi.client(who).get(reverse(f"berkas:{name}", args=[row.pk])).status_code == 404

    @pytest.mark.parametrize(
        ("jenis", "opens"),
        [
            ("keterangan_dokter", {"pegawai", "admin_bkd"}),
            ("sk_hukuman", {"pegawai", "admin_bkd"}),
            ("kartu_keluarga", {"pegawai", "admin_unit", "admin_bkd"}),
            ("ijazah", {"pegawai", "admin_unit", "admin_bkd"}),
        ],
    )
    def test_a_paper_is_no_more_open_than_what_it_tells(self, provinsi, jenis, opens):
        """HR of a unit knows nothing of health, and of discipline only that there is something."""
        row = make_dokumen(provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk, jenis=jenis)
        link, seen = reverse("berkas:dokumen_detail", args=[row.pk]), set()
        for who in ("pegawai", "atasan", "admin_unit", "auditor", "admin_bkd"):
            client = provinsi.client(who)
            listed = link in client.get(reverse("pegawai:dokumen_orang", args=[row.subjek_id])).content.decode()
            answers = [
                client.get(reverse(f"berkas:{name}", args=[row.pk]))
                for name in ("dokumen_detail", "dokumen_file", "dokumen_preview")
            ]
            for answer in answers:
                answer.getvalue()  # a file is closed when it has been read
            codes = {answer.status_code for answer in answers}
            assert codes in ({200}, {404})
            assert codes == {200} or not listed
            seen |= {who} if codes == {200} else set()
        assert seen == opens

    def test_the_own_list_costs_the_same_for_one_and_many(self, provinsi, django_assert_num_queries):
        client = provinsi.client("pegawai")
        client.get("/dokumen/")
        with connection.execute_wrapper(count := Counter()):
            make_dokumen(provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk)
            count.start()
            assert client.get("/dokumen/").status_code == 200
            one = count.stop()
            for _ in range(3):
                make_dokumen(provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk)
            count.start()
            assert client.get("/dokumen/").content.decode().count("/dokumen/0") == 4
            assert count.stop() == one

    def test_hr_of_scope_reads_them_on_the_profile_and_nobody_else(self, provinsi):
        row = make_dokumen(provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk)
        person = provinsi.orang["pegawai"].pk
        profile = reverse("pegawai:pegawai_detail", args=[person])
        address = reverse("pegawai:dokumen_orang", args=[person])
        link = reverse("berkas:dokumen_detail", args=[row.pk])
        assert address in provinsi.client("admin_unit").get(profile).content.decode()
        assert address not in provinsi.client("atasan").get(profile).content.decode()
        assert provinsi.client("atasan").get(address).status_code == 403
        section = provinsi.client("admin_bkd").get(address, headers={"HX-Request": "true"}).content.decode()
        assert link in section
        assert "Unggah dokumen orang ini" in section
        page = provinsi.client("admin_unit").get(address).content.decode()
        assert link in page
        assert "<h1>Dokumen " in page


class Counter:
    """Queries between start and stop."""

    def __init__(self):
        self.n = 0

    def __call__(self, execute, sql, params, many, context):
        self.n += 1
        return execute(sql, params, many, context)

    def start(self):
        self.n = 0

    def stop(self):
        return self.n


class TestVersions:
    def test_a_new_version_leaves_the_old_one_as_it_was(self, provinsi):
        old = make_dokumen(provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk)
        client = provinsi.client("pegawai")
        sent = {"berkas": [SimpleUploadedFile("x", pdf(4))], "judul": "Ijazah lengkap"}
        answer = client.post(reverse("berkas:dokumen_replace", args=[old.pk]), sent)
        new = Dokumen.objects.get(versi=2)
        assert answer["Location"] == reverse("berkas:dokumen_detail", args=[new.pk])
        assert (new.sebelumnya, new.jenis, new.halaman) == (old, "ijazah", 4)
        assert simpan.read(old.nama_simpan) == pdf()
        assert client.get("/dokumen/").content.decode().count("versi 2") == 1
        page = client.get(reverse("berkas:dokumen_detail", args=[old.pk])).content.decode()
        assert "Ini versi lama." in page

    def test_only_the_last_version_is_replaced_and_never_by_the_same_file(self, provinsi):
        by = provinsi.akun["pegawai"]
        old = make_dokumen(by, provinsi.orang["pegawai"].pk)
        new = services.replace_dokumen(old.pk, [Kiriman("x", pdf(2))], isian=services.Isian(), by=by)
        with pytest.raises(TransitionError, match="versi yang lebih baru"):
            services.replace_dokumen(old.pk, [Kiriman("x", pdf(3))], isian=services.Isian(), by=by)
        with pytest.raises(DomainError, match="sama persis"):
            services.replace_dokumen(new.pk, [Kiriman("x", pdf(2))], isian=services.Isian(), by=by)

    def test_the_database_overwrites_no_version(self, provinsi):
        row = make_dokumen(provinsi.akun["pegawai"])
        with pytest.raises(InternalError, match="versi dokumen tidak diubah"), transaction.atomic():
            Dokumen.objects.filter(pk=row.pk).update(sidik="1" * 64)


class TestPicture:
    @pytest.mark.parametrize("content", [pdf(), photo(size=(2000, 1000))], ids=["pdf", "photo"])
    def test_made_once_in_the_worker(self, provinsi, content):
        row = services.upload_dokumen(
            [Kiriman("x", content)], jenis="ijazah", isian=services.Isian(), by=provinsi.akun["pegawai"]
        )
        assert PesanKeluar.objects.get(pekerjaan="berkas.make_preview").argumen == [str(row.pk)]
        services.make_preview(str(row.pk))
        row.refresh_from_db()
        first = row.pratinjau_simpan
        with Image.open(io.BytesIO(simpan.read(first))) as picture:
            assert (picture.format, max(picture.size)) == ("PNG", 900)
        services.make_preview(str(row.pk))
        row.refresh_from_db()
        assert row.pratinjau_simpan == first


class TestPieces:
    def begin(self, client, content, nama="scan.pdf"):
        answer = client.post(reverse("berkas:unggahan_add"), {"nama": nama, "ukuran": len(content)})
        assert answer.status_code == 201
        return answer.json()

    def piece(self, client, address, start, content):
        return client.post(f"{address}?mulai={start}", content, content_type="application/octet-stream")

    def test_a_broken_upload_goes_on_where_it_stopped(self, provinsi):
        client, content = provinsi.client("pegawai"), photo(size=(900, 900), noise=True)
        assert len(content) > unggah.POTONGAN
        state = self.begin(client, content)
        half = unggah.POTONGAN
        assert self.piece(client, state["alamat"], 0, content[:half]).json()["diterima"] == half
        # The answer was lost: the same piece again, then a gap, change nothing.
        assert (again := self.piece(client, state["alamat"], 0, content[:half])).status_code == 409
        assert again.json()["diterima"] == half
        assert self.piece(client, state["alamat"], half + 5, content[half + 5 :]).status_code == 409
        assert send(client, unggahan=state["id"]).status_code == 422
        at = client.get(state["alamat"]).json()["diterima"]
        for start in range(at, len(content), half):
            assert self.piece(client, state["alamat"], start, content[start : start + half]).status_code == 200
        with transaction.atomic():
            assert send(client, unggahan=state["id"]).status_code == 302
        assert Dokumen.objects.get().jenis_isi == "image/jpeg"
        assert not Unggahan.objects.exists()

    def test_a_refused_form_still_carries_what_was_sent(self, provinsi):
        client, content = provinsi.client("pegawai"), pdf()
        state = self.begin(client, content, "ijazah-asli.pdf")
        self.piece(client, state["alamat"], 0, content)
        answer = send(client, jenis="", unggahan=state["id"])
        assert answer.status_code == 422
        assert "Sudah terunggah" in answer.content.decode()
        assert "ijazah-asli.pdf" in answer.content.decode()
        assert state["id"] in answer.content.decode()

    def test_a_refused_file_is_chosen_anew_and_does_not_stand_in_the_way(self, provinsi):
        client = provinsi.client("pegawai")
        wrong, right = b"bukan pdf sama sekali", pdf()
        state = self.begin(client, wrong, "salah.pdf")
        self.piece(client, state["alamat"], 0, wrong)
        page = send(client, unggahan=state["id"], judul="Ijazah S1")
        text = page.content.decode()
        assert page.status_code == 422
        assert ("bukan jenis yang dikenal" in text, "Sudah terunggah" in text, state["id"] in text) == (
            True,
            False,
            False,
        )
        assert 'value="Ijazah S1"' in text
        assert not Unggahan.objects.exists()
        state = self.begin(client, right)
        self.piece(client, state["alamat"], 0, right)
        assert send(client, unggahan=state["id"], judul="Ijazah S1").status_code == 302
        assert Dokumen.objects.get().judul == "Ijazah S1"

    def test_more_than_was_announced_or_too_much_is_refused(self, provinsi):
        client = provinsi.client("pegawai")
        state = self.begin(client, b"12345")
        assert self.piece(client, state["alamat"], 0, b"123456").status_code == 409
        for size in ("0", "99999999999", "-1", "x", ""):
            answer = client.post(reverse("berkas:unggahan_add"), {"nama": "x", "ukuran": size})
            assert (answer.status_code, bool(answer.json()["pesan"])) == (422, True)

    def test_uploads_of_others_do_not_exist(self, provinsi):
        row = make_unggahan(provinsi.akun["rekan"])
        client = provinsi.client("pegawai")
        assert client.get(reverse("berkas:unggahan_detail", args=[row.pk])).status_code == 404
        assert self.piece(client, reverse("berkas:unggahan_detail", args=[row.pk]), 0, b"1").status_code == 404
        assert "sudah tidak ada" in send(client, unggahan=str(row.pk)).content.decode()
        assert send(client, unggahan=f"{uuid4()},bukan").status_code == 422

    def test_half_uploads_go_after_a_day(self, provinsi):
        old, young = make_unggahan(provinsi.akun["pegawai"]), make_unggahan(provinsi.akun["pegawai"])
        unggah.add_piece(old.pk, mulai=0, isi=b"12345", by=provinsi.akun["pegawai"])
        Unggahan.objects.filter(pk=old.pk).update(dibuat_pada=timezone.now() - timedelta(hours=25))
        assert simpan.storage().exists(f"{old.nama_simpan}.0")
        assert unggah.delete_half(timezone.now()) == 1
        assert not simpan.storage().exists(f"{old.nama_simpan}.0")
        assert list(Unggahan.objects.all()) == [young]

    def test_files_without_a_row_go_and_others_stay(self, provinsi):
        services.delete_strays(timezone.now())  # what other tests have left in the folder
        yesterday = timezone.localdate() - timedelta(days=1)
        kept = make_dokumen(provinsi.akun["pegawai"])
        name = simpan.write(simpan.new_name("dokumen", yesterday), b"kept")
        stray = simpan.write(simpan.new_name("dokumen", yesterday), b"stray")
        Dokumen.objects.create(
            **{
                f.attname: getattr(kept, f.attname)
                for f in kept._meta.concrete_fields
                if f.name not in {"id", "nama_simpan"}
            },
            nama_simpan=name,
        )
        assert services.delete_strays(timezone.now()) == 1
        assert (simpan.storage().exists(name), simpan.storage().exists(stray)) == (True, False)
