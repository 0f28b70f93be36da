"""Drawn portraits for a few dozen people: nobody real. The same number draws the same face, so that two loads look alike.

Each goes the way of a photo that somebody sends: looked at, cut square, drawn anew, kept in private storage, traced.
"""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw

from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.core.demo import Demo
from asn_portal.core.models import Notifikasi
from pegawai.enums import JenisKelamin
from pegawai.models import FotoPegawai, Pegawai
from pegawai.services.foto import set_foto

BANYAK = 36
# Drawn large and made small, so that edges are soft.
BESAR, JADI = 1440, 480

Warna = tuple[int, int, int]
LATAR: tuple[Warna, ...] = ((178, 58, 52), (46, 92, 138), (196, 203, 208))
KULIT: tuple[Warna, ...] = ((232, 190, 152), (214, 166, 124), (190, 140, 100), (166, 118, 82))
RAMBUT: tuple[Warna, ...] = ((34, 30, 28), (48, 40, 36), (92, 88, 86), (24, 24, 26))
KERUDUNG: tuple[Warna, ...] = ((61, 84, 74), (96, 74, 92), (52, 66, 96), (150, 132, 104), (40, 40, 44))
BAJU: tuple[Warna, ...] = ((176, 158, 116), (238, 238, 234), (64, 78, 98))
MATA: Warna = (42, 34, 30)
BIBIR: Warna = (150, 84, 74)


def is_without_photos() -> bool:
    return not FotoPegawai.objects.exists()


def load_foto(demo: Demo) -> None:
    """The named people first, then those next to them in their units."""
    named = list(
        Pegawai.objects.filter(pengguna__username__endswith=".demo", ditarik_pada=None).select_related("pengguna")
    )
    units = {row.unit_kini_id for row in named}
    beside = Pegawai.objects.filter(unit_kini_id__in=units, ditarik_pada=None, pengguna__isnull=False)
    others = beside.exclude(pk__in=[row.pk for row in named]).select_related("pengguna").order_by("nrk", "pk")
    told = set(Notifikasi.objects.values_list("pk", flat=True))
    # Some keep their initials, as in life.
    chosen = [*named, *[row for place, row in enumerate(others[: 3 * BANYAK]) if place % 3]][:BANYAK]
    for number, person in enumerate(chosen):
        woman = person.jenis_kelamin == JenisKelamin.PEREMPUAN
        picture = portrait(random.Random(f"{demo.benih}:{number}"), woman=woman)
        sent = Kiriman("foto.jpg", picture)
        if person.pengguna is not None:
            set_foto(person.pk, sent, by=person.pengguna)
    Notifikasi.objects.exclude(pk__in=told).delete()
    demo.lapor(f"Foto: {len(chosen)} potret gambar.")


def portrait(pick: random.Random, *, woman: bool) -> bytes:
    """Head and shoulders before a plain ground, as on an identity card."""
    skin, hair, cloth = pick.choice(KULIT), pick.choice(RAMBUT), pick.choice(BAJU)
    image = Image.new("RGB", (BESAR, BESAR), pick.choice(LATAR))
    draw = ImageDraw.Draw(image)
    veil = pick.choice(KERUDUNG) if woman and pick.random() < 0.7 else None
    wide = pick.randint(250, 285)
    if veil is None:
        _hair_behind(draw, hair, wide, woman=woman)
    _body(draw, cloth, skin, wide)
    if veil:
        _veil(draw, veil, wide)
    draw.ellipse((720 - wide, 330, 720 + wide, 330 + int(wide * 2.5)), fill=skin)
    _face(draw, pick, wide, glasses=pick.random() < 0.3, beard=not woman and pick.random() < 0.25)
    if veil:
        _veil_front(draw, veil, wide)
    else:
        _hair_front(draw, hair, wide, cap=not woman and pick.random() < 0.25)
    stored = io.BytesIO()
    image.resize((JADI, JADI), Image.Resampling.LANCZOS).save(stored, "JPEG", quality=88)
    return stored.getvalue()


