"""What this app adds to the one inbox: consents, many at once after reading; and the duties of kotak_kegiatan."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from asn_portal.core.izin import Sumber
from asn_portal.core.jenis_tugas import IkutAtasan, JenisTugas, Massal, register_jenis_tugas
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from pegawai.models import Pegawai
from pegawai.models.pegawai import team_of
from pelatihan import permissions
from pelatihan.models import Kepesertaan, RencanaPengembangan
from pelatihan.services.evaluasi import TUGAS_PERILAKU
from pelatihan.services.kepesertaan import TUGAS_SETUJU, consent_read
from pelatihan.services.rencana import TUGAS_RENCANA


def decidable(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """Of people within reach, never the own one."""
    people = Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN, "v").exclude(pengguna=pengguna)
    rows = Kepesertaan.objects.filter(pk__in=ids, pegawai__in=people)
    return set(rows.values_list("pk", flat=True))


def nothing_special(ids: Collection[UUID]) -> dict[UUID, str]:
    """Every case is alike here: nothing keeps it from being decided with others once it was read."""
    return {}


def behaviour_to_rate(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """Of the own team today."""
    team = team_of(akses(pengguna).orang_id, akses(pengguna).tanggal)
    return set(Kepesertaan.objects.filter(pk__in=ids, pegawai_id__in=team).values_list("pk", flat=True))


def plans_to_agree(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    people = Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN, "v").exclude(pengguna=pengguna)
    return set(RencanaPengembangan.objects.filter(pk__in=ids, pegawai__in=people).values_list("pk", flat=True))


def people_of(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Whose participations these are."""
    return dict(Kepesertaan.objects.filter(pk__in=ids).values_list("pk", "pegawai_id"))


def people_planning(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Whose plans these are."""
    return dict(RencanaPengembangan.objects.filter(pk__in=ids).values_list("pk", "pegawai_id"))


register_jenis_tugas(
    JenisTugas(
        TUGAS_PERILAKU, "Penerapan pelatihan", "Rata-ratanya menunjukkan manfaat pelatihan; tidak dihitung sebagai kinerja.",
        permissions.has_team, behaviour_to_rate, "book",
        sebab_satu="Setiap orang dinilai sendiri dengan contohnya.",
        ikut_atasan=IkutAtasan(permissions.PERBUATAN_NILAI, people_of),
    ),
    JenisTugas(
        TUGAS_RENCANA, "Rencana pengembangan", "Rencana yang disepakati berlaku; pegawainya mencatat kemajuannya.",
        permissions.can_nominate, plans_to_agree, "book",
        sebab_satu="Setiap rencana dibaca dan disepakati sendiri-sendiri.",
        ikut_atasan=IkutAtasan(permissions.PERBUATAN_NILAI, people_planning),
    ),
    JenisTugas(
        TUGAS_SETUJU, "Persetujuan pelatihan", "Yang disetujui menunggu tempat atau langsung diterima; pegawainya dikabari.",
        permissions.can_nominate, decidable, "book",
        Massal(
            tombol="Setujui {n} pelatihan",
            kalimat="Setiap pendaftaran yang dipilih disetujui; tempatnya menurut aturan angkatannya.",
            label_catatan="Catatan untuk para pegawai (boleh kosong)",
            putuskan=consent_read,
            peringatan=nothing_special,
            catatan_wajib=False,
        ),
        ikut_atasan=IkutAtasan(permissions.PERBUATAN_KIRIM, people_of),
    ),
)  # fmt: skip
