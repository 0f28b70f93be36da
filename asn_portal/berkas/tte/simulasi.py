"""Demo and tests: signs truly (PAdES), with a certificate that is made when the process starts and trusted by nobody.

Its passphrase is the one password of the demo. Production refuses to start with it (asn_portal.produksi).
"""

from __future__ import annotations

import hmac
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from asn_portal.berkas.tte import Frasa, Penanda, Sebab, TTEGagal

NAMA = "Penanda tangan contoh (tidak sah)"


class Simulasi:
    def sign(self, pdf: bytes, *, penanda: Penanda, frasa: Frasa, kunci: str) -> bytes:
        if not hmac.compare_digest(frasa.reveal().encode(), settings.DEMO_PASSWORD.encode()):
            raise TTEGagal(Sebab.FRASA_SALAH)
        return sign_with_throwaway(pdf)


def sign_with_throwaway(pdf: bytes) -> bytes:
    """In a thread of its own: the library starts an event loop, and the caller's thread may already have one."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(_sign, pdf).result()


def _sign(pdf: bytes) -> bytes:
    about = signers.PdfSignatureMetadata(field_name="TTE", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signed: bytes = signers.PdfSigner(about, signer=_signer()).sign_pdf(writer).getvalue()
    return signed


@lru_cache(maxsize=1)
def _signer() -> signers.SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAMA)]), datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).add_extension(usage, critical=True)
    made = made.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=365))
    der = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    bare = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(der),
        signing_key=keys.PrivateKeyInfo.load(bare),
        cert_registry=SimpleCertificateStore(),
    )
