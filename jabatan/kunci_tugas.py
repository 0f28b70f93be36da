"""Keys of the duties of this app that services and registrations share."""

TUGAS_IZIN = "jabatan.izin_panggilan"
