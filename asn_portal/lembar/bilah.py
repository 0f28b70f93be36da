"""The bar above a list: take it out, keep it, open a kept one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from asn_portal.core import hanya_lihat
from asn_portal.core.bilah import register_bilah
from asn_portal.lembar import permissions, selectors
from asn_portal.lembar.daftar import ORDER, Daftar, DaftarEkspor, Kueri, find_daftar
from asn_portal.lembar.models import DaftarTersimpan


@register_bilah
class Bilah:
    def render(self, request: HttpRequest, nama: str) -> str:
        daftar = find_daftar(nama)
        if daftar is None or hanya_lihat.current() is not None:
            return ""
        kueri = daftar.clean(request.GET)
        query = daftar.query(kueri, daftar.columns_in(request.GET))
        ending = f"?{query}" if query else ""
        kept = [(row, selectors.kept_address(row), selectors.kept_query(row) == kueri) for row in _kept(request, nama)]
        can = isinstance(daftar, DaftarEkspor) and permissions.can_export(request.user, daftar, kueri)
        context = {
            "daftar": daftar,
            "unduh": reverse("lembar:unduh", args=[nama]) + ending if can else "",
            "simpan": reverse("lembar:daftar_simpan", args=[nama]) + ending,
            "tersimpan": kept,
            "pengguna": request.user,
            "tampilan": _appearance(request, daftar, kueri),
        }
        return render_to_string("lembar/bilah.html", context)

    def default_of(self, request: HttpRequest, nama: str) -> str:
        mine = [row for row in _kept(request, nama) if row.utama and row.pemilik_id == request.user.pk]
        return selectors.kept_address(mine[0]) if mine else ""


def _appearance(request: HttpRequest, daftar: Daftar, kueri: Kueri) -> dict[str, Any]:
    """Which columns and which order the page can have, and which it has now; empty for pages that offer neither."""
    orders = daftar.orders_for(request.user, kueri)
    columns = daftar.columns_for(request.user, kueri) if daftar.pilih_kolom else []
    if not orders and not columns:
        return {}
    shown = daftar.columns_on_page(request.user, request.GET)
    return {
        "bagian_kolom": daftar.bagian_kolom,
        "alamat": reverse(daftar.halaman),
        "tetap": {name: value for name, value in kueri.items() if name != ORDER} or {"awal": "1"},
        "kolom": [(kolom.nama, kolom.judul, kolom.nama in shown) for kolom in columns],
        "urutan": [(urutan.nama, urutan.judul, urutan.nama == kueri.get(ORDER, "")) for urutan in orders],
    }


def _kept(request: HttpRequest, nama: str) -> list[DaftarTersimpan]:
    """Asked once per request: which list opens first, and which ones stand in the bar."""
    known: dict[str, list[DaftarTersimpan]] = request.__dict__.setdefault("_daftar_tersimpan", {})
    if nama not in known:
        known[nama] = list(selectors.kept_lists(request.user, nama))
    return known[nama]
