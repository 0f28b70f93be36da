"""Pengembangan saya, and the development of a team."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from asn_portal.core.permissions import require
from pegawai import selectors as people
from pelatihan import permissions
from pelatihan.kalender import draw_calendar
from pelatihan.selectors import evaluasi, kegiatan, saran, wajib
from pelatihan.selectors import saya as selectors
from pelatihan.selectors.celah import gaps_of
from pelatihan.selectors.jp import jp_of


def saya(request: HttpRequest) -> HttpResponse:
    require(permissions.can_learn(request.user))
    person, today = people.person_of(request.user), timezone.localdate()
    celah = gaps_of(person.pk, person.instansi_id, today)
    context = {
        "pegawai": person,
        "celah": celah,
        "kurang": [one for one in celah if one.kurang],
        "diukur": any(one.capaian is not None for one in celah),
        "saran": saran.recommendations(person, today, timezone.now()),
        "belum_dinilai": evaluasi.to_react(request.user),
        "rencana": person.daftar_rencana.filter(tahun__gte=today.year).order_by("tahun"),
        "jp": jp_of(request.user.instansi_id, person.pk, today),
        "daftar": selectors.my_registrations(request.user),
        "kegiatan": kegiatan.running(request.user, today),
        "lalu": selectors.my_past(request.user),
        "sertifikat": selectors.my_certificates(request.user),
        "hari_ini": today,
    }
    return render(request, "pelatihan/saya.html", context)


@never_cache
def kalender(request: HttpRequest) -> HttpResponse:
    require(permissions.can_learn(request.user))
    rows = selectors.calendar_entries(request.user)
    content = draw_calendar(rows, alamat=settings.ALAMAT, now=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="pelatihan-saya.ics"'
    return response


def tim(request: HttpRequest) -> HttpResponse:
    require(permissions.has_team(request.user))
    today = timezone.localdate()
    rows = selectors.team_rows(request.user, today)
    pns = [row for row in rows if not row.jp.pppk]
    context = {
        "daftar": rows,
        "menunggu": kegiatan.waiting_consents(request.user),
        "terpenuhi": sum(row.jp.terpenuhi for row in pns),
        "pns": len(pns),
        "ada_wajib": bool(wajib.duties_of_team(request.user, today)),
        "hari_ini": today,
    }
    return render(request, "pelatihan/tim.html", context)
