"""A token may be made for learning."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0014_cakupan_kinerja"),
    ]

    operations = [
        migrations.AlterField(
            model_name="tokenakses",
            name="cakupan",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("direktori:baca", "Membaca direktori pegawai dan unit"),
                        ("kepegawaian:baca", "Membaca NIP, NRK, dan data kepegawaian yang boleh Anda lihat"),
                        ("tugas:baca", "Membaca tugas"),
                        ("tugas:tulis", "Membuka dan memutuskan tugas"),
                        ("laporan:baca", "Membaca laporan data"),
                        ("laporan:tulis", "Membuat dan menjawab laporan data"),
                        ("naskah:baca", "Membaca keterangan dan keadaan naskah, tanpa isinya"),
                        ("kinerja:baca", "Membaca SKP, evaluasi, dan bukti dukung yang boleh Anda lihat"),
                        ("kinerja:tulis", "Mengajukan dan memutuskan SKP, mengirim dan menerima evaluasi"),
                        (
                            "pelatihan:baca",
                            "Membaca katalog, angkatan, kepesertaan, dan sertifikat pelatihan yang boleh Anda lihat",
                        ),
                        ("kabar:baca", "Membaca pengumuman dan pemberitahuan"),
                        ("kabar:tulis", "Menandai pengumuman dan pemberitahuan sudah dibaca"),
                    ],
                    max_length=30,
                ),
                size=None,
                verbose_name="cakupan",
            ),
        ),
    ]
