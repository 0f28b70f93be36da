"""Official papers: their way to the signature, their numbers, their history."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

# What a paper says of people enters the trace masked; its code is no business of whoever reads the trace.
TRACED = """
CALL core_pasang_jejak('berkas_naskah', 'id', 'data', 'tentang', 'inisial', 'kode', 'nip_penanda_tangan');
CALL core_pasang_jejak('berkas_parafnaskah', 'id');
CALL core_pasang_jejak('berkas_nomornaskah', 'id');
"""
# From the signature on a paper is only sent or withdrawn; before it nobody writes a signed file past the services.
GUARD = """
CREATE FUNCTION berkas_jaga_naskah() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    boleh text[] := ARRAY['status', 'dokumen_id', 'terkirim_pada', 'dicabut_pada', 'alasan_cabut'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'naskah tidak dihapus; batalkan';
    END IF;
    IF OLD.status IN ('ditandatangani', 'terkirim', 'dicabut') THEN
        IF (to_jsonb(NEW) - boleh) <> (to_jsonb(OLD) - boleh) THEN
            RAISE EXCEPTION 'naskah bertanda tangan tidak diubah';
        END IF;
        IF NOT (NEW.status = OLD.status OR NEW.status = 'dicabut'
                OR (OLD.status = 'ditandatangani' AND NEW.status = 'terkirim')) THEN
            RAISE EXCEPTION 'naskah bertanda tangan tidak kembali menjadi konsep';
        END IF;
    END IF;
    IF OLD.status IN ('dibatalkan', 'dicabut') AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
        RAISE EXCEPTION 'naskah yang dibatalkan atau dicabut tidak diubah';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER naskah_tetap BEFORE UPDATE OR DELETE ON berkas_naskah FOR EACH ROW EXECUTE FUNCTION berkas_jaga_naskah();
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON berkas_riwayatnaskah FOR EACH ROW EXECUTE FUNCTION core_tolak();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0001_dokumen"),
        ("core", "0006_token"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Naskah",
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
                ("jenis", models.CharField(max_length=40, verbose_name="jenis naskah")),
                ("subjek_id", models.UUIDField(blank=True, null=True)),
                ("tentang", models.CharField(max_length=250)),
                ("inisial", models.CharField(blank=True, max_length=20)),
                ("data", models.JSONField()),
                ("tanggal_data", models.DateField(verbose_name="keadaan per")),
                ("kertas", models.CharField(choices=[("a4", "A4"), ("f4", "F4")], default="a4", max_length=2)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("konsep", "Konsep"),
                            ("paraf", "Menunggu paraf"),
                            ("tanda_tangan", "Menunggu tanda tangan"),
                            ("pemeriksaan", "Menunggu pemeriksaan kedua"),
                            ("dikembalikan", "Dikembalikan"),
                            ("ditandatangani", "Ditandatangani"),
                            ("terkirim", "Terkirim"),
                            ("dibatalkan", "Dibatalkan"),
                            ("dicabut", "Dicabut"),
                        ],
                        default="konsep",
                        max_length=20,
                    ),
                ),
                ("putaran", models.PositiveSmallIntegerField(default=0)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("nama_penanda_tangan", models.CharField(max_length=250)),
                ("nip_penanda_tangan", models.CharField(blank=True, max_length=30)),
                ("jabatan_penanda_tangan", models.CharField(max_length=250)),
                ("kewenangan", models.CharField(max_length=300, verbose_name="dasar kewenangan")),
                ("nomor", models.CharField(blank=True, max_length=80)),
                ("tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal naskah")),
                ("kode", models.CharField(blank=True, max_length=20, null=True, unique=True)),
                ("nomor_keluar", models.BooleanField(default=False)),
                ("upaya_id", models.UUIDField(blank=True, null=True)),
                ("upaya_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "cara",
                    models.CharField(
                        blank=True,
                        choices=[("tte", "Tanda tangan elektronik"), ("basah", "Tanda tangan basah")],
                        max_length=10,
                    ),
                ),
                ("ditandatangani_pada", models.DateTimeField(blank=True, null=True)),
                ("nama_simpan", models.CharField(blank=True, max_length=100)),
                ("sidik", models.CharField(blank=True, db_index=True, max_length=64, verbose_name="sidik SHA-256")),
                (
                    "jenis_isi",
                    models.CharField(
                        blank=True, choices=[("application/pdf", "PDF"), ("image/jpeg", "Gambar")], max_length=40
                    ),
                ),
                ("halaman", models.PositiveSmallIntegerField(default=0)),
                ("pindai", models.CharField(blank=True, max_length=20)),
                ("terkirim_pada", models.DateTimeField(blank=True, null=True)),
                ("dicabut_pada", models.DateTimeField(blank=True, null=True)),
                ("alasan_cabut", models.CharField(blank=True, max_length=300)),
                (
                    "dipastikan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diunggah_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dokumen",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="naskah",
                        to="berkas.dokumen",
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"
                    ),
                ),
                (
                    "pembuat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "penanda_tangan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "penerbit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.unitkerja",
                        verbose_name="unit penerbit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.unitkerja"
                    ),
                ),
            ],
            options={
                "verbose_name": "naskah",
                "verbose_name_plural": "naskah",
            },
        ),
        migrations.CreateModel(
            name="ParafNaskah",
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
                ("urutan", models.PositiveSmallIntegerField()),
                ("jabatan", models.CharField(max_length=250)),
                ("diparaf_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "naskah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_paraf", to="berkas.naskah"
                    ),
                ),
                (
                    "pemaraf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "paraf naskah",
                "verbose_name_plural": "paraf naskah",
            },
        ),
        migrations.CreateModel(
            name="RegisterNomor",
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
                ("jenis", models.CharField(max_length=40)),
                ("tahun", models.PositiveSmallIntegerField()),
                ("terakhir", models.PositiveIntegerField(default=0)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.unitkerja"
                    ),
                ),
            ],
            options={
                "verbose_name": "register nomor naskah",
                "verbose_name_plural": "register nomor naskah",
            },
        ),
        migrations.CreateModel(
            name="NomorNaskah",
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
                ("urut", models.PositiveIntegerField()),
                ("keterangan", models.CharField(blank=True, max_length=200)),
                (
                    "naskah",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nomor_terambil",
                        to="berkas.naskah",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_nomor",
                        to="berkas.registernomor",
                    ),
                ),
            ],
            options={
                "verbose_name": "nomor naskah",
                "verbose_name_plural": "nomor naskah",
            },
        ),
        migrations.CreateModel(
            name="RiwayatNaskah",
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
                    "langkah",
                    models.CharField(
                        choices=[
                            ("dibuat", "Konsep dibuat"),
                            ("diperbaiki", "Konsep diperbaiki"),
                            ("diajukan", "Diajukan"),
                            ("diparaf", "Diparaf"),
                            ("dikembalikan", "Dikembalikan untuk diperbaiki"),
                            ("disiapkan", "Disiapkan untuk tanda tangan basah"),
                            ("diunggah", "Pindaian bertanda tangan diunggah"),
                            ("ditolak", "Pindaian ditolak pemeriksa kedua"),
                            ("ditandatangani", "Ditandatangani"),
                            ("dipastikan", "Pindaian dipastikan pemeriksa kedua"),
                            ("terkirim", "Terkirim"),
                            ("dibatalkan", "Dibatalkan"),
                            ("dicabut", "Dicabut"),
                        ],
                        max_length=20,
                    ),
                ),
                ("pada", models.DateTimeField(auto_now_add=True)),
                ("sebagai", models.CharField(blank=True, max_length=250)),
                ("alasan", models.CharField(blank=True, max_length=500)),
                (
                    "naskah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_riwayat", to="berkas.naskah"
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat naskah",
                "verbose_name_plural": "riwayat naskah",
            },
        ),
        migrations.AddIndex(
            model_name="naskah",
            index=models.Index(fields=["pembuat", "-dibuat_pada"], name="naskah_pembuat"),
        ),
        migrations.AddIndex(
            model_name="naskah",
            index=models.Index(fields=["penanda_tangan", "-dibuat_pada"], name="naskah_penanda"),
        ),
        migrations.AddIndex(
            model_name="naskah",
            index=models.Index(fields=["unit", "-dibuat_pada"], name="naskah_unit"),
        ),
        migrations.AddIndex(
            model_name="naskah",
            index=models.Index(fields=["instansi", "-dibuat_pada"], name="naskah_instansi"),
        ),
        migrations.AddConstraint(
            model_name="naskah",
            constraint=models.CheckConstraint(
                condition=models.Q(("pembuat", models.F("penanda_tangan")), _negated=True), name="naskah_dua_orang"
            ),
        ),
        migrations.AddConstraint(
            model_name="naskah",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["dicabut", "ditandatangani", "terkirim"]), _negated=True),
                    models.Q(
                        ("ditandatangani_pada__isnull", False),
                        ("kode__isnull", False),
                        ("tanggal__isnull", False),
                        models.Q(("nomor", ""), _negated=True),
                        models.Q(("nama_simpan", ""), _negated=True),
                        models.Q(("sidik", ""), _negated=True),
                        models.Q(("cara", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="naskah_sah_lengkap",
            ),
        ),
        migrations.AddConstraint(
            model_name="naskah",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("cara", "basah"), ("status__in", ["dicabut", "ditandatangani", "terkirim"]), _negated=True
                    ),
                    models.Q(
                        ("dipastikan_oleh__isnull", False),
                        ("diunggah_oleh__isnull", False),
                        models.Q(("diunggah_oleh", models.F("dipastikan_oleh")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="naskah_basah_empat_mata",
            ),
        ),
        migrations.AddConstraint(
            model_name="naskah",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "terkirim"), _negated=True),
                    models.Q(("dokumen__isnull", False), ("terkirim_pada__isnull", False)),
                    _connector="OR",
                ),
                name="naskah_terkirim_ada",
            ),
        ),
        migrations.AddConstraint(
            model_name="naskah",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "dicabut"), _negated=True),
                    models.Q(("dicabut_pada__isnull", False), models.Q(("alasan_cabut", ""), _negated=True)),
                    _connector="OR",
                ),
                name="naskah_cabut_beralasan",
            ),
        ),
        migrations.AddConstraint(
            model_name="naskah",
            constraint=models.UniqueConstraint(
                condition=models.Q(("nomor", ""), _negated=True),
                fields=("penerbit", "nomor"),
                name="naskah_nomor_sekali",
                violation_error_message="Nomor ini sudah dipakai naskah lain dari unit yang sama.",
            ),
        ),
        migrations.AddIndex(
            model_name="parafnaskah",
            index=models.Index(fields=["pemaraf"], name="paraf_pemaraf"),
        ),
        migrations.AddConstraint(
            model_name="parafnaskah",
            constraint=models.UniqueConstraint(fields=("naskah", "urutan"), name="paraf_satu_per_urutan"),
        ),
        migrations.AddConstraint(
            model_name="parafnaskah",
            constraint=models.UniqueConstraint(fields=("naskah", "pemaraf"), name="paraf_satu_per_orang"),
        ),
        migrations.AddConstraint(
            model_name="registernomor",
            constraint=models.UniqueConstraint(fields=("unit", "jenis", "tahun"), name="register_nomor_satu"),
        ),
        migrations.AddConstraint(
            model_name="nomornaskah",
            constraint=models.UniqueConstraint(fields=("register", "urut"), name="nomor_naskah_sekali"),
        ),
        migrations.AddIndex(
            model_name="riwayatnaskah",
            index=models.Index(fields=["naskah", "pada"], name="riwayat_naskah"),
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
