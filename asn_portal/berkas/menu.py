"""Menu entries of documents."""

from asn_portal.core.navigasi import Butir, everybody, register_menu

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
)
