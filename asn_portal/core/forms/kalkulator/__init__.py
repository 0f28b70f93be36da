"""The calculators' form."""

from asn_portal.core.forms.kalkulator.formulir import KalkulatorForm

__all__ = ["KalkulatorForm"]
