"""What a package of learning material says about itself: SCORM 1.2 and 2004 (imsmanifest.xml), H5P (h5p.json)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from asn_portal.berkas.isi import BerkasDitolak
from asn_portal.berkas.isi.arsip import Arsip
from pelatihan.enums import JenisBahan

MANIFES, H5P, ISI_H5P = "imsmanifest.xml", "h5p.json", "content/content.json"
BASIS = "{http://www.w3.org/XML/1998/namespace}base"
# What stands here is never needed by a manifest, and is how a small file becomes an endless one.
DEKLARASI = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
PANJANG_JUDUL = 200
PANJANG_AWAL = 400
EKSPOR = "Ekspor lagi dari aplikasi pembuatnya sebagai SCORM 1.2, SCORM 2004, atau H5P."


@dataclass(frozen=True)
class Manifes:
    jenis: JenisBahan
    judul: str
    # The page that is opened first, with its query; empty for H5P, whose page the portal makes.
    awal: str


def read_manifest(arsip: Arsip) -> Manifes:
    """The kind of package by what is inside; a sentence when it is none, or cannot be played."""
    if MANIFES in arsip.isi:
        return _read_scorm(arsip)
    if H5P in arsip.isi:
        return _read_h5p(arsip)
    inside = next((name for name in arsip.isi if name.rsplit("/", 1)[-1] in {MANIFES, H5P}), None)
    if inside:
        raise BerkasDitolak(
            f"{inside.rsplit('/', 1)[-1]} berada di dalam folder {inside.rsplit('/', 1)[0][:80]}, padahal harus di tingkat teratas arsip. "
            "Buat zip dari isi folder itu, bukan dari foldernya.",
            galat="manifes_dalam",
        )
    raise BerkasDitolak(
        f"Arsip {arsip.nama} tidak memuat imsmanifest.xml (SCORM) maupun h5p.json (H5P), jadi bukan paket belajar. {EKSPOR}",
        galat="tanpa_manifes",
    )


# -- SCORM -------------------------------------------------------------------------------------------------


def _read_scorm(arsip: Arsip) -> Manifes:
    content = arsip.read(MANIFES)
    if DEKLARASI.search(content):
        raise BerkasDitolak(
            f"imsmanifest.xml memuat deklarasi yang tidak diterima. {EKSPOR}", galat="manifes_deklarasi"
        )
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise BerkasDitolak(f"imsmanifest.xml tidak dapat dibaca. {EKSPOR}", galat="manifes_rusak") from broken
    kind = _version(root, content)
    items = list(_played(root))
    if len(items) != 1:
        raise BerkasDitolak(
            f"Paket ini berisi {len(items)} bahan (SCO) terpisah; portal memutar paket dengan satu bahan. "
            "Pecah menjadi satu paket untuk setiap bahan, lalu susun sebagai bagian modul.",
            galat="banyak_sco",
        )
    item, resource = items[0]
    base = "".join(one.get(BASIS, "") for one in (root, *_all(root, "resources"), resource))
    start = _start(base + resource.get("href", ""), item.get("parameters", ""), arsip)
    title = next((one.text or "" for one in _all(item, "title")), "") or _title_of(root)
    return Manifes(kind, " ".join(title.split())[:PANJANG_JUDUL], start)


def _name(node: Any) -> str:
    """Without its namespace; comments and instructions have none."""
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def _all(node: Any, name: str) -> Iterator[Any]:
    return (one for one in node.iter() if _name(one) == name)


def _title_of(root: Any) -> str:
    return next((one.text or "" for one in _all(root, "title")), "")


def _version(root: Any, content: bytes) -> JenisBahan:
    said = " ".join(one.text or "" for one in _all(root, "schemaversion"))
    if "2004" in said or "1.3" in said:
        return JenisBahan.SCORM_2004
    if "1.2" in said:
        return JenisBahan.SCORM_12
    if b"adlcp_v1p3" in content:
        return JenisBahan.SCORM_2004
    if b"adlcp_rootv1p2" in content:
        return JenisBahan.SCORM_12
    raise BerkasDitolak(
        f"Paket ini tidak menyebut versi SCORM yang dikenal; yang diterima 1.2 dan 2004. {EKSPOR}", galat="versi_scorm"
    )


def _played(root: Any) -> Iterator[tuple[Any, Any]]:
    """Items of the default organisation that open something, with what they open."""
    chosen = next((one.get("default") for one in _all(root, "organizations")), None)
    tables = list(_all(root, "organization"))
    table = next((one for one in tables if one.get("identifier") == chosen), tables[0] if tables else None)
    resources = {one.get("identifier"): one for one in _all(root, "resource")}
    for item in () if table is None else _all(table, "item"):
        resource = resources.get(item.get("identifierref"))
        if resource is not None and resource.get("href"):
            yield item, resource


def _start(href: str, parameters: str, arsip: Arsip) -> str:
    parts = urlsplit(href)
    path = normpath(unquote(parts.path)) if parts.path else ""
    if parts.scheme or parts.netloc or path not in arsip.isi:
        raise BerkasDitolak(
            f"Halaman pertama paket, {href[:80] or 'tanpa nama'}, tidak ada di dalam arsip. {EKSPOR}",
            galat="tanpa_awal",
        )
    query = "&".join(part for part in (parts.query, parameters.lstrip("?&")) if part)
    return (f"{path}?{query}" if query else path)[:PANJANG_AWAL]


# -- H5P ---------------------------------------------------------------------------------------------------


def _json(arsip: Arsip, nama: str) -> dict[str, Any]:
    try:
        found = json.loads(arsip.read(nama))
    except (ValueError, RecursionError) as broken:
        raise BerkasDitolak(f"{nama} dalam paket H5P tidak dapat dibaca. {EKSPOR}", galat="manifes_rusak") from broken
    if not isinstance(found, dict):
        raise BerkasDitolak(f"{nama} dalam paket H5P tidak berisi keterangan. {EKSPOR}", galat="manifes_rusak")
    return found


def _read_h5p(arsip: Arsip) -> Manifes:
    about = _json(arsip, H5P)
    if ISI_H5P not in arsip.isi:
        raise BerkasDitolak(f"Paket H5P ini tidak memuat {ISI_H5P}. {EKSPOR}", galat="tanpa_isi")
    needed = about.get("preloadedDependencies")
    missing = [
        str(one.get("machineName"))
        for one in (needed if isinstance(needed, list) else [])
        if isinstance(one, dict) and not _folders(one) & {name.split("/", 1)[0] for name in arsip.isi}
    ]
    if not needed or missing:
        raise BerkasDitolak(
            f"Paket H5P ini tidak menyertakan pustaka {', '.join(missing[:3]) or 'yang memutarnya'}. "
            "Unduh lagi dari aplikasi yang menyertakan pustakanya (Lumi atau plugin H5P), lalu unggah hasilnya.",
            galat="tanpa_pustaka",
        )
    return Manifes(JenisBahan.H5P, " ".join(str(about.get("title", "")).split())[:PANJANG_JUDUL], "")


def _folders(one: dict[str, Any]) -> set[str]:
    name = str(one.get("machineName"))
    return {name, f"{name}-{one.get('majorVersion')}.{one.get('minorVersion')}"}
