"""The map of the demo province, on the people and teams that core and pegawai have invented."""

from asn_portal.core.demo import register_demo
from jabatan.demo import beban, gerak, impor_abk, perlu, pindah
from jabatan.demo.muat import is_empty, load_jabatan

register_demo("jabatan", load_jabatan, is_kosong=is_empty)
register_demo("jabatan_perlu", perlu.load_perlu, is_kosong=perlu.is_empty)
register_demo("jabatan_beban", beban.load_beban, is_kosong=beban.is_empty)
register_demo("jabatan_pindah", pindah.load_pindah, is_kosong=pindah.is_empty)
register_demo("jabatan_gerak", gerak.load_gerak, is_kosong=gerak.is_empty)
register_demo("jabatan_impor", impor_abk.load_impor_abk, is_kosong=impor_abk.is_without, terakhir=True)
