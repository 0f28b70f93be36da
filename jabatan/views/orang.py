"""A person on the map: posts held, and why somebody is the superior."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from asn_portal.core.htmx import render_htmx
from asn_portal.core.permissions import require
from asn_portal.core.views.unit import as_of
from jabatan import permissions, selectors
from pegawai import selectors as pegawai_selectors
from pegawai.models import Pegawai


def jabatan_orang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Posts of a person: on the page of the person, and as a page of its own."""
    person = _person(request, pk)
    rows = selectors.posts_of(person)
    context = {
        "pegawai": person,
        "daftar": rows,
        "tanggal": as_of(request),
        "kini": [r for r in rows if r.on(as_of(request))],
        "luar": selectors.outside_of(person),
        "boleh_luar": permissions.can_place_outside(request.user, person),
    }
    return render_htmx(request, "jabatan/jabatan_orang.html", "jabatan/_jabatan_orang.html", context)


def mengapa_atasan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mengapa dia atasan saya?"""
    person, day = _person(request, pk), as_of(request)
    context = {
        "pegawai": person,
        "tanggal": day,
        "penjelasan": selectors.explain_atasan(person, day),
        "sendiri": permissions.is_self(request.user, person),
    }
    return render(request, "jabatan/mengapa_atasan.html", context)


def mengapa_saya(request: HttpRequest) -> HttpResponse:
    person = pegawai_selectors.person_of(request.user)
    if person is None:
        raise Http404
    return redirect("jabatan:mengapa_atasan", person.pk)


def _person(request: HttpRequest, pk: UUID) -> Pegawai:
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_see_posts_of(request.user, person))
    return person
