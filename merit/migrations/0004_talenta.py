"""Succession plans, awards, the pulse survey, the agency's own rating of the eight aspects."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

# What was decided stays, nobody decides about himself, and answers of the survey leave no trace of their own.
GUARDS = """
CALL core_pasang_jejak('merit_rencanasuksesi', 'id');
CALL core_pasang_jejak('merit_sidangsuksesi', 'id');
CALL core_pasang_jejak('merit_pernyataankepentingan', 'id');
CALL core_pasang_jejak('merit_pilihansuksesi', 'id');
CALL core_pasang_jejak('merit_ajangpenghargaan', 'id');
CALL core_pasang_jejak('merit_usulanpenghargaan', 'id');
CALL core_pasang_jejak('merit_penerimapenghargaan', 'id');
CALL core_pasang_jejak('merit_juripenghargaan', 'id');
CALL core_pasang_jejak('merit_nilaijuri', 'id');
CALL core_pasang_jejak('merit_surveidenyut', 'id');
CALL core_pasang_jejak('merit_pertanyaandenyut', 'id');
CALL core_pasang_jejak('merit_penilaianaspek', 'id');
CALL core_tanpa_hapus('merit_rencanasuksesi');
CALL core_tanpa_hapus('merit_sidangsuksesi');
CALL core_tanpa_hapus('merit_pernyataankepentingan');
CALL core_tanpa_hapus('merit_pilihansuksesi');
CALL core_tanpa_hapus('merit_ajangpenghargaan');
CALL core_tanpa_hapus('merit_usulanpenghargaan');
CALL core_tanpa_hapus('merit_penerimapenghargaan');
CALL core_tanpa_hapus('merit_juripenghargaan');
CALL core_tanpa_hapus('merit_nilaijuri');
CALL core_tanpa_hapus('merit_surveidenyut');
CALL core_tanpa_hapus('merit_penjawabdenyut');
CALL core_tanpa_hapus('merit_hasildenyut');
CALL core_tanpa_hapus('merit_sarandenyut');
CALL core_tanpa_hapus('merit_penilaianaspek');

CREATE FUNCTION merit_jaga_suksesi() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('ditetapkan', 'ditutup') AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
        RAISE EXCEPTION 'Rencana suksesi yang sudah diputus tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (NEW.jabatan_id, NEW.putaran_id) <> (OLD.jabatan_id, OLD.putaran_id) THEN
        RAISE EXCEPTION 'Jabatan dan putaran rencana suksesi tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE UPDATE ON merit_rencanasuksesi FOR EACH ROW EXECUTE FUNCTION merit_jaga_suksesi();

CREATE FUNCTION merit_jaga_pilihan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sendiri uuid := (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id);
BEGIN
    IF sendiri IN (NEW.diusulkan_oleh_id, NEW.ditandatangani_oleh_id) THEN
        RAISE EXCEPTION 'Tidak ada yang memilih dirinya sendiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.rencana_id, NEW.pegawai_id, NEW.alasan, NEW.dari_daftar, NEW.diusulkan_oleh_id)
       <> (OLD.rencana_id, OLD.pegawai_id, OLD.alasan, OLD.dari_daftar, OLD.diusulkan_oleh_id) THEN
        RAISE EXCEPTION 'Isi pilihan tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE ON merit_pilihansuksesi FOR EACH ROW EXECUTE FUNCTION merit_jaga_pilihan();

-- A statement is made once; it is what the trace of a session rests on.
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON merit_pernyataankepentingan
    FOR EACH ROW EXECUTE FUNCTION core_tolak();

CREATE FUNCTION merit_jaga_nilai_juri() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM merit_juripenghargaan AS juri
                 JOIN merit_penerimapenghargaan AS orang ON orang.usulan_id = NEW.usulan_id
                 JOIN pegawai_pegawai AS p ON p.id = orang.pegawai_id
                WHERE juri.id = NEW.juri_id AND (p.pengguna_id = juri.pengguna_id OR juri.ada_benturan IS DISTINCT FROM false)) THEN
        RAISE EXCEPTION 'Juri tidak menilai dirinya sendiri, dan tidak menilai sebelum menyatakan kepentingannya.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT EXISTS (SELECT FROM merit_usulanpenghargaan AS u JOIN merit_ajangpenghargaan AS a ON a.id = u.ajang_id
                    WHERE u.id = NEW.usulan_id AND a.status = 'penjurian') THEN
        RAISE EXCEPTION 'Nilai juri hanya ditulis selama penjurian.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE ON merit_nilaijuri FOR EACH ROW EXECUTE FUNCTION merit_jaga_nilai_juri();

