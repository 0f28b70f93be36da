"""Work teams beside the line, and reports of shifts."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('kinerja_timkerja', 'id');
CALL core_pasang_jejak('kinerja_anggotatim', 'id');
CALL core_pasang_jejak('kinerja_hasiltim', 'id');
CALL core_pasang_jejak('kinerja_telaahbukti', 'id');
CALL core_pasang_jejak('kinerja_usulumpanbalik', 'id');
CALL core_pasang_jejak('kinerja_laporanregu', 'id');
CALL core_pasang_jejak('kinerja_sebutanregu', 'id');
CALL core_tanpa_hapus('kinerja_timkerja');
CALL core_tanpa_hapus('kinerja_laporanregu');
"""

# Whatever the route: a leader is no member of his own team, looks at nothing beside it, and nobody looks in his name.
TEAM = """
CREATE FUNCTION kinerja_jaga_anggota_tim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM kinerja_timkerja AS tim JOIN pegawai_pegawai AS orang ON orang.id = NEW.pegawai_id
        WHERE tim.id = NEW.tim_id AND tim.ketua_id <> orang.id AND tim.instansi_id = orang.instansi_id
    ) THEN
        RAISE EXCEPTION 'Anggota tim adalah pegawai lain dari instansi yang sama.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE ON kinerja_anggotatim
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_anggota_tim();

CREATE FUNCTION kinerja_jaga_ketua_tim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM kinerja_anggotatim AS anggota
        WHERE anggota.tim_id = NEW.id AND anggota.pegawai_id = NEW.ketua_id AND anggota.keluar_pada IS NULL
    ) THEN
        RAISE EXCEPTION 'Ketua tim bukan anggota timnya sendiri.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE UPDATE ON kinerja_timkerja FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_ketua_tim();

CREATE FUNCTION kinerja_jaga_hasil_tim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM kinerja_anggotatim AS anggota
        JOIN kinerja_skp AS skp ON skp.pegawai_id = anggota.pegawai_id
        JOIN kinerja_rencanahasilkerja AS rhk ON rhk.skp_id = skp.id AND rhk.garis = NEW.garis
        WHERE anggota.id = NEW.anggota_id
    ) THEN
        RAISE EXCEPTION 'Hasil kerja dalam tim berasal dari SKP anggota itu sendiri.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE ON kinerja_hasiltim
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_hasil_tim();

CREATE FUNCTION kinerja_jaga_telaah() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tim record;
BEGIN
    SELECT t.berlaku, t.ditutup_pada, ketua.pengguna_id AS ketua, anggota.pegawai_id, hasil.garis INTO tim
    FROM kinerja_hasiltim AS hasil JOIN kinerja_anggotatim AS anggota ON anggota.id = hasil.anggota_id
    JOIN kinerja_timkerja AS t ON t.id = anggota.tim_id JOIN pegawai_pegawai AS ketua ON ketua.id = t.ketua_id
    WHERE hasil.id = NEW.hasil_id;
    IF NEW.oleh_id IS DISTINCT FROM tim.ketua OR tim.ditutup_pada IS NOT NULL THEN
        RAISE EXCEPTION 'Telaah dan usul dalam tim ditulis ketua timnya.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_TABLE_NAME = 'kinerja_telaahbukti' AND NOT EXISTS (
        SELECT FROM kinerja_progres AS catatan JOIN kinerja_rencanahasilkerja AS rhk ON rhk.id = catatan.rhk_id
        WHERE catatan.id = (to_jsonb(NEW) ->> 'progres_id')::uuid AND catatan.pegawai_id = tim.pegawai_id
          AND rhk.garis = tim.garis AND tim.berlaku @> catatan.tanggal
    ) THEN
        RAISE EXCEPTION 'Yang ditelaah ketua tim hanya bukti dalam timnya.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE ON kinerja_telaahbukti
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_telaah();
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE ON kinerja_usulumpanbalik
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_telaah();
"""

