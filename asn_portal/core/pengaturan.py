"""The dated settings of an agency, by key and as people call them."""

PENGATURAN = {
    "nama_instansi": "Nama instansi",
    "nama_singkat": "Nama singkat pada bilah atas",
    "kota": "Kota pada surat",
    "jabatan_penanda_tangan": "Jabatan penanda tangan surat",
    "nama_penanda_tangan": "Nama penanda tangan surat",
}
