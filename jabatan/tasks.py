"""Jobs about positions."""

from collections.abc import Generator
from uuid import UUID

from asn_portal.core.jadwal import register_schedule
from asn_portal.core.latar import Hasil, Kemajuan, pekerjaan_latar
from asn_portal.core.models import PekerjaanLatar
from asn_portal.core.outbox import pekerjaan
from jabatan.services import batal_rancangan, buka_mutasi, daftar, kotak, naskah_mutasi, rancangan, terbit_rancangan


@pekerjaan_latar(rancangan.PEKERJAAN, label="Penataan organisasi", boleh_baca=lambda _: False)
def rearrange(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    steps = batal_rancangan.undo_in_steps if row.parameter["aksi"] == "batal" else terbit_rancangan.publish_in_steps
    return (yield from steps(row))


@pekerjaan
def refresh_posts() -> None:
    daftar.refresh_posts()


@pekerjaan
def follow_superiors() -> None:
    kotak.move_duties()


@pekerjaan
def open_moves(putaran_id: str) -> None:
    buka_mutasi.open_moves(UUID(putaran_id))


@pekerjaan
def open_due_moves() -> None:
    buka_mutasi.open_due()


pekerjaan_latar(naskah_mutasi.JENIS, label="Naskah putaran mutasi", boleh_baca=naskah_mutasi.may_read)(
    naskah_mutasi.papers_in_steps
)
register_schedule("jabatan_mutasi", "jabatan.open_due_moves", "3 * * * *", "Menuliskan putaran mutasi yang hari pelantikannya sudah tiba.")  # fmt: skip
register_schedule("jabatan_kotak", "jabatan.follow_superiors", "1 0 * * *", "Tugas yang menunggu berpindah ke atasan atau pelaksana hari itu.")  # fmt: skip
register_schedule("jabatan_daftar", "jabatan.refresh_posts", "7 0 * * *", "Memperbarui jabatan dalam daftar pegawai sesudah tengah malam.")  # fmt: skip
