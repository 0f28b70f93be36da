"""Posisi merit saya: the own box or index as things stand today, and what the published runs have said."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from merit.selectors import saya as selectors
from pegawai.models import Pegawai
from pegawai.selectors import orang as people


def me(request: HttpRequest) -> Pegawai:
    person = people.person_of(request.user)
    if person is None:
        raise Http404
    return person


def saya(request: HttpRequest) -> HttpResponse:
    person = me(request)
    context = selectors.own_page(person, request.GET.get("instrumen", ""))
    return render(request, "merit/saya.html", context | {"pegawai": person})
