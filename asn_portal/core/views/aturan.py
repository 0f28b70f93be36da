"""The rule book and the calculators: open to everybody, useful without an account."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from asn_portal.core import selectors
from asn_portal.core.bacaan import provision_tables, read_answer
from asn_portal.core.forms.kalkulator import KalkulatorForm
from asn_portal.core.pembatas import TAMU, seconds_left, too_often
from asn_portal.core.regulasi import TOPIK, URAIAN_KEYAKINAN, Aturan, find_aturan, to_plain


def _rule(nama: str) -> Aturan:
    rule = find_aturan(nama)
    if rule is None:
        raise Http404
    return rule


@login_not_required
@require_safe
def aturan_list(request: HttpRequest) -> HttpResponse:
    """The rule book: every rule by app, found by words, with what its marks mean."""
    only_unverified = request.GET.get("tanda") == "belum"
    book = selectors.rule_book(request.GET.get("q", ""), hanya_belum=only_unverified)
    context = {
        "buku": book,
        "jumlah": sum(len(bab.daftar) for bab in book),
        "keyakinan": URAIAN_KEYAKINAN,
        "nama_tanda": "Belum diverifikasi" if only_unverified else "",
    }
    return render(request, "core/aturan_list.html", context)


@login_not_required
@require_safe
def aturan_detail(request: HttpRequest, nama: str) -> HttpResponse:
    """One rule: its purpose, its law as dated tables, an example that is calculated now, and how to ask for it."""
    rule = _rule(nama)
    jawaban = selectors.answer_aturan(rule, rule.contoh)
    context = {
        "aturan": rule,
        "bab": selectors.chapter_of(rule),
        "uraian": _purpose(rule),
        "hasil": read_answer(rule, rule.contoh, jawaban),
        "arti_keyakinan": URAIAN_KEYAKINAN[rule.keyakinan],
        "daftar_tabel": [_table(tabel) for tabel in rule.tabel],
        "penolakan": rule.penolakan(),
        "alamat_api": request.build_absolute_uri(reverse("api:aturan", args=[rule.nama])),
        "masukan_json": _as_json(rule.contoh),
        "jawaban_json": _as_json(vars(jawaban)),
    }
    return render(request, "core/aturan_detail.html", context)


def _purpose(rule: Aturan) -> list[str]:
    """The paragraphs of what the rule is for, without its citation."""
    text, _, _ = rule.uraian.partition("\n\nDasar: ")
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


def _table(tabel: Any) -> dict[str, Any]:
    """A dated table with its provisions, the newest first."""
    rows = [(ketentuan, provision_tables(tabel, ketentuan.nilai)) for ketentuan in reversed(tabel.ketentuan)]
    return {"tabel": tabel, "ketentuan": rows}


def _as_json(value: Any) -> str:
    return json.dumps(to_plain(value), ensure_ascii=False, indent=2)


@login_not_required
@require_safe
def kalkulator_list(request: HttpRequest) -> HttpResponse:
    """Calculators by what people want to know, found by words."""
    chosen = request.GET.get("topik", "")
    topics = selectors.calculators(request.GET.get("q", ""), chosen)
    context = {
        "daftar_topik": topics,
        "jumlah": sum(len(one.daftar) for one in topics),
        "pilihan_topik": [(key, judul) for key, judul in TOPIK.items() if key != "lain"],
        "nama_topik": TOPIK.get(chosen, ""),
    }
    return render(request, "core/kalkulator_list.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def kalkulator(request: HttpRequest, nama: str) -> HttpResponse:
    """The form of a rule, and beside it the answer. By POST: NIP and NIK never stand in an address."""
    rule, more_rows = _rule(nama), request.POST.get("tambah", "")
    is_post = request.method == "POST" and not more_rows
    busy = is_post and too_often(request.user, request.META.get("REMOTE_ADDR"))
    form = KalkulatorForm(
        request.POST if is_post else None,
        aturan=rule,
        contoh="contoh" in request.GET,
        terlalu_sering=busy,
        lanjutan=request.POST if more_rows else None,
        tambah=more_rows,
    )
    answered = is_post and form.is_valid()
    context = {
        "aturan": rule,
        "uraian": _purpose(rule),
        "form": form,
        "hasil": read_answer(rule, form.masukan, form.jawaban) if answered else None,
        "arti_keyakinan": URAIAN_KEYAKINAN[rule.keyakinan],
    }
    response = render(request, "core/kalkulator.html", context, status=429 if busy else 422 if form.errors else 200)
    if busy:
        response.headers["Retry-After"] = str(seconds_left(TAMU))
    return response
