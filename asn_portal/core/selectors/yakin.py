"""What ending something will do, in numbers: jobs, delegations, staff who prepare, tokens."""

from __future__ import annotations

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.jenis_tugas import jenis_tugas
from asn_portal.core.models import DelegasiTugas, PekerjaanLatar, Pengguna, Penyiap, TokenAkses, Tugas
from asn_portal.core.templatetags.bentuk import angka, kecil, tanggal
from asn_portal.core.yakin import Yakin


def sure_cancel_job(row: PekerjaanLatar) -> Yakin:
    """What was done stays done, so both parts are told."""
    done, whole = row.selesai, row.jumlah
    facts = [("Pekerjaan", row.judul)]
    if whole:
        facts += [
            ("Sudah dikerjakan", f"{angka(done)} dari {angka(whole)}"),
            ("Tidak dikerjakan", angka(max(whole - done, 0))),
        ]
    else:
        facts.append(("Sudah dikerjakan", angka(done) if done else "Belum dimulai"))
    return Yakin(
        "Batalkan pekerjaan ini?", "Batalkan pekerjaan", reverse("core:pekerjaan_detail", args=[row.pk]), "Pekerjaan", tuple(facts),
        (
            "Pekerjaan berhenti sesudah langkah yang sedang berjalan. Yang sudah tersimpan tetap tersimpan.",
            "Berkas yang belum lengkap tidak dapat diunduh.",
            "Pekerjaan yang dibatalkan tidak dapat dilanjutkan; mulai lagi dari halaman asalnya.",
        ),
    )  # fmt: skip


def sure_end_delegasi(pengguna: Pengguna, row: DelegasiTugas) -> Yakin:
    """Open duties of this kind change hands at once."""
    kind, own = jenis_tugas(row.jenis), row.dari_id == pengguna.pk
    waiting = Tugas.objects.filter(untuk_id=row.dari_id, jenis=row.jenis, selesai_pada=None).count()
    running = row.mulai <= timezone.localdate()
    facts = (
        ("Jenis tugas", str(kind.label)),
        ("Dari", row.dari.nama),
        ("Kepada", row.kepada.nama),
        ("Masa", f"{tanggal(row.mulai)} sampai {tanggal(row.sampai) if row.sampai else 'dicabut'}"),
        ("Tugas yang sedang menunggu", angka(waiting) if running else "Belum ada, karena delegasi belum mulai"),
    )
    if not running:
        effect = "Delegasi ini tidak jadi berlaku."
    elif own:
        effect = f"{angka(waiting)} tugas itu kembali diminta dari Anda mulai sekarang."
    else:
        effect = f"{angka(waiting)} tugas itu kembali diminta dari {row.dari.nama} mulai sekarang."
    word = "Akhiri delegasi" if own else "Kembalikan tugas"
    return Yakin(
        f"{word} {kecil(kind.label)}?", word, reverse("core:delegasi_list"), "Delegasi tugas", facts,
        (effect, "Yang sudah diputuskan tetap berlaku. Keduanya diberi tahu."),
    )  # fmt: skip


def sure_end_penyiap(row: Penyiap) -> Yakin:
    facts = (("Penyiap", row.penyiap.nama), ("Berlaku", f"{tanggal(row.mulai)} sampai {tanggal(row.sampai)}"))
    return Yakin(
        f"Akhiri penunjukan {row.penyiap.nama}?", "Akhiri penunjukan", reverse("core:penyiap_list"), "Penyiap saya", facts,
        ("Mulai hari ini ia tidak membaca tugas Anda lagi. Catatan yang sudah ditulisnya tetap ada.",),
    )  # fmt: skip


def sure_revoke_token(row: TokenAkses) -> Yakin:
    today = timezone.localdate()
    read = row.daftar_pembacaan.filter(tanggal=today).aggregate(jumlah=Sum("orang"))["jumlah"] or 0
    facts = (
        ("Token", row.nama),
        ("Terakhir dipakai", tanggal(row.terakhir_dipakai) if row.terakhir_dipakai else "Belum pernah"),
        ("Data orang yang dibaca hari ini", angka(read)),
        ("Berlaku sampai", tanggal(row.berlaku_sampai)),
    )
    return Yakin(
        f"Cabut token {row.nama}?", "Cabut token", reverse("core:token_list"), "Token akses", facts,
        ("Program yang memakainya langsung ditolak. Token yang dicabut tidak dapat dipakai lagi; buat yang baru bila perlu.",),
    )  # fmt: skip
