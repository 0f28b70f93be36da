"""Running the portal: accounts without a person, recovery, dated settings, schedules, and the trace."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core import permissions, selectors
from asn_portal.core.bilah import to_default
from asn_portal.core.daftar_halaman import AKUN, JEJAK
from asn_portal.core.forms.dasar import AlasanForm
from asn_portal.core.forms.kelola import AkunBaruForm, JadwalForm, PengaturanForm
from asn_portal.core.forms.peran import KeputusanForm
from asn_portal.core.htmx import once, shown_once
from asn_portal.core.models import Jadwal, JejakAudit, Pengguna, UsulanPemulihan
from asn_portal.core.pengaturan import PENGATURAN
from asn_portal.core.permissions import require
from asn_portal.core.services import akun as akun_services
from asn_portal.core.services import jadwal as jadwal_services
from asn_portal.core.services import unit as unit_services
from asn_portal.core.sudo import fresh_login_required
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.views.unit import asked_day

PER_PAGE = 50
ACCOUNT_ACTS = {
    "nonaktifkan": "Akun dinonaktifkan, dan semua perangkatnya sudah dikeluarkan.",
    "aktifkan": "Akun aktif lagi.",
    "keluarkan": "Semua perangkat akun ini sudah dikeluarkan.",
    "pulihkan": "Pemulihan diajukan kepada pengelola kedua.",
}


# -- accounts ----------------------------------------------------------------------------------------------


def akun_list(request: HttpRequest) -> HttpResponse:
    """Accounts of the agency; people's own accounts are handled by HR of their unit."""
    require(permissions.can_manage_accounts(request.user))
    if away := to_default(request, AKUN.nama):
        return away
    rows = AKUN.ordered(selectors.accounts(request.user, kata=request.GET.get("q", "")), request.user, request.GET)
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "kolom": AKUN.columns_on_page(request.user, request.GET),
    }
    return render(request, "core/akun_lain_list.html", context)


@fresh_login_required
@once
def akun_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage_accounts(request.user))
    form = AkunBaruForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = akun_services.create_account(by=request.user, mulai=timezone.localdate(), **form.cleaned_data)
        messages.success(request, "Akun dibuat. Cetak slipnya supaya pemilik dapat masuk.")
        return redirect("core:akun_lain_detail", made.pk)
    return render(request, "core/akun_lain_form.html", {"form": form}, status=422 if form.errors else 200)


def akun_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    account = get_object_or_404(permissions.visible_accounts(request.user), pk=pk)
    return _account_page(request, account)


def _account_page(request: HttpRequest, account: Pengguna, **refused: Form) -> HttpResponse:
    """The account with one form for each act; a refused one comes back with its errors."""
    forms = {name: AlasanForm(auto_id=f"{name}-%s") for name in ACCOUNT_ACTS}
    context = {
        "akun": account,
        "boleh": permissions.can_manage_account(request.user, account),
        "dua_langkah": akun_services.needs_two_admins(account),
        "boleh_slip": permissions.can_issue_slip_here(request.user, account),
        "daftar_peran": selectors.own_roles(account),
        "alasan": forms | refused,
        "form": next(iter(refused.values()), None),
    }
    return render(request, "core/akun_lain_detail.html", context, status=422 if refused else 200)


@require_POST
@fresh_login_required
@once
def akun_act(request: HttpRequest, pk: UUID, tindakan: str) -> HttpResponse:
    """Deactivate, reactivate, log out everywhere, or ask for recovery: each with a reason."""
    account = get_object_or_404(permissions.visible_accounts(request.user), pk=pk)
    form = AlasanForm(request.POST, auto_id=f"{tindakan}-%s")
    if not form.is_valid():
        return _account_page(request, account, **{tindakan: form})
    alasan = form.cleaned_data["alasan"]
    match tindakan:
        case "nonaktifkan":
            akun_services.deactivate_account(account.pk, alasan=alasan, by=request.user, now=timezone.now())
        case "aktifkan":
            akun_services.reactivate_account(account.pk, alasan=alasan, by=request.user)
        case "keluarkan":
            akun_services.end_sessions_of(account.pk, alasan=alasan, by=request.user)
        case _:
            usulan = akun_services.request_recovery(account.pk, alasan=alasan, by=request.user)
            messages.success(request, ACCOUNT_ACTS[tindakan])
            return redirect("core:pemulihan_detail", usulan.pk)
    messages.success(request, ACCOUNT_ACTS[tindakan])
    return redirect("core:akun_lain_detail", account.pk)


