"""Roles: who holds which, proposals of two admins, operators of units, and staff who prepare."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from asn_portal.core import permissions, selectors
from asn_portal.core.bilah import to_default
from asn_portal.core.daftar_halaman import PERAN
from asn_portal.core.enums import PERAN_EMPAT_MATA, Peran, StatusUsulan
from asn_portal.core.forms.peran import AkhiriForm, KeputusanForm, OperatorForm, PenyiapForm, UsulanPeranForm
from asn_portal.core.htmx import once
from asn_portal.core.models import UsulanPeran
from asn_portal.core.permissions import require
from asn_portal.core.selectors.yakin import sure_end_penyiap
from asn_portal.core.services import peran as services
from asn_portal.core.sudo import fresh_login_required
from asn_portal.core.yakin import ask_first, asks_first

PER_PAGE = 50
DECIDED = {
    "setuju": "Usulan disetujui pada {pukul}. Pengusul dan pemilik akun diberi tahu.",
    "tolak": "Usulan ditolak pada {pukul}. Pengusul diberi tahu alasannya.",
    "tarik": "Usulan ditarik pada {pukul}.",
    "siapkan": "Catatan Anda tersimpan pada {pukul}. Keputusan tetap pada pejabat.",
}


def peran_list(request: HttpRequest) -> HttpResponse:
    """Everybody who holds a role in my scope today, and what waits for a second yes."""
    require(permissions.can_see_roles(request.user))
    if away := to_default(request, PERAN.nama):
        return away
    rows = selectors.roles_in_scope(request.user, kata=request.GET.get("q", ""), peran=request.GET.get("peran", ""))
    waiting = selectors.usulan_rows(request.user).filter(status=StatusUsulan.DIAJUKAN)
    context = {
        "halaman": Paginator(PERAN.ordered(rows, request.user, request.GET), PER_PAGE).get_page(request.GET.get("hal")),
        "kolom": PERAN.columns_on_page(request.user, request.GET),
        "menunggu": waiting,
        "pilihan_peran": [(p.value, p.label) for p in Peran],
        "actions": selectors.role_actions(request.user),
        "empat_mata": PERAN_EMPAT_MATA,
    }
    return render(request, "core/peran_list.html", context)


@fresh_login_required
@once
def usulan_add(request: HttpRequest) -> HttpResponse:
    require(selectors.role_actions(request.user)["usul"])
    known = {name: request.GET.get(name, "") for name in ("akun", "jenis", "peran", "unit")}
    form = UsulanPeranForm(request.POST or None, by=request.user, initial={"mulai": timezone.localdate()} | known)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        usulan = services.propose_peran(
            untuk=data["akun"], peran=data["peran"], unit=data["unit"], mulai=data["mulai"], sampai=data["sampai"],
            alasan=data["alasan"], nomor_sk=data["nomor_sk"], jenis=data["jenis"], by=request.user,
        )  # fmt: skip
        messages.success(request, "Usulan terkirim kepada pengelola kedua.")
        return redirect("core:usulan_detail", usulan.pk)
    return render(request, "core/usulan_form.html", {"form": form}, status=422 if form.errors else 200)


def usulan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The case with its history; buttons only for what this account may do now."""
    return _usulan_page(request, get_object_or_404(selectors.usulan_rows(request.user), pk=pk))


def _usulan_page(request: HttpRequest, usulan: UsulanPeran, **refused: Form) -> HttpResponse:
    """The case with one form for each decision; a refused one comes back with its errors."""
    context = {
        "usulan": usulan,
        "batas": usulan.diusulkan_pada + services.DECIDE_WITHIN,
        "actions": selectors.usulan_actions(request.user, usulan),
        "setuju": KeputusanForm(prefix="setuju"),
        "tolak": KeputusanForm(prefix="tolak", wajib=True),
        "siapkan": KeputusanForm(prefix="siapkan", siap=True),
        "form": next(iter(refused.values()), None),
    }
    return render(request, "core/usulan_detail.html", context | refused, status=422 if refused else 200)


@require_POST
@fresh_login_required
@once
def usulan_decide(request: HttpRequest, pk: UUID, keputusan: str) -> HttpResponse:
    """Approve, reject, withdraw or prepare one proposal."""
    usulan = get_object_or_404(selectors.usulan_rows(request.user), pk=pk)
    form = KeputusanForm(request.POST, prefix=keputusan, wajib=keputusan == "tolak", siap=keputusan == "siapkan")
    if not form.is_valid():
        return _usulan_page(request, usulan, **{keputusan: form})
    catatan = form.cleaned_data["catatan"]
    match keputusan:
        case "setuju":
            services.approve_usulan_peran(usulan.pk, by=request.user, catatan=catatan)
        case "tolak":
            services.reject_usulan_peran(usulan.pk, by=request.user, catatan=catatan)
        case "tarik":
            services.withdraw_usulan_peran(usulan.pk, by=request.user)
        case _:
            services.prepare_usulan_peran(usulan.pk, by=request.user, catatan=catatan)
    messages.success(request, DECIDED[keputusan].format(pukul=f"{timezone.localtime():%H.%M} WIB"))
    return redirect("core:usulan_detail", usulan.pk)


@fresh_login_required
@once
def operator_add(request: HttpRequest) -> HttpResponse:
    require(selectors.role_actions(request.user)["operator"])
    units = selectors.units_to_appoint(request.user)
    form = OperatorForm(request.POST or None, by=request.user, units=units, initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.appoint_operator(
            untuk=data["akun"], peran=Peran.ADMIN_UNIT, unit=data["unit"], mulai=data["mulai"], sampai=data["sampai"],
            nomor_sk=data["nomor_sk"], by=request.user,
        )  # fmt: skip
        messages.success(request, f"{data['akun'].nama} menjadi pengelola kepegawaian unit.")
        return redirect("core:peran_list")
    return render(request, "core/operator_form.html", {"form": form}, status=422 if form.errors else 200)


@fresh_login_required
@once
def peran_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End an operator's role from a day on."""
    row = get_object_or_404(permissions.visible_roles(request.user).select_related("pengguna", "unit"), pk=pk)
    require(permissions.can_end_peran(request.user, row))
    form = AkhiriForm(request.POST or None, initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        services.end_peran(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Peran {row.pengguna.nama} diakhiri.")
        return redirect("core:peran_list")
    context = {
        "form": form,
        "baris": row,
        "nama_unit": selectors.unit_names([row.unit_id], timezone.localdate()).get(row.unit_id, ""),
    }
    return render(request, "core/peran_end.html", context, status=422 if form.errors else 200)


@once
def penyiap_list(request: HttpRequest) -> HttpResponse:
    """Who prepares for me, and a form to name somebody."""
    require(selectors.may_name_penyiap(request.user))
    form = PenyiapForm(request.POST or None, by=request.user, initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.name_penyiap(
            penyiap=data["akun"],
            jenis_tugas=data["jenis_tugas"],
            mulai=data["mulai"],
            sampai=data["sampai"],
            by=request.user,
        )
        messages.success(request, f"{data['akun'].nama} menjadi penyiap Anda.")
        return redirect("core:penyiap_list")
    rows = selectors.penyiap_rows(request.user)
    return render(request, "core/penyiap_list.html", {"form": form, "daftar": rows}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def penyiap_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.penyiap_rows(request.user), pk=pk)
    if asks_first(request):
        return ask_first(request, sure_end_penyiap(row))
    services.end_penyiap(row.pk, mulai=timezone.localdate(), by=request.user)
    messages.success(request, "Penunjukan diakhiri hari ini.")
    return redirect("core:penyiap_list")
