"""Official papers: lists, one with its way and its pages, making one, and what is done before the signature."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from asn_portal.berkas import tte
from asn_portal.berkas.daftar import NASKAH, NOMOR
from asn_portal.berkas.enums import StatusNaskah
from asn_portal.berkas.forms.naskah import AlasanNaskahForm, NaskahForm, PutaranForm
from asn_portal.berkas.models import PDF, Naskah
from asn_portal.berkas.naskah import known_jenis
from asn_portal.berkas.permissions import naskah as permissions
from asn_portal.berkas.selectors import naskah as selectors
from asn_portal.berkas.services import naskah as services
from asn_portal.berkas.services import tampil_naskah
from asn_portal.berkas.views.dokumen import hand_out, hand_out_stored
from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import once
from asn_portal.core.lihat import owner_only
from asn_portal.core.permissions import require

PER_PAGE = 30


def seen(request: HttpRequest, pk: UUID) -> Naskah:
    return get_object_or_404(selectors.naskah_of_page(request.user), pk=pk)


@owner_only
def naskah_list(request: HttpRequest) -> HttpResponse:
    """What waits for me; `?lihat=buatan` what I made, `?lihat=lingkup` everything of my units."""
    if away := to_default(request, NASKAH.nama):
        return away
    get, scope = request.GET, permissions.can_see_naskah_of_scope(request.user)
    see = get.get("lihat", "")
    see = see if see == selectors.BUATAN or (see == selectors.LINGKUP and scope) else selectors.SAYA
    saring = selectors.SaringanNaskah(
        see, get.get("jenis", ""), get.get("status", ""), get.get("nomor", "").strip()[:80]
    )
    rows = NASKAH.ordered(selectors.naskah_rows(request.user, saring), request.user, get)
    page = Paginator(rows, PER_PAGE).get_page(get.get("hal"))
    context = {
        "kolom": NASKAH.columns_on_page(request.user, get),
        "halaman": page,
        "daftar": [(row, selectors.TANDA[StatusNaskah(row.status)]) for row in page.object_list],
        "saring": saring,
        "lingkup": scope,
        "menunggu_tte": selectors.waiting_signature(request.user),
        "pilihan_jenis": [(jenis.kunci, jenis.label) for jenis in selectors.kinds()],
        "pilihan_status": StatusNaskah.choices,
    }
    return render(request, "berkas/naskah_list.html", context)


@owner_only
def nomor_list(request: HttpRequest) -> HttpResponse:
    """The book of numbers of a year."""
    require(permissions.can_see_naskah_of_scope(request.user))
    if away := to_default(request, NOMOR.nama):
        return away
    this_year = timezone.localdate().year
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= len(str(this_year)) else this_year
    rows = NOMOR.ordered(selectors.number_book(request.user, tahun=year), request.user, request.GET)
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "tahun": year,
        "jenis": {one.kunci: one.label for one in selectors.kinds()},
        "kolom": NOMOR.columns_on_page(request.user, request.GET),
    }
    return render(request, "berkas/nomor_list.html", context)


# -- making ------------------------------------------------------------------------------------------------


@owner_only
@once
def naskah_add(request: HttpRequest, jenis: str, pk: UUID) -> HttpResponse:
    """A new paper about a person or a unit: choose the officials, then look at the konsep."""
    kind = known_jenis(jenis)
    if kind is None:
        raise Http404
    require(permissions.can_make_naskah(request.user, jenis, pk))
    made = kind.susun(request.user, pk, timezone.localdate())
    officials = selectors.choices_of(made.unit_id, made.subjek_id, request.user.pk)
    form = NaskahForm(request.POST or None, pejabat=officials)
    if request.method == "POST" and form.is_valid():
        row = services.make_naskah(jenis, pk, pilihan=form.pilihan, kertas=form.kertas_dipilih, by=request.user)
        messages.success(request, f"Konsep tersimpan pada {timezone.localtime():%H.%M} WIB. Baca dulu, lalu ajukan.")
        return redirect("berkas:naskah_detail", row.pk)
    context = {
        "form": form,
        "judul": kind.label,
        "tentang": made.tentang,
        "batal": kind.alamat(pk),
        "ada": bool(officials),
    }
    return render(request, "berkas/naskah_form.html", context, status=422 if form.errors else 200)


@owner_only
@once
def naskah_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The konsep anew from the records of today, with other officials if need be."""
    row = seen(request, pk)
    require(permissions.can_prepare_naskah(request.user, row))
    officials = selectors.choices_of(row.unit_id, row.subjek_id, row.pembuat_id)
    chosen = {f"paraf_{one.urutan}": str(one.pemaraf_id) for one in row.daftar_paraf.all()}
    initial = {"penanda_tangan": str(row.penanda_tangan_id), "kertas": row.kertas} | chosen
    form = NaskahForm(request.POST or None, pejabat=officials, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.correct_naskah(row.pk, pilihan=form.pilihan, kertas=form.kertas_dipilih, by=request.user)
        messages.success(request, f"Konsep diperbarui pada {timezone.localtime():%H.%M} WIB. Baca dulu, lalu ajukan.")
        return redirect("berkas:naskah_detail", row.pk)
    context = {
        "form": form, "judul": row.nama_jenis, "tentang": row.tentang, "naskah": row, "ada": bool(officials),
        "batal": services.address(row),
    }  # fmt: skip
    return render(request, "berkas/naskah_form.html", context, status=422 if form.errors else 200)


# -- reading -----------------------------------------------------------------------------------------------


@owner_only
def naskah_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its pages, where it is, what may be done now."""
    row = seen(request, pk)
    actions = selectors.naskah_actions(request.user, row)
    following, unread = selectors.next_unread(request.user, row.pk) if actions["tanda_tangan"] else ("", 0)
    context = {
        "naskah": row,
        "tanda": selectors.TANDA[StatusNaskah(row.status)],
        "perjalanan": selectors.journey(row),
        "halaman_naskah": tampil_naskah.pages_of(row),
        "teks": selectors.as_text(row),
        "actions": actions,
        "objek": selectors.object_address(row),
        "putaran": PutaranForm(initial={"putaran": row.putaran}),
        "tte": tte.is_active(),
        "berikut": following,
        "belum_dibuka": unread,
        "menunggu_tte": selectors.waiting_signature(request.user) if actions["tanda_tangan"] else 0,
    }
    return render(request, "berkas/naskah_detail.html", context)


@owner_only
def naskah_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The signed file; before it the konsep, or (`?untuk=cetak`) the paper that is printed for a signature by hand."""
    row = seen(request, pk)
    printed = request.GET.get("untuk") == "cetak"
    content = tampil_naskah.open_naskah(row, printed=printed, by=request.user)
    name = slugify(f"{row.nama_jenis} {row.nomor}" if row.is_sah or printed else f"konsep {row.nama_jenis}")
    if not row.nama_simpan or printed:
        return hand_out(content, PDF, f"{name}.pdf")
    size = tampil_naskah.file_size(row)
    return hand_out_stored(request, content, row.jenis_isi, f"{name}.{row.akhiran}", ukuran=size, sidik=row.sidik)


@owner_only
def naskah_page(request: HttpRequest, pk: UUID, nomor: int) -> FileResponse:
    """One page as a picture."""
    picture = tampil_naskah.open_page(seen(request, pk), nomor, by=request.user)
    if picture is None:
        raise Http404
    return hand_out(picture, "image/png", f"halaman-{nomor}.png", attachment=False)


# -- deciding ----------------------------------------------------------------------------------------------


@owner_only
@require_POST
@once
def naskah_submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = services.submit_naskah(seen(request, pk).pk, by=request.user)
    messages.success(request, f"Naskah diajukan pada {timezone.localtime():%H.%M} WIB kepada pemaraf pertama.")
    return redirect("berkas:naskah_detail", row.pk)


@owner_only
@require_POST
@once
def naskah_initial(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = PutaranForm(request.POST)
    read = form.cleaned_data["putaran"] if form.is_valid() else None
    row = services.initial_naskah(seen(request, pk).pk, putaran=read, by=request.user)
    messages.success(request, f"Naskah diparaf pada {timezone.localtime():%H.%M} WIB.")
    return redirect("berkas:naskah_detail", row.pk)


def reason_page(request: HttpRequest, row: Naskah, form: Any, words: dict[str, str]) -> HttpResponse:
    """One question, its consequence, and the reason."""
    context = {"naskah": row, "form": form, **words}
    return render(request, "berkas/naskah_alasan.html", context, status=422 if form.errors else 200)


@owner_only
@once
def naskah_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    require(permissions.can_return_naskah(request.user, row))
    form = AlasanNaskahForm(request.POST or None, initial={"putaran": row.putaran})
    if request.method == "POST" and form.is_valid():
        services.return_naskah(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(
            request, f"Naskah dikembalikan kepada {row.pembuat.nama}. Ia sudah diberi tugas memperbaikinya."
        )
        return redirect("berkas:naskah_list")
    words = {
        "judul": "Kembalikan naskah ini?", "tombol": "Kembalikan naskah",
        "akibat": f"Naskah kembali kepada {row.pembuat.nama} dengan alasan Anda. Setelah diperbaiki, semua paraf diberikan lagi.",
    }  # fmt: skip
    return reason_page(request, row, form, words)


@owner_only
@once
def naskah_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    require(permissions.can_prepare_naskah(request.user, row))
    form = AlasanNaskahForm(request.POST or None, initial={"putaran": row.putaran})
    if request.method == "POST" and form.is_valid():
        services.cancel_naskah(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"Naskah dibatalkan pada {timezone.localtime():%H.%M} WIB.")
        return redirect("berkas:naskah_detail", row.pk)
    words = {
        "judul": "Batalkan naskah ini?", "tombol": "Batalkan naskah", "bahaya": "1",
        "akibat": "Naskah berhenti di sini dan tidak dapat dilanjutkan. Bila masih perlu, buat yang baru.",
    }  # fmt: skip
    return reason_page(request, row, form, words)
