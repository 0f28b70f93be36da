"""Papers about oneself, the yearly word about the family, the papers of a retirement, and the own photo."""

from __future__ import annotations

import io

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.berkas.cetak import render_pdf
from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.berkas.views.dokumen import hand_out
from asn_portal.core.htmx import once
from asn_portal.core.lihat import owner_only
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.sudo import fresh_login_required
from pegawai import permissions
from pegawai import selectors as people
from pegawai.forms import TujuanForm
from pegawai.forms.diri import FotoForm
from pegawai.models import KonfirmasiKeluarga, Pegawai
from pegawai.selectors import dpcp as pensiun
from pegawai.selectors import kertas as selectors
from pegawai.selectors import kp4
from pegawai.selectors.drh import DRH
from pegawai.services import foto as foto_services
from pegawai.services import identitas
from pegawai.services import keluarga as services
from pegawai.views.tujuan import keep_purpose, open_purpose

PDF = "application/pdf"
KERTAS = {satu.kunci: satu for satu in (DRH, kp4.KP4)}
DPCP = "dpcp"
# How long a browser keeps the small pictures of a list.
SEHARI = 86_400


def _me(request: HttpRequest) -> Pegawai:
    person = people.person_of(request.user)
    if person is None:
        raise Http404
    return person


def _file(request: HttpRequest) -> selectors.BerkasDiri:
    return selectors.own_file(_me(request), timezone.localdate())


@owner_only
def kertas_saya(request: HttpRequest) -> HttpResponse:
    """Every paper with what the record lacks for it, and the last decrees as signed."""
    diri = _file(request)
    retirement = pensiun.retirement(diri.orang)
    context = {
        "pegawai": diri.orang,
        "kertas": [(satu, satu.kurang(diri)) for satu in KERTAS.values()],
        "salinan": selectors.last_decrees(diri, request.user),
        "pensiun": retirement,
        "siap_pensiun": retirement is not None and retirement.sudah(diri.hari),
        "konfirmasi": KonfirmasiKeluarga.objects.filter(pegawai=diri.orang, tahun=diri.hari.year).first(),
        "hari": diri.hari,
    }
    return render(request, "pegawai/kertas_saya.html", context)


def _draw(diri: selectors.BerkasDiri, kunci: str, by: Pengguna) -> FileResponse:
    """One paper as PDF/A, from the record of today."""
    if kunci == DPCP:
        retirement = pensiun.retirement(diri.orang)
        if retirement is None:
            raise Http404
        isi, judul = pensiun.dpcp_paper(diri, retirement, pensiun.checklist(diri, by)), "Daftar berkas pensiun"
    elif kunci in KERTAS:
        isi, judul = KERTAS[kunci].isi(diri), KERTAS[kunci].judul
        if KERTAS[kunci].berfoto:
            isi["foto"] = list(foto_services.read_foto(diri.orang))
    else:
        raise Http404
    content = render_pdf("kertas", isi, judul=judul, tanggal=diri.hari, konsep=False)
    return hand_out(io.BytesIO(content), PDF, f"{kunci}-{diri.hari:%Y-%m-%d}.pdf")


@owner_only
def kertas_unduh(request: HttpRequest, kunci: str) -> FileResponse:
    return _draw(_file(request), kunci, request.user)


@owner_only
@once
def kertas_kp4(request: HttpRequest) -> HttpResponse:
    """The family list, what is about to end in it, and the yearly confirmation."""
    diri = _file(request)
    if request.method == "POST":
        services.confirm_keluarga(diri, by=request.user)
        messages.success(
            request, f"Daftar keluarga tahun {diri.hari.year} terkonfirmasi {timezone.localtime():%H.%M} WIB."
        )
        return redirect("pegawai:kertas_kp4")
    context = {
        "pegawai": diri.orang,
        "tanggungan": kp4.dependants(diri),
        "kurang": kp4.lacks_for_kp4(diri),
        "hari": diri.hari,
        "riwayat": services.confirmations(diri.orang),
        "konfirmasi": KonfirmasiKeluarga.objects.filter(pegawai=diri.orang, tahun=diri.hari.year).first(),
        "kertas": kp4.KP4,
    }
    return render(request, "pegawai/kertas_kp4.html", context)


