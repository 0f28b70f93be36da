"""What this app holds on a person beyond the tables that name him in `pegawai`."""

from asn_portal.core.data_saya import Siapa, TabelDiri, excuse, register_tabel_diri

register_tabel_diri(
    TabelDiri("pelatihan.Kehadiran", "kepesertaan__pegawai", Siapa.ORANG),
    TabelDiri("pelatihan.SertifikatDitetapkan", "sertifikat__pegawai", Siapa.ORANG),
    TabelDiri("pelatihan.ReaksiPeserta", "kepesertaan__pegawai", Siapa.ORANG),
    TabelDiri("pelatihan.EvaluasiPerilaku", "kepesertaan__pegawai", Siapa.ORANG),
    TabelDiri("pelatihan.ButirRencana", "rencana__pegawai", Siapa.ORANG),
    TabelDiri("pelatihan.LangkahPeserta", "kepesertaan__pegawai", Siapa.ORANG),
    TabelDiri("pelatihan.CatatanMagang", "peserta__pegawai", Siapa.ORANG, frozenset({"tautan_id"})),
    TabelDiri("pelatihan.EvaluasiMagang", "peserta__pegawai", Siapa.ORANG, frozenset({"tautan_id"})),
    TabelDiri("pelatihan.PerpanjanganBelajar", "tugas__pegawai", Siapa.ORANG),
    TabelDiri("pelatihan.LaporanBelajar", "tugas__pegawai", Siapa.ORANG),
    TabelDiri("pelatihan.SesiBimbingan", "bimbingan__pegawai", Siapa.ORANG),
    TabelDiri("pelatihan.KemajuanPaket", "belajar__pegawai", Siapa.ORANG),
    TabelDiri("pelatihan.Bimbingan", "pembimbing", Siapa.ORANG),
    TabelDiri("pelatihan.SesiBimbingan", "bimbingan__pembimbing", Siapa.ORANG),
)
excuse(
    pelatihan__PesertaMagang__mentor="magang orang yang dimentori adalah data orang lain",
    pelatihan__TugasBelajar__atasan_selama="keadaan bawahannya adalah data orang lain",
)
