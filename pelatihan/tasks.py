"""Jobs of learning."""

from django.utils import timezone

from asn_portal.core.jadwal import register_schedule
from asn_portal.core.outbox import pekerjaan
from pelatihan.services import evaluasi, saran, tempat, tugas_belajar


@pekerjaan
def determine_places() -> None:
    for angkatan_id in tempat.due_to_determine(timezone.now()):
        tempat.determine_places(angkatan_id, by=None)


@pekerjaan
def schedule_behaviour() -> None:
    evaluasi.schedule_behaviour(timezone.localdate(), timezone.now())


register_schedule(
    "minta_evaluasi_perilaku", "pelatihan.schedule_behaviour", "20 3 * * *",
    "Meminta atasan menilai penerapan pelatihan yang selesai tiga bulan lalu.",
)  # fmt: skip


@pekerjaan
def refresh_recommendations() -> None:
    saran.refresh_recommendations(timezone.localdate(), timezone.now())


register_schedule(
    "hitung_saran_pelatihan", "pelatihan.refresh_recommendations", "40 2 * * *",
    "Menghitung pelatihan yang menutup celah kompetensi setiap pegawai.",
)  # fmt: skip
register_schedule(
    "tetapkan_tempat_pelatihan", "pelatihan.determine_places", "5 * * * *",
    "Memberi tempat pada angkatan yang pendaftarannya sudah ditutup.",
)  # fmt: skip


@pekerjaan
def ask_study_reports() -> None:
    tugas_belajar.ask_reports(timezone.localdate(), timezone.now())


register_schedule(
    "minta_laporan_belajar", "pelatihan.ask_study_reports", "30 3 * * *",
    "Meminta laporan semester dari pegawai yang sedang tugas belajar.",
)  # fmt: skip
