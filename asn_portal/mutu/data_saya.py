"""What this app holds on a person."""

from asn_portal.core.data_saya import Siapa, TabelDiri, register_tabel_diri

register_tabel_diri(TabelDiri("mutu.TemuanMutu", "orang_id", Siapa.ORANG))
