"""How dates, numbers and status look to people: one place, Indonesian, Jakarta time."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import Any

from django import template
from django.apps import apps
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from asn_portal.core import bilah
from asn_portal.core.daftar import ORDER, find_daftar
from asn_portal.core.htmx import SEND_KEY
from asn_portal.core.kembali import PARAMETER, way_back
from asn_portal.core.navigasi import Butir
from asn_portal.core.permissions import needs_second_factor
from asn_portal.core.tampilan import AKSI, ISIAN, PERAMBAN, SISTEM, STATUS
from asn_portal.core.wilayah import wilayah_label

register = template.Library()

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
NIP_GROUPS = ((0, 8), (8, 14), (14, 15), (15, 18))
NIP_LENGTH = 18
# Parts of an address that say which page of a list; another filter begins at the first page.
PAGING = ("hal", "setelah", "sebelum", "ke")
MORNING_ENDS, NOON_ENDS, AFTERNOON_ENDS = 11, 15, 18


def _local(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, datetime) else value


@register.filter
def tanggal(value: date | None) -> str:
    """21 November 2026"""
    if not value:
        return "Belum ada"
    day = _local(value)
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


@register.filter
def tanggal_pendek(value: date | None) -> str:
    """21 Nov 2026"""
    if not value:
        return "Belum ada"
    day = _local(value)
    return f"{day.day} {BULAN[day.month - 1][:3]} {day.year}"


@register.filter
def hari_tanggal(value: date | None) -> str:
    """Sabtu, 21 November 2026"""
    return f"{HARI[_local(value).weekday()]}, {tanggal(value)}" if value else "Belum ada"


@register.filter
def pukul(value: datetime) -> str:
    """14.30 WIB"""
    return f"{_local(value):%H.%M} WIB"


@register.filter
def waktu(value: datetime | None) -> str:
    """21 November 2026, 14.30 WIB"""
    return f"{tanggal(value)}, {pukul(value)}" if value else "Belum ada"


@register.filter
def bulan_tahun(value: date) -> str:
    """November 2026"""
    return f"{BULAN[value.month - 1]} {value.year}"


@register.filter
def tanggal_bulan(value: date) -> str:
    """21/11: within a page that names the year."""
    return f"{value.day}/{value.month}"


@register.filter
def bulan_saja(value: date) -> str:
    """November"""
    return BULAN[value.month - 1]


@register.filter
def angka(value: Any, desimal: int = 0) -> str:
    """1.234,5"""
    if value is None:
        return "Belum ada"
    number = Decimal(value).quantize(Decimal(1).scaleb(-int(desimal)), ROUND_HALF_UP)
    return f"{number:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


@register.filter
def rupiah(value: Any) -> str:
    """Rp1.250.000"""
    return f"Rp{angka(value)}"


@register.filter
def nip(value: str | None) -> str:
    """19880314 201402 2 006, grouped as on a decree."""
    if not value or len(value) != NIP_LENGTH:
        return value or "Belum ada"
    return " ".join(value[start:end] for start, end in NIP_GROUPS)


@register.filter
def nama_wilayah(kode: str) -> str:
    """The kabupaten or kota of a code, as a table shows it: "Jakarta Barat"."""
    return wilayah_label(kode)


@register.filter
def kalimat_pertama(text: str) -> str:
    """The first sentence of a longer description, on one line."""
    return " ".join(text.split("\n\n", 1)[0].split()).split(". ", 1)[0].rstrip(".") + "."


@register.filter
def kecil(judul: str) -> str:
    """A heading inside a sentence; NPWP and SKP stay as they are."""
    words = str(judul).split(" ")
    return " ".join(word if sum(map(str.isupper, word)) > 1 else word.lower() for word in words)


@register.filter
def paraf(nama: str) -> str:
    """Initials for the round mark: first letters of the first two words."""
    return "".join(word[0] for word in nama.split()[:2]).upper()


@register.filter
def salam(value: datetime) -> str:
    """Selamat pagi, siang, sore, malam: by the clock of Jakarta."""
    hour = _local(value).hour
    if hour < MORNING_ENDS:
        return "Selamat pagi"
    if hour < NOON_ENDS:
        return "Selamat siang"
    return "Selamat sore" if hour < AFTERNOON_ENDS else "Selamat malam"


@register.filter
def panggilan(nama: str) -> str:
    """The name somebody is greeted with: the first word that is no initial, "I Made Widiarta" is "Made"."""
    words = nama.split()
    return next((word for word in words if len(word) > 1 and not word.endswith(".")), nama)


@register.filter
def sisa_hari(batas: date | datetime | None) -> str:
    """How far a deadline is away, in words."""
    if batas is None:
        return ""
    day = _local(batas)
    days = ((day.date() if isinstance(day, datetime) else day) - timezone.localdate()).days
    if days < 0:
        return f"lewat {-days} hari"
    return "hari ini" if days == 0 else f"{days} hari lagi"


@register.filter
def kata_lewat(banyak: int) -> str:
    """3 lewat batas"""
    return f"{angka(banyak)} lewat batas"


@register.filter
def umur_hari(sejak: datetime) -> str:
    """How long something has waited, in words."""
    days = (timezone.localdate() - _local(sejak).date()).days
    return "sejak hari ini" if days <= 0 else f"{days} hari"


@register.filter
def aksi(value: str | None) -> str:
    """What an act of the trace is called: "pindah_unit" is "Pegawai pindah unit"."""
    text = value or ""
    return AKSI.get(text) or text.replace("_", " ").capitalize()


@register.filter
def nama_objek(value: str) -> str:
    """What a kind of record is called, from its model or its table: "core.UsulanPeran" is "Usulan peran"."""
    for model in apps.get_models():
        if value in {model._meta.label, model._meta.db_table}:
            return str(model._meta.verbose_name).capitalize()
    return value


@register.filter
def perangkat(user_agent: str) -> str:
    """ "Chrome di Android" instead of the browser's own description."""
    browser = next((name for mark, name in PERAMBAN if mark in user_agent), "Peramban lain")
    system = next((name for mark, name in SISTEM if mark in user_agent), "")
    return f"{browser} di {system}" if system else browser