# What a report says stays as those named have read it; nobody answers for another row than the one he was named in.
CREW = """
CREATE FUNCTION kinerja_jaga_regu() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    boleh text[] := CASE WHEN TG_TABLE_NAME = 'kinerja_laporanregu' THEN ARRAY['ditarik_pada']
                         ELSE ARRAY['status', 'alasan', 'dijawab_pada', 'progres_id'] END;
BEGIN
    IF (to_jsonb(NEW) - boleh) <> (to_jsonb(OLD) - boleh) THEN
        RAISE EXCEPTION 'Laporan regu yang sudah dikirim tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE UPDATE ON kinerja_laporanregu FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_regu();
CREATE TRIGGER isi_tetap BEFORE UPDATE ON kinerja_sebutanregu FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_regu();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0005_gambar_naskah"),
        ("core", "0013_kabar_bersama"),
        ("kinerja", "0011_angka_kredit"),
        ("pegawai", "0015_upah_butir"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnggotaTim",
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
                ("peran", models.CharField(blank=True, max_length=300, verbose_name="peran dalam tim")),
                ("keluar_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "anggota tim kerja",
                "verbose_name_plural": "anggota tim kerja",
            },
        ),
        migrations.CreateModel(
            name="HasilTim",
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
                ("garis", models.UUIDField()),
            ],
            options={
                "verbose_name": "hasil kerja dalam tim",
                "verbose_name_plural": "hasil kerja dalam tim",
            },
        ),
        migrations.CreateModel(
            name="LaporanRegu",
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
                ("tanggal", models.DateField(verbose_name="tanggal giliran")),
                ("rentang", django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="jam giliran")),
                ("teks", models.CharField(max_length=1000, verbose_name="yang dikerjakan")),
                ("hasil", models.CharField(blank=True, max_length=200, verbose_name="hasil")),
                ("tautan", models.URLField(blank=True, max_length=500, verbose_name="tautan")),
                ("sidik", models.CharField(max_length=64, verbose_name="sidik SHA-256")),
                ("dicatat_pada", models.DateTimeField(auto_now_add=True)),
                ("ditarik_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "laporan regu",
                "verbose_name_plural": "laporan regu",
            },
        ),
        migrations.CreateModel(
            name="SebutanRegu",
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
                ("rentang", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "status",
                    models.CharField(
                        choices=[("menunggu", "Menunggu jawaban"), ("diakui", "Diakui"), ("disangkal", "Disangkal")],
                        default="menunggu",
                        max_length=10,
                    ),
                ),
                ("alasan", models.CharField(blank=True, max_length=500, verbose_name="alasan menyangkal")),
                ("dijawab_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "sebutan dalam laporan regu",
                "verbose_name_plural": "sebutan dalam laporan regu",
            },
        ),
        migrations.CreateModel(
            name="TelaahBukti",
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
                ("sesuai", models.BooleanField(verbose_name="bukti sesuai")),
                ("catatan", models.CharField(blank=True, max_length=500, verbose_name="yang perlu dilengkapi")),
                ("pada", models.DateTimeField()),
            ],
            options={
                "verbose_name": "telaah bukti",
                "verbose_name_plural": "telaah bukti",
            },
        ),
        migrations.CreateModel(
            name="TimKerja",
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
                ("nama", models.CharField(max_length=150, verbose_name="nama tim")),
                ("tugas", models.CharField(max_length=1000, verbose_name="tugas tim")),
                ("dasar", models.CharField(max_length=200, verbose_name="dasar penugasan")),
                ("berlaku", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="masa")),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("ditutup_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "tim kerja",
                "verbose_name_plural": "tim kerja",
            },
        ),
        migrations.CreateModel(
            name="UsulUmpanBalik",
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
                ("tahun", models.PositiveSmallIntegerField()),
                (
                    "jenis",
                    models.CharField(
                        choices=[("bulanan", "Bulanan"), ("triwulan", "Triwulan"), ("tahunan", "Tahunan")],
                        max_length=10,
                        verbose_name="jenis evaluasi",
                    ),
                ),
                ("nomor", models.PositiveSmallIntegerField(default=0)),
                ("teks", models.CharField(max_length=2000, verbose_name="usul umpan balik")),
                ("pada", models.DateTimeField()),
            ],
            options={
                "verbose_name": "usul umpan balik",
                "verbose_name_plural": "usul umpan balik",
            },
        ),
        migrations.RemoveConstraint(
            model_name="buktidukung",
            name="bukti_berisi",
        ),
        migrations.AlterField(
            model_name="buktidukung",
            name="jenis",
            field=models.CharField(
                choices=[("berkas", "Berkas"), ("foto", "Foto"), ("tautan", "Tautan"), ("regu", "Laporan regu")],
                max_length=10,
                verbose_name="jenis bukti",
            ),
        ),
        migrations.AddField(
            model_name="anggotatim",
            name="pegawai",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_tim",
                to="pegawai.pegawai",
                verbose_name="anggota tim",
            ),
        ),
        migrations.AddField(
            model_name="hasiltim",
            name="anggota",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_hasil",
                to="kinerja.anggotatim",
            ),
        ),
        migrations.AddField(
            model_name="laporanregu",
            name="dokumen",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="berkas.dokumen",
            ),
        ),
        migrations.AddField(
            model_name="laporanregu",
            name="pelapor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="daftar_laporan_regu", to="pegawai.pegawai"
            ),
        ),
        migrations.AddField(
            model_name="laporanregu",
            name="unit",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.unitkerja"
            ),
        ),
        migrations.AddField(
            model_name="buktidukung",
            name="laporan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_bukti",
                to="kinerja.laporanregu",
            ),
        ),
        migrations.AddConstraint(
            model_name="buktidukung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("dokumen", None),
                        ("jenis", "tautan"),
                        ("laporan", None),
                        models.Q(("tautan", ""), _negated=True),
                    ),
                    models.Q(("jenis", "regu"), ("laporan__isnull", False)),
                    models.Q(
                        models.Q(("jenis__in", ["tautan", "regu"]), _negated=True),
                        ("dokumen__isnull", False),
                        ("laporan", None),
                        ("tautan", ""),
                    ),
                    _connector="OR",
                ),
                name="bukti_berisi",
            ),
        ),
        migrations.AddConstraint(
            model_name="buktidukung",
            constraint=models.UniqueConstraint(
                condition=models.Q(("laporan__isnull", False)), fields=("pegawai", "laporan"), name="bukti_regu_sekali"
            ),
        ),
        migrations.AddField(
            model_name="sebutanregu",
            name="laporan",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_sebutan",
                to="kinerja.laporanregu",
            ),
        ),
        migrations.AddField(
            model_name="sebutanregu",
            name="pegawai",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="daftar_sebutan_regu", to="pegawai.pegawai"
            ),
        ),
        migrations.AddField(
            model_name="sebutanregu",
            name="progres",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sebutan_regu",
                to="kinerja.progres",
            ),
        ),
        migrations.AddField(
            model_name="telaahbukti",
            name="hasil",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_telaah",
                to="kinerja.hasiltim",
            ),
        ),
        migrations.AddField(
            model_name="telaahbukti",
            name="oleh",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="telaahbukti",
            name="progres",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="daftar_telaah", to="kinerja.progres"
            ),
        ),
        migrations.AddField(
            model_name="timkerja",
            name="dibuat_oleh",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="timkerja",
            name="instansi",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"
            ),
        ),
        migrations.AddField(
            model_name="timkerja",
            name="ketua",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_tim_dipimpin",
                to="pegawai.pegawai",
                verbose_name="ketua tim",
            ),
        ),
        migrations.AddField(
            model_name="timkerja",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.unitkerja"),
        ),
        migrations.AddField(
            model_name="anggotatim",
            name="tim",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_anggota",
                to="kinerja.timkerja",
            ),
        ),
        migrations.AddField(
            model_name="usulumpanbalik",
            name="hasil",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_usul",
                to="kinerja.hasiltim",
            ),
        ),
        migrations.AddField(
            model_name="usulumpanbalik",
            name="oleh",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="hasiltim",
            index=models.Index(fields=["garis"], name="hasil_tim_garis"),
        ),
        migrations.AddConstraint(
            model_name="hasiltim",
            constraint=models.UniqueConstraint(fields=("anggota", "garis"), name="hasil_tim_sekali"),
        ),
        migrations.AddConstraint(
            model_name="laporanregu",
            constraint=models.CheckConstraint(
                condition=models.Q(("teks", ""), _negated=True), name="laporan_regu_berisi"
            ),
        ),
        migrations.AddConstraint(
            model_name="laporanregu",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ditarik_pada", None)), fields=("unit", "sidik"), name="laporan_regu_sekali"
            ),
        ),
        migrations.AddConstraint(
            model_name="sebutanregu",
            constraint=models.UniqueConstraint(fields=("laporan", "pegawai"), name="sebutan_regu_sekali"),
        ),
        migrations.AddConstraint(
            model_name="sebutanregu",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("status", "diakui")),
                expressions=[("pegawai", "="), ("rentang", "&&")],
                name="sebutan_regu_satu_jam",
            ),
        ),
        migrations.AddConstraint(
            model_name="sebutanregu",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dijawab_pada", None), ("progres", None), ("status", "menunggu")),
                    models.Q(("dijawab_pada__isnull", False), ("progres__isnull", False), ("status", "diakui")),
                    models.Q(
                        ("dijawab_pada__isnull", False),
                        ("progres", None),
                        ("status", "disangkal"),
                        models.Q(("alasan", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sebutan_regu_lengkap",
            ),
        ),
        migrations.AddConstraint(
            model_name="telaahbukti",
            constraint=models.UniqueConstraint(fields=("hasil", "progres"), name="telaah_bukti_satu"),
        ),
        migrations.AddConstraint(
            model_name="telaahbukti",
            constraint=models.CheckConstraint(
                condition=models.Q(("sesuai", True), models.Q(("catatan", ""), _negated=True), _connector="OR"),
                name="telaah_bukti_bercatatan",
            ),
        ),
        migrations.AddConstraint(
            model_name="timkerja",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("nama", ""), _negated=True),
                    models.Q(("tugas", ""), _negated=True),
                    models.Q(("dasar", ""), _negated=True),
                ),
                name="tim_kerja_berisi",
            ),
        ),
        migrations.AddConstraint(
            model_name="anggotatim",
            constraint=models.UniqueConstraint(
                fields=("tim", "pegawai"),
                name="anggota_tim_kerja_sekali",
                violation_error_message="Orang ini sudah menjadi anggota tim.",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulumpanbalik",
            constraint=models.UniqueConstraint(
                fields=("hasil", "tahun", "jenis", "nomor"), name="usul_umpan_balik_satu"
            ),
        ),
        migrations.AddConstraint(
            model_name="usulumpanbalik",
            constraint=models.CheckConstraint(
                condition=models.Q(("teks", ""), _negated=True), name="usul_umpan_balik_berisi"
            ),
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
        migrations.RunSQL(TEAM, migrations.RunSQL.noop),
        migrations.RunSQL(CREW, migrations.RunSQL.noop),
    ]
