"""Nobody works out the own place, or a few people, from what is shown of others."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from asn_portal.core.enums import Peran
from asn_portal.core.models import Pengaturan, periode
from merit import permissions
from merit.bukti.dasar import conceal
from merit.models import Nilai, Peringkat
from merit.models.putaran import percentile
from merit.pengaturan import PERINGKAT_TAMPAK
from merit.selectors import penjelasan
from merit.selectors.gerak import distribution
from merit.selectors.komite import gate_counts
from merit.selectors.penjelasan import total_of
from merit.selectors.putaran import blur, boxes, dress, rows_listed
from merit.selectors.sesama import KELOMPOK
from merit.selectors.suksesi import untold
from tests.conftest import login
from tests.factories.core import SINCE, give_role
from tests.factories.merit import complete, make_putaran, publish, version

pytestmark = pytest.mark.django_db


class Putaran:
    """Six heads of section in the boxes of candidates, each a little better than the next; the third looks."""

    def __init__(self, provinsi, monkeypatch) -> None:
        p = self.p = provinsi
        self.people = [complete(f"Kepala {n}", p.seksi, kompetensi=str(99 - n)) for n in range(6)]
        self.other = complete("Kepala Lain", p.dinas_lain, kompetensi="97")
        monkeypatch.setattr(
            "merit.mesin._box", lambda susunan: "CASE WHEN orang.jenis = 'pengawas' THEN 8::smallint END"
        )
        one, two = p.akun["admin_bkd"], p.akun["admin_bkd2"]
        self.run = publish(make_putaran(version(p.instansi, "talenta_daerah"), one), one, two)
        self.me = self.people[2].pengguna


@pytest.fixture
def putaran(provinsi, monkeypatch):
    return Putaran(provinsi, monkeypatch)


def seen(pengguna, run) -> list[tuple[int, int]]:
    rows = list(rows_listed(pengguna, run, {"jenjang": "pengawas", "status": "lengkap"}))
    return [(row.urut_jenjang, row.dari_jenjang) for row in rows]


def test_hr_of_the_province_finds_no_gap_where_the_own_place_would_be(putaran):
    give_role(putaran.me, Peran.ADMIN_BKD, putaran.p.akar)
    found = seen(putaran.me, putaran.run)
    assert len(found) == 6
    assert {count for _, count in found} == {6}
    assert [place for place, _ in found] == list(range(1, 7))
    # Somebody who is not in the run sees all of them.
    assert len(seen(putaran.p.akun["auditor"], putaran.run)) == 7
    assert {count for _, count in seen(putaran.p.akun["auditor"], putaran.run)} == {7}


def test_the_page_of_one_person_and_the_file_count_as_the_list_does(putaran):
    give_role(putaran.me, Peran.ADMIN_BKD, putaran.p.akar)
    listed = {row.pegawai_id: row.urut_jenjang for row in rows_listed(putaran.me, putaran.run, {"jenjang": "pengawas"})}
    for pegawai_id, place in listed.items():
        shown = penjelasan.explain_row(putaran.run, pegawai_id, putaran.me).peringkat
        assert (shown.jenjang, shown.jenjang_dari) == (place, 6)
    stored = {one.pegawai_id: one for one in Peringkat.objects.filter(putaran=putaran.run.nomor)}
    mine = stored[putaran.people[2].pk]
    for nama in KELOMPOK:
        places = sorted(
            getattr(penjelasan.explain_row(putaran.run, pk, putaran.me).peringkat, nama)
            for pk in listed if nama.endswith("perangkat") is False or pk != putaran.other.pk
        )  # fmt: skip
        assert places == list(range(1, len(places) + 1)), (nama, mine)
    page = login(putaran.me).get(reverse("merit:nilai_list") + f"?putaran={putaran.run.nomor}&jenjang=pengawas")
    assert "/ 7<" not in page.content.decode()


def test_an_agency_that_tells_the_own_rank_tells_it_the_same_everywhere(putaran):
    give_role(putaran.me, Peran.ADMIN_BKD, putaran.p.akar)
    Pengaturan.objects.create(instansi=putaran.p.instansi, kunci=PERINGKAT_TAMPAK, nilai="ya", berlaku=periode(SINCE))
    assert {count for _, count in seen(putaran.me, putaran.run)} == {7}


@pytest.mark.parametrize("peran", [Peran.KOMITE_TALENTA, Peran.PIMPINAN])
def test_a_member_who_is_a_candidate_reads_nobody_of_the_own_cohort(putaran, peran):
    """Scores would tell as much as places: the own ones are known to everybody."""
    give_role(putaran.me, peran, putaran.p.akar)
    assert not permissions.visible_rows(putaran.me, putaran.run).filter(jenjang="pengawas").exists()
    page = login(putaran.me).get(reverse("merit:nilai_list") + f"?putaran={putaran.run.nomor}").content.decode()
    assert "dibaca anggota lain" in page
    assert putaran.people[0].nama not in page
    detail = reverse("merit:nilai_detail", args=[putaran.run.pk, putaran.people[0].pk])
    assert login(putaran.me).get(detail).status_code == 404
    compare = reverse("merit:orang_compare", args=[putaran.run.pk])
    both = "&".join(f"orang={one.pk}" for one in putaran.people[:2])
    assert putaran.people[0].nama not in login(putaran.me).get(f"{compare}?{both}").content.decode()
    # Other members read them all.
    komite = putaran.p.akun["komite_talenta"]
    assert permissions.visible_rows(komite, putaran.run).filter(jenjang="pengawas").exists()


def test_percentile_stands_beside_the_place_and_is_nothing_for_one_alone(putaran):
    rows = dress(putaran.run, list(rows_listed(putaran.p.akun["auditor"], putaran.run, {"jenjang": "pengawas"})))
    shares = [one["persentil"] for one in rows]
    assert shares[0] == 100
    assert all(a >= b for a, b in pairwise(shares))
    assert (percentile(1, 1), percentile(None, None), percentile(2, 3), percentile(3, 3)) == (None, None, 50, 0)


# -- small numbers ---------------------------------------------------------------------------------------------------


def fitting(told: list[int | None], whole: int) -> list[set[int]]:
    """What each untold number may be, when the whole is known."""
    left = whole - sum(n for n in told if n is not None)
    hidden = sum(n is None for n in told)
    return [set() if n is not None else (set(range(left + 1)) if hidden > 1 else {left}) for n in told]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_no_small_number_of_the_pack_follows_from_the_others(counts):
    rows = conceal([(str(at), n) for at, n in enumerate(counts)], tentang_orang=True)
    told = [None if row.samar else row.nilai for row in rows]
    assert not any(n is not None and 0 < n < 5 for n in told)
    if any(n is None for n in told) and any(n is not None for n in told):
        left = sum(counts) - sum(n for n in told if n is not None)
        assert left >= 5
        assert all(len(numbers) > 1 for numbers, n in zip(fitting(told, sum(counts)), told, strict=True) if n is None)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=6))
def test_reasons_with_few_persons_take_another_with_them_or_are_not_told(counts):
    words = untold([(str(at), n) for at, n in enumerate(counts)])
    told = [n for _, n in words]
    if words == [("Sebabnya tidak dirinci", None)]:
        return
    assert not any(n is not None and n < 5 for n in told)
    assert told.count(None) != 1
    assert None not in told or sum(counts) - sum(n for n in told if n is not None) >= 5


def test_gates_are_told_to_the_committee_without_a_number_that_points_at_somebody(putaran, monkeypatch):
    counts = {"tidak_aktif": 3, "hukdis": 9, "calon": 0, "sisa_masa": 20}
    monkeypatch.setattr("merit.selectors.komite._count_of", lambda rows, kode: counts[kode])
    komite = putaran.p.akun["komite_talenta"]
    told = {gate.kode: n for gate, n in gate_counts(komite, putaran.run)}
    assert told == {"tidak_aktif": None, "hukdis": None, "calon": 0, "sisa_masa": 20}
    assert {gate.kode: n for gate, n in gate_counts(putaran.p.akun["admin_bkd"], putaran.run)} == counts


@given(st.lists(st.integers(0, 15), min_size=9, max_size=9))
def test_no_small_box_follows_from_how_many_stand_in_the_upper_ones(counts):
    lines = blur(boxes(dict(enumerate(counts, 1))))
    for upper in (True, False):
        group = [box for line in lines for box in line if (box.nomor >= permissions.MULAI_CALON) == upper]
        hidden = [box for box in group if box.samar]
        if hidden and len(hidden) < len(group):
            assert len(hidden) > 1
            assert sum(counts[box.nomor - 1] for box in hidden) >= 5


def test_nobody_is_lost_from_the_stored_rows(putaran):
    assert Nilai.objects.filter(putaran=putaran.run.nomor, jenjang="pengawas").count() == 7


@pytest.mark.parametrize("kueri", ["putaran=²", "kotak=²", "kotak=99999999999", "hal=²", "unit=x"])
def test_an_address_with_strange_figures_is_a_page_or_nothing(putaran, kueri):
    client = putaran.p.client("admin_bkd")
    assert client.get(reverse("merit:nilai_list") + f"?{kueri}").status_code in {200, 404}
    assert client.get(reverse("merit:putaran_compare", args=[putaran.run.pk]) + "?dengan=²").status_code in {200, 404}


def test_the_curve_of_scores_holds_everybody_complete_once_in_both_runs(putaran):
    p = putaran.p
    complete("Kepala Baru", p.seksi, kompetensi="20", predikat="kurang")
    after = make_putaran(version(p.instansi, "talenta_daerah"), p.akun["admin_bkd"])
    found = distribution(putaran.run, after)
    columns = [sum(line.sel[place].jumlah for line in found.baris) for place in (0, 1)]
    assert columns == [putaran.run.lengkap, after.lengkap]
    for row in Nilai.objects.filter(putaran=after.nomor, status="lengkap"):
        score = total_of(after.versi.susunan, row.total)
        lines = [one.label.split(" sampai ") for one in found.baris if one.sel[1].jumlah]
        assert any(int(low) <= score < int(high) + 1 for low, high in lines)
    page = p.client("admin_bkd").get(reverse("merit:putaran_compare", args=[after.pk])).content.decode()
    assert 'data-bagan="kurva"' in page


def test_a_page_with_a_chart_brings_what_draws_it():
    """Without the script only the table stands there, and nobody notices."""
    for path in (Path(settings.BASE_DIR) / "templates" / "merit").rglob("*.html"):
        text = path.read_text()
        assert ("components/bagan.html" in text) <= ("js/bagan.js" in text), path.name
