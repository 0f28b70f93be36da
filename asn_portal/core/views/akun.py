"""The own account: contact, devices, privacy notice, and a form that the end of a session interrupted."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core import lanjutan, permissions, selectors
from asn_portal.core.forms.aktivasi import KontakForm
from asn_portal.core.htmx import once
from asn_portal.core.lihat import owner_only
from asn_portal.core.services import akun as services
from asn_portal.core.sudo import fresh_login_required


def akun(request: HttpRequest) -> HttpResponse:
    """One page: what the account knows about me, and the way to each change."""
    context = {
        "dua_langkah": services.has_second_factor(request.user),
        "wajib_dua_langkah": permissions.needs_second_factor(request.user),
        "jumlah_perangkat": UserSession.objects.filter(user=request.user).count(),
    }
    return render(request, "core/akun.html", context)


@fresh_login_required
@once
def kontak(request: HttpRequest) -> HttpResponse:
    user = request.user
    form = KontakForm(request.POST or None, initial={"email": user.email, "telepon": user.telepon})
    if request.method == "POST" and form.is_valid():
        services.change_contact(user.pk, by=user, **form.cleaned_data)
        messages.success(request, f"Kontak Anda tersimpan pada {timezone.localtime():%H.%M} WIB.")
        return redirect("core:akun")
    return render(request, "core/kontak.html", {"form": form}, status=422 if form.errors else 200)


@owner_only
def perangkat_list(request: HttpRequest) -> HttpResponse:
    """Where this account is logged in."""
    rows = UserSession.objects.filter(user=request.user).order_by("-last_seen_at")
    return render(request, "core/perangkat_list.html", {"daftar": rows, "kini": request.session.session_key})


@require_POST
def perangkat_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Log out one other device, or with the button below all of them."""
    row = UserSession.objects.filter(pk=pk, user=request.user).first()
    if row is not None:
        services.end_session(row.session_key, by=request.user)
        messages.success(request, "Perangkat itu sudah dikeluarkan.")
    return redirect("core:perangkat_list")


@require_POST
def perangkat_end_all(request: HttpRequest) -> HttpResponse:
    ended = services.end_other_sessions(request.user, keep=request.session.session_key)
    messages.success(request, f"{ended} perangkat lain sudah dikeluarkan.")
    return redirect("core:perangkat_list")


def privasi(request: HttpRequest) -> HttpResponse:
    """The privacy notice; before first use it is read and accepted."""
    if request.method == "POST":
        services.accept_privacy(request.user.pk, now=timezone.now())
        return redirect("core:beranda")
    return render(request, "core/privasi.html", {"versi": services.PRIVACY_VERSION})


@owner_only
def lanjutkan(request: HttpRequest) -> HttpResponse:
    """A form that was sent when the session had ended: offered again, once."""
    kiriman = lanjutan.pending(request)
    if request.method == "POST" or kiriman is None:
        lanjutan.drop(request)
        return redirect("core:beranda")
    return render(request, "core/lanjutkan.html", {"jalur": kiriman["jalur"], "isian": kiriman["isian"]})


def peran_saya(request: HttpRequest) -> HttpResponse:
    """My roles today and my own assignments with their beginning and end."""
    context = {"daftar": selectors.own_roles(request.user), "boleh_penyiap": selectors.may_name_penyiap(request.user)}
    return render(request, "core/peran_saya.html", context)
