"""Does a PDF carry a signature over all of it that nobody has touched? Who the certificate belongs to, and whether it is
trusted, is told by readers of PDF and by the provider, not by the portal.
"""

from __future__ import annotations

import io

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pypdf import PdfReader
from pypdf.errors import PyPdfError


def is_signed_whole(content: bytes) -> bool:
    """Every signature is intact, and the last one covers the whole file."""
    try:
        found = PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
        if not found or not all(map(_is_intact, found)):
            return False
        return bool(found[-1].evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE)
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return False


def _is_intact(one: EmbeddedPdfSignature) -> bool:
    intact, valid = validate_sig_integrity(
        one.signer_info, one.signer_cert, expected_content_type="data", actual_digest=one.compute_digest()
    )
    return bool(intact and valid)


def holds(content: bytes, words: str) -> bool:
    """Do these words stand in the text of the file?"""
    try:
        with PdfReader(io.BytesIO(content)) as pdf:
            return any(words in page.extract_text() for page in pdf.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return False
