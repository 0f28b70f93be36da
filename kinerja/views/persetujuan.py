"""The decision about one plan, by the superior of today."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from kinerja import permissions
from kinerja.forms.rencana import PutusanSKPForm
from kinerja.selectors import putusan as selectors
from kinerja.selectors import rencana
from kinerja.services import persetujuan as services
from kinerja.views.rencana import seen


@once
def skp_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Automatic checks, what changed, the plan, and the decision below it."""
    skp = seen(request, pk)
    require(permissions.can_decide_skp(request.user, skp))
    contents = rencana.contents_of(skp)
    form = PutusanSKPForm(request.POST or None, baris=contents.baris, initial={"putaran": skp.putaran})
    if request.method == "POST" and form.is_valid():
        return _decide(request, skp.pk, form)
    context = {
        "skp": skp,
        "isi": contents,
        "pasangan": [(row, form[f"baris_{row.rhk.garis.hex}"]) for row in contents.baris],
        "form": form,
        "beda": rencana.differences(skp.menggantikan, skp) if skp.menggantikan else None,
        "periksa": selectors.checks_of(skp, contents, timezone.localdate()),
        "lalu": selectors.plan_of_last_year(skp),
        "langkah": rencana.way_of(skp),
        "aksi": permissions.available_actions(request.user, skp),
    }
    return render(request, "kinerja/skp_putuskan.html", context, status=422 if form.errors else 200)


def _decide(request: HttpRequest, pk: UUID, form: PutusanSKPForm) -> HttpResponse:
    data = form.cleaned_data
    if request.POST.get("putusan") == "setuju":
        skp = services.approve_skp(pk, by=request.user, putaran=data["putaran"], catatan=data["catatan"])
        messages.success(request, f"SKP {skp.tahun} {skp.pegawai.nama} disetujui.")
    else:
        skp = services.return_skp(
            pk, catatan=data["catatan"], by=request.user, putaran=data["putaran"], per_baris=form.per_baris()
        )
        messages.success(request, f"SKP {skp.tahun} dikembalikan kepada {skp.pegawai.nama} dengan catatan Anda.")
    following = selectors.next_waiting(request.user)
    return redirect("kinerja:skp_decide", following) if following else redirect("kinerja:tim")
