"""Who comes into question for a kind of post: the list, and the same as a table."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.views.dokumen import hand_out
from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import refusal_in_form
from asn_portal.core.lihat import owner_only
from asn_portal.core.permissions import require
from asn_portal.core.sudo import fresh_login_required
from merit import permissions
from merit.cetak import BENTUK
from merit.daftar import KELAYAKAN
from merit.forms_kelayakan import KeperluanForm
from merit.selectors import kelayakan as selectors
from merit.selectors.kelayakan import Pertanyaan
from merit.services import kelayakan as services
from merit.views.putaran import show_form

PER_PAGE = 30
LONGEST_NUMBER = 4


def _asked(request: HttpRequest) -> tuple[Pertanyaan | None, str, str]:
    kueri = KELAYAKAN.clean(request.GET)
    keadaan = kueri.get("keadaan", "memenuhi")
    keadaan = keadaan if keadaan in selectors.KEADAAN else "memenuhi"
    target = kueri.get("jabatan", "")
    if target not in dict(selectors.target_choices()):
        return None, keadaan, ""
    tanya = Pertanyaan(target, request.user, timezone.localdate(), kueri.get("q", ""))
    return tanya, keadaan, kueri.get("urut", "")


def kelayakan_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_eligible(request.user))
    if away := to_default(request, "kelayakan-promosi"):
        return away
    tanya, keadaan, urut = _asked(request)
    context: dict[str, Any] = {
        "pilihan_jabatan": selectors.target_choices(), "pilihan_keadaan": list(selectors.KEADAAN.items()), "keadaan": keadaan,
        "jabatan": tanya.target if tanya else "", "q": tanya.q if tanya else "", "tanya": tanya,
    }  # fmt: skip
    return render(
        request, "merit/kelayakan_list.html", context | (_page(request, tanya, keadaan, urut) if tanya else {})
    )


def _page(request: HttpRequest, tanya: Pertanyaan, keadaan: str, urut: str) -> dict[str, Any]:
    text = request.GET.get("hal", "")
    asked = max(int(text), 1) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 1
    shared = {"keadaan": keadaan, "urut": urut, "batas": PER_PAGE, "by": request.user}
    rows = services.open_list(tanya, mulai=(asked - 1) * PER_PAGE, **shared)
    page = Paginator(range(rows.banyak(keadaan)), PER_PAGE).get_page(asked)
    if page.number != asked:
        rows = services.open_list(tanya, mulai=(page.number - 1) * PER_PAGE, **shared)
    return {
        "daftar": rows, "halaman": page, "nama_jabatan": selectors.word_of(tanya.target),
        "jumlah": [(kode, kata, rows.banyak(kode)) for kode, kata in selectors.KEADAAN.items() if kode != "semua"],
        "semua": permissions.can_see_everybody(request.user), "unduh": permissions.can_export_eligible(request.user),
        "fungsional": tanya.fungsional, "alamat_unduh": f"{reverse('merit:kelayakan_download')}?{request.GET.urlencode()}",
    }  # fmt: skip


@owner_only
@fresh_login_required
@refusal_in_form
def kelayakan_download(request: HttpRequest) -> HttpResponse | FileResponse:
    """With a reason that each person on it can read."""
    require(permissions.can_export_eligible(request.user))
    tanya, keadaan, urut = _asked(request)
    form = KeperluanForm(request.POST or None)
    back = f"{reverse('merit:kelayakan_list')}?{request.GET.urlencode()}"
    if tanya is not None and request.method == "POST" and form.is_valid():
        content = services.export_list(
            tanya, keadaan=keadaan, urut=urut, tujuan=form.cleaned_data["tujuan"], by=request.user
        )
        return hand_out(content, BENTUK["xlsx"][0], f"kelayakan-{tanya.target}-{tanya.hari}.xlsx")
    return show_form(
        request, form, judul="Unduh kelayakan promosi", tombol="Unduh Excel", kembali=back, nama_kembali="Kelayakan promosi",
        penjelasan=f"{selectors.word_of(tanya.target)}: {selectors.KEADAAN[keadaan].lower()}. Setiap orang di dalamnya melihat siapa yang "
        "mengunduh dan untuk apa." if tanya else "Pilih dulu jenis jabatannya.",
    )  # fmt: skip
