"""Prepared messages for a messenger (core.pesan_singkat), written by templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from asn_portal.core import pesan_singkat

register = template.Library()


@register.simple_tag
def pesan_tugas(baris: Any) -> str:
    """Of one duty in the inbox."""
    return pesan_singkat.task(baris.jenis.label, baris.tugas.batas, settings.ALAMAT + baris.alamat)


@register.simple_tag
def pesan_batas(perihal: str, batas: Any, nama: str, pk: Any) -> str:
    """Of a deadline of something else; `nama` and `pk` make the address."""
    return pesan_singkat.deadline(perihal, batas, settings.ALAMAT + reverse(nama, args=[pk]))


@register.simple_tag
def pesan_pengumuman(pengumuman: Any) -> str:
    address = settings.ALAMAT + reverse("core:pengumuman_detail", args=[pengumuman.pk])
    return pesan_singkat.announcement(pengumuman.mulai, pengumuman.sampai, address)
