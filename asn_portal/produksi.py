"""What production refuses to start with. One Indonesian sentence per problem, for the operator."""

from collections.abc import Mapping

MIN_SECRET = 50
REQUIRED = {
    "SECRET_KEY": "kunci rahasia Django, acak, minimal 50 huruf",
    "ASN_KUNCI_SANDI": "kunci enkripsi kolom, base64 dari 32 bita",
    "ASN_KUNCI_SIDIK": "kunci sidik pencarian, base64 dari 32 bita",
    "ALLOWED_HOSTS": "nama-nama host portal",
    "DATABASE_URL": "basis data PostgreSQL",
    "REDIS_URL": "antrean Redis atau Valkey",
    "EMAIL_URL": "peladen surel",
    "ASN_SEGEL": "berkas segel jejak di luar basis data",
}


def find_unsafe(environment: Mapping[str, str]) -> list[str]:
    """Sentences about missing or dangerous settings; empty when production may start."""
    missing = [f"{name} belum diisi ({what})." for name, what in REQUIRED.items() if not environment.get(name)]
    return missing + [sentence for sentence in map(_judge, environment.items()) if sentence]


def _judge(item: tuple[str, str]) -> str:
    name, value = item
    dangers = {
        "SECRET_KEY": (0 < len(value) < MIN_SECRET, "SECRET_KEY terlalu pendek; pakai minimal 50 huruf acak."),
        "DEBUG": (value.lower() not in {"", "0", "false"}, "DEBUG tidak boleh menyala."),
        "ALLOWED_HOSTS": ("*" in value, "ALLOWED_HOSTS tidak boleh memuat *."),
        "REDIS_URL": (bool(value) and "@" not in value, "REDIS_URL harus memakai kata sandi."),
        "ASN_ALAMAT": (value.startswith("http://"), "ASN_ALAMAT harus dimulai dengan https://."),
        "ASN_SANDI_DEMO": (bool(value), "ASN_SANDI_DEMO hanya untuk mode demo."),
    }
    refused, sentence = dangers.get(name, (False, ""))
    return sentence if refused else ""
