"""Reports of shifts: writing one, answering for oneself, the report and its proof."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.berkas import simpan
from asn_portal.berkas.services.dokumen import record_dokumen_read
from asn_portal.berkas.views.dokumen import hand_out
from asn_portal.core.htmx import once
from kinerja import permissions_tim as permissions
from kinerja.forms.tim_kerja import JawabReguForm, ReguForm
from kinerja.selectors import regu as selectors
from kinerja.services import regu as services
from kinerja.views.saya import me


def regu_list(request: HttpRequest) -> HttpResponse:
    """What waits for the own answer, and the own reports."""
    me(request)
    return render(request, "kinerja/regu_list.html", {"papan": selectors.board_of(request.user)})


@once
def regu_add(request: HttpRequest) -> HttpResponse:
    """One report for a whole shift."""
    person, today = me(request), timezone.localdate()
    lines = selectors.lines_to_report(person, today)
    if not lines:
        raise Http404
    crew = selectors.crew_of(person)
    form = ReguForm(request.POST or None, request.FILES or None, daftar=lines, regu=crew)
    if request.method == "POST" and form.is_valid():
        row = services.report_shift(form.isian(), by=request.user)
        messages.success(request, "Laporan regu terkirim. Rekan yang disebut diminta menjawab.")
        return redirect("kinerja:regu_detail", row.pk)
    context = {
        "form": form,
        "judul": "Laporkan giliran regu",
        "tombol": "Kirim laporan",
        "batal": reverse("kinerja:regu_list"),
    }
    return render(request, "kinerja/regu_form.html", context, status=422 if form.errors else 200)


def regu_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = permissions.visible_reports(request.user).select_related("pelapor", "dokumen")
    row = get_object_or_404(rows, pk=pk)
    named = selectors.named_in(row)
    own = row.pelapor.pengguna_id == request.user.pk
    context = {
        "laporan": row,
        "sebutan": named,
        "sendiri": own,
        "dapat_ditarik": own and row.ditarik_pada is None
        and not any(one.status == "diakui" and one.pegawai_id != row.pelapor_id for one in named),
        "saya": next((one for one in named if one.pegawai.pengguna_id == request.user.pk), None),
    }  # fmt: skip
    return render(request, "kinerja/regu_detail.html", context)


def regu_file(request: HttpRequest, pk: UUID) -> FileResponse:
    """The proof of a report, for whoever reads the report; a reading by others is traced."""
    row = get_object_or_404(permissions.visible_reports(request.user).select_related("dokumen"), pk=pk)
    document = row.dokumen
    if document is None or document.dimusnahkan_pada is not None:
        raise Http404
    if document.pemilik_id != request.user.pk:
        record_dokumen_read(document, cara="berkas", by=request.user)
    name = f"laporan-regu-{row.tanggal:%Y-%m-%d}.{document.akhiran}"
    return hand_out(simpan.open_file(document.nama_simpan), document.jenis_isi, name)


@require_POST
@once
def regu_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(permissions.visible_reports(request.user), pk=pk)
    services.withdraw_report(row.pk, by=request.user)
    messages.success(request, "Laporan ditarik; yang disebut tidak perlu menjawab lagi.")
    return redirect("kinerja:regu_list")


@once
def regu_jawab(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Each one named answers for himself."""
    one = get_object_or_404(permissions.own_names(request.user).select_related("laporan__pelapor", "pegawai"), pk=pk)
    lines = selectors.lines_on(one.pegawai, one.laporan.tanggal)
    form = JawabReguForm(request.POST or None, daftar=lines)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["jawaban"] == "akui":
            services.confirm_shift(one.pk, UUID(form.cleaned_data["rhk"]), by=request.user)
            messages.success(request, "Giliran diakui dan tercatat sebagai progres Anda.")
        else:
            services.deny_shift(one.pk, alasan=form.cleaned_data["alasan"], by=request.user)
            messages.success(request, "Jawaban Anda sampai kepada pelapor.")
        return redirect("kinerja:regu_list")
    context = {"form": form, "sebutan": one, "laporan": one.laporan, "daftar": lines}
    return render(request, "kinerja/regu_jawab.html", context, status=422 if form.errors else 200)
