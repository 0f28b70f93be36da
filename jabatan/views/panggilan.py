"""Calls: open ones for everybody, one call with its answers for who chooses, the permission of a superior."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from jabatan import permissions
from jabatan import selectors as jabatan_selectors
from jabatan.forms_tim import DaftarForm, IzinForm, PanggilanForm, PilihForm
from jabatan.models import Jabatan, LamaranPanggilan, Panggilan, TimKhusus
from jabatan.selectors import panggilan as selectors
from jabatan.services import panggilan as services

PER_PAGE = 50


def seen(request: HttpRequest, pk: UUID) -> Panggilan:
    rows = Panggilan.objects.visible_to(request.user).select_related("tim", "jabatan")
    found: Panggilan = get_object_or_404(rows, pk=pk)
    return found


def panggilan_list(request: HttpRequest) -> HttpResponse:
    """Panggilan yang terbuka."""
    require(permissions.can_see_map(request.user))
    rows = selectors.calls_of(request.user, timezone.localdate(), semua="semua" in request.GET)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "jabatan/panggilan_list.html", {"halaman": page, "semua": "semua" in request.GET})


def panggilan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One call; to answer it is one button here."""
    return _show(request, seen(request, pk), DaftarForm())


def _show(request: HttpRequest, row: Panggilan, form: DaftarForm) -> HttpResponse:
    today = timezone.localdate()
    manages = permissions.can_manage_team(request.user, row.unit_id)
    own = selectors.own_answer(request.user, row)
    context = {
        "panggilan": row, "form": form, "punya": own, "nama_unit": selectors.unit_of(row, today),
        "terbuka": selectors.is_open(row, today), "kelola": manages, "hari": today,
        "boleh_daftar": selectors.is_open(row, today) and own is None and permissions.can_answer_calls(request.user),
        "lamaran": selectors.answers_of(row, today) if manages else [],
    }  # fmt: skip
    return render(request, "jabatan/panggilan_detail.html", context, status=422 if form.errors else 200)


@require_POST
@once
def panggilan_daftar(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = seen(request, pk), DaftarForm(request.POST)
    require(permissions.can_answer_calls(request.user))
    if not form.is_valid():
        return _show(request, row, form)
    services.answer_call(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
    messages.success(request, "Pendaftaran Anda tercatat. Atasan Anda diminta izinnya.")
    return redirect("jabatan:panggilan_detail", row.pk)


@once
def panggilan_tim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A team calls for members."""
    tim = get_object_or_404(TimKhusus.objects.visible_to(request.user), pk=pk)
    require(permissions.can_manage_team(request.user, tim.unit_id))
    form = PanggilanForm(request.POST or None, initial={"judul": f"Anggota {tim.nama}", "uraian": tim.mandat})
    if request.method == "POST" and form.is_valid():
        row = services.open_call(tim=tim, kursi=None, by=request.user, **form.cleaned_data)
        messages.success(request, "Panggilan terbuka bagi pegawai.")
        return redirect("jabatan:panggilan_detail", row.pk)
    context = {"form": form, "untuk": tim.nama, "kembali": f"/jabatan/tim/{tim.pk}/"}
    return render(request, "jabatan/panggilan_form.html", context, status=422 if form.errors else 200)


@once
def panggilan_jabatan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A post is open."""
    seat = get_object_or_404(Jabatan.objects.visible_to(request.user), pk=pk)
    found = jabatan_selectors.seat_on(seat, timezone.localdate())
    if found is None:
        raise Http404
    require(permissions.can_manage_team(request.user, found.rincian.unit_id))
    form = PanggilanForm(request.POST or None, initial={"judul": found.rincian.nama})
    if request.method == "POST" and form.is_valid():
        row = services.open_call(tim=None, kursi=found.rincian, by=request.user, **form.cleaned_data)
        messages.success(request, "Panggilan terbuka bagi pegawai.")
        return redirect("jabatan:panggilan_detail", row.pk)
    context = {"form": form, "untuk": f"{found.rincian.nama}, {found.unit}", "kembali": f"/jabatan/{seat.pk}/"}
    return render(request, "jabatan/panggilan_form.html", context, status=422 if form.errors else 200)


@once
def panggilan_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Done choosing; who still waits is told why not."""
    row = seen(request, pk)
    require(permissions.can_manage_team(request.user, row.unit_id))
    form = PilihForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.end_call(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Panggilan selesai; yang belum dipilih sudah diberi tahu.")
        return redirect("jabatan:panggilan_detail", row.pk)
    context = {"panggilan": row, "form": form, "menunggu": row.daftar_lamaran.filter(status="menunggu").count()}
    return render(request, "jabatan/panggilan_selesai.html", context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, pk: UUID) -> LamaranPanggilan:
    rows = LamaranPanggilan.objects.visible_to(request.user).select_related("panggilan__tim", "pegawai")
    found: LamaranPanggilan = get_object_or_404(rows, pk=pk)
    return found


@require_POST
@once
def lamaran_tarik(request: HttpRequest, pk: UUID) -> HttpResponse:
    made = services.withdraw_answer(_answer(request, pk).pk, by=request.user)
    messages.success(request, "Pendaftaran Anda ditarik.")
    return redirect("jabatan:panggilan_detail", made.panggilan_id)


@once
def lamaran_izin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The superior says whether the person may take part."""
    made = _answer(request, pk)
    require(permissions.can_permit(request.user, made))
    form = IzinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        allowed = request.POST.get("izin") == "ya"
        services.permit(made.pk, boleh=allowed, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"{made.pegawai.nama} {'diizinkan' if allowed else 'tidak diizinkan'}.")
        return redirect("core:tugas_list")
    context = {"lamaran": made, "form": form}
    return render(request, "jabatan/lamaran_izin.html", context, status=422 if form.errors else 200)


@once
def lamaran_pilih(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Chosen or not, with a reason."""
    made = _answer(request, pk)
    require(permissions.can_choose(request.user, made))
    form = PilihForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = request.POST.get("pilih") == "ya"
        services.choose(made.pk, pilih=chosen, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(
            request, f"{made.pegawai.nama} {'dipilih' if chosen else 'belum dipilih'} dan sudah diberi tahu."
        )
        return redirect("jabatan:panggilan_detail", made.panggilan_id)
    context = {"lamaran": made, "form": form, "latar": selectors.background_of(made)}
    return render(request, "jabatan/lamaran_pilih.html", context, status=422 if form.errors else 200)
