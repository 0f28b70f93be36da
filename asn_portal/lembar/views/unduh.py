"""Taking out a list: choose columns, format and purpose, get the file or a job."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from asn_portal.core.htmx import once, refusal_in_form
from asn_portal.core.lihat import owner_only
from asn_portal.core.permissions import require
from asn_portal.core.sudo import fresh_login_required, must_confirm
from asn_portal.lembar import permissions, selectors
from asn_portal.lembar.daftar import DaftarEkspor, find_ekspor
from asn_portal.lembar.forms import UnduhForm
from asn_portal.lembar.services import ekspor as services
from asn_portal.lembar.services.ekspor import LANGSUNG, Permintaan

KEPT = "unduhan_tertunda"


@dataclass(frozen=True)
class Halaman:
    """The list as its address describes it, and how much of it would be taken out."""

    daftar: DaftarEkspor
    kueri: dict[str, str]
    ukuran: selectors.Ukuran

    @property
    def langsung(self) -> bool:
        return self.ukuran.baris <= LANGSUNG


def find_list(nama: str) -> DaftarEkspor:
    daftar = find_ekspor(nama)
    if daftar is None:
        raise Http404
    return daftar


@owner_only
def unduh(request: HttpRequest, nama: str) -> HttpResponse:
    daftar = find_list(nama)
    kueri = daftar.clean(request.GET)
    require(permissions.can_export(request.user, daftar, kueri))
    page = Halaman(daftar, kueri, selectors.size_of(request.user, daftar, kueri))
    confirm = services.needs_reason(page.ukuran)
    if request.method != "POST":
        return fresh_login_required(_ask)(request, page) if confirm else _ask(request, page)
    if confirm and must_confirm(request):
        return _keep(request)
    return _send(request, page) if page.langsung else _start(request, page)


def _keep(request: HttpRequest) -> HttpResponse:
    """The password has grown old while the form was filled. A file as the answer to the password would leave the person
    on the wrong page: back to the form, which asks for it and then shows what was chosen.
    """
    chosen = {
        "kolom": request.POST.getlist("kolom"),
        **{name: request.POST.get(name, "") for name in ("bentuk", "tujuan")},
    }
    request.session[KEPT] = {"jalur": request.get_full_path(), **chosen}
    return redirect(request.get_full_path())


def _ask(request: HttpRequest, page: Halaman) -> HttpResponse:
    return _show(request, page, _form(request, page))


def _form(request: HttpRequest, page: Halaman) -> UnduhForm:
    columns = page.daftar.columns_for(request.user, page.kueri)
    chosen = page.daftar.columns_in(request.GET)
    initial = {"kolom": chosen or [satu.nama for satu in columns if satu.bawaan]}
    kept = request.session.pop(KEPT, None) if request.method != "POST" else None
    if kept and kept.pop("jalur") == request.get_full_path():
        initial |= {name: value for name, value in kept.items() if value}
    return UnduhForm(
        request.POST or None,
        kolom=columns,
        wajib_tujuan=services.needs_reason(page.ukuran),
        tertulis=bool(page.daftar.orang),
        initial=initial,
    )


def _show(request: HttpRequest, page: Halaman, form: UnduhForm) -> HttpResponse:
    context = {
        "form": form,
        "daftar": page.daftar,
        "ukuran": page.ukuran,
        "langsung": page.langsung,
        "batas": LANGSUNG,
        "kata": page.daftar.kata(request.user, page.kueri, timezone.localdate()),
        "kembali": page.daftar.address(page.kueri, page.daftar.columns_in(request.GET)),
    }
    return render(request, "lembar/unduh.html", context, status=422 if form.errors else 200)


def _asked(form: UnduhForm, page: Halaman) -> Permintaan:
    data = form.cleaned_data
    return Permintaan(page.daftar.nama, page.kueri, data["kolom"], data["bentuk"], data["tujuan"].strip())


@refusal_in_form
def _send(request: HttpRequest, page: Halaman) -> HttpResponse:
    """The file at once."""
    form = _form(request, page)
    if not form.is_valid():
        return _show(request, page, form)
    name, kind, content = services.export_now(_asked(form, page), by=request.user)
    return FileResponse(content, as_attachment=True, filename=name, content_type=kind)


@once
def _start(request: HttpRequest, page: Halaman) -> HttpResponse:
    """A job, and on to its page."""
    form = _form(request, page)
    if not form.is_valid():
        return _show(request, page, form)
    row = services.start_export(_asked(form, page), by=request.user)
    return redirect("core:pekerjaan_detail", row.pk)
