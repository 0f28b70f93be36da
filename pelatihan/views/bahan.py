"""Uploaded files of parts: films, pictures and PDF by their page; files of a package by their key, without a cookie."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from asn_portal.berkas import simpan
from asn_portal.berkas.isi.pdf import draw_page
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.potongan import send_file, tag_of
from pelatihan import bingkai, permissions
from pelatihan.enums import JenisBahan
from pelatihan.kunci_paket import KunciPaket, read_key
from pelatihan.laporan_paket import read_report
from pelatihan.models import BagianModul, BahanModul, ModulDaring
from pelatihan.selectors import paket as selectors
from pelatihan.services import paket as services
from pelatihan.views.modul import part_of, show_part, with_material

AKHIRAN = {"application/pdf": "pdf", "image/jpeg": "jpg", "video/mp4": "mp4", "video/webm": "webm"}
# Wide enough to read a page of paper on a screen.
LEBAR_HALAMAN = 1400
TERTUTUP = "default-src 'none'; sandbox"


def _material(request: HttpRequest, pk: UUID) -> BahanModul:
    """For who learns the module or keeps it; never a package."""
    rows = BahanModul.objects.filter(bagian__modul__in=ModulDaring.objects.visible_to(request.user)).defer("isi")
    row = get_object_or_404(rows.select_related("bagian"), pk=pk)
    if row.paket or not permissions.can_read_part(request.user, row.bagian):
        raise Http404
    return row


@require_safe
def bahan_halaman(request: HttpRequest, pk: UUID, nomor: int) -> HttpResponse:
    """One page of a PDF as a picture: read in the page itself, and only as far as somebody reads."""
    row = _material(request, pk)
    if nomor not in selectors.BahanTampil(row, None).halaman:
        raise Http404
    with simpan.open_file(row.nama_simpan) as content:
        picture = draw_page(content.read(), nomor, LEBAR_HALAMAN)
    if picture is None:
        raise Http404
    response = HttpResponse(picture, content_type="image/png")
    response.headers["Content-Security-Policy"] = TERTUTUP
    response.headers["Cache-Control"] = f"private, max-age={bingkai.SIMPAN_DETIK}"
    return response


@require_safe
def bahan_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A film (piece by piece), a picture, a PDF."""
    row = _material(request, pk)
    name = f"{slugify(row.bagian.judul) or 'bahan'}.{AKHIRAN[row.jenis_isi]}"
    response = send_file(
        request, simpan.open_file(row.nama_simpan), row.jenis_isi, name, ukuran=row.ukuran, tanda=tag_of(row.sidik),
        attachment=row.jenis == JenisBahan.PDF,
    )  # fmt: skip
    response.headers["Content-Security-Policy"] = TERTUTUP
    response.headers["Cache-Control"] = f"private, max-age={bingkai.SIMPAN_DETIK}"
    return response


@require_POST
@once
def paket_begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = part_of(request, pk)
    services.open_package(row.pk, by=request.user)
    return redirect("pelatihan:bagian_detail", row.pk)


@require_POST
def paket_report(request: HttpRequest, pk: UUID) -> JsonResponse:
    """What the frame has told the page (static/js/paket.js)."""
    row = part_of(request, pk)
    answer = services.report_package(
        row.pk, read_report(request.body), sidik=request.GET.get("bahan", ""), by=request.user
    )
    now = timezone.localtime()
    return JsonResponse({"tersimpan": f"{now:%H.%M}", "selesai": answer.selesai, "pesan": answer.pesan})


@with_material
def bagian_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part as learners see it, for who writes it; nothing is kept."""
    require(permissions.can_manage(request.user))
    rows = BagianModul.objects.filter(modul__in=ModulDaring.objects.visible_to(request.user))
    return show_part(request, get_object_or_404(rows.select_related("modul__program"), pk=pk), None)


@login_not_required
@require_safe
def paket_file(request: HttpRequest, kunci: str, nama: str) -> HttpResponseBase:
    """One file of a package. The key in the address is the right to it; no account is asked."""
    key = read_key(kunci)
    row = selectors.found_in(key.bagian, nama) if key else None
    if key is None or row is None:
        raise Http404
    if bingkai.is_page(nama) and row.jenis != JenisBahan.H5P:
        return _page(request, key, row)
    start, length = row.tempat
    response = send_file(
        request, simpan.open_file(row.nama_simpan), bingkai.kind_of(nama), "", ukuran=length,
        tanda=tag_of(row.sidik, nama), attachment=False, mulai=start,
    )  # fmt: skip
    return bingkai.guard(request, response, bingkai.frame_folder(key), tetap=True)


def _page(request: HttpRequest, key: KunciPaket, row: BahanModul) -> HttpResponseBase:
    start, length = row.tempat
    with simpan.open_file(row.nama_simpan) as stored:
        stored.seek(start)
        content = stored.read(length)
    response = HttpResponse(bingkai.inject(content, row, _state(key, row)), content_type="text/html")
    return bingkai.guard(request, response, bingkai.frame_folder(key), tetap=False)


def _state(key: KunciPaket, row: BahanModul) -> dict[str, object]:
    progress = selectors.progress_in(key.belajar, key.bagian)
    return bingkai.state_for_frame(
        key, row, selectors.known_data(progress, row.sidik), selectors.learner_name(progress)
    )


@login_not_required
@require_safe
def paket_awal(request: HttpRequest, kunci: str) -> HttpResponseBase:
    """The first page of a package of H5P, which has none of its own."""
    key = read_key(kunci)
    row = selectors.package_of(key.bagian) if key else None
    if key is None or row is None or row.jenis != JenisBahan.H5P:
        raise Http404
    context = {"keadaan": _state(key, row), "map": bingkai.frame_folder(key).rstrip("/"), "pemutar": bingkai.H5P}
    response = render(request, "pelatihan/paket_h5p.html", context)
    return bingkai.guard(request, response, bingkai.frame_folder(key), tetap=False)
