"""The exact list of pages and API calls that need no login, by name. tests/test_konsistensi.py holds it to the views."""

PUBLIC_PAGES = frozenset(
    {
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_signup",
        "berkas:periksa_dokumen",
        "core:aktivasi_sandi",
        "core:aturan_detail",
        "core:aturan_list",
        "core:dokumen_api",
        "core:hari_libur",
        "core:kalkulator",
        "core:kalkulator_list",
        "core:sso_kembali",
        "core:sso_mulai",
        "core:tema",
        "csp",
        "merit:penghargaan_umum",
        "metrik",
        "mfa_authenticate",
        "pelatihan:konsultasi",
        "pelatihan:mentor",
        "pelatihan:paket_awal",
        "pelatihan:paket_file",
        "pelatihan:periksa_sertifikat",
        "sehat",
        "siap",
    }
)

PUBLIC_API = frozenset({"api:aturan", "api:aturan_list", "api:skema"})
