"""Menu entries of documents."""

from asn_portal.core.enums import Peran
from asn_portal.core.navigasi import Butir, everybody, only, register_menu

register_menu(
    Butir(
        "berkas:dokumen_list",
        "Dokumen saya",
        "file-earmark-text",
        "Data saya",
        everybody,
        kata="berkas sk ijazah unggah",
    ),
    Butir(
        "berkas:dokumen_add", "Unggah dokumen", "plus-lg", "Data saya", everybody, kata="berkas foto pdf", di_menu=False
    ),
    Butir(
        "berkas:masa_simpan", "Masa simpan dokumen", "calendar-event", "Data", only(Peran.ADMIN_BKD),
        kata="retensi arsip musnah tahan",
    ),
    Butir("berkas:naskah_list", "Naskah", "pencil", "Data saya", everybody, kata="surat paraf tanda tangan tte keterangan"),
    Butir(
        "berkas:naskah_sign_many", "Tanda tangani banyak", "pencil", "Data saya", everybody, kata="tte surat naskah",
        di_menu=False,
    ),
    Butir(
        "berkas:nomor_list", "Buku nomor naskah", "list", "Kepegawaian",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR), kata="agenda surat register", di_menu=False,
    ),
    Butir("berkas:periksa_dokumen", "Periksa dokumen", "check2-circle", "Rujukan", everybody, kata="keaslian kode qr surat"),
)  # fmt: skip
