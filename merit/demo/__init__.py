"""Merit in the demo province: results of assessments, six monthly runs and a published one, computed by the engine."""

from asn_portal.core.demo import register_demo
from merit.demo.muat import is_empty, load_merit

register_demo("merit", load_merit, is_kosong=is_empty)