def _darker(colour: Warna, share: float = 0.82) -> Warna:
    return (int(colour[0] * share), int(colour[1] * share), int(colour[2] * share))


def _body(draw: ImageDraw.ImageDraw, cloth: Warna, skin: Warna, wide: int) -> None:
    """Neck, shoulders, collar, and the name plate of the service dress."""
    draw.rounded_rectangle((250, 1090, 1190, 1700), radius=210, fill=cloth)
    draw.rounded_rectangle((720 - wide // 2, 860, 720 + wide // 2, 1160), radius=90, fill=_darker(skin, 0.9))
    draw.polygon([(560, 1095), (720, 1290), (640, 1330), (520, 1130)], fill=_darker(cloth, 0.9))
    draw.polygon([(880, 1095), (720, 1290), (800, 1330), (920, 1130)], fill=_darker(cloth, 0.9))
    draw.line([(720, 1290), (720, 1440)], fill=_darker(cloth, 0.75), width=8)
    draw.rounded_rectangle((860, 1330, 1040, 1372), radius=8, fill=(40, 40, 44))


def _hair_behind(draw: ImageDraw.ImageDraw, hair: Warna, wide: int, *, woman: bool) -> None:
    bottom = 1120 if woman else 700
    draw.rounded_rectangle((720 - wide - 46, 280, 720 + wide + 46, bottom), radius=240, fill=hair)


def _hair_front(draw: ImageDraw.ImageDraw, hair: Warna, wide: int, *, cap: bool) -> None:
    """Over the forehead; some men wear the black cap."""
    draw.pieslice((720 - wide - 22, 262, 720 + wide + 22, 262 + int(wide * 1.9)), 182, 358, fill=hair)
    if cap:
        draw.rounded_rectangle((720 - wide - 26, 236, 720 + wide + 26, 486), radius=48, fill=(22, 22, 24))


def _veil(draw: ImageDraw.ImageDraw, veil: Warna, wide: int) -> None:
    draw.ellipse((720 - wide - 110, 220, 720 + wide + 110, 1180), fill=veil)
    draw.polygon([(720 - wide - 96, 800), (720 + wide + 96, 800), (1010, 1440), (430, 1440)], fill=veil)


def _veil_front(draw: ImageDraw.ImageDraw, veil: Warna, wide: int) -> None:
    """Its edge around the face, and the fold under the chin."""
    bottom = 330 + int(wide * 2.5)
    draw.arc((720 - wide - 30, 300, 720 + wide + 30, bottom + 36), 0, 360, fill=veil, width=64)
    draw.line([(720 - wide + 20, bottom - 40), (760, 1420)], fill=_darker(veil), width=14)


def _face(draw: ImageDraw.ImageDraw, pick: random.Random, wide: int, *, glasses: bool, beard: bool) -> None:
    line, apart = 640, int(wide * 0.46)
    for middle in (720 - apart, 720 + apart):
        draw.ellipse((middle - 46, line - 24, middle + 46, line + 24), fill=(250, 248, 244))
        draw.ellipse((middle - 22, line - 22, middle + 22, line + 22), fill=MATA)
        draw.arc((middle - 74, line - 104, middle + 74, line - 10), 205, 335, fill=MATA, width=17)
        if glasses:
            draw.rounded_rectangle((middle - 92, line - 62, middle + 92, line + 66), radius=44, outline=MATA, width=11)
    if glasses:
        draw.line([(720 - apart + 92, line), (720 + apart - 92, line)], fill=MATA, width=11)
    draw.arc((674, 700, 766, 800), 20, 160, fill=(140, 96, 70), width=12)
    smile = pick.randint(56, 84)
    draw.chord((720 - smile, 812, 720 + smile, 812 + smile + 20), 8, 172, fill=BIBIR)
    if beard:
        draw.arc((648, 770, 792, 850), 190, 350, fill=MATA, width=20)