@owner_only
def kertas_dpcp(request: HttpRequest) -> HttpResponse:
    """What is asked for a retirement: what is there, what is missing, how to add it."""
    diri = _file(request)
    retirement = pensiun.retirement(diri.orang)
    if retirement is None:
        raise Http404
    items = pensiun.checklist(diri, request.user)
    context = {
        "pegawai": diri.orang, "pensiun": retirement, "daftar": items, "hari": diri.hari,
        "sudah": retirement.sudah(diri.hari), "ada": sum(item.ada for item in items),
    }  # fmt: skip
    return render(request, "pegawai/kertas_dpcp.html", context)


# -- papers of somebody else -------------------------------------------------------------------------------------------

KELUARGA = "keluarga"
# As the reading is named to its owner.
NAMA_BACAAN = {"drh": "Kertas DRH", "kp4": "Kertas KP4", DPCP: "Kertas DPCP", KELUARGA: "Daftar keluarga"}
JUDUL_DPCP, JUDUL_KELUARGA = "Daftar berkas pensiun (DPCP)", "Daftar keluarga terkonfirmasi"


@fresh_login_required
def kertas_orang(request: HttpRequest, pk: str) -> HttpResponse | FileResponse:
    """DRH, KP4 and DPCP of somebody in one's scope: with a reason that the owner reads, each paper noted."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user).select_related("pengguna", "foto"), pk=pk)
    require(permissions.can_print_papers(request.user, person))
    choices = papers_about(person)
    form = TujuanForm(request.POST or None, initial={"tujuan": open_purpose(request)})
    context = {"pegawai": person, "form": form, "kertas": choices, "keluarga": KELUARGA}
    kunci = request.POST.get("kertas", "")
    if request.method == "POST" and kunci not in choices:
        form.add_error(None, "Pilih kertas yang hendak dicetak.")
    if request.method == "POST" and form.is_valid():
        tujuan = form.cleaned_data["tujuan"]
        identitas.note_opened(person, kelompok=NAMA_BACAAN[kunci], tujuan=tujuan, by=request.user)
        keep_purpose(request, tujuan)
        if kunci != KELUARGA:
            return _draw(selectors.own_file(person, timezone.localdate()), kunci, request.user)
        context["riwayat"] = services.confirmations(person)
    return render(request, "pegawai/kertas_orang.html", context, status=422 if form.errors else 200)


def papers_about(person: Pegawai) -> dict[str, str]:
    papers = {kunci: satu.judul for kunci, satu in KERTAS.items()}
    if pensiun.retirement(person) is not None:
        papers[DPCP] = JUDUL_DPCP
    return papers | {KELUARGA: JUDUL_KELUARGA}


# -- photo -----------------------------------------------------------------------------------------------------------


def foto(request: HttpRequest, pk: str) -> FileResponse:
    """The picture of somebody whom this account sees in the directory."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    small = "kecil" in request.GET
    content = foto_services.open_foto(person, kecil=small)
    if content is None:
        raise Http404
    response = hand_out(content, "image/jpeg", "foto.jpg", attachment=False)
    if small:
        # Lists show many again and again. The address names the version; a new picture has another one.
        response.headers["Cache-Control"] = f"private, max-age={SEHARI}, immutable"
    return response


@owner_only
@once
def foto_saya(request: HttpRequest) -> HttpResponse:
    person = _me(request)
    form = FotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["berkas"]
        foto_services.set_foto(person.pk, Kiriman(sent.name, sent.read()), by=request.user)
        messages.success(request, f"Foto Anda tersimpan {timezone.localtime():%H.%M} WIB.")
        return redirect("pegawai:pegawai_detail", person.pk)
    context = {"form": form, "pegawai": person}
    return render(request, "pegawai/foto_form.html", context, status=422 if form.errors else 200)


@owner_only
@require_POST
def foto_hapus(request: HttpRequest) -> HttpResponse:
    foto_services.remove_foto(_me(request).pk, by=request.user)
    messages.success(request, "Foto dihapus. Profil Anda menampilkan inisial.")
    return redirect("pegawai:foto_saya")