CREATE FUNCTION merit_jaga_ajang() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('terbit', 'dibatalkan') AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
        RAISE EXCEPTION 'Penghargaan yang sudah ditetapkan tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE UPDATE ON merit_ajangpenghargaan FOR EACH ROW EXECUTE FUNCTION merit_jaga_ajang();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0005_gambar_naskah"),
        ("core", "0014_cakupan_kinerja"),
        ("jabatan", "0006_mutasi_dan_tim"),
        ("kinerja", "0016_tindak_lanjut"),
        ("merit", "0003_segarkan"),
        ("pegawai", "0017_sumber_kinerja"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AjangPenghargaan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("nama", models.CharField(max_length=200, verbose_name="nama penghargaan")),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("kinerja", "Hasil kerja"),
                            ("inovasi", "Inovasi dan prestasi"),
                            ("satyalancana", "Satyalancana Karya Satya"),
                            ("tim", "Tim"),
                        ],
                        max_length=15,
                        verbose_name="jenis",
                    ),
                ),
                ("tahun", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("uraian", models.CharField(max_length=1000, verbose_name="ukuran penilaian")),
                ("usul_sampai", models.DateField(verbose_name="usulan sampai")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("terbuka", "Menerima usulan"),
                            ("penjurian", "Dinilai juri"),
                            ("diputus", "Diputus, menunggu surat keputusan"),
                            ("terbit", "Ditetapkan"),
                            ("dibatalkan", "Dibatalkan"),
                        ],
                        default="terbuka",
                        max_length=12,
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
                ("pertimbangan", models.CharField(blank=True, max_length=2000, verbose_name="pertimbangan")),
                ("keputusan_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor keputusan")),
                ("keputusan_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal keputusan")),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diputus_oleh",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"
                    ),
                ),
                (
                    "naskah",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.naskah",
                    ),
                ),
                (
                    "penghargaan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="penghargaan menurut BKN",
                    ),
                ),
            ],
            options={
                "verbose_name": "ajang penghargaan",
                "verbose_name_plural": "ajang penghargaan",
            },
        ),
        migrations.CreateModel(
            name="JuriPenghargaan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("ada_benturan", models.BooleanField(blank=True, null=True, verbose_name="ada benturan kepentingan")),
                ("uraian", models.CharField(blank=True, max_length=1000, verbose_name="uraian")),
                ("dinyatakan_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "ajang",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_juri",
                        to="merit.ajangpenghargaan",
                    ),
                ),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_juri_penghargaan",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "juri penghargaan",
                "verbose_name_plural": "juri penghargaan",
            },
        ),
        migrations.CreateModel(
            name="PenilaianAspek",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("tahun", models.PositiveSmallIntegerField(verbose_name="tahun")),
                (
                    "aspek",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8),
                        ],
                        verbose_name="aspek",
                    ),
                ),
                ("nilai", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="nilai")),
                ("alasan", models.CharField(max_length=1000, verbose_name="alasan")),
                ("pada", models.DateTimeField()),
                (
                    "instansi",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.instansi",
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "penilaian aspek merit",
                "verbose_name_plural": "penilaian aspek merit",
            },
        ),
        migrations.CreateModel(
            name="RencanaSuksesi",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("nama_jabatan", models.CharField(max_length=200, verbose_name="jabatan")),
                ("nama_unit", models.CharField(max_length=200, verbose_name="unit")),
                (
                    "sebab",
                    models.CharField(
                        choices=[
                            ("kosong", "Jabatan kosong"),
                            ("segera_kosong", "Segera kosong"),
                            ("kritis", "Jabatan kritis"),
                        ],
                        max_length=15,
                        verbose_name="sebab",
                    ),
                ),
                ("alasan", models.CharField(max_length=500, verbose_name="alasan")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("disusun", "Disusun komite"),
                            ("diusulkan", "Menunggu keputusan PPK"),
                            ("ditetapkan", "Ditetapkan"),
                            ("ditutup", "Ditutup"),
                        ],
                        default="disusun",
                        max_length=12,
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("keputusan_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor keputusan")),
                ("keputusan_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal keputusan")),
                ("ditetapkan_pada", models.DateTimeField(blank=True, null=True)),
                ("alasan_tutup", models.CharField(blank=True, max_length=500, verbose_name="alasan penutupan")),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ditetapkan_oleh",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"
                    ),
                ),
                (
                    "jabatan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jabatan.jabatan"
                    ),
                ),
                (
                    "putaran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="merit.putaran"
                    ),
                ),
            ],
            options={
                "verbose_name": "rencana suksesi",
                "verbose_name_plural": "rencana suksesi",
            },
        ),
        migrations.CreateModel(
            name="SidangSuksesi",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("nomor", models.PositiveSmallIntegerField(verbose_name="sidang ke")),
                ("dibuka_pada", models.DateTimeField()),
                ("risalah", models.TextField(blank=True, verbose_name="risalah")),
                ("ditutup_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "dibuka_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ditutup_oleh",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rencana",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_sidang",
                        to="merit.rencanasuksesi",
                    ),
                ),
            ],
            options={
                "verbose_name": "sidang suksesi",
                "verbose_name_plural": "sidang suksesi",
            },
        ),
        migrations.CreateModel(
            name="PilihanSuksesi",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("kotak", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="kotak")),
                ("urut", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="urutan dalam daftar")),
                ("dari_daftar", models.BooleanField(verbose_name="dari daftar")),
                ("alasan", models.CharField(max_length=2000, verbose_name="alasan")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("diusulkan", "Menunggu tanda tangan kedua"),
                            ("disetujui", "Disetujui"),
                            ("ditolak", "Tidak disetujui"),
                            ("dicabut", "Dicabut"),
                        ],
                        max_length=10,
                    ),
                ),
                ("diusulkan_pada", models.DateTimeField()),
                ("ditandatangani_pada", models.DateTimeField(blank=True, null=True)),
                ("catatan", models.CharField(blank=True, max_length=1000, verbose_name="catatan penanda tangan kedua")),
                (
                    "ditandatangani_oleh",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diusulkan_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pilihan_suksesi",
                        to="pegawai.pegawai",
                    ),
                ),
                (
                    "rencana",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pilihan",
                        to="merit.rencanasuksesi",
                    ),
                ),
                (
                    "sidang",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pilihan",
                        to="merit.sidangsuksesi",
                    ),
                ),
            ],
            options={
                "verbose_name": "pilihan suksesi",
                "verbose_name_plural": "pilihan suksesi",
            },
        ),
        migrations.CreateModel(
            name="PernyataanKepentingan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("ada_benturan", models.BooleanField(verbose_name="ada benturan kepentingan")),
                ("uraian", models.CharField(blank=True, max_length=1000, verbose_name="uraian")),
                ("pada", models.DateTimeField()),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pernyataan_kepentingan",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sidang",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pernyataan",
                        to="merit.sidangsuksesi",
                    ),
                ),
            ],
            options={
                "verbose_name": "pernyataan kepentingan",
                "verbose_name_plural": "pernyataan kepentingan",
            },
        ),
        migrations.CreateModel(
            name="SurveiDenyut",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("nama", models.CharField(max_length=150, verbose_name="nama survei")),
                ("mulai", models.DateField(verbose_name="dibuka")),
                ("sampai", models.DateField(verbose_name="hari terakhir")),
                (
                    "status",
                    models.CharField(
                        choices=[("draf", "Draf"), ("dibuka", "Dibuka"), ("ditutup", "Ditutup")],
                        default="draf",
                        max_length=10,
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"
                    ),
                ),
            ],
            options={
                "verbose_name": "survei denyut",
                "verbose_name_plural": "survei denyut",
            },
        ),
        migrations.CreateModel(
            name="SaranDenyut",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("isi", models.JSONField(default=list, verbose_name="saran")),
                (
                    "survei",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="saran", to="merit.surveidenyut"
                    ),
                ),
            ],
            options={
                "verbose_name": "saran survei",
                "verbose_name_plural": "saran survei",
            },
        ),
        migrations.CreateModel(
            name="PertanyaanDenyut",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("urut", models.PositiveSmallIntegerField(verbose_name="urutan")),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("kepuasan", "Kepuasan (skala 1 sampai 5)"),
                            ("keterikatan", "Keterikatan (skala 1 sampai 5)"),
                            ("bebas", "Saran (tulisan bebas)"),
                        ],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                ("kalimat", models.CharField(max_length=200, verbose_name="pernyataan")),
                (
                    "survei",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pertanyaan",
                        to="merit.surveidenyut",
                    ),
                ),
            ],
            options={
                "verbose_name": "pertanyaan survei",
                "verbose_name_plural": "pertanyaan survei",
                "ordering": ("urut",),
            },
        ),
        migrations.CreateModel(
            name="PenjawabDenyut",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pegawai.pegawai"
                    ),
                ),
                (
                    "survei",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="merit.surveidenyut",
                    ),
                ),
            ],
            options={
                "verbose_name": "penjawab survei",
                "verbose_name_plural": "penjawab survei",
            },
        ),
        migrations.CreateModel(
            name="HasilDenyut",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("banyak", models.PositiveIntegerField(default=0)),
                ("jumlah", models.JSONField(default=dict, verbose_name="banyaknya tiap jawaban")),
                (
                    "perangkat",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.unitkerja",
                    ),
                ),
                (
                    "survei",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_hasil",
                        to="merit.surveidenyut",
                    ),
                ),
            ],
            options={
                "verbose_name": "hasil survei",
                "verbose_name_plural": "hasil survei",
            },
        ),
        migrations.CreateModel(
            name="UsulanPenghargaan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("nama_tim", models.CharField(blank=True, max_length=200, verbose_name="nama tim")),
                ("alasan", models.CharField(max_length=2000, verbose_name="mengapa layak")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("diusulkan", "Diusulkan"),
                            ("penerima", "Penerima"),
                            ("belum_terpilih", "Belum terpilih"),
                            ("dicabut", "Dicabut"),
                        ],
                        default="diusulkan",
                        max_length=15,
                    ),
                ),
                ("diusulkan_pada", models.DateTimeField()),
                ("pertimbangan", models.CharField(blank=True, max_length=1000, verbose_name="pertimbangan putusan")),
                (
                    "ajang",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_usulan",
                        to="merit.ajangpenghargaan",
                    ),
                ),
                (
                    "diusulkan_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nominasi",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kinerja.nominasipenghargaan",
                        verbose_name="nominasi penilai",
                    ),
                ),
            ],
            options={
                "verbose_name": "usulan penghargaan",
                "verbose_name_plural": "usulan penghargaan",
            },
        ),
        migrations.CreateModel(
            name="PenerimaPenghargaan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "boleh_tampil",
                    models.BooleanField(blank=True, null=True, verbose_name="boleh ditampilkan untuk umum"),
                ),
                ("dijawab_pada", models.DateTimeField(blank=True, null=True)),
                ("riwayat", models.UUIDField(blank=True, null=True, verbose_name="baris riwayat")),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_usulan_penghargaan",
                        to="pegawai.pegawai",
                    ),
                ),
                (
                    "usulan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_orang",
                        to="merit.usulanpenghargaan",
                    ),
                ),
            ],
            options={
                "verbose_name": "penerima penghargaan",
                "verbose_name_plural": "penerima penghargaan",
            },
        ),
        migrations.CreateModel(
            name="NilaiJuri",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "skor",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="nilai"
                    ),
                ),
                ("alasan", models.CharField(max_length=1000, verbose_name="alasan")),
                ("pada", models.DateTimeField()),
                (
                    "juri",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_nilai",
                        to="merit.juripenghargaan",
                    ),
                ),
                (
                    "usulan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_nilai",
                        to="merit.usulanpenghargaan",
                    ),
                ),
            ],
            options={
                "verbose_name": "nilai juri",
                "verbose_name_plural": "nilai juri",
            },
        ),
        migrations.AddConstraint(
            model_name="ajangpenghargaan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "dibatalkan"), _negated=True),
                fields=("instansi", "nama", "tahun"),
                name="ajang_sekali_setahun",
                violation_error_message="Penghargaan dengan nama itu sudah ada untuk tahun tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ajangpenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["diputus", "terbit"]), _negated=True),
                    models.Q(models.Q(("pertimbangan", ""), _negated=True), ("diputus_oleh__isnull", False)),
                    _connector="OR",
                ),
                name="ajang_diputus_beralasan",
            ),
        ),
        migrations.AddConstraint(
            model_name="ajangpenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "terbit"), _negated=True),
                    models.Q(models.Q(("keputusan_nomor", ""), _negated=True), ("keputusan_tanggal__isnull", False)),
                    _connector="OR",
                ),
                name="ajang_terbit_berkeputusan",
            ),
        ),
        migrations.AddConstraint(
            model_name="ajangpenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Func(
                        models.F("penghargaan_id"),
                        models.Value("penghargaan:"),
                        function="starts_with",
                        output_field=models.BooleanField(),
                    ),
                    _connector="OR",
                ),
                name="ajang_penghargaan_daftar",
            ),
        ),
        migrations.AddConstraint(
            model_name="juripenghargaan",
            constraint=models.UniqueConstraint(
                fields=("ajang", "pengguna"),
                name="juri_sekali",
                violation_error_message="Orang ini sudah menjadi juri.",
            ),
        ),
        migrations.AddConstraint(
            model_name="juripenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ada_benturan", None), ("dinyatakan_pada", None)),
                    models.Q(
                        ("ada_benturan__isnull", False),
                        ("dinyatakan_pada__isnull", False),
                        models.Q(("ada_benturan", False), models.Q(("uraian", ""), _negated=True), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="juri_menyatakan_lengkap",
            ),
        ),
        migrations.AddConstraint(
            model_name="penilaianaspek",
            constraint=models.UniqueConstraint(fields=("instansi", "tahun", "aspek"), name="penilaian_aspek_sekali"),
        ),
        migrations.AddConstraint(
            model_name="penilaianaspek",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("aspek__range", (1, 8)), ("nilai__range", (0, 1)), models.Q(("alasan", ""), _negated=True)
                ),
                name="penilaian_aspek_wajar",
            ),
        ),
        migrations.AddConstraint(
            model_name="rencanasuksesi",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["disusun", "diusulkan"])),
                fields=("jabatan",),
                name="suksesi_satu_terbuka",
                violation_error_message="Rencana suksesi jabatan ini masih terbuka. Lanjutkan rencana itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rencanasuksesi",
            constraint=models.CheckConstraint(
                condition=models.Q(("alasan", ""), _negated=True), name="suksesi_beralasan"
            ),
        ),
        migrations.AddConstraint(
            model_name="rencanasuksesi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "ditetapkan"), _negated=True),
                    models.Q(
                        models.Q(("keputusan_nomor", ""), _negated=True),
                        ("ditetapkan_oleh__isnull", False),
                        ("keputusan_tanggal__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="suksesi_berkeputusan",
            ),
        ),
        migrations.AddConstraint(
            model_name="rencanasuksesi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "ditutup"), _negated=True),
                    models.Q(("alasan_tutup", ""), _negated=True),
                    _connector="OR",
                ),
                name="suksesi_tutup_beralasan",
            ),
        ),
        migrations.AddConstraint(
            model_name="sidangsuksesi",
            constraint=models.UniqueConstraint(fields=("rencana", "nomor"), name="sidang_nomor"),
        ),
        migrations.AddConstraint(
            model_name="sidangsuksesi",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ditutup_pada", None)),
                fields=("rencana",),
                name="sidang_satu_terbuka",
                violation_error_message="Sidang rencana ini masih terbuka. Tutup dulu dengan risalahnya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sidangsuksesi",
            constraint=models.CheckConstraint(
                condition=models.Q(("ditutup_pada", None), models.Q(("risalah", ""), _negated=True), _connector="OR"),
                name="sidang_berisalah",
            ),
        ),
        migrations.AddConstraint(
            model_name="pilihansuksesi",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["diusulkan", "disetujui"])),
                fields=("rencana", "pegawai"),
                name="pilihan_sekali",
                violation_error_message="Orang ini sudah dipilih untuk jabatan itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pilihansuksesi",
            constraint=models.CheckConstraint(
                condition=models.Q(("alasan", ""), _negated=True), name="pilihan_beralasan"
            ),
        ),
        migrations.AddConstraint(
            model_name="pilihansuksesi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dari_daftar", True),
                    models.Q(("status", "disetujui"), _negated=True),
                    ("ditandatangani_oleh__isnull", False),
                    _connector="OR",
                ),
                name="pilihan_luar_dua_tanda",
            ),
        ),
        migrations.AddConstraint(
            model_name="pilihansuksesi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ditandatangani_oleh", None),
                    models.Q(("ditandatangani_oleh", models.F("diusulkan_oleh")), _negated=True),
                    _connector="OR",
                ),
                name="pilihan_dua_orang",
            ),
        ),
        migrations.AddConstraint(
            model_name="pilihansuksesi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dari_daftar", False), models.Q(("kotak__gte", 7), ("urut__isnull", False)), _connector="OR"
                ),
                name="pilihan_dari_kotak_atas",
            ),
        ),
        migrations.AddConstraint(
            model_name="pernyataankepentingan",
            constraint=models.UniqueConstraint(fields=("sidang", "pengguna"), name="pernyataan_sekali"),
        ),
        migrations.AddConstraint(
            model_name="pernyataankepentingan",
            constraint=models.CheckConstraint(
                condition=models.Q(("ada_benturan", False), models.Q(("uraian", ""), _negated=True), _connector="OR"),
                name="pernyataan_beruraian",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveidenyut",
            constraint=models.CheckConstraint(
                condition=models.Q(("sampai__gte", models.F("mulai"))), name="survei_masa"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveidenyut",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "dibuka")),
                fields=("instansi",),
                name="survei_satu_dibuka",
                violation_error_message="Survei lain masih dibuka. Tutup dulu survei itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pertanyaandenyut",
            constraint=models.UniqueConstraint(fields=("survei", "urut"), name="pertanyaan_urut"),
        ),
        migrations.AddConstraint(
            model_name="pertanyaandenyut",
            constraint=models.CheckConstraint(
                condition=models.Q(("urut__range", (1, 10)), models.Q(("kalimat", ""), _negated=True)),
                name="pertanyaan_paling_banyak_sepuluh",
            ),
        ),
        migrations.AddConstraint(
            model_name="penjawabdenyut",
            constraint=models.UniqueConstraint(fields=("survei", "pegawai"), name="penjawab_sekali"),
        ),
        migrations.AddConstraint(
            model_name="hasildenyut",
            constraint=models.UniqueConstraint(
                fields=("survei", "perangkat"), name="hasil_denyut_satu", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanpenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(("alasan", ""), _negated=True), name="usulan_penghargaan_beralasan"
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanpenghargaan",
            constraint=models.UniqueConstraint(fields=("ajang", "nominasi"), name="usulan_penghargaan_nominasi_sekali"),
        ),
        migrations.AddConstraint(
            model_name="usulanpenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["penerima", "belum_terpilih"]), _negated=True),
                    models.Q(("pertimbangan", ""), _negated=True),
                    _connector="OR",
                ),
                name="usulan_penghargaan_diputus_beralasan",
            ),
        ),
        migrations.AddConstraint(
            model_name="penerimapenghargaan",
            constraint=models.UniqueConstraint(fields=("usulan", "pegawai"), name="penerima_sekali"),
        ),
        migrations.AddConstraint(
            model_name="penerimapenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("boleh_tampil", None), ("dijawab_pada", None)),
                    models.Q(("boleh_tampil__isnull", False), ("dijawab_pada__isnull", False)),
                    _connector="OR",
                ),
                name="penerima_dijawab_lengkap",
            ),
        ),
        migrations.AddConstraint(
            model_name="nilaijuri",
            constraint=models.UniqueConstraint(fields=("usulan", "juri"), name="nilai_juri_sekali"),
        ),
        migrations.AddConstraint(
            model_name="nilaijuri",
            constraint=models.CheckConstraint(
                condition=models.Q(("skor__lte", 100), models.Q(("alasan", ""), _negated=True)),
                name="nilai_juri_beralasan",
            ),
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
