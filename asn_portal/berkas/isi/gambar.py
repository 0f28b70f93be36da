"""Photos: decoded, turned upright, made smaller, written anew. Nothing of the original file survives but its picture, so
position, camera, comments and whatever was hidden behind the picture are gone.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from asn_portal.berkas.isi import BerkasDitolak

register_heif_opener(thumbnails=False)

PALING_BANYAK_TITIK = 60_000_000
# A page of A4 at about 200 dots per inch: small print stays readable.
TEPI = 2_400
# 500 kB a page, as the issue of the state's own portals allow, less what the PDF around it needs.
PALING_BESAR_HALAMAN = 490_000
MUTU = (85, 75, 65, 55)
LEBAR_A4, TINGGI_A4 = 595.276, 841.89
PUDAR = 0.8
RUSAK = "Gambar {nama} rusak atau tidak lengkap. Buka gambar itu, simpan lagi, lalu unggah yang baru."


def clean_photo(content: bytes, kind: str, nama: str) -> bytes:
    """An upright JPEG without anything but its picture, of at most PALING_BESAR_HALAMAN."""
    return _compress(_decode(content, kind, nama))


def _decode(content: bytes, kind: str, nama: str) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as opened:
            if opened.width * opened.height > PALING_BANYAK_TITIK:
                raise BerkasDitolak(
                    f"Gambar {nama} terlalu besar ({opened.width} x {opened.height} titik). Ambil foto dengan ukuran lebih kecil."
                )
            opened.draft("RGB", (TEPI, TEPI))  # a JPEG is decoded at about the size that is needed
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((TEPI, TEPI), Image.Resampling.LANCZOS)
            return _on_white(upright)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as broken:
        raise BerkasDitolak(RUSAK.format(nama=nama), galat="gambar_rusak") from broken


def _on_white(picture: Image.Image) -> Image.Image:
    """A new picture with the dots of the old one: no metadata, no transparency."""
    clean = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        clean.paste(picture, mask=picture.getchannel("A"))
    else:
        clean.paste(picture.convert("RGB"))
    return clean


def _compress(picture: Image.Image) -> bytes:
    """Less quality first, then fewer dots, until it is small enough."""
    while True:
        for quality in MUTU:
            stored = io.BytesIO()
            picture.save(stored, "JPEG", quality=quality, optimize=True)
            if stored.tell() <= PALING_BESAR_HALAMAN:
                return stored.getvalue()
        picture = picture.resize((max(1, int(picture.width * PUDAR)), max(1, int(picture.height * PUDAR))))


def shrink_to_png(photo: bytes, longest: int) -> bytes:
    """A small picture of a cleaned photo."""
    with Image.open(io.BytesIO(photo), formats=["JPEG"]) as opened:
        opened.draft("RGB", (longest, longest))
        opened.thumbnail((longest, longest))
        stored = io.BytesIO()
        opened.convert("RGB").save(stored, "PNG", optimize=True)
    return stored.getvalue()


def bind_photos(photos: Sequence[bytes]) -> bytes:
    """One PDF with one A4 page for each cleaned photo, upright or lying as the photo is. The same photos give the same
    bytes: such a file is a list of numbered objects, and their places at the end.
    """
    pages = [3 + 3 * number for number in range(len(photos))]
    kids = " ".join(f"{number} 0 R" for number in pages)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(photos)}/Kids[{kids}]>>".encode()]
    for number, photo in zip(pages, photos, strict=True):
        objects += _page(number, photo)
    stored, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(stored))
        stored += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    start = len(stored)
    stored += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    stored += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    stored += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(stored)


def _page(number: int, photo: bytes) -> list[bytes]:
    """The page, what is drawn on it, and the photo."""
    with Image.open(io.BytesIO(photo), formats=["JPEG"]) as opened:
        width, height = opened.size
    wide, high = (LEBAR_A4, TINGGI_A4) if height >= width else (TINGGI_A4, LEBAR_A4)
    scale = min(wide / width, high / height)
    x, y = (wide - width * scale) / 2, (high - height * scale) / 2
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} {high}]/Resources<</XObject<</G {number + 2} 0 R>>>>"
        f"/Contents {number + 1} 0 R>>"
    )
    drawing = f"q {width * scale:.3f} 0 0 {height * scale:.3f} {x:.3f} {y:.3f} cm /G Do Q".encode()
    form = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
    return [page.encode(), _stream("", drawing), _stream(form, photo)]


def _stream(words: str, content: bytes) -> bytes:
    return f"<<{words}/Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream"
