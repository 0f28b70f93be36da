"""What follows a rating: plans to improve, nominations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

# What was agreed stays; what came of it, and a decision, are written once and not by the person concerned.
GUARD = """
CALL core_pasang_jejak('kinerja_rencanaperbaikan', 'id');
CALL core_pasang_jejak('kinerja_nominasipenghargaan', 'id');
CALL core_tanpa_hapus('kinerja_rencanaperbaikan');
CALL core_tanpa_hapus('kinerja_nominasipenghargaan');
CREATE FUNCTION kinerja_jaga_perbaikan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    boleh text[] := ARRAY[]::text[];
BEGIN
    IF OLD.disetujui_pada IS NULL THEN boleh := ARRAY['disetujui_pada', 'tanggapan']; END IF;
    IF OLD.hasil = '' THEN boleh := boleh || ARRAY['hasil', 'catatan_hasil', 'dinilai_pada']; END IF;
    IF (to_jsonb(NEW) - boleh) <> (to_jsonb(OLD) - boleh) THEN
        RAISE EXCEPTION 'Rencana perbaikan yang sudah disepakati tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE UPDATE ON kinerja_rencanaperbaikan FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_perbaikan();
CREATE FUNCTION kinerja_jaga_nominasi() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    boleh text[] := ARRAY[]::text[];
BEGIN
    IF OLD.putusan = '' THEN boleh := ARRAY['putusan', 'pertimbangan', 'diputus_oleh_id', 'diputus_pada']; END IF;
    IF (to_jsonb(NEW) - boleh) <> (to_jsonb(OLD) - boleh) OR NEW.diputus_oleh_id = NEW.oleh_id
       OR NEW.diputus_oleh_id = (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id) THEN
        RAISE EXCEPTION 'Nominasi diputus satu kali, oleh orang lain.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE UPDATE ON kinerja_nominasipenghargaan FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_nominasi();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kinerja", "0015_kalibrasi"),
        ("pegawai", "0015_upah_butir"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NominasiPenghargaan",
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
                ("alasan", models.CharField(max_length=2000, verbose_name="mengapa layak")),
                ("pada", models.DateTimeField()),
                (
                    "putusan",
                    models.CharField(
                        blank=True,
                        choices=[("diteruskan", "Diteruskan"), ("tidak", "Tidak diteruskan")],
                        max_length=10,
                        verbose_name="putusan",
                    ),
                ),
                ("pertimbangan", models.CharField(blank=True, max_length=1000, verbose_name="pertimbangan")),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
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
                    "evaluasi",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="nominasi", to="kinerja.evaluasi"
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
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_nominasi",
                        to="pegawai.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "nominasi penghargaan",
                "verbose_name_plural": "nominasi penghargaan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alasan", ""), _negated=True), name="nominasi_beralasan"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("diputus_oleh", None), ("diputus_pada", None), ("putusan", "")),
                            models.Q(
                                models.Q(("putusan", ""), _negated=True),
                                models.Q(("pertimbangan", ""), _negated=True),
                                ("diputus_oleh__isnull", False),
                                ("diputus_pada__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="nominasi_diputus_lengkap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RencanaPerbaikan",
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
                ("sebab", models.CharField(max_length=1000, verbose_name="yang perlu diperbaiki")),
                ("langkah", models.CharField(max_length=2000, verbose_name="langkah dan ukuran keberhasilan")),
                ("dukungan", models.CharField(max_length=1000, verbose_name="dukungan pimpinan")),
                ("mulai", models.DateField(verbose_name="mulai")),
                ("batas", models.DateField(verbose_name="hari terakhir")),
                ("dibuat_pada", models.DateTimeField()),
                ("disetujui_pada", models.DateTimeField(blank=True, null=True)),
                ("tanggapan", models.CharField(blank=True, max_length=1000, verbose_name="tanggapan pegawai")),
                (
                    "hasil",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tercapai", "Tercapai"),
                            ("sebagian", "Tercapai sebagian"),
                            ("belum", "Belum tercapai"),
                        ],
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                ("catatan_hasil", models.CharField(blank=True, max_length=1000, verbose_name="catatan hasil")),
                ("dinilai_pada", models.DateTimeField(blank=True, null=True)),
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
                    "evaluasi",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rencana_perbaikan",
                        to="kinerja.evaluasi",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_perbaikan",
                        to="pegawai.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "rencana perbaikan kinerja",
                "verbose_name_plural": "rencana perbaikan kinerja",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("batas__gt", models.F("mulai"))), name="perbaikan_masa"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sebab", ""), _negated=True),
                            models.Q(("langkah", ""), _negated=True),
                            models.Q(("dukungan", ""), _negated=True),
                        ),
                        name="perbaikan_berisi",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dinilai_pada", None), ("hasil", "")),
                            models.Q(
                                models.Q(("hasil", ""), _negated=True),
                                models.Q(("catatan_hasil", ""), _negated=True),
                                ("dinilai_pada__isnull", False),
                                ("disetujui_pada__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="perbaikan_hasil_lengkap",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
