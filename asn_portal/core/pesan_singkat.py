"""Texts for a messenger: how many, until when, and the link. Who or what it is about is read in the portal, after login:
what is pasted into a group is read by everybody in it. So these functions take numbers, dates and addresses only.
"""

from __future__ import annotations

from datetime import date, datetime

from asn_portal.core.templatetags.bentuk import tanggal, waktu

PORTAL = "Portal Pegawai"


def task(jenis: str, batas: datetime | None, alamat: str) -> str:
    """One duty. `jenis` is the label of its kind, which stands in the code and names nobody."""
    until = f" Batas: {waktu(batas)}." if batas else ""
    return f"{PORTAL}: 1 tugas menunggu ({jenis.lower()}).{until} Buka setelah masuk: {alamat}"


def inbox(menunggu: int, lewat: int, alamat: str) -> str:
    late = f", {lewat} di antaranya lewat batas" if lewat else ""
    return f"{PORTAL}: {menunggu} tugas menunggu{late}. Buka setelah masuk: {alamat}"


def late_below(lewat: int, alamat: str) -> str:
    """For the superior to send on: who is meant is not said."""
    return f"{PORTAL}: {lewat} tugas di unit kita lewat batas. Mohon diperiksa setelah masuk: {alamat}"


def deadline(perihal: str, batas: date, alamat: str) -> str:
    """Something that everybody of a kind has to do, until a moment or the end of a day; `perihal` stands in the code and
    names nobody.
    """
    until = waktu(batas) if isinstance(batas, datetime) else tanggal(batas)
    return f"{PORTAL}: batas {perihal} {until}. Buka setelah masuk: {alamat}"


def announcement(mulai: date, sampai: date, alamat: str) -> str:
    """Without its title: what somebody has written may name a person."""
    return f"{PORTAL}: 1 pengumuman, tampil {tanggal(mulai)} sampai {tanggal(sampai)}. Baca setelah masuk: {alamat}"
