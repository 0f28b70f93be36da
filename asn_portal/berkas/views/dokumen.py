"""Documents: the own list, sending one, one with its versions, and the file."""

from __future__ import annotations

from typing import IO, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify

from asn_portal.berkas import permissions, selectors
from asn_portal.berkas.enums import Pratinjau
from asn_portal.berkas.forms import BerkasForm, DokumenForm
from asn_portal.berkas.models import Dokumen
from asn_portal.berkas.selectors.naskah import naskah_of
from asn_portal.berkas.services import dokumen as services
from asn_portal.berkas.services import unggah
from asn_portal.core.htmx import once, refused_with
from asn_portal.core.lihat import owner_only
from asn_portal.core.permissions import require
from asn_portal.core.potongan import send_file, tag_of

PER_PAGE = 30
# What a browser may do with a file that somebody opens in a tab all the same: nothing.
SANDBOX = "sandbox; default-src 'none'"


@owner_only
def dokumen_list(request: HttpRequest) -> HttpResponse:
    """Everything that belongs to me."""
    page = Paginator(selectors.own_documents(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "berkas/dokumen_list.html", {"halaman": page})


def _sent(form: BerkasForm, request: HttpRequest) -> list[Any]:
    """Files that came in pieces before, then those that came with the form."""
    return unggah.gather(form.cleaned_data["unggahan"], by=request.user) + form.files_sent()


def _form_page(request: HttpRequest, form: BerkasForm, **context: Any) -> HttpResponse:
    if refused_with.get() and unggah.drop_refused(form.cleaned_data.get("unggahan", []), by=request.user):
        form.forget_uploads()
    there = selectors.uploads_named(request.user, form["unggahan"].value() or "")
    context |= {"form": form, "terunggah": there}
    return render(request, "berkas/dokumen_form.html", context, status=422 if form.errors else 200)


@owner_only
@once
def dokumen_add(request: HttpRequest) -> HttpResponse:
    """A new document of my own, or (`?untuk=`) of somebody I look after."""
    subjek_id = _subject(request.GET.get("untuk", ""))
    require(permissions.can_upload_for(request.user, subjek_id))
    form = DokumenForm(request.POST or None, request.FILES or None, daftar_jenis=selectors.uploadable_kinds())
    if request.method == "POST" and form.is_valid():
        row = services.upload_dokumen(
            _sent(form, request),
            jenis=form.cleaned_data["jenis"],
            isian=form.isian,
            subjek_id=subjek_id,
            by=request.user,
        )
        unggah.forget(form.cleaned_data["unggahan"], by=request.user)
        messages.success(request, f"{row.judul} tersimpan pada {timezone.localtime():%H.%M} WIB.")
        return redirect("berkas:dokumen_detail", row.pk)
    return _form_page(request, form, nama=selectors.person_name(subjek_id))


def _subject(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise Http404


@owner_only
@once
def dokumen_replace(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new version of the same document."""
    row = get_object_or_404(Dokumen.objects.visible_to(request.user), pk=pk)
    require(permissions.can_replace_dokumen(request.user, row))
    initial = {name: getattr(row, name) for name in ("judul", "nomor", "tanggal")}
    form = BerkasForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        new = services.replace_dokumen(row.pk, _sent(form, request), isian=form.isian, by=request.user)
        unggah.forget(form.cleaned_data["unggahan"], by=request.user)
        messages.success(
            request, f"Versi {new.versi} tersimpan pada {timezone.localtime():%H.%M} WIB. Versi lama tetap ada."
        )
        return redirect("berkas:dokumen_detail", new.pk)
    return _form_page(request, form, dokumen=row)


@owner_only
def dokumen_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One version: its picture, what it is, the other versions, who read it."""
    rows = Dokumen.objects.visible_to(request.user).select_related("diunggah_oleh", "pemilik")
    row = get_object_or_404(rows, pk=pk)
    chain = selectors.version_chain(row)
    context = {
        "dokumen": row,
        "rantai": chain,
        "pembaca": selectors.readers_of(chain),
        "actions": selectors.dokumen_actions(request.user, row, chain),
        "nama": selectors.owner_name(row),
        "alamat": selectors.person_address(row.subjek_id),
        "naskah": naskah_of(row),
    }
    return render(request, "berkas/dokumen_detail.html", context)


@owner_only
def dokumen_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    row = get_object_or_404(Dokumen.objects.visible_to(request.user), pk=pk)
    content = services.open_dokumen(row, by=request.user)
    name = f"{slugify(row.judul) or 'dokumen'}-v{row.versi}.{row.akhiran}"
    return hand_out_stored(request, content, row.jenis_isi, name, ukuran=row.ukuran, sidik=row.sidik)


@owner_only
def dokumen_preview(request: HttpRequest, pk: UUID) -> FileResponse:
    """The picture of the first page, shown on the page of the document."""
    row = get_object_or_404(Dokumen.objects.visible_to(request.user), pk=pk, pratinjau=Pratinjau.ADA)
    return hand_out(services.open_preview(row, by=request.user), "image/png", "pratinjau.png", attachment=False)


def hand_out(content: IO[bytes], jenis_isi: str, nama: str, *, attachment: bool = True) -> FileResponse:
    """A private file: to be saved, never guessed at (nosniff comes with every page), never run."""
    response = FileResponse(content, as_attachment=attachment, filename=nama, content_type=jenis_isi)
    _guard(response)
    return response


def hand_out_stored(
    request: HttpRequest, content: IO[bytes], jenis_isi: str, nama: str, *, ukuran: int, sidik: str
) -> HttpResponseBase:
    """The same for a file that stays as it is: a download that broke off goes on where it stopped."""
    response = send_file(request, content, jenis_isi, nama, ukuran=ukuran, tanda=tag_of(sidik))
    _guard(response)
    return response


def _guard(response: HttpResponseBase) -> None:
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
