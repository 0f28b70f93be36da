"""One plan: its page, its rows, its annexes, its links; only the owner writes."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from asn_portal.berkas.views.dokumen import hand_out
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from kinerja import permissions
from kinerja.cetak import draw_skp
from kinerja.cetak_umpan_balik import draw_feedback
from kinerja.enums import StatusSKP
from kinerja.forms.rencana import LengkapiForm, RevisiForm, RHKForm, TautanForm
from kinerja.models import SKP
from kinerja.permissions_evaluasi import can_print_feedback
from kinerja.selectors import rencana as selectors
from kinerja.selectors.evaluasi import stages_for
from kinerja.selectors.matriks import offered_to
from kinerja.selectors.periode import planning_window
from kinerja.services import persetujuan, rencana
from pegawai.selectors.orang import superior_on


def seen(request: HttpRequest, pk: UUID) -> SKP:
    rows = SKP.objects.visible_to(request.user).select_related("pegawai", "penilai", "periode", "menggantikan")
    return get_object_or_404(rows, pk=pk)


def owned(request: HttpRequest, pk: UUID) -> SKP:
    skp = seen(request, pk)
    require(permissions.can_write_skp(request.user, skp))
    return skp


def skp_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    skp, today = seen(request, pk), timezone.localdate()
    own = permissions.is_owner(request.user, skp)
    notes = selectors.last_notes(skp)
    contents = selectors.contents_of(skp, catatan=notes[1])
    context = {
        "skp": skp,
        "isi": contents,
        "catatan": notes[0],
        "sendiri": own,
        "aksi": permissions.available_actions(request.user, skp),
        "langkah": selectors.way_of(skp),
        "beda": selectors.differences(skp.menggantikan, skp) if skp.menggantikan else None,
        "kurang": selectors.what_is_missing(skp, contents.baris) if own else [],
        "tautan": len(selectors.proposed_links(skp, today)) if own else 0,
        "jendela": planning_window(skp.periode, skp.unit_id, today),
        "atasan": superior_on(skp.pegawai_id, today),
        "tahap": stages_for(request.user, skp, today) if skp.status == StatusSKP.DISETUJUI else [],
        "menilai": not own and permissions.can_decide_skp(request.user, skp),
        "hari": today,
    }
    return render(request, "kinerja/skp_detail.html", context | _around(request, skp, own=own))


def _around(request: HttpRequest, skp: SKP, *, own: bool) -> dict[str, Any]:
    """What leads on from a plan: offers of the superior's matrix, the own matrix, examples of the unit."""
    keeps_examples = permissions.can_edit_target(request.user, skp.unit)
    return {
        "tawaran": offered_to(skp.pegawai_id, skp.periode_id, timezone.localdate()) if own else [],
        "matriks": own and permissions.has_team(request.user),
        "umpan_balik_pdf": can_print_feedback(request.user, skp.pegawai_id),
        "jadi_contoh": permissions.can_make_example(request.user, skp),
        "contoh": skp.daftar_contoh.filter(dicabut_pada=None) if keeps_examples else [],
    }


@once
def rhk_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _rhk(request, owned(request, pk), None)


@once
def rhk_change(request: HttpRequest, pk: UUID, rhk: UUID) -> HttpResponse:
    skp = owned(request, pk)
    row = next((row for row in selectors.rows_of(skp) if row.rhk.pk == rhk), None)
    if row is None:
        raise Http404
    return _rhk(request, skp, row)


def _rhk(request: HttpRequest, skp: SKP, row: selectors.Baris | None) -> HttpResponse:
    supports = selectors.supports_of(skp, timezone.localdate())
    form = RHKForm(request.POST or None, skp=skp, sandaran=supports, baris=row)
    if request.method == "POST" and form.is_valid():
        rencana.save_rhk(skp.pk, form.isi(), by=request.user, rhk_id=row.rhk.pk if row else None)
        messages.success(request, "Hasil kerja tersimpan.")
        if "lagi" in request.POST:
            return redirect("kinerja:rhk_add", skp.pk)
        return redirect("kinerja:skp_detail", skp.pk)
    context = {"form": form, "skp": skp, "baris": row}
    return render(request, "kinerja/rhk_form.html", context, status=422 if form.errors else 200)


@require_POST
def rhk_delete(request: HttpRequest, pk: UUID, rhk: UUID) -> HttpResponse:
    skp = owned(request, pk)
    rencana.delete_rhk(skp.pk, rhk, by=request.user)
    messages.success(request, "Hasil kerja dihapus dari draf.")
    return redirect("kinerja:skp_detail", skp.pk)


