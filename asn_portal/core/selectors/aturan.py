"""The register of rules, as its pages and calls ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from asn_portal.core.regulasi import TOPIK, Aturan, Jawaban, daftar_aturan
from asn_portal.core.selectors.libur import kalender


@dataclass(frozen=True)
class Bab:
    """The rules of one app, a chapter of the rule book."""

    judul: str
    daftar: list[Aturan]


def answer_aturan(rule: Aturan, data: Mapping[str, Any]) -> Jawaban:
    """Run a rule on an input as JSON gives it, with the holidays known now. Raises Ditolak."""
    return rule.answer(data, kalender=kalender() if rule.butuh_kalender else None)


def chapter_of(rule: Aturan) -> str:
    config = apps.get_containing_app_config(rule.modul)
    return str(config.verbose_name) if config else ""


@dataclass(frozen=True)
class Topik:
    """What people want to know, with the calculators that answer it."""

    kunci: str
    judul: str
    daftar: list[Aturan]


def calculators(kata: str = "", topik: str = "") -> list[Topik]:
    """Calculators by topic, those whose words hold every word asked for; at wish of one topic only."""
    found = [rule for bab in rule_book(kata) for rule in bab.daftar]
    topics = [Topik(key, judul, [rule for rule in found if rule.topik == key]) for key, judul in TOPIK.items()]
    return [one for one in topics if one.daftar and topik in {"", one.kunci}]


def rule_book(kata: str = "", *, hanya_belum: bool = False) -> list[Bab]:
    """Chapters with the rules whose title, purpose or citation holds every word; at wish only the unverified."""
    words = kata.casefold().split()
    chapters: dict[str, list[Aturan]] = {}
    for rule in daftar_aturan():
        labels = " ".join(isian.label for isian in rule.isian())
        about = f"{rule.judul} {rule.nama} {rule.uraian} {labels} {TOPIK[rule.topik]} {chapter_of(rule)}"
        text = f"{about} {' '.join(rule.dasar_hukum)}".casefold()
        if all(word in text for word in words) and (rule.belum_diverifikasi or not hanya_belum):
            chapters.setdefault(chapter_of(rule), []).append(rule)
    return [Bab(judul, rules) for judul, rules in chapters.items()]
