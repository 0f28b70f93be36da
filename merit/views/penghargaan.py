"""Awards: the list, one award with its nominations, the jury, the decision, the own ones, and the public list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from merit import forms_penghargaan as forms
from merit import permissions_penghargaan as permissions
from merit.enums_talenta import JenisAjang, StatusAjang
from merit.forms import BatalForm
from merit.forms_suksesi import PernyataanForm
from merit.models import AjangPenghargaan, UsulanPenghargaan
from merit.naskah import KEPUTUSAN
from merit.permissions import can_manage, can_see_everybody
from merit.selectors import penghargaan as selectors
from merit.services import penghargaan as services
from merit.views.putaran import show_form
from merit.views.saya import me

PER_PAGE = 30


def ajang_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_awards(request.user))
    page = Paginator(selectors.awards_listed(request.user, request.GET), PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "halaman": page, "kelola": can_manage(request.user), "status": request.GET.get("status", ""),
        "pilihan_status": StatusAjang.choices, "hari": timezone.localdate(),
    }  # fmt: skip
    return render(request, "merit/ajang_list.html", context)


@once
def ajang_add(request: HttpRequest) -> HttpResponse:
    require(can_manage(request.user))
    form = forms.AjangForm(request.POST or None, initial={"tahun": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        row = services.open_award(form.cleaned_data, by=request.user)
        messages.success(request, f"{row} dibuka untuk usulan.")
        return redirect("merit:ajang_detail", row.pk)
    return show_form(
        request, form, judul="Buka penghargaan", tombol="Buka penghargaan", kembali=reverse("merit:ajang_list"),
        nama_kembali="Penghargaan",
    )  # fmt: skip


def _award(request: HttpRequest, pk: UUID) -> AjangPenghargaan:
    return get_object_or_404(permissions.visible_awards(request.user).select_related("penghargaan", "naskah"), pk=pk)


def ajang_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _award(request, pk)
    actions = permissions.award_actions(request.user, row)
    context: dict[str, Any] = {
        "ajang": row, "aksi": actions, "semua": can_see_everybody(request.user), "naskah_jenis": KEPUTUSAN,
        "usulan": selectors.nominations_of(row, request.user), "juri_saya": permissions.juror_of(request.user, row),
        "juri": selectors.jurors_of(row) if can_see_everybody(request.user) else [],
        "dapat_diambil": selectors.to_take_over(row) if actions["ambil"] else 0,
        "tampil": selectors.winners_of(row) if row.status == StatusAjang.TERBIT else [],
    }  # fmt: skip
    return render(request, "merit/ajang_detail.html", context)


def _form(request: HttpRequest, form: Any, row: AjangPenghargaan, **words: Any) -> HttpResponse:
    return show_form(
        request, form, kembali=reverse("merit:ajang_detail", args=[row.pk]), nama_kembali=str(row), **words
    )


@once
def ajang_nominate(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _award(request, pk)
    require(permissions.can_nominate(request.user))
    team = row.jenis == JenisAjang.TIM
    form = forms.UsulForm(request.POST or None, by=request.user, tim=team)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.nominate(
            row.pk, data["orang"], alasan=data["alasan"], nama_tim=data.get("nama_tim", ""), by=request.user
        )
        messages.success(request, "Usulan tersimpan.")
        return redirect("merit:ajang_detail", row.pk)
    return _form(
        request,
        form,
        row,
        judul=f"Usulkan {'tim' if team else 'pegawai'}",
        tombol="Kirim usulan",
        penjelasan=row.uraian,
    )


@require_POST
@once
def ajang_take(request: HttpRequest, pk: UUID) -> HttpResponse:
    count = services.take_over(_award(request, pk).pk, by=request.user)
    messages.success(request, f"{count} usulan diambil." if count else "Tidak ada yang baru untuk diambil.")
    return redirect("merit:ajang_detail", pk)


@once
def ajang_juror(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _award(request, pk)
    require(permissions.can_manage_award(request.user, row))
    form = forms.JuriForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        found = services.name_juror(row.pk, form.cleaned_data["akun"], by=request.user)
        messages.success(request, f"{found.pengguna.nama} ditunjuk sebagai juri.")
        return redirect("merit:ajang_detail", row.pk)
    return _form(request, form, row, judul="Tunjuk juri", tombol="Tunjuk juri")


@require_POST
@once
def ajang_jury(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.start_jury(_award(request, pk).pk, by=request.user)
    messages.success(request, "Usulan ditutup; juri menilai.")
    return redirect("merit:ajang_detail", pk)


@once
def ajang_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _award(request, pk)
    require(permissions.juror_of(request.user, row) is not None)
    form = PernyataanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        conflict = form.cleaned_data["benturan"] == "ada"
        services.state_juror(row.pk, ada_benturan=conflict, uraian=form.cleaned_data["uraian"], by=request.user)
        messages.success(request, "Pernyataan tercatat." + ("" if conflict else " Usulan terbuka untuk dinilai."))
        return redirect("merit:ajang_detail", row.pk)
    return _form(
        request, form, row, judul="Pernyataan kepentingan juri", tombol="Simpan pernyataan",
        penjelasan="Sekali, sebelum usulan siapa pun ditampilkan kepada Anda.",
    )  # fmt: skip


def _nomination(request: HttpRequest, pk: UUID) -> UsulanPenghargaan:
    row = get_object_or_404(
        UsulanPenghargaan.objects.select_related("ajang"), pk=pk, ajang__instansi_id=request.user.instansi_id
    )
    return get_object_or_404(permissions.visible_nominations(request.user, row.ajang).select_related("ajang"), pk=pk)


@once
def usulan_score(request: HttpRequest, pk: UUID) -> HttpResponse:
    usulan = _nomination(request, pk)
    require(permissions.can_score(request.user, usulan))
    form = forms.NilaiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.score(usulan.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Nilai tersimpan.")
        return redirect("merit:ajang_detail", usulan.ajang_id)
    return _form(
        request, form, usulan.ajang, judul="Nilai usulan", tombol="Simpan nilai",
        penjelasan=f"{usulan.nama_tim or usulan.daftar_orang.select_related('pegawai').get().pegawai.nama}: {usulan.alasan}",
    )  # fmt: skip


@require_POST
@once
def usulan_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.withdraw_nomination(_nomination(request, pk).pk, by=request.user)
    messages.success(request, "Usulan dicabut.")
    return redirect("merit:ajang_detail", row.ajang_id)


@once
def ajang_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _award(request, pk)
    require(permissions.can_decide_award(request.user, row))
    form = forms.PutusanAjangForm(request.POST or None, pilihan=selectors.choices_to_decide(row, request.user))
    if request.method == "POST" and form.is_valid():
        chosen = [UUID(text) for text in form.cleaned_data["penerima"]]
        services.decide_award(row.pk, chosen, pertimbangan=form.cleaned_data["pertimbangan"], by=request.user)
        messages.success(request, "Putusan tersimpan. Susun surat keputusannya.")
        return redirect("merit:ajang_detail", row.pk)
    return _form(request, form, row, judul="Putuskan penerima", tombol="Simpan putusan", penjelasan=row.uraian)


@once
def ajang_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _award(request, pk)
    require(permissions.can_manage_award(request.user, row))
    form = forms.KeputusanAjangForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.publish_award(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Penghargaan ditetapkan dan tercatat di berkas para penerima.")
        return redirect("merit:ajang_detail", row.pk)
    return _form(
        request, form, row, judul="Catat surat keputusan", tombol="Tetapkan",
        penjelasan="Untuk keputusan yang ditandatangani di luar portal, misalnya Keputusan Presiden. Riwayat penghargaan para "
        "penerima ditulis, dan mereka ditanya apakah namanya boleh ditampilkan.",
    )  # fmt: skip


@once
def ajang_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _award(request, pk)
    require(permissions.can_manage_award(request.user, row))
    form = BatalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.cancel_award(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Penghargaan dibatalkan.")
        return redirect("merit:ajang_list")
    return _form(
        request, form, row, judul=f"Batalkan {row}", tombol="Batalkan penghargaan",
        penjelasan=f"{row.daftar_usulan.count()} usulan tetap tercatat, tetapi tidak diputus.",
    )  # fmt: skip


def penghargaan_saya(request: HttpRequest) -> HttpResponse:
    """The own awards, and whether the own name may be shown."""
    return render(request, "merit/penghargaan_saya.html", {"daftar": selectors.own_awards(me(request))})


@require_POST
@once
def penghargaan_consent(request: HttpRequest, pk: UUID) -> HttpResponse:
    mine = [one.pk for one in selectors.own_awards(me(request))]
    require(pk in mine)
    allowed = request.POST.get("boleh") == "ya"
    services.answer_consent(pk, boleh=allowed, by=request.user)
    messages.success(
        request, "Nama Anda ditampilkan untuk umum." if allowed else "Nama Anda tidak ditampilkan untuk umum."
    )
    return redirect("merit:penghargaan_saya")


@login_not_required
def penghargaan_umum(request: HttpRequest) -> HttpResponse:
    """Winners who agreed to be named."""
    today = timezone.localdate()
    page = Paginator(selectors.public_winners(today), PER_PAGE).get_page(request.GET.get("hal"))
    return render(
        request, "merit/penghargaan_umum.html", {"halaman": page, "daftar": selectors.in_public(list(page), today)}
    )
