"""What is inside a file decides: recognised, cleaned, or refused with a sentence."""

from __future__ import annotations

import io
import socketserver
import sys
import threading

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from asn_portal.berkas.enums import HasilPindai
from asn_portal.berkas.isi import PALING_BESAR, BerkasDitolak, sniff
from asn_portal.berkas.isi.gambar import PALING_BESAR_HALAMAN, bind_photos, clean_photo
from asn_portal.berkas.isi.pdf import check_pdf, draw_first_page
from asn_portal.berkas.isi.terima import Kiriman, accept
from tests.factories.berkas import pdf, photo

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def refusal(*contents: bytes, nama: str = "scan.pdf", **options: bool) -> str:
    with pytest.raises(BerkasDitolak) as refused:
        accept([Kiriman(nama, content) for content in contents], **options)
    return refused.value.pesan


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_photos_of_every_kind_become_a_jpeg(kind):
    kept = accept([Kiriman("salah.pdf", photo(kind))])
    with Image.open(io.BytesIO(kept.isi)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (60, 40))
    assert (kept.jenis_isi, kept.halaman, kept.pindai) == ("image/jpeg", 1, HasilPindai.TIDAK_DIPINDAI)


def test_position_and_comments_are_gone_and_the_photo_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: the stored picture lies on its side
    exif[0x010F] = "Kamera Rahasia"
    exif.get_ifd(0x8825)[2] = (6.0, 10.0, 30.0)
    taken = photo(exif=exif)
    assert b"Kamera Rahasia" in taken
    with Image.open(io.BytesIO(clean_photo(taken, "JPEG", "x"))) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.size == (40, 60)
        red, green, blue = kept.getpixel((20, 5))
        assert (red > 150, green < 90, blue < 90) == (True, True, True)  # what was left is now on top
    assert b"Kamera" not in clean_photo(taken, "JPEG", "x")


def test_transparent_parts_become_white():
    stored = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(stored, "PNG")
    with Image.open(io.BytesIO(clean_photo(stored.getvalue(), "PNG", "x"))) as kept:
        assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_several_photos_become_one_pdf_of_small_pages():
    big = photo(size=(3000, 4000), noise=True)
    kept = accept([Kiriman("a.jpg", big), Kiriman("b.png", photo("PNG", (80, 40)))])
    assert (kept.jenis_isi, kept.halaman) == ("application/pdf", 2)
    pages = PdfReader(io.BytesIO(kept.isi), strict=True).pages
    assert [(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pages] == [
        (595, 842),
        (842, 595),
    ]
    assert len(clean_photo(big, "JPEG", "a")) <= PALING_BESAR_HALAMAN
    assert len(kept.isi) < 500_000 * 2
    assert check_pdf(kept.isi, "x") == 2
    with pypdfium2.PdfDocument(kept.isi) as opened:
        picture = opened[1].render().to_pil()
        assert picture.getpixel((100, 300))[0] > 150  # red on the left
        assert picture.getpixel((740, 300))[2] > 150  # blue on the right


def test_the_same_photos_give_the_same_file():
    one = clean_photo(photo(), "JPEG", "x")
    assert bind_photos([one, one]) == bind_photos([one, one])


def test_a_pdf_is_kept_byte_for_byte():
    content = pdf(3)
    kept = accept([Kiriman("foto.jpg", content)])
    assert (kept.isi, kept.halaman, kept.jenis_isi) == (content, 3, "application/pdf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00", "bukan jenis yang dikenal"),
        (b"<html>%PDF-1.4", "bukan jenis yang dikenal"),
        (b"", "kosong"),
        (b"%PDF-1.4\nrusak", "rusak atau tidak lengkap"),
        (pdf()[:-200], "rusak atau tidak lengkap"),
        (pdf(sandi="rahasia"), "terkunci dengan kata sandi"),
        (pdf(javascript=True), "JavaScript"),
        (pdf(berkas=True), "berkas lain di dalamnya"),
        (photo()[:300], "rusak atau tidak lengkap"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "rusak atau tidak lengkap"),
        (b"%PDF-" + b"0" * PALING_BESAR, "terlalu besar: 10,0 MB, paling besar 10 MB"),
    ],
    ids=["exe", "html", "empty", "no pdf", "cut pdf", "locked", "js", "attachment", "cut jpeg", "no png", "big"],
)
def test_refused_with_a_sentence(content, words):
    assert words in refusal(content)


