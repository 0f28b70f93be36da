"""The plan of one person: the own one, and the superior's answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import akses, require
from pelatihan import permissions
from pelatihan.forms.rencana import ButirForm, HasilButirForm, PutusanRencanaForm, initial_of
from pelatihan.models import ButirRencana, ProgramPelatihan, RencanaPengembangan
from pelatihan.selectors import rencana as selectors
from pelatihan.selectors import saran
from pelatihan.services import rencana as services
from pelatihan.views.katalog import show_form


def rencana_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_learn(request.user))
    today = timezone.localdate()
    rows = list(selectors.my_plans(request.user))
    known = {row.tahun for row in rows}
    context = {
        "daftar": [(row, selectors.contents(row, today)) for row in rows],
        "mulai": [year for year in (today.year, today.year + 1) if year not in known],
    }
    return render(request, "pelatihan/rencana_list.html", context)


@require_POST
@once
def rencana_begin(request: HttpRequest, tahun: int) -> HttpResponse:
    row = services.begin_rencana(tahun, by=request.user)
    return redirect("pelatihan:rencana_detail", row.pk)


def _plan(request: HttpRequest, pk: UUID) -> RencanaPengembangan:
    rows = RencanaPengembangan.objects.visible_to(request.user).select_related("pegawai", "diputus_oleh")
    return get_object_or_404(rows, pk=pk)


def _own_item(request: HttpRequest, pk: UUID) -> ButirRencana:
    rows = ButirRencana.objects.filter(rencana__pegawai_id=akses(request.user).orang_id)
    return get_object_or_404(rows.select_related("rencana"), pk=pk)


def rencana_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, today = _plan(request, pk), timezone.localdate()
    actions = permissions.plan_actions(request.user, row)
    planned = set(row.daftar_butir.values_list("program_id", flat=True))
    offers = saran.recommendations(row.pegawai, today, timezone.now()) if actions["ubah"] else []
    context = {
        "rencana": row, "isi": selectors.contents(row, today), "aksi": actions,
        "saran": [one for one in offers if one.program_id not in planned],
    }  # fmt: skip
    return render(request, "pelatihan/rencana_detail.html", context)


@once
def butir_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = _plan(request, pk)
    require(permissions.is_person(request.user, plan.pegawai_id))
    form = ButirForm(request.POST or None, by=request.user, initial={"cara": "pengalaman"})
    if request.method == "POST" and form.is_valid():
        services.save_butir(plan.pk, None, isi=form.cleaned_data, by=request.user)
        messages.success(request, "Kegiatan masuk ke rencana.")
        return redirect("pelatihan:rencana_detail", plan.pk)
    back = reverse("pelatihan:rencana_detail", args=[plan.pk])
    return show_form(
        request, form, judul="Tambah kegiatan", tombol="Simpan kegiatan", kembali=back, nama_kembali=str(plan),
        penjelasan="Arahnya 70-20-10: sebagian besar belajar dari pekerjaan, sebagian dari orang lain, sisanya pelatihan.",
    )  # fmt: skip


@once
def butir_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _own_item(request, pk)
    form = ButirForm(request.POST or None, by=request.user, initial=initial_of(row))
    if request.method == "POST" and form.is_valid():
        services.save_butir(row.rencana_id, row.pk, isi=form.cleaned_data, by=request.user)
        messages.success(request, "Kegiatan tersimpan.")
        return redirect("pelatihan:rencana_detail", row.rencana_id)
    back = reverse("pelatihan:rencana_detail", args=[row.rencana_id])
    return show_form(
        request, form, judul="Ubah kegiatan", tombol="Simpan kegiatan", kembali=back, nama_kembali=str(row.rencana)
    )


@require_POST
@once
def butir_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = services.drop_butir(_own_item(request, pk).pk, by=request.user)
    messages.success(request, "Kegiatan dikeluarkan dari rencana.")
    return redirect("pelatihan:rencana_detail", plan.pk)


@once
def butir_finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _own_item(request, pk)
    form = HasilButirForm(request.POST or None, initial={"selesai": row.selesai, "hasil": row.hasil})
    back = reverse("pelatihan:rencana_detail", args=[row.rencana_id])
    if request.method == "POST" and form.is_valid():
        services.finish_butir(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Kemajuan tercatat.")
        return redirect(back)
    return show_form(
        request,
        form,
        judul=f"Hasil: {row.kegiatan}",
        tombol="Simpan hasil",
        kembali=back,
        nama_kembali=str(row.rencana),
    )


@require_POST
@once
def rencana_program(request: HttpRequest, pk: UUID, program: UUID) -> HttpResponse:
    """A recommended programme into the plan, in this quarter or the first of the year to come."""
    plan = _plan(request, pk)
    found = get_object_or_404(ProgramPelatihan.objects.visible_to(request.user), pk=program)
    today = timezone.localdate()
    quarter = (today.month + 2) // 3 if today.year == plan.tahun else 1
    services.plan_program(plan.pk, found.pk, triwulan=quarter, by=request.user)
    messages.success(request, f"{found.judul} masuk ke rencana.")
    return redirect("pelatihan:rencana_detail", plan.pk)


@require_POST
@once
def rencana_submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = services.submit_rencana(_plan(request, pk).pk, by=request.user)
    messages.success(request, "Rencana dikirim; atasan Anda diminta menyepakati.")
    return redirect("pelatihan:rencana_detail", plan.pk)


@require_POST
@once
def rencana_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = services.take_back_rencana(_plan(request, pk).pk, by=request.user)
    messages.success(request, "Rencana kembali menjadi draf. Ajukan lagi setelah diubah.")
    return redirect("pelatihan:rencana_detail", plan.pk)


@once
def rencana_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = _plan(request, pk)
    require(permissions.can_decide_for(request.user, plan.pegawai_id))
    form = PutusanRencanaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agreed = request.POST.get("putusan") == "sepakat"
        services.decide_rencana(plan.pk, sepakat=agreed, catatan=form.cleaned_data["catatan"], by=request.user)
        messages.success(request, f"Rencana {plan.pegawai.nama} {'disepakati' if agreed else 'dikembalikan'}.")
        return redirect("pelatihan:tim" if permissions.has_team(request.user) else "core:tugas_list")
    context = {
        "rencana": plan, "form": form, "isi": selectors.contents(plan, timezone.localdate()),
        "aksi": permissions.plan_actions(request.user, plan),
    }  # fmt: skip
    return render(request, "pelatihan/rencana_putuskan.html", context, status=422 if form.errors else 200)
