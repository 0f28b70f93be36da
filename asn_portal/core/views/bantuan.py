"""Requests for help: asking, following, answering."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.bilah import to_default
from asn_portal.core.daftar_halaman import TIKET
from asn_portal.core.enums import StatusTiket, TujuanTiket
from asn_portal.core.forms.layanan import BalasanForm, BantuanForm, BukaForm, SelesaiForm, TeruskanForm, TutupForm
from asn_portal.core.htmx import once
from asn_portal.core.kejadian import origin_of
from asn_portal.core.models import Tiket
from asn_portal.core.permissions import layanan, require
from asn_portal.core.selectors import bantuan as selectors
from asn_portal.core.selectors.jawab import as_words, help_within
from asn_portal.core.services import bantuan as services

PER_PAGE = 30
DONE = {
    "balas": "Balasan terkirim pada {pukul}.",
    "selesai": "Terima kasih. Permintaan {label} ditandai selesai pada {pukul}.",
    "tutup": "Permintaan {label} ditutup pada {pukul}. Pengirim diberi tahu.",
    "teruskan": "Permintaan {label} diteruskan pada {pukul}. Pengirim diberi tahu.",
    "buka": "Permintaan {label} dibuka lagi pada {pukul}.",
}


@once
def tiket_add(request: HttpRequest) -> HttpResponse:
    """Minta bantuan: one field; the page it is about and the request number come along by themselves."""
    halaman, permintaan = origin_of(request)
    form = BantuanForm(request.POST or None, initial={"halaman": halaman, "permintaan": permintaan})
    within = as_words(help_within(request.user.instansi_id, timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        tiket = services.ask_help(by=request.user, **form.cleaned_data)
        messages.success(
            request,
            f"Permintaan {tiket.label} terkirim pada {timezone.localtime():%H.%M} WIB. Jawaban paling lambat {within}.",
        )
        return redirect("core:tiket_detail", tiket.pk)
    context = {
        "form": form,
        "halaman": form["halaman"].value(),
        "lama": within,
        "penjawab": selectors.answering_words(request.user, timezone.localdate()),
    }
    return render(request, "core/tiket_form.html", context, status=422 if form.errors else 200)


def tiket_list(request: HttpRequest) -> HttpResponse:
    """What I have asked for."""
    page = Paginator(selectors.own_tiket(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    context = {"halaman": page, "menjawab": layanan.answers_tiket(request.user)}
    return render(request, "core/tiket_list.html", context)


def tiket_masuk(request: HttpRequest) -> HttpResponse:
    """What others ask of me: who waits longest comes first, with the numbers by age."""
    require(layanan.answers_tiket(request.user))
    if away := to_default(request, TIKET.nama):
        return away
    now, asked = timezone.now(), request.GET
    chosen = {name: asked.get(name, "") for name in ("status", "tujuan", "umur")}
    rows = selectors.tiket_to_answer(request.user, kata=asked.get("q", ""), now=now, **chosen)
    counts = selectors.tiket_counts(request.user, now)
    context = {
        "halaman": Paginator(TIKET.ordered(rows, request.user, asked), PER_PAGE).get_page(asked.get("hal")),
        "kolom": TIKET.columns_on_page(request.user, asked),
        "hitungan_umur": [(key, words, counts[key]) for key, (words, *_) in selectors.UMUR.items()],
        "terlama": counts["terlama"],
        "dijawab": counts["dijawab"],
        "pilihan_status": [*StatusTiket.choices, ("semua", "Semua keadaan")],
        "pilihan_tujuan": TujuanTiket.choices,
        "pilihan_umur": [(key, words) for key, (words, *_) in selectors.UMUR.items()],
    }
    return render(request, "core/tiket_masuk.html", context)


def tiket_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The conversation, what it is about, and what I may do now."""
    return _page(request, get_object_or_404(selectors.seen_tiket(request.user), pk=pk))


def _forms(tiket: Tiket, refused: dict[str, Form]) -> dict[str, Form]:
    forms: dict[str, Form] = {
        "balas": BalasanForm(prefix="balas"),
        "selesai": SelesaiForm(prefix="selesai"),
        "tutup": TutupForm(prefix="tutup"),
        "buka": BukaForm(prefix="buka"),
        "teruskan": TeruskanForm(prefix="teruskan", pilihan=selectors.forward_choices(tiket)),
    }
    return forms | refused


def _page(request: HttpRequest, tiket: Tiket, **refused: Form) -> HttpResponse:
    within = help_within(tiket.pengguna.instansi_id, timezone.localdate())
    context: dict[str, Any] = {
        "tiket": tiket,
        "percakapan": selectors.conversation(tiket),
        "actions": selectors.tiket_actions(request.user, tiket),
        "isian": _forms(tiket, refused),
        "form": next(iter(refused.values()), None),
        "batas": tiket.menunggu_sejak + within if tiket.menunggu_sejak else None,
    }
    return render(request, "core/tiket_detail.html", context, status=422 if refused else 200)


@require_POST
@once
def tiket_act(request: HttpRequest, pk: UUID, tindakan: str) -> HttpResponse:
    """Reply, end, close, pass on, or open again."""
    tiket = get_object_or_404(selectors.seen_tiket(request.user), pk=pk)
    form = type(_forms(tiket, {})[tindakan])(request.POST, prefix=tindakan, **_choices(tiket, tindakan))
    if not form.is_valid():
        return _page(request, tiket, **{tindakan: form})
    _act(tiket, tindakan, by=request.user, **form.cleaned_data)
    messages.success(request, DONE[tindakan].format(label=tiket.label, pukul=f"{timezone.localtime():%H.%M} WIB"))
    return redirect("core:tiket_detail", tiket.pk)


def _choices(tiket: Tiket, tindakan: str) -> dict[str, Any]:
    return {"pilihan": selectors.forward_choices(tiket)} if tindakan == "teruskan" else {}


def _act(tiket: Tiket, tindakan: str, *, by: Any, isi: str, kepada: str = "") -> None:
    match tindakan:
        case "balas" if layanan.can_continue_tiket(by, tiket):
            services.continue_tiket(tiket.pk, isi=isi, by=by)
        case "balas":
            services.answer_tiket(tiket.pk, isi=isi, by=by)
        case "teruskan":
            services.forward_tiket(tiket.pk, kepada=TujuanTiket(kepada), isi=isi, by=by)
        case "buka":
            services.reopen_tiket(tiket.pk, isi=isi, by=by)
        case _:
            services.close_tiket(tiket.pk, isi=isi, by=by)
