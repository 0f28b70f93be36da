"""What production refuses to start with. One Indonesian sentence per problem, for the operator."""

import base64
from collections.abc import Mapping

MIN_SECRET = 50
MIN_TOKEN = 32
KEY_BYTES = 32
# The keys of tests and demo stand in the source, so they protect nothing.
PUBLIC_KEYS = {base64.urlsafe_b64encode(letter * KEY_BYTES).decode() for letter in (b"A", b"B")}
MAIL = ("smtp://", "smtp+tls://", "smtp+ssl://", "smtps://", "dummymail://")
REQUIRED = {
    "SECRET_KEY": "kunci rahasia Django, acak, minimal 50 huruf",
    "ASN_KUNCI_SANDI": "kunci enkripsi kolom, base64 dari 32 bita",
    "ASN_KUNCI_SIDIK": "kunci sidik pencarian, base64 dari 32 bita",
    "ASN_ALAMAT": "alamat portal yang diketik orang, dimulai dengan https://",
    "ALLOWED_HOSTS": "nama-nama host portal",
    "DATABASE_URL": "basis data PostgreSQL",
    "REDIS_URL": "antrean Redis atau Valkey",
    "EMAIL_URL": "peladen surel",
    "ASN_SEGEL": "berkas segel jejak di luar basis data",
}


def find_unsafe(environment: Mapping[str, str]) -> list[str]:
    """Sentences about missing or dangerous settings; empty when production may start."""
    missing = [f"{name} belum diisi ({what})." for name, what in REQUIRED.items() if not environment.get(name)]
    given = [(name, value) for name, value in environment.items() if value]
    return missing + [sentence for sentence in map(_judge, given) if sentence] + _judge_together(environment)


def _judge(item: tuple[str, str]) -> str:
    name, value = item
    dangers = {
        "SECRET_KEY": (len(value) < MIN_SECRET, "SECRET_KEY terlalu pendek; pakai minimal 50 huruf acak."),
        "ASN_KUNCI_SANDI": (
            not all(map(_is_key, value.split(","))),
            "ASN_KUNCI_SANDI harus base64 dari 32 bita acak; beberapa kunci dipisah koma.",
        ),
        "ASN_KUNCI_SIDIK": (not _is_key(value), "ASN_KUNCI_SIDIK harus base64 dari 32 bita acak."),
        "DEBUG": (value.lower() not in {"0", "false"}, "DEBUG tidak boleh menyala."),
        "ALLOWED_HOSTS": ("*" in value, "ALLOWED_HOSTS tidak boleh memuat *."),
        "REDIS_URL": ("@" not in value, "REDIS_URL harus memakai kata sandi."),
        "ASN_ALAMAT": (not value.startswith("https://"), "ASN_ALAMAT harus dimulai dengan https://."),
        "EMAIL_URL": (
            not value.startswith(MAIL),
            "EMAIL_URL harus berupa peladen SMTP (atau dummymail:// bila surel tidak dipakai).",
        ),
        "ASN_SEGEL": (not value.startswith("/"), "ASN_SEGEL harus jalur lengkap yang dimulai dengan /."),
        "ASN_METRIK_TOKEN": (len(value) < MIN_TOKEN, "ASN_METRIK_TOKEN terlalu pendek; pakai minimal 32 huruf acak."),
        "ASN_OIDC_ISSUER": (not value.startswith("https://"), "ASN_OIDC_ISSUER harus dimulai dengan https://."),
        "ASN_TTE": (value != "bsre", "ASN_TTE harus bsre atau kosong; simulasi hanya untuk mode demo."),
        "ASN_TTE_ALAMAT": (not value.startswith("https://"), "ASN_TTE_ALAMAT harus dimulai dengan https://."),
        "ASN_SIASN": (value != "bkn", "ASN_SIASN harus bkn atau kosong."),
        "ASN_SIASN_ALAMAT": (not value.startswith("https://"), "ASN_SIASN_ALAMAT harus dimulai dengan https://."),
        "ASN_SIASN_ALAMAT_TOKEN": (
            not value.startswith("https://"),
            "ASN_SIASN_ALAMAT_TOKEN harus dimulai dengan https://.",
        ),
        "ASN_SIASN_ALAMAT_SSO": (
            not value.startswith("https://"),
            "ASN_SIASN_ALAMAT_SSO harus dimulai dengan https://.",
        ),
        "ASN_SANDI_DEMO": (True, "ASN_SANDI_DEMO hanya untuk mode demo."),
    }
    refused, sentence = dangers.get(name, (False, ""))
    return sentence if refused else ""


def _is_key(text: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(text.strip())) == KEY_BYTES and text.strip() not in PUBLIC_KEYS
    except ValueError:
        return False


def _judge_together(environment: Mapping[str, str]) -> list[str]:
    return _judge_keys(environment) + _judge_signing(environment) + _judge_siasn(environment)


def _judge_siasn(environment: Mapping[str, str]) -> list[str]:
    """SIASN is asked with two tokens: without the keys of both nothing comes."""
    if not environment.get("ASN_SIASN"):
        return []
    parts = ("ALAMAT", "ALAMAT_TOKEN", "KUNCI", "RAHASIA", "ALAMAT_SSO", "KLIEN_SSO", "PENGGUNA_SSO", "SANDI_SSO")
    names = [f"ASN_SIASN_{part}" for part in parts]
    return [f"{name} belum diisi, padahal ASN_SIASN menyala." for name in names if not environment.get(name)]


def _judge_signing(environment: Mapping[str, str]) -> list[str]:
    """A provider of signatures is asked at its address, in the name of the agency."""
    needed = ("ASN_TTE_ALAMAT", "ASN_TTE_PENGGUNA", "ASN_TTE_SANDI")
    if not environment.get("ASN_TTE"):
        return []
    return [f"{name} belum diisi, padahal ASN_TTE menyala." for name in needed if not environment.get(name)]


def _judge_keys(environment: Mapping[str, str]) -> list[str]:
    """Encryption and search must not fall with one key."""
    search = environment.get("ASN_KUNCI_SIDIK", "")
    shared = bool(search) and search in environment.get("ASN_KUNCI_SANDI", "").split(",")
    return ["ASN_KUNCI_SIDIK harus berbeda dari ASN_KUNCI_SANDI."] if shared else []
