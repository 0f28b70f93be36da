"""Tokens for programs: made by their owner after a fresh login, shown once, revoked at any time."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import CAKUPAN_ORANG, CakupanToken, KelompokKabar
from asn_portal.core.errors import BatasHarian, DomainError
from asn_portal.core.models import Pengguna, TokenAkses
from asn_portal.core.pengaturan import API_SEHARI
from asn_portal.core.permissions import needs_second_factor, require
from asn_portal.core.selectors.pengaturan import number_of
from asn_portal.core.selectors.token import PREFIX, assigned_roles, digest, running_tokens
from asn_portal.core.services.akun import has_second_factor
from asn_portal.core.services.tugas import BILA_BUKAN_ANDA, notify
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import angka

MOST_TOKENS = 10
SHOWN_LETTERS = 10
# Reading about more persons than this in a day is an act of its own in the trace, as taking out a list is.
BANYAK_ORANG = 100
ENOUGH = (
    "Token ini sudah membaca data kepegawaian sebanyak batas sehari, {} orang. Lanjutkan besok, atau minta pengelola portal "
    "menaikkan batasnya di Pengaturan."
)
TANPA_KEPERLUAN = "Tulis untuk keperluan apa data kepegawaian dibaca."


@perubahan
def make_token(
    *, nama: str, cakupan: Sequence[CakupanToken], hari: int, by: Pengguna, now: datetime, keperluan: str = ""
) -> tuple[TokenAkses, str]:
    """A new token and its text, which is stored nowhere. The account is locked: ten are ten, also in two tabs."""
    owner = Pengguna.objects.select_for_update().get(pk=by.pk)
    require(owner.is_active and 1 <= hari <= settings.TOKEN_MAX_DAYS and bool(cakupan))
    if not settings.DEMO and needs_second_factor(by) and not has_second_factor(by):
        raise DomainError(
            "Peran Anda memerlukan verifikasi dua langkah. Aktifkan dulu, lalu buat token.", galat="perlu_dua_langkah"
        )
    if len(running_tokens(owner, now)) >= MOST_TOKENS:
        raise DomainError(
            f"Sudah ada {MOST_TOKENS} token yang berlaku. Cabut yang tidak dipakai lagi, lalu buat yang baru.",
            galat="terlalu_banyak_token",
        )
    if CAKUPAN_ORANG.intersection(cakupan) and not keperluan.strip():
        raise DomainError(TANPA_KEPERLUAN, galat="tanpa_keperluan")
    text = PREFIX + secrets.token_urlsafe(32)
    token = TokenAkses.objects.create(
        pengguna=owner,
        nama=nama,
        keperluan=keperluan.strip(),
        cakupan=sorted(set(cakupan)),
        sidik=digest(text),
        awalan=text[:SHOWN_LETTERS],
        peran=assigned_roles(by),
        berlaku_sampai=timezone.localdate(now) + timedelta(days=hari),
    )
    record_jejak(
        token,
        "token_dibuat",
        by=by,
        rincian={"nama": nama, "cakupan": token.cakupan, "keperluan": token.keperluan},
    )
    notify(
        owner, judul="Token akses dibuat", isi=f"Sebuah program kini dapat memakai akun Anda dengan token “{nama}”.",
        url=reverse("core:token_list"), kelompok=KelompokKabar.KEAMANAN, mengapa="Dibuat dari akun Anda.", aturan="",
        oleh=by.nama, keberatan=BILA_BUKAN_ANDA,
    )  # fmt: skip
    return token, text


@perubahan
def revoke_token(token_id: UUID, *, by: Pengguna, now: datetime) -> TokenAkses:
    """From the next call on it opens nothing. Twice is once."""
    token = TokenAkses.objects.select_for_update().get(pk=token_id)
    require(token.pengguna_id == by.pk)
    if token.dicabut_pada is None:
        token.dicabut_pada = now
        token.save(update_fields=["dicabut_pada"])
    record_jejak(token, "token_dicabut", by=by, rincian={"nama": token.nama})
    return token


def note_use(token: TokenAkses, today: date) -> None:
    """The day, not every call: one write a day."""
    if token.terakhir_dipakai != today:
        TokenAkses.objects.filter(pk=token.pk).update(terakhir_dipakai=today)


COUNT_READ = """
INSERT INTO core_pembacaantoken AS baca (token_id, tanggal, orang) VALUES (%(token)s, %(hari)s, %(orang)s)
ON CONFLICT (token_id, tanggal) DO UPDATE SET orang = baca.orang + excluded.orang
RETURNING orang
"""


def note_read(token: TokenAkses, orang: int, today: date) -> None:
    """Count the persons whose employment data this call hands out; the call that passes a hundred of a day is traced, and
    one that would pass the limit of the agency hands out nothing and counts nothing.
    """
    if not orang:
        return
    most = number_of(API_SEHARI, token.pengguna.instansi_id, today)
    with transaction.atomic():
        (total,) = fetch(COUNT_READ, token=token.pk, hari=today, orang=orang)[0]
        if total > most:
            raise BatasHarian(ENOUGH.format(angka(most)), tunggu=_until_tomorrow())
        if total > BANYAK_ORANG >= total - orang:
            _trace_many(token, today)


def _until_tomorrow() -> int:
    now = timezone.localtime()
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(1, round((midnight - now).total_seconds()))


@perubahan
def _trace_many(token: TokenAkses, today: date) -> None:
    rincian = {"nama": token.nama, "keperluan": token.keperluan, "tanggal": today.isoformat()}
    record_jejak(token, "token_membaca_banyak", by=token.pengguna, rincian=rincian)