@register.filter
def waktu_jadwal(cron: str) -> str:
    """ "Tiap 5 menit", "Tiap hari pukul 02.30 WIB"; what is not that simple stays as it was written."""
    minute, hour, *days = cron.split()
    if days != ["*", "*", "*"]:
        return cron
    if minute.startswith("*/") and hour == "*":
        return f"Tiap {minute[2:]} menit"
    if minute.isdigit() and hour.isdigit():
        return f"Tiap hari pukul {int(hour):02}.{int(minute):02} WIB"
    return cron


# The stored word of a choice: "pemerintah_daerah".
CODE = re.compile(r"[a-z]+(_[a-z]+)+")


@register.filter
def isian_terbaca(isian: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Fields of a kept form as people know them. What only the machine needs (keys, chosen ids) is left out."""
    shown = []
    for name, value in isian:
        label = ISIAN.get(name.rsplit("-", 1)[-1])
        if label is None or not value or _is_uuid(value):
            continue
        words = value.replace("_", " ").capitalize() if CODE.fullmatch(value) else _date_in_words(value)
        shown.append((label, words))
    return shown


def _date_in_words(value: str) -> str:
    try:
        day = parse_date(value)
    except ValueError:
        return value
    return tanggal(day) if day else value


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


@register.filter
def label_dari(value: str, pilihan: Iterable[tuple[str, str]]) -> str:
    """The words of a choice: "slip_habis" is "Slip kedaluwarsa"."""
    return next((str(label) for key, label in pilihan if key == value), "")


@register.inclusion_tag("components/saringan.html", takes_context=True)
def saringan(context: dict[str, Any], **tampil: str) -> dict[str, Any]:
    """The filters at work, each with a way to drop it: `{% saringan q=q unit=nama_unit %}`, words by query part."""
    query = context["request"].GET
    active = [
        (words, _bare(ubah_kueri(context, **dict.fromkeys(PAGING, ""), **{name: ""})))
        for name, words in tampil.items()
        if words and query.get(name)
    ]
    return {"butir": active, "tanpa": _bare("?")}


def _bare(query: str) -> str:
    """An address without filters says that it wants none: otherwise the person's own default would open again."""
    return "?awal=1" if query == "?" else query


@register.simple_tag(takes_context=True)
def bilah_daftar(context: dict[str, Any], nama: str) -> SafeString | str:
    """What can be done with the list of this page as it is filtered now: take it out, keep it, open a kept one."""
    return bilah.render_bar(context["request"], nama)


@register.simple_tag(takes_context=True)
def bawa_tampilan(context: dict[str, Any], nama: str) -> SafeString | str:
    """In the form of filters: the columns and the order of this list stay as they are chosen."""
    request, daftar = context["request"], find_daftar(nama)
    if daftar is None:
        return ""
    order, columns = daftar.order_of(request.user, request.GET), daftar.columns_in(request.GET)
    kept = [(ORDER, order.nama)] if order else []
    kept += [(daftar.bagian_kolom, ",".join(columns))] if columns else []
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.simple_tag(takes_context=True)
def kini(context: dict[str, Any], tujuan: str) -> SafeString | str:
    """Marks the menu entry of this page, or of the part of the portal it belongs to."""
    path = context["request"].path
    if path == tujuan:
        return SafeString(' aria-current="page"')
    return SafeString(' aria-current="true"') if tujuan != "/" and path.startswith(tujuan) else ""


@register.simple_tag(takes_context=True)
def tautan_menu(context: dict[str, Any], butir: Butir) -> SafeString:
    """The link of a menu entry up to its count: the same on every page but for the mark of the present one."""
    return _menu_link(butir, kini(context, butir.tujuan))


@cache
def _menu_link(butir: Butir, tanda_kini: str) -> SafeString:
    return format_html(
        '<a href="{}" title="{}"{}>{}<span>{}</span>',
        butir.tujuan,
        butir.label,
        tanda_kini,
        ikon(butir.ikon),
        butir.label,
    )


@register.simple_tag(takes_context=True)
def wajib_dua_langkah(context: dict[str, Any]) -> bool:
    """Does a role of this account need the second factor?"""
    return needs_second_factor(context["request"].user)


@register.simple_tag
@cache  # a page holds dozens of them, all at the one address of the sprite
def ikon(nama: str) -> SafeString:
    return format_html('<svg class="ikon" aria-hidden="true"><use href="{}#{}"/></svg>', static("ikon.svg"), nama)


@register.filter
def alamat_ikon(nama: str) -> str:
    """Where in the sprite an icon stands whose name the data tells; the others are written with {% ikon %}."""
    return f"{static('ikon.svg')}#{nama}"


@register.simple_tag
@lru_cache(maxsize=500)  # a list shows the same few words on every row
def tanda(status: str, kata: str = "") -> SafeString:
    """The one status badge: icon, word and colour pair. `kata` replaces the word, never the pair."""
    shown = {"status": status, "kata": kata or STATUS[status].kata, "ikon": STATUS[status].ikon}
    return render_to_string("components/tanda.html", shown)


# What makes a text field one for dates; the calendar of static/js/isian.js takes its icon from here.
TANGGAL_ATTRS = {
    "data-tanggal": lazy(lambda: f"{static('ikon.svg')}#calendar-event", str)(),
    "autocomplete": "off",
    "maxlength": 40,
}


@register.simple_tag
def isian_tanggal(nama: str, hari: date | None) -> SafeString:
    """The field for a day in a form that only looks: `{% isian_tanggal "pada" tanggal %}`, its label stands before it."""
    shown = f"{hari:%d/%m/%Y}" if hari else ""
    attrs = {"class": "form-control", "id": nama, "name": nama, "type": "text", "value": shown, **TANGGAL_ATTRS}
    return format_html("<input{}>", flatatt(attrs))


@register.simple_tag(takes_context=True)
def kunci_kirim(context: Any) -> SafeString:
    """A fresh key in a form that must count once (core.htmx.once), and where one goes back to afterwards."""
    request = getattr(context, "request", None)
    fields = [(SEND_KEY, uuid.uuid4()), (PARAMETER, way_back(request) if request is not None else "")]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', [pair for pair in fields if pair[1]])


@register.simple_tag(takes_context=True)
def ubah_kueri(context: dict[str, Any], **changes: Any) -> str:
    """The present query string with some parts changed; an empty value removes the part."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def ke_halaman(context: dict[str, Any], bagian: dict[str, str]) -> str:
    """The address of the neighbouring page of a list (core.selectors.halaman)."""
    return ubah_kueri(context, **(dict.fromkeys(PAGING, "") | bagian))
