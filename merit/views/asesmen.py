"""Results of assessors, and what the nightly comparison has found."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from merit import permissions
from merit.forms_asesmen import AsesmenForm
from merit.selectors import asesmen as selectors
from merit.services import asesmen as services
from merit.views.putaran import show_form

PER_PAGE = 30


def asesmen_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_everybody(request.user))
    kata, today = request.GET.get("q", "").strip(), timezone.localdate()
    page = Paginator(selectors.assessments(request.user, kata), PER_PAGE).get_page(request.GET.get("hal"))
    rows = [(row, selectors.is_running(row, today)) for row in page]
    context = {"halaman": page, "baris": rows, "q": kata, "kelola": permissions.can_manage(request.user)}
    return render(request, "merit/asesmen_list.html", context)


@once
def asesmen_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage(request.user))
    form = AsesmenForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        row = services.record_assessment(form.cleaned_data["pegawai"].pk, form.laporan(), by=request.user)
        messages.success(request, f"Hasil asesmen {row.pegawai.nama} tercatat. Nilai berjalannya dihitung lagi.")
        return redirect("merit:asesmen_list")
    return show_form(
        request, form, judul="Catat hasil asesmen", tombol="Catat hasil", kembali=reverse("merit:asesmen_list"),
        nama_kembali="Hasil asesmen",
        penjelasan="Nilai dari laporan lembaga penilai. Tingkat tiap kompetensi diimpor lewat Pelatihan; di sini nilai keseluruhannya.",
    )  # fmt: skip


def sampel_list(request: HttpRequest) -> HttpResponse:
    """Each night: how many stored rows were held to the law, and whether any differed."""
    require(permissions.can_see_samples(request.user))
    return render(request, "merit/sampel_list.html", {"daftar": selectors.samples()})
