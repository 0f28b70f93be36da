"""Jobs of documents."""

from django.utils import timezone

from asn_portal.berkas.services import dokumen, kirim_naskah, musnah, tampil_naskah, unggah
from asn_portal.core.jadwal import register_schedule
from asn_portal.core.outbox import pekerjaan


@pekerjaan
def make_preview(dokumen_id: str) -> None:
    dokumen.make_preview(dokumen_id)


@pekerjaan
def deliver_naskah(naskah_id: str) -> None:
    kirim_naskah.send_naskah(naskah_id)


@pekerjaan
def draw_naskah(naskah_id: str) -> None:
    tampil_naskah.draw_pictures(naskah_id)


@pekerjaan
def draw_missing_naskah() -> None:
    tampil_naskah.draw_missing(timezone.now())


@pekerjaan
def clean_up_uploads() -> None:
    unggah.delete_half(timezone.now())
    dokumen.delete_strays(timezone.now())


@pekerjaan
def ask_for_decisions() -> None:
    musnah.ask_for_decisions(timezone.now())


@pekerjaan
def erase_documents(usulan_id: str) -> None:
    musnah.erase_documents(usulan_id)


register_schedule("masa_simpan", "berkas.ask_for_decisions", "50 2 * * *", "Mencari dokumen yang lewat masa simpannya.")
register_schedule(
    "unggahan", "berkas.clean_up_uploads", "40 * * * *", "Membuang unggahan yang tidak diselesaikan dalam sehari."
)
register_schedule(
    "gambar_naskah", "berkas.draw_missing_naskah", "*/15 * * * *", "Menggambar halaman naskah yang belum ada gambarnya."
)
