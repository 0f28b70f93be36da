"""Columns of this app that name somebody and are not handed out."""

from asn_portal.core.data_saya import Siapa, TabelDiri, excuse, register_tabel_diri

register_tabel_diri(
    TabelDiri("merit.PernyataanKepentingan", "pengguna"),
    TabelDiri("merit.JuriPenghargaan", "pengguna"),
    # What the committee considers stays with it until PPK has decided.
    TabelDiri(
        "merit.UjiTeknis", "pegawai", Siapa.ORANG,
        saring=lambda rows, _: rows.filter(rencana__status="ditetapkan", status="berlaku"),
    ),
    # A nomination is nobody's data before the letter.
    TabelDiri(
        "merit.PenerimaPenghargaan", "pegawai", Siapa.ORANG,
        saring=lambda rows, _: rows.filter(usulan__ajang__status="terbit", usulan__status="penerima"),
    ),
)  # fmt: skip
excuse(
    merit__PilihanSuksesi__pegawai="pertimbangan komite tentang calon pengganti; tidak dibuka bagi calonnya sendiri",
    merit__Peringkat__pegawai="peringkat terhadap orang lain; tampak di Posisi merit saya bila instansi membukanya",
)