@pytest.mark.parametrize("hidden", ["/Launch", "/ImportData", "/SubmitForm"])
def test_actions_are_found_wherever_they_stand(hidden):
    """Nothing on any page refers to the object: it is found all the same."""
    writer = PdfWriter(io.BytesIO(pdf()))
    action = DictionaryObject({NameObject("/S"): NameObject(hidden), NameObject("/F"): TextStringObject("cmd.exe")})
    writer._add_object(DictionaryObject({NameObject("/Lain"): action}))
    stored = io.BytesIO()
    writer.write(stored)
    assert "memuat perintah" in refusal(stored.getvalue())


def test_pdf_and_photos_do_not_mix_and_portraits_are_one_photo():
    assert "satu PDF saja" in refusal(pdf(), photo())
    assert "berupa foto" in refusal(pdf(), hanya_gambar=True)
    assert "satu foto saja" in refusal(photo(), photo(), hanya_gambar=True)
    assert "Paling banyak 12" in refusal(*[photo()] * 13)


def test_a_picture_with_too_many_dots_is_not_decoded():
    stored = io.BytesIO()
    Image.new("1", (10_000, 7_000)).save(stored, "PNG")
    assert "terlalu besar (10000 x 7000 titik)" in refusal(stored.getvalue())


def test_heic_is_recognised_by_its_brand():
    assert sniff(photo("HEIF")) == "HEIF"
    assert sniff(b"\0\0\0\x18ftypmp42" + b"\0" * 20) is None


def test_first_page_is_drawn_and_what_cannot_be_drawn_is_none():
    with Image.open(io.BytesIO(draw_first_page(pdf(2)))) as picture:
        assert (picture.format, max(picture.size)) == ("PNG", 900)
    assert draw_first_page(b"%PDF-1.4 rusak") is None


class TestScanner:
    FOUND = f"{sys.executable} -c \"import sys; sys.exit(b'EICAR' in sys.stdin.buffer.read())\""

    def test_a_command_finds_the_test_virus_and_lets_others_pass(self, settings):
        settings.VIRUS_SCANNER = f"perintah:{self.FOUND}"
        assert "isi berbahaya" in refusal(EICAR, nama="eicar.pdf")
        assert accept([Kiriman("x", photo())]).pindai == HasilPindai.BERSIH

    @pytest.mark.parametrize(
        "scanner", ["perintah:/tidak/ada", "perintah:false -x", "clamd:/tidak/ada.ctl", "clamd:127.0.0.1:1"]
    )
    def test_a_silent_scanner_stops_the_upload(self, settings, scanner):
        settings.VIRUS_SCANNER = (
            scanner if "false" not in scanner else f'perintah:{sys.executable} -c "raise SystemExit(2)"'
        )
        assert "tidak dapat dihubungi" in refusal(photo())

    def test_clamd_is_asked_in_its_own_words(self, settings, tmp_path):
        heard = []

        class Clamd(socketserver.StreamRequestHandler):
            def handle(self):
                assert self.rfile.read(10) == b"zINSTREAM\0"
                content = b""
                while size := int.from_bytes(self.rfile.read(4), "big"):
                    content += self.rfile.read(size)
                heard.append(content)
                self.wfile.write(b"stream: Eicar-Test FOUND\0" if b"EICAR" in content else b"stream: OK\0")

        with socketserver.ThreadingUnixStreamServer(str(tmp_path / "clamd.ctl"), Clamd) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            settings.VIRUS_SCANNER = f"clamd:{tmp_path / 'clamd.ctl'}"
            content = photo(size=(900, 900), noise=True)
            assert accept([Kiriman("x", content)]).pindai == HasilPindai.BERSIH
            assert heard == [content]
            assert "isi berbahaya" in refusal(EICAR)
            server.shutdown()
