"""The kind of document that proves progress."""

from asn_portal.berkas.enums import Retensi
from asn_portal.berkas.jenis import JenisDokumen, register_jenis_dokumen

JENIS_BUKTI = JenisDokumen("bukti_kinerja", "Bukti dukung kinerja", Retensi.PENDUKUNG)
register_jenis_dokumen(JENIS_BUKTI)