@once
def skp_complete(request: HttpRequest, pk: UUID) -> HttpResponse:
    skp = owned(request, pk)
    initial = {f"nilai_{nilai}": teks for nilai, teks in skp.daftar_ekspektasi.values_list("nilai", "teks")}
    initial |= {name: getattr(skp, name) for name in ("dukungan", "pertanggungjawaban", "konsekuensi")}
    form = LengkapiForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        rencana.save_annexes(skp.pk, ekspektasi=form.ekspektasi(), lampiran=form.lampiran(), by=request.user)
        messages.success(request, "Perilaku kerja dan lampiran tersimpan.")
        return redirect("kinerja:skp_detail", skp.pk)
    return render(request, "kinerja/skp_lengkapi.html", {"form": form, "skp": skp}, status=422 if form.errors else 200)


@once
def skp_submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Check first, then send."""
    skp, today = owned(request, pk), timezone.localdate()
    if request.method == "POST":
        receipt = persetujuan.submit_skp(skp.pk, by=request.user)
        when = timezone.localtime(receipt.pada)
        messages.success(request, f"SKP terkirim pukul {when:%H.%M} WIB. Nomor tanda terima {receipt.nomor}.")
        return redirect("kinerja:skp_detail", skp.pk)
    contents = selectors.contents_of(skp)
    context = {
        "skp": skp,
        "isi": contents,
        "kurang": selectors.what_is_missing(skp, contents.baris),
        "beda": selectors.differences(skp.menggantikan, skp) if skp.menggantikan else None,
        "jendela": planning_window(skp.periode, skp.unit_id, today),
        "atasan": superior_on(skp.pegawai_id, today),
        "hari": today,
    }
    return render(request, "kinerja/skp_ajukan.html", context)


@require_POST
def skp_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    skp = persetujuan.withdraw_skp(owned(request, pk).pk, by=request.user)
    messages.success(request, "SKP ditarik kembali menjadi draf. Ajukan lagi setelah diubah.")
    return redirect("kinerja:skp_detail", skp.pk)


@require_POST
def skp_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    skp = rencana.discard_skp(owned(request, pk).pk, by=request.user)
    messages.success(request, f"Draf SKP {skp.tahun} dibatalkan.")
    return redirect(f"{redirect('kinerja:saya').url}?tahun={skp.tahun}")


@require_POST
def skp_share(request: HttpRequest, pk: UUID) -> HttpResponse:
    skp = owned(request, pk)
    shared = request.POST.get("dibagikan") == "ya"
    rencana.share_skp(skp.pk, dibagikan=shared, by=request.user)
    messages.success(
        request, "Rekan seunit kini dapat memakainya sebagai contoh." if shared else "Tidak lagi dibagikan."
    )
    return redirect("kinerja:skp_detail", skp.pk)


@once
def skp_revise(request: HttpRequest, pk: UUID) -> HttpResponse:
    skp = owned(request, pk)
    form = RevisiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = rencana.revise_skp(skp.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(
            request, f"Draf versi {new.versi} dimulai. Versi {skp.versi} tetap berlaku sampai yang baru disetujui."
        )
        return redirect("kinerja:skp_detail", new.pk)
    return render(request, "kinerja/skp_revisi.html", {"form": form, "skp": skp}, status=422 if form.errors else 200)


@once
def tautan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rows that may be hung on the superior's plan, both texts side by side."""
    skp = owned(request, pk)
    proposed = selectors.proposed_links(skp, timezone.localdate())
    form = TautanForm(request.POST or None)
    form.fields["pilih"].choices = [(f"{one.rhk.pk}:{one.tujuan.pk}", one.tujuan.teks) for one in proposed]
    if request.method == "POST" and form.is_valid():
        count = rencana.accept_links(skp.pk, form.tautan(), by=request.user)
        messages.success(request, f"{count} hasil kerja ditautkan ke rencana atasan.")
        return redirect("kinerja:skp_detail", skp.pk)
    context = {"form": form, "skp": skp, "usulan": proposed}
    return render(request, "kinerja/tautan.html", context, status=422 if form.errors else 200)


def skp_copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything in the field order of e-Kinerja BKN, each with a button that copies it."""
    skp = seen(request, pk)
    require(permissions.is_owner(request.user, skp))
    return render(request, "kinerja/skp_salin.html", {"skp": skp, "isi": selectors.contents_of(skp)})


def skp_pdf(request: HttpRequest, pk: UUID) -> FileResponse:
    """F1 and F2 for whoever may read the plan."""
    skp = seen(request, pk)
    name = f"SKP-{skp.tahun}-{slugify(skp.pegawai.nama)}-v{skp.versi}.pdf"
    return hand_out(BytesIO(draw_skp(skp)), "application/pdf", name)


def umpan_balik_pdf(request: HttpRequest, pk: UUID) -> FileResponse:
    """F3 for the two sides of the plan and those who read its ratings."""
    skp = seen(request, pk)
    require(can_print_feedback(request.user, skp.pegawai_id))
    name = f"Umpan-balik-{skp.tahun}-{slugify(skp.pegawai.nama)}.pdf"
    return hand_out(BytesIO(draw_feedback(skp, timezone.localdate())), "application/pdf", name)
