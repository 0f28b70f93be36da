"""The running year: noting progress, action plans, feedback, and the proof itself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from asn_portal.berkas import simpan
from asn_portal.berkas.services.dokumen import record_dokumen_read
from asn_portal.berkas.views.dokumen import hand_out
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from kinerja import permissions
from kinerja.enums import StatusSKP
from kinerja.forms.pelaksanaan import AksiForm, ProgresForm, UmpanBalikForm
from kinerja.models import Progres
from kinerja.selectors import pelaksanaan as selectors
from kinerja.selectors.evaluasi import stages_of_plan
from kinerja.services import pelaksanaan as services
from kinerja.views.rencana import owned, seen
from kinerja.views.saya import me


@once
def progres_add(request: HttpRequest, tahun: int) -> HttpResponse:
    """A note for one of the own results, with what was noted lately."""
    person = me(request)
    lines = selectors.own_lines(person, tahun)
    if not lines:
        raise Http404
    form = ProgresForm(request.POST or None, request.FILES or None, daftar=lines)
    if request.method == "POST" and form.is_valid():
        row = services.add_progress(form.isian(), by=request.user)
        messages.success(request, f"Progres tersimpan pukul {timezone.localtime(row.dicatat_pada):%H.%M} WIB.")
        return redirect("kinerja:progres_add", tahun)
    first, last = lines[-1].skp.mulai, lines[0].skp.sampai
    context = {"form": form, "tahun": tahun, "daftar": selectors.notes_of(person.pk, first, last), "sendiri": True}
    return render(request, "kinerja/progres.html", context, status=422 if form.errors else 200)


@require_POST
@once
def progres_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Progres.objects.visible_to(request.user), pk=pk)
    services.delete_progress(row.pk, by=request.user)
    messages.success(request, "Catatan progres dihapus.")
    return redirect("kinerja:progres_add", row.tanggal.year)


def bukti_file(request: HttpRequest, pk: UUID) -> FileResponse:
    """The proof itself, for whoever reads the note; a reading by others is traced."""
    row = get_object_or_404(selectors.proofs_seen(request.user), pk=pk)
    document = row.dokumen
    if document is None or document.dimusnahkan_pada is not None:
        raise Http404
    if document.pemilik_id != request.user.pk:
        record_dokumen_read(document, cara="berkas", by=request.user)
    name = f"{slugify(row.judul) or 'bukti'}.{document.akhiran}"
    return hand_out(simpan.open_file(document.nama_simpan), document.jenis_isi, name)


@once
def aksi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Action plans of one approved plan, and one more."""
    skp = owned(request, pk)
    require(skp.status == StatusSKP.DISETUJUI)
    lines = list(skp.daftar_rhk.order_by("urut"))
    form = AksiForm(request.POST or None, daftar=lines, tahun=skp.tahun, tahap=stages_of_plan(skp))
    if request.method == "POST" and form.is_valid():
        jenis, nomor = form.tahap()
        data = form.cleaned_data
        services.save_action(
            UUID(data["rhk"]), jenis=jenis, nomor=nomor, teks=data["teks"], target=data["target"], by=request.user
        )
        messages.success(request, "Rencana aksi tersimpan.")
        return redirect("kinerja:aksi", skp.pk)
    context = {"form": form, "skp": skp, "daftar": selectors.actions_of(skp)}
    return render(request, "kinerja/aksi.html", context, status=422 if form.errors else 200)


@once
def umpan_balik(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What both sides say to one another about the work of one plan."""
    skp = seen(request, pk)
    own = permissions.is_owner(request.user, skp)
    require(own or permissions.can_decide_skp(request.user, skp))
    lines = list(skp.daftar_rhk.order_by("urut"))
    form = UmpanBalikForm(request.POST or None, daftar=lines, ke_atasan=own)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.give_feedback(
            skp.pk, jenis=data["jenis"], teks=data["teks"], rhk_id=UUID(data["rhk"]) if data["rhk"] else None,
            by=request.user,
        )  # fmt: skip
        messages.success(request, "Umpan balik tersampaikan.")
        return redirect(reverse("kinerja:umpan_balik", args=[skp.pk]))
    context = {"form": form, "skp": skp, "sendiri": own, "daftar": selectors.feedback_between(request.user, skp)}
    return render(request, "kinerja/umpan_balik.html", context, status=422 if form.errors else 200)
