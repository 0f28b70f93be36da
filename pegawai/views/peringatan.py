"""Early warnings: two years by month, kind and unit; the persons behind each number; what comes for one person."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import once, render_htmx
from asn_portal.core.lihat import owner_only
from asn_portal.core.permissions import require
from asn_portal.core.sudo import fresh_login_required
from pegawai import permissions
from pegawai import selectors as people
from pegawai.ekspor_peringatan import PERINGATAN
from pegawai.forms import TujuanForm
from pegawai.models import Pegawai, UrusanPeringatan
from pegawai.peringatan import JUDUL_KELOMPOK
from pegawai.selectors import peringatan as selectors
from pegawai.services import kabar_peringatan
from pegawai.services.peringatan import note_sanctions_read
from pegawai.views.tujuan import keep_purpose, open_purpose

# What a panel shows before it sends to the whole list.
PANEL = 4


def peringatan_list(request: HttpRequest) -> HttpResponse:
    """Figures of everything that comes in two years, each number with its persons."""
    require(permissions.can_list_peringatan(request.user))
    today = timezone.localdate()
    saringan = selectors.read_peringatan(request.user, request.GET, today)
    ikhtisar = selectors.overview(request.user, saringan)
    context = _filters(request, saringan) | {
        "ikhtisar": ikhtisar,
        "petak": _tiles(ikhtisar),
        "bagan": selectors.month_chart(ikhtisar),
        "bagan_unit": selectors.unit_chart(request.user, saringan, selectors.path_of_scope(request.user, saringan)),
        "jenis": selectors.kind_table(ikhtisar),
        "menunggu": selectors.waiting_kinds(),
        "dihitung_pada": selectors.last_computed(),
        "boleh_surat": permissions.can_make_letters(request.user),
        "boleh_disiplin": permissions.can_open_sanctions(request.user),
    }
    return render(request, "pegawai/peringatan_list.html", context)


def _tiles(ikhtisar: selectors.Ikhtisar) -> list[tuple[str, int, str, str]]:
    """Label, number, what it means, way down."""
    months = ikhtisar.bulan
    month = f"{months[0]:%Y-%m}"
    return [
        ("Sudah lewat", ikhtisar.count([selectors.LEWAT]), "Masih tercatat belum diselesaikan", ikhtisar.url(bulan=selectors.LEWAT)),
        ("Sisa bulan ini", ikhtisar.count(months[:1]), "Mulai hari ini sampai akhir bulan", ikhtisar.url(bulan=month)),
        ("Bulan depan", ikhtisar.count(months[1:2]), "Seluruh bulan depan", ikhtisar.url(bulan=f"{months[1]:%Y-%m}")),
        ("Dua puluh empat bulan", ikhtisar.count(months), "Bulan ini dan 24 bulan sesudahnya", ikhtisar.url()),
    ]  # fmt: skip


def _filters(request: HttpRequest, saringan: selectors.SaringanPeringatan) -> dict[str, object]:
    today, unit = saringan.hari, saringan.unit_id
    units = people.unit_choices(request.user, today, kewenangan=True)
    names = core_selectors.unit_names([unit], today) if unit else {}
    return {
        "saringan": saringan,
        "daftar_unit": units if permissions.can_list_scope(request.user) else [],
        "unit_lain": unit is not None and unit not in [pk for pk, _ in units],
        "nama_unit": names.get(unit, "") if unit else "",
        "pilihan_jenis": [(kind.kunci, kind.judul) for kind in selectors.listed_kinds()],
        "pilihan_kelompok": [(group.value, judul) for group, judul in JUDUL_KELOMPOK.items()],
        "tim": not permissions.can_list_scope(request.user),
    }


def peringatan_rows(request: HttpRequest) -> HttpResponse:
    """The persons behind a number: when, what, and what to do."""
    require(permissions.can_list_peringatan(request.user))
    if away := to_default(request, PERINGATAN.nama):
        return away
    today = timezone.localdate()
    saringan = selectors.read_peringatan(request.user, request.GET, today)
    rows = selectors.as_shown(selectors.warned_rows(request.user, saringan), today)
    order = PERINGATAN.order_of(request.user, request.GET)
    by, turun = (order.oleh or "tanggal", order.turun) if order else ("tanggal", False)
    page = core_selectors.alphabet_page(rows, request.GET, kolom=by, turun=turun, exact=True)
    for_hr = permissions.can_handle_reports(request.user)
    ikhtisar_bulan = selectors.Ikhtisar(saringan, {}).bulan
    context = _filters(request, saringan) | {
        "halaman": page,
        "kolom": PERINGATAN.columns_on_page(request.user, request.GET),
        "daftar": [selectors.in_words(row, today, untuk_hr=for_hr) for row in page.rows],
        "pilihan_bulan": [(selectors.LEWAT, "Sudah lewat"), *((f"{m:%Y-%m}", m) for m in ikhtisar_bulan)],
    }
    return render_htmx(request, "pegawai/peringatan_rows.html", "pegawai/_peringatan_tabel.html", context)


def peringatan_saya(request: HttpRequest) -> HttpResponse:
    """What comes for me; as a fragment (start page) the nearest few."""
    person = people.person_of(request.user)
    require(person is not None)
    assert person is not None
    return _of_person(request, person)


def peringatan_pegawai(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same of somebody else, as far as this account may see him; as a fragment on the profile."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_see_numbers(request.user, person))
    return _of_person(request, person)


def _of_person(request: HttpRequest, person: Pegawai) -> HttpResponse:
    today = timezone.localdate()
    coming = selectors.coming_for(person, selectors.kinds_about(request.user, person), today)
    own = permissions.is_self(request.user, person)
    context = {
        "pegawai": person, "sendiri": own, "datang": coming, "sedikit": coming[:PANEL], "sisa": len(coming) - PANEL,
        "menunggu": selectors.waiting_kinds(),
    }  # fmt: skip
    return render_htmx(request, "pegawai/peringatan_orang.html", "pegawai/_peringatan_ringkas.html", context)


@fresh_login_required
@once
def peringatan_disiplin(request: HttpRequest) -> HttpResponse:
    """Whose sanctions end when: with one reason for half an hour, told to each of them."""
    require(permissions.can_open_sanctions(request.user))
    form = TujuanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_purpose(request, form.cleaned_data["tujuan"])
        return redirect("pegawai:peringatan_disiplin")
    today, purpose = timezone.localdate(), open_purpose(request)
    rows = list(selectors.sanctions(request.user, today)) if purpose else []
    if rows:
        note_sanctions_read([row.pegawai_id for row in rows], tujuan=purpose, by=request.user)
    context = {
        "form": form, "terbuka": bool(purpose), "daftar": [selectors.in_words(row, today, untuk_hr=True) for row in rows],
    }  # fmt: skip
    return render(request, "pegawai/peringatan_disiplin.html", context, status=422 if form.errors else 200)


@owner_only
@once
def urusan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What HR of a unit has to do this month about events that come; done when it says so, or when nothing is left."""
    urusan = get_object_or_404(UrusanPeringatan, pk=pk)
    if not permissions.can_handle_urusan(request.user, urusan.unit_id):
        raise Http404
    if request.method == "POST":
        kabar_peringatan.finish_urusan(urusan.pk, by=request.user)
        return redirect("pegawai:urusan_detail", urusan.pk)
    today = timezone.localdate()
    context = {
        "urusan": urusan,
        "nama_unit": core_selectors.unit_names([urusan.unit_id], today).get(urusan.unit_id, ""),
        "baris": kabar_peringatan.lines_of(urusan),
    }
    return render(request, "pegawai/urusan_detail.html", context)
