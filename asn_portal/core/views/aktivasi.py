"""First login with a slip, in four screens: code, own password, contact, check of the own data (pegawai)."""

from __future__ import annotations

from uuid import UUID

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from asn_portal.core import masuk
from asn_portal.core.forms.aktivasi import KodeForm, KontakForm, SandiBaruForm
from asn_portal.core.htmx import once
from asn_portal.core.models import KodeAktivasi
from asn_portal.core.models.pengguna import find_pengguna
from asn_portal.core.services import akun as services

SESSION_KEY = "kode_aktivasi"
WRONG = "NRK dan kode tidak cocok, atau kodenya sudah tidak berlaku. Periksa slip Anda, atau minta slip baru."


@login_not_required
@never_cache
@sensitive_post_parameters("kode")
def kode(request: HttpRequest) -> HttpResponse:
    """Screen 1: the number and the code on the slip."""
    form = KodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = _check(request, form)
        if found is not None:
            request.session[SESSION_KEY] = str(found.pk)
            return redirect("core:aktivasi_sandi")
    return render(request, "core/aktivasi_kode.html", {"form": form}, status=422 if form.errors else 200)


def _check(request: HttpRequest, form: KodeForm) -> KodeAktivasi | None:
    login = form.cleaned_data["login"]
    if not masuk.take_turn(request, login):
        form.add_error(None, masuk.AccountAdapter.error_messages["too_many_login_attempts"])
        return None
    found = services.find_code(
        find_pengguna(login, timezone.localdate()), form.cleaned_data["kode"], now=timezone.now()
    )
    if found is None:
        form.add_error(None, WRONG)
    else:
        masuk.give_back(request, login)
    return found


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
def sandi(request: HttpRequest) -> HttpResponse:
    """Screen 2: a password of one's own, and the privacy notice."""
    row = KodeAktivasi.objects.filter(pk=_kept_id(request), dipakai_pada=None).select_related("pengguna").first()
    if row is None:
        return redirect("account_signup")
    form = SandiBaruForm(request.POST or None, pengguna=row.pengguna)
    if request.method == "POST" and form.is_valid():
        pengguna = services.redeem_code(row.pk, password=form.cleaned_data["password1"], now=timezone.now())
        request.session.pop(SESSION_KEY)
        shared = request.session["bersama"] = form.cleaned_data["perangkat_bersama"]
        response = perform_login(request, Login(user=pengguna, redirect_url=_next_screen()))
        if shared:
            masuk.share_device(request, response)
        return response
    return render(
        request,
        "core/aktivasi_sandi.html",
        {"form": form, "nama": row.pengguna.nama},
        status=422 if form.errors else 200,
    )


def _kept_id(request: HttpRequest) -> UUID | None:
    kept = request.session.get(SESSION_KEY)
    return UUID(kept) if kept else None


def _next_screen() -> str:
    from django.urls import reverse

    return reverse("core:aktivasi_kontak")


@once
def kontak(request: HttpRequest) -> HttpResponse:
    """Screen 3: phone and e-mail, both may stay empty."""
    user = request.user
    form = KontakForm(request.POST or None, initial={"email": user.email, "telepon": user.telepon})
    if request.method == "POST" and form.is_valid():
        services.change_contact(user.pk, by=user, **form.cleaned_data)
        messages.success(request, "Akun Anda sudah aktif.")
        return redirect("pegawai:periksa_data")
    return render(request, "core/aktivasi_kontak.html", {"form": form}, status=422 if form.errors else 200)
