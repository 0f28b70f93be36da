"""Columns of this app that name somebody beside the person a row is about; tables by `pegawai` are found by themselves."""

from asn_portal.core.data_saya import Siapa, TabelDiri, excuse, register_tabel_diri
from jabatan.enums import StatusMutasi

register_tabel_diri(
    # A planned move is nobody's data before the day of inauguration (docs/keputusan/0033).
    TabelDiri(
        "jabatan.ButirMutasi",
        "pegawai",
        Siapa.ORANG,
        saring=lambda rows, _: rows.filter(putaran__status=StatusMutasi.SELESAI),
    ),
    TabelDiri("jabatan.PemegangMutasi", "pengguna"),
)

excuse(jabatan__DiLuarPeta__atasan="keadaan bawahannya adalah data orang lain")