@require_POST
@fresh_login_required
@shown_once
def akun_slip(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A slip to print. The code is shown once."""
    account = get_object_or_404(permissions.visible_accounts(request.user), pk=pk)
    now = timezone.now()
    code = akun_services.issue_slip(account.pk, by=request.user, alasan="slip untuk akun tanpa data pegawai", now=now)
    return _slip_page(request, account, code, now, kembali=resolve_url("core:akun_lain_detail", account.pk))


def _slip_page(request: HttpRequest, account: Pengguna, code: str, now: datetime, *, kembali: str) -> HttpResponse:
    slip = {"nama": account.nama, "login": account.username, "kode": code, "unit": "", "memakai": "nama pengguna"}
    context = {"daftar": [slip], "sampai": now + akun_services.SLIP_LIFETIME, "kembali": kembali}
    return render(request, "core/slip.html", context)


def pemulihan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    usulan = get_object_or_404(selectors.visible_pemulihan(request.user), pk=pk)
    return _recovery_page(request, usulan)


def _recovery_page(request: HttpRequest, usulan: UsulanPemulihan, **refused: Form) -> HttpResponse:
    context = {
        "usulan": usulan,
        "boleh": permissions.can_decide_pemulihan(request.user, usulan) and usulan.status == "diajukan",
        "setuju": KeputusanForm(prefix="setuju"),
        "tolak": KeputusanForm(prefix="tolak", wajib=True),
        "form": next(iter(refused.values()), None),
    }
    return render(request, "core/pemulihan_detail.html", context | refused, status=422 if refused else 200)


@require_POST
@fresh_login_required
@shown_once
def pemulihan_decide(request: HttpRequest, pk: UUID, keputusan: str) -> HttpResponse:
    """The second admin: agreeing removes the second factor and shows the slip, once."""
    usulan: UsulanPemulihan = get_object_or_404(selectors.visible_pemulihan(request.user), pk=pk)
    form = KeputusanForm(request.POST, prefix=keputusan, wajib=keputusan == "tolak")
    if not form.is_valid():
        return _recovery_page(request, usulan, **{keputusan: form})
    now, catatan = timezone.now(), form.cleaned_data["catatan"]
    if keputusan == "tolak":
        akun_services.reject_recovery(usulan.pk, by=request.user, catatan=catatan, now=now)
        messages.success(request, "Pemulihan ditolak.")
        return redirect("core:pemulihan_detail", usulan.pk)
    code = akun_services.approve_recovery(usulan.pk, by=request.user, catatan=catatan, now=now)
    return _slip_page(request, usulan.pengguna, code, now, kembali=resolve_url("core:pemulihan_detail", usulan.pk))


# -- settings and schedules --------------------------------------------------------------------------------


def pengaturan(request: HttpRequest) -> HttpResponse:
    """Every setting with its present value, since when, and by which decision."""
    require(permissions.can_manage_settings(request.user))
    return render(
        request,
        "core/pengaturan.html",
        {"daftar": selectors.setting_rows(request.user.instansi_id, timezone.localdate())},
    )


@once
def pengaturan_change(request: HttpRequest, kunci: str) -> HttpResponse:
    require(permissions.can_manage_settings(request.user) and kunci in PENGATURAN)
    now = selectors.pengaturan(request.user.instansi_id, timezone.localdate()).get(kunci, "")
    form = PengaturanForm(request.POST or None, initial={"nilai": now, "mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        unit_services.set_pengaturan(kunci=kunci, by=request.user, **form.cleaned_data)
        messages.success(
            request, f"{PENGATURAN[kunci]} tersimpan, berlaku mulai {tanggal(form.cleaned_data['mulai'])}."
        )
        return redirect("core:pengaturan")
    context = {
        "form": form,
        "label": PENGATURAN[kunci],
        "riwayat": selectors.setting_history(request.user.instansi_id, kunci),
    }
    return render(request, "core/pengaturan_form.html", context, status=422 if form.errors else 200)


def jadwal_list(request: HttpRequest) -> HttpResponse:
    """Recurring jobs: when they run, when they ran, what waits and what was parked."""
    require(permissions.can_manage_schedules(request.user))
    context = {
        "daftar": selectors.schedule_rows(timezone.now()),
        "antrean": selectors.queue_state(),
        "parkir": selectors.parked_jobs(),
    }
    return render(request, "core/jadwal_list.html", context)


@once
def jadwal_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(permissions.can_manage_schedules(request.user))
    row = get_object_or_404(Jadwal, pk=pk)
    form = JadwalForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        jadwal_services.change_schedule(row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Jadwal {row.nama} tersimpan.")
        return redirect("core:jadwal_list")
    return render(request, "core/jadwal_form.html", {"form": form, "jadwal": row}, status=422 if form.errors else 200)


@require_POST
def job_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a parked job try again."""
    jadwal_services.release_job(pk, by=request.user)
    messages.success(request, "Pekerjaan dicoba lagi.")
    return redirect("core:jadwal_list")


# -- trace -------------------------------------------------------------------------------------------------


def jejak_list(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first, in my scope."""
    require(permissions.can_read_jejak(request.user))
    if away := to_default(request, JEJAK.nama):
        return away
    dari, sampai = asked_day(request, "dari"), asked_day(request, "sampai")
    rows = selectors.tindakan_rows(
        request.user, aksi=request.GET.get("aksi", ""), kata=request.GET.get("q", ""), dari=dari, sampai=sampai
    )
    page = selectors.keyset_page(rows, before=request.GET.get("sebelum", ""))
    context = {
        "daftar": page.rows,
        "kolom": JEJAK.columns_on_page(request.user, request.GET),
        "berikut": page.next,
        "daftar_aksi": selectors.known_actions(),
        "dari": dari,
        "sampai": sampai,
        "kata_dari": f"sejak {tanggal(dari)}" if dari else "",
        "kata_sampai": f"sampai {tanggal(sampai)}" if sampai else "",
    }
    return render(request, "core/jejak_list.html", context)


def jejak_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One act and every row it changed."""
    require(permissions.can_read_jejak(request.user))
    act = get_object_or_404(
        selectors.visible_tindakan(request.user).select_related("pengguna", "disiapkan_oleh"), pk=pk
    )
    rows = JejakAudit.objects.filter(tindakan_id=act.pk).order_by("id")[:200]
    return render(request, "core/jejak_detail.html", {"tindakan": act, "daftar": rows})
