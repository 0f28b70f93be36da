"""What this app holds on a person."""

from asn_portal.core.data_saya import Siapa, TabelDiri, excuse, register_tabel_diri

register_tabel_diri(
    TabelDiri("berkas.Dokumen", "subjek_id", Siapa.ORANG),
    TabelDiri("berkas.Dokumen", "pemilik"),
    TabelDiri("berkas.Unggahan", "pengguna"),
    TabelDiri("berkas.Naskah", "subjek_id", Siapa.ORANG),
)
excuse(
    berkas__Naskah__pembuat="pekerjaan dalam tugas; tercatat sebagai tindakannya",
    berkas__Naskah__penanda_tangan="pekerjaan dalam tugas; tercatat sebagai tindakannya",
    berkas__ParafNaskah__pemaraf="pekerjaan dalam tugas; tercatat sebagai tindakannya",
)
