"""Numbers of papers: one register for each unit, kind and year, without gaps. Called inside the change that needs one."""

from __future__ import annotations

from asn_portal.berkas.aturan.alur_naskah import write_nomor
from asn_portal.berkas.models import Naskah, NomorNaskah, RegisterNomor
from asn_portal.berkas.naskah import jenis_naskah

DIBATALKAN = "Naskah dibatalkan sesudah nomornya keluar dari portal"
TAHUN_BERGANTI = "Tahun berganti sebelum naskahnya ditandatangani"
DIGANTI = "Naskah memakai nomor lain yang tertulis di kertasnya"


def take_nomor(naskah: Naskah, tahun: int) -> str:
    """The number of this paper: the one it holds already, the smallest free one, or the next. The register's row is
    locked until the transaction ends, so two papers never get the same and none is skipped.
    """
    held = NomorNaskah.objects.select_related("register").filter(naskah=naskah).first()
    if held is not None and held.register.tahun == tahun:
        return naskah.nomor
    if held is not None:  # a number of last year does not stand beside a day of this one
        _free(held, TAHUN_BERGANTI if naskah.nomor_keluar else "")
    RegisterNomor.objects.get_or_create(unit_id=naskah.penerbit_id, jenis=naskah.jenis, tahun=tahun)
    register = RegisterNomor.objects.select_for_update(of=("self",)).select_related("unit").get(
        unit_id=naskah.penerbit_id, jenis=naskah.jenis, tahun=tahun
    )  # fmt: skip
    row = register.daftar_nomor.filter(naskah=None, keterangan="").order_by("urut").first()
    if row is None:
        register.terakhir += 1
        register.save(update_fields=["terakhir"])
        row = NomorNaskah(register=register, urut=register.terakhir)
    row.naskah = naskah
    row.save()
    klasifikasi = jenis_naskah(naskah.jenis).klasifikasi
    return write_nomor(urut=row.urut, klasifikasi=klasifikasi, unit=register.unit.kode, tahun=tahun)


def reserve_nomor(naskah: Naskah, tahun: int) -> str:
    """The number before the signature, so that papers that belong together are numbered in their order. Part of the caller's
    change; the signature keeps it.
    """
    naskah.nomor = take_nomor(naskah, tahun)
    naskah.save(update_fields=["nomor"])
    return naskah.nomor


def give_up_nomor(naskah: Naskah, sebab: str) -> None:
    """The paper needs it no longer: free for the next one, unless it has been seen outside; then it says why it is empty."""
    held = NomorNaskah.objects.filter(naskah=naskah).first()
    if held is None:
        return
    if naskah.nomor_keluar:
        held.keterangan = sebab
        held.save(update_fields=["keterangan"])
    else:
        _free(held)


def _free(row: NomorNaskah, sebab: str = "") -> None:
    """No paper holds it any more; with a reason it stays empty, and no other paper takes it."""
    RegisterNomor.objects.select_for_update().get(pk=row.register_id)
    row.naskah, row.keterangan = None, sebab
    row.save(update_fields=["naskah", "keterangan"])
