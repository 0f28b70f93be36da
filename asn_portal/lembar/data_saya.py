"""What this app holds on a person."""

from asn_portal.core.data_saya import TabelDiri, register_tabel_diri

register_tabel_diri(
    TabelDiri("lembar.DaftarTersimpan", "pemilik"),
    TabelDiri("lembar.BerkasImpor", "pemilik", tanpa=frozenset({"catatan", "jumlah", "kepala"})),
    TabelDiri("lembar.PetaKolom", "pemilik"),
)
