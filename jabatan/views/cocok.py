"""Persons and posts: the shortlist of a seat, and where the own post can lead."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from asn_portal.core.permissions import require
from asn_portal.core.views.unit import as_of
from jabatan import permissions
from jabatan.selectors.calon import shortlist
from jabatan.selectors.karier import career_of
from jabatan.views.perlu import seat_of
from pegawai import selectors as pegawai_selectors
from pegawai.models import Pegawai

PER_PAGE = 25
LONGEST_NUMBER = 3


def calon_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Calon untuk jabatan ini, dengan bukti tiap syarat."""
    require(permissions.can_describe_posts(request.user))
    found, day = seat_of(request, pk), as_of(request)
    text = request.GET.get("hal", "")
    page = max(int(text), 1) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 1
    rows = shortlist(found, day, mulai=(page - 1) * PER_PAGE, batas=PER_PAGE)
    context = {
        "kursi": found,
        "boleh_calon": permissions.can_describe_posts(request.user),
        "tanggal": day,
        "daftar": rows,
        "hal": page,
        "mulai": (page - 1) * PER_PAGE,
        "berikut": page + 1 if page * PER_PAGE < rows.banyak else None,
    }
    return render(request, "jabatan/calon_list.html", context)


def karier(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Peta karier."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_see_posts_of(request.user, person))
    context = {
        "pegawai": person,
        "peta": career_of(person, as_of(request)),
        "tanggal": as_of(request),
        "sendiri": permissions.is_self(request.user, person),
    }
    return render(request, "jabatan/karier.html", context)


def karier_saya(request: HttpRequest) -> HttpResponse:
    person = pegawai_selectors.person_of(request.user)
    if person is None:
        raise Http404
    return redirect("jabatan:karier", person.pk)
