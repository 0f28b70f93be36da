"""Learning in the demo province: a catalogue, sixty batches, two years of people in them."""

from asn_portal.core.demo import register_demo
from pelatihan.demo.muat import is_empty, load_pelatihan

register_demo("pelatihan", load_pelatihan, is_kosong=is_empty)
