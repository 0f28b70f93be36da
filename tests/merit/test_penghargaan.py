"""Awards: from a nomination to the row of the file, and to the public page only with consent."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from asn_portal.berkas.cetak import render_pdf
from asn_portal.core.errors import DomainError, Terlarang
from asn_portal.core.models import Notifikasi, Tugas
from kinerja.services.tindak_lanjut import decide_nomination
from merit import permissions_penghargaan as permissions
from merit.models import PenerimaPenghargaan, UsulanPenghargaan
from merit.naskah import letter
from merit.selectors import penghargaan as selectors
from merit.services import penghargaan as services
from pegawai.models import Peringatan, RiwayatPenghargaan
from tests.factories.core import PenggunaFactory
from tests.factories.kinerja_tim import make_nomination as make_kinerja_nomination
from tests.factories.merit import rate, referensi
from tests.factories.pegawai import make_person
from tests.factories.talenta import make_award, make_nomination

pytestmark = pytest.mark.django_db
SIGNED = {
    "tempat_tanggal": "Jakarta, 1 Desember 2026", "jabatan_penanda_tangan": "Gubernur", "nama_penanda_tangan": "Bambang",
    "nip_penanda_tangan": "", "nomor": "KP.70/1", "kode": "", "qr": [],
}  # fmt: skip
ALASAN = {"alasan": "Hasil kerjanya melampaui target."}


@pytest.fixture
def juri(provinsi):
    return [PenggunaFactory(instansi=provinsi.instansi) for _ in range(2)]


def judged(ajang, juri, by):
    """The jury has stated and scored everything."""
    for one in juri:
        services.name_juror(ajang.pk, one, by=by)
    services.start_jury(ajang.pk, by=by)
    for place, one in enumerate(juri):
        services.state_juror(ajang.pk, ada_benturan=False, uraian="", by=one)
        for usulan in ajang.daftar_usulan.all():
            services.score(usulan.pk, skor=80 + place, alasan="Terukur.", by=one)


def assert_letter_names(ajang, person, by):
    """The letter that is signed: drawn, and who stands in it."""
    day = timezone.localdate()
    values = letter(by, ajang.pk, day).isi.model_dump(mode="json") | SIGNED
    content = render_pdf("keputusan_penghargaan", values, judul="Keputusan penghargaan", tanggal=day, konsep=False)
    words = " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    for part in (person.nama, ajang.nama, "Nilai tertinggi.", "Gubernur,"):
        assert part in words


def test_from_the_nomination_to_the_file_and_to_the_public_only_with_consent(provinsi, juri):
    bkd, boss, person = provinsi.akun["admin_bkd"], provinsi.akun["atasan"], provinsi.orang["pegawai"]
    award = make_award(provinsi.instansi, bkd)
    services.nominate(award.pk, [person], **ALASAN, by=boss)
    judged(award, juri, bkd)
    assert Tugas.objects.filter(jenis=services.TUGAS_JURI, untuk__in=juri).count() == 2
    row = services.decide_award(
        award.pk, [award.daftar_usulan.get().pk], pertimbangan="Nilai tertinggi.", by=provinsi.akun["admin_bkd2"]
    )
    assert_letter_names(row, person, bkd)
    services.publish_award(row.pk, nomor="003/1", tanggal=timezone.localdate(), by=bkd)
    written = RiwayatPenghargaan.objects.kini().get(pegawai=person)
    assert (written.sk_nomor, written.penghargaan_id) == ("003/1", award.penghargaan_id)
    assert Notifikasi.objects.filter(untuk=person.pengguna, judul__contains="menerima").exists()
    public = reverse("merit:penghargaan_umum")
    assert person.nama not in Client().get(public).content.decode()
    one = PenerimaPenghargaan.objects.get(pegawai=person)
    client = provinsi.client("pegawai")
    client.post(reverse("merit:penghargaan_consent", args=[one.pk]), {"boleh": "ya"})
    assert person.nama in Client().get(public).content.decode()
    client.post(reverse("merit:penghargaan_consent", args=[one.pk]), {"boleh": "tidak"})
    assert person.nama not in Client().get(public).content.decode()


def test_a_team_has_a_name_and_members_and_every_member_a_row(provinsi, juri):
    bkd = provinsi.akun["admin_bkd"]
    award = make_award(provinsi.instansi, bkd, jenis="tim")
    people = [provinsi.orang["pegawai"], provinsi.orang["rekan"]]
    with pytest.raises(DomainError, match="paling sedikit 2"):
        services.nominate(award.pk, people[:1], **ALASAN, nama_tim="Tim Banjir", by=bkd)
    usulan = services.nominate(award.pk, people, **ALASAN, nama_tim="Tim Banjir", by=bkd)
    judged(award, juri, bkd)
    services.decide_award(award.pk, [usulan.pk], pertimbangan="Nilai tertinggi.", by=provinsi.akun["admin_bkd2"])
    services.publish_award(award.pk, nomor="003/2", tanggal=timezone.localdate(), by=bkd)
    assert RiwayatPenghargaan.objects.kini().filter(pegawai__in=people).count() == 2


def test_a_letter_for_many_asks_as_much_as_one_for_two(provinsi, juri):
    """Years of service are given to thousands at once."""
    bkd = provinsi.akun["admin_bkd"]
    counts = []
    for place, size in enumerate((2, 6)):
        award = make_award(provinsi.instansi, bkd, jenis="tim", nama=f"Ajang {place}")
        people = [make_person(f"Anggota {place} {n}", unit=provinsi.seksi) for n in range(size)]
        usulan = services.nominate(award.pk, people, **ALASAN, nama_tim="Tim", by=bkd)
        judged(award, juri, bkd)
        services.decide_award(award.pk, [usulan.pk], pertimbangan="Nilai tertinggi.", by=provinsi.akun["admin_bkd2"])
        with CaptureQueriesContext(connection) as asked:
            services.publish_award(award.pk, nomor=f"003/{place}", tanggal=timezone.localdate(), by=bkd)
        counts.append(len(asked))
        assert RiwayatPenghargaan.objects.kini().filter(pegawai__in=people).count() == size
        assert Notifikasi.objects.filter(untuk__in=[one.pengguna for one in people]).count() >= size
        rows = PenerimaPenghargaan.objects.filter(usulan=usulan)
        assert {one.riwayat for one in rows} == {
            one.pk for one in RiwayatPenghargaan.objects.filter(pegawai__in=people)
        }
    assert counts[0] == counts[1]


def test_nobody_nominates_himself_or_somebody_outside_his_reach(provinsi):
    award = make_award(provinsi.instansi, provinsi.akun["admin_bkd"])
    for who, whom in (("atasan", "atasan"), ("atasan", "orang_dinas_lain"), ("admin_unit", "orang_dinas_lain")):
        with pytest.raises(DomainError, match="bukan pegawai yang dapat Anda usulkan"):
            services.nominate(award.pk, [provinsi.orang[whom]], **ALASAN, by=provinsi.akun[who])
    with pytest.raises(Terlarang):
        services.nominate(award.pk, [provinsi.orang["rekan"]], **ALASAN, by=provinsi.akun["rekan"])
    assert not UsulanPenghargaan.objects.exists()


def test_a_juror_sees_nothing_before_the_statement_and_with_a_conflict_never(provinsi, juri):
    bkd, boss = provinsi.akun["admin_bkd"], provinsi.akun["atasan"]
    award = make_award(provinsi.instansi, bkd)
    usulan = services.nominate(award.pk, [provinsi.orang["pegawai"]], **ALASAN, by=boss)
    for one in juri:
        services.name_juror(award.pk, one, by=bkd)
    services.start_jury(award.pk, by=bkd)
    assert not permissions.visible_nominations(juri[0], award).exists()
    services.state_juror(award.pk, ada_benturan=True, uraian="Atasan langsung.", by=juri[0])
    assert not permissions.visible_nominations(juri[0], award).exists()
    with pytest.raises(Terlarang):
        services.score(usulan.pk, skor=90, alasan="Baik.", by=juri[0])
    with pytest.raises(DomainError, match="dinilai paling sedikit 2 juri"):
        services.decide_award(award.pk, [usulan.pk], pertimbangan="Ya.", by=provinsi.akun["admin_bkd2"])


def test_the_order_does_not_tell_a_juror_what_the_others_gave(provinsi, juri):
    ajang, bkd = make_award(provinsi.instansi, provinsi.akun["admin_bkd"]), provinsi.akun["admin_bkd"]
    first, second = (
        make_nomination(ajang, provinsi.akun["atasan"], make_person(nama, unit=provinsi.seksi))
        for nama in ("Ani", "Budi")
    )
    for one in juri:
        services.name_juror(ajang.pk, one, by=bkd)
    services.start_jury(ajang.pk, by=bkd)
    for one in juri:
        services.state_juror(ajang.pk, ada_benturan=False, uraian="", by=one)
    for usulan, skor in ((first, 40), (second, 95)):
        services.score(usulan.pk, skor=skor, alasan="Terukur.", by=juri[0])
    ajang.refresh_from_db()
    assert [row.usulan for row in selectors.nominations_of(ajang, juri[1])] == [first, second]
    assert [row.usulan for row in selectors.nominations_of(ajang, bkd)] == [second, first]


def test_who_is_nominated_is_no_juror_and_decides_nothing(provinsi):
    bkd, boss, person = provinsi.akun["admin_bkd"], provinsi.akun["atasan"], provinsi.orang["pegawai"]
    award = make_award(provinsi.instansi, bkd)
    services.nominate(award.pk, [person], **ALASAN, by=boss)
    with pytest.raises(DomainError, match="tidak menjadi juri"):
        services.name_juror(award.pk, person.pengguna, by=bkd)
    assert not permissions.visible_nominations(person.pengguna, award).exists()


def test_nominations_of_superiors_and_years_of_service_are_taken_over_once(provinsi):
    bkd, person = provinsi.akun["admin_bkd"], provinsi.orang["pegawai"]
    known = make_kinerja_nomination(rate(person, "sangat_baik", timezone.localdate().year - 1), provinsi.akun["atasan"])
    decide_nomination(known.pk, putusan="diteruskan", pertimbangan="Layak.", by=bkd)
    award = make_award(provinsi.instansi, bkd, tahun=known.evaluasi.tahun)
    assert (services.take_over(award.pk, by=bkd), services.take_over(award.pk, by=bkd)) == (1, 0)
    assert award.daftar_usulan.get().nominasi_id == known.pk
    referensi("penghargaan:201", "Satyalancana Karya Satya 10 tahun")
    Peringatan.objects.create(
        pegawai=person,
        jenis="satyalancana",
        kunci="201",
        tanggal=timezone.localdate(),
        rincian={"tanda": "slks_x", "tahun": 10},
    )
    honour = make_award(
        provinsi.instansi,
        bkd,
        nama="Satyalancana",
        jenis="satyalancana",
        penghargaan_id="penghargaan:201",
        penghargaan=referensi("penghargaan:201"),
    )
    assert services.take_over(honour.pk, by=bkd) == 1
    assert "10 tahun" in honour.daftar_usulan.get().alasan


def test_pages_open_and_a_wrong_number_gets_its_sentence(provinsi):
    award = make_award(provinsi.instansi, provinsi.akun["admin_bkd"])
    for who in ("admin_bkd", "atasan", "pegawai", "auditor"):
        for path in (reverse("merit:ajang_list"), reverse("merit:ajang_detail", args=[award.pk])):
            assert provinsi.client(who).get(path).status_code == 200, (who, path)
    page = provinsi.client("admin_bkd").post(
        reverse("merit:ajang_nominate", args=[award.pk]), {"orang": "000", "alasan": "x"}
    )
    assert page.status_code == 422
    assert "Tidak ada akun dengan nama masuk ini" in page.content.decode()
    page = provinsi.client("admin_bkd").post(reverse("merit:ajang_add"), {"nama": "X", "usul_sampai": "01/01/2020"})
    assert "Hari terakhir mengusulkan sudah lewat" in page.content.decode()
