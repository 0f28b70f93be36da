"""Signals about people. They cross apps upwards only, inside the transaction (docs/keputusan/0006)."""

from django.dispatch import Signal

# Somebody will be out of the service from a day on: pegawai_id, tanggal. Receivers end their own dated rows on that day and
# return what pegawai.services.potongan needs to give them back.
pegawai_akan_berhenti = Signal()
# Somebody is out of the service from a day on: pegawai_id, tanggal.
pegawai_berhenti = Signal()
# That was a mistake: pegawai_id, tanggal.
pegawai_kembali = Signal()

# Somebody belongs to another unit from a day on: pegawai, sebelum and sesudah (the rows of membership).
unit_berubah = Signal()
# The same for many at once: pindahan, a list of (pegawai, sebelum, sesudah).
unit_banyak_berubah = Signal()
# Superiors of these people have just changed, on some days: orang (their ids).
atasan_berubah = Signal()
