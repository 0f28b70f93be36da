"""API over learning: catalogue, batches, participation, certificates. Read only; whoever may see a page may read here."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import generics, serializers
from rest_framework.response import Response

from asn_portal.core.api.dasar import DaftarView, KueriHalaman, PortalView
from asn_portal.core.api.skema import operasi
from asn_portal.core.enums import CakupanToken
from asn_portal.core.models import TokenAkses
from asn_portal.core.permissions import require
from asn_portal.core.services.token import note_read
from pelatihan import permissions
from pelatihan.enums import (
    AsalSertifikat,
    BentukPelatihan,
    CaraTempat,
    RumpunPelatihan,
    StatusAngkatan,
    StatusPeserta,
    StatusSertifikat,
    TingkatPelatihan,
)
from pelatihan.models import AngkatanPelatihan, Kepesertaan, ProgramPelatihan, Sertifikat
from pelatihan.selectors.katalog import batches_shown

BAB = "Pelatihan"


class PelatihanDoor(PortalView):
    """A token needs the scope of learning; what it reads of persons is counted as personnel data."""

    kelompok = "pelatihan"
    cakupan_lama = (CakupanToken.KEPEGAWAIAN_BACA,)

    def counted(self, answer: Response) -> Response:
        if isinstance(self.request.auth, TokenAkses):
            people = {row["pegawai"] for row in answer.data["hasil"]}
            note_read(self.request.auth, len(people), timezone.localdate())
        return answer


# -- catalogue -----------------------------------------------------------------------------------------------------


class KueriProgram(KueriHalaman):
    q = serializers.CharField(
        required=False, max_length=100, help_text="Kata dalam judul, kode, rumpun, atau kompetensi."
    )
    rumpun = serializers.ChoiceField(required=False, choices=RumpunPelatihan.choices, help_text="Hanya rumpun ini.")
    bentuk = serializers.ChoiceField(required=False, choices=BentukPelatihan.choices, help_text="Hanya bentuk ini.")


class SasaranSerializer(serializers.Serializer[Any]):
    kode = serializers.CharField(help_text="Kode kompetensi menurut kamus.")
    nama = serializers.CharField(help_text="Namanya.")
    tingkat = serializers.IntegerField(help_text="Sampai tingkat.")


class ProgramSerializer(serializers.ModelSerializer[ProgramPelatihan]):
    id = serializers.UUIDField(help_text="Id program.")
    kode = serializers.CharField(help_text="Kode program.")
    judul = serializers.CharField(help_text="Judul program.")
    bentuk = serializers.ChoiceField(choices=BentukPelatihan.choices, help_text="Bentuk pengembangan kompetensi.")
    tingkat = serializers.ChoiceField(choices=TingkatPelatihan.choices, help_text="Nasional atau internasional.")
    rumpun = serializers.ChoiceField(choices=RumpunPelatihan.choices, help_text="Rumpun program.")
    jp = serializers.DecimalField(max_digits=7, decimal_places=1, help_text="Jam pelajaran menurut aturan.")
    dasar_jp = serializers.CharField(help_text="Dasar jam pelajarannya.")
    masa_berlaku_bulan = serializers.IntegerField(
        allow_null=True, help_text="Masa berlaku sertifikat; null bila tetap."
    )
    ditutup_pada = serializers.DateField(allow_null=True, help_text="Tidak ditawarkan sejak; null bila ditawarkan.")

    class Meta:
        model = ProgramPelatihan
        fields = [
            "id", "kode", "judul", "bentuk", "tingkat", "rumpun", "jp", "dasar_jp", "masa_berlaku_bulan", "ditutup_pada",
        ]  # fmt: skip


class ProgramRinciSerializer(ProgramSerializer):
    uraian = serializers.CharField(help_text="Yang dipelajari.")
    sasaran = SasaranSerializer(source="daftar_sasaran", many=True, help_text="Kompetensi yang dicapai.")

    class Meta(ProgramSerializer.Meta):
        fields = [*ProgramSerializer.Meta.fields, "uraian", "sasaran"]


class ProgramListView(PelatihanDoor, DaftarView):
    """GET /api/v1/pelatihan/program/"""

    serializer_class = ProgramSerializer
    kueri_class = KueriProgram

    def get_queryset(self) -> QuerySet[ProgramPelatihan]:
        require(permissions.can_see_catalogue(self.request.user))
        return ProgramPelatihan.objects.visible_to(self.request.user)

    def filter_queryset(self, queryset: QuerySet[ProgramPelatihan]) -> QuerySet[ProgramPelatihan]:
        asked = self.kueri()
        rows = queryset.ditawarkan().cari(asked.get("q", ""))
        return rows.filter(**{name: asked[name] for name in ("rumpun", "bentuk") if name in asked})

    @operasi("pelatihan_program_list", "Daftar program pelatihan", "Program yang ditawarkan; terbaru dulu.", bab=BAB,
             kueri=KueriProgram, jawaban=ProgramSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class ProgramDetailView(PelatihanDoor, generics.RetrieveAPIView[ProgramPelatihan]):
    """GET /api/v1/pelatihan/program/<id>/"""

    serializer_class = ProgramRinciSerializer

    def get_queryset(self) -> QuerySet[ProgramPelatihan]:
        require(permissions.can_see_catalogue(self.request.user))
        return ProgramPelatihan.objects.visible_to(self.request.user).prefetch_related("daftar_sasaran")

    @operasi("pelatihan_program_detail", "Satu program pelatihan", bab=BAB, objek=True, jawaban=ProgramRinciSerializer)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.retrieve(request)


# -- batches -------------------------------------------------------------------------------------------------------


class KueriAngkatan(KueriHalaman):
    program = serializers.UUIDField(required=False, help_text="Hanya angkatan program ini.")
    status = serializers.ChoiceField(
        required=False, choices=StatusAngkatan.choices, help_text="Hanya yang berkeadaan ini."
    )


class AngkatanSerializer(serializers.ModelSerializer[AngkatanPelatihan]):
    id = serializers.UUIDField(help_text="Id angkatan.")
    program = serializers.UUIDField(source="program_id", help_text="Id programnya.")
    judul = serializers.CharField(source="program.judul", help_text="Judul programnya.")
    penyelenggara = serializers.CharField(source="penyelenggara.nama", help_text="Nama penyelenggara.")
    nomor = serializers.IntegerField(help_text="Angkatan ke berapa pada tahun itu.")
    tahun = serializers.IntegerField(help_text="Tahun.")
    mulai = serializers.DateField(help_text="Hari pertama.")
    selesai = serializers.DateField(help_text="Hari terakhir.")
    buka_pada = serializers.DateTimeField(help_text="Pendaftaran dibuka.")
    tutup_pada = serializers.DateTimeField(help_text="Pendaftaran ditutup.")
    tempat = serializers.CharField(help_text="Tempat; kosong bila daring.")
    kuota = serializers.IntegerField(help_text="Banyaknya tempat.")
    terisi = serializers.IntegerField(source="hitungan.terisi", help_text="Tempat yang sudah diberikan.")
    cara = serializers.ChoiceField(choices=CaraTempat.choices, help_text="Cara memberi tempat.")
    status = serializers.ChoiceField(choices=StatusAngkatan.choices, help_text="Keadaan angkatan.")

    class Meta:
        model = AngkatanPelatihan
        fields = [
            "id", "program", "judul", "penyelenggara", "nomor", "tahun", "mulai", "selesai", "buka_pada", "tutup_pada", "tempat",
            "kuota", "terisi", "cara", "status",
        ]  # fmt: skip


class AngkatanListView(PelatihanDoor, DaftarView):
    """GET /api/v1/pelatihan/angkatan/"""

    serializer_class = AngkatanSerializer
    kueri_class = KueriAngkatan

    def get_queryset(self) -> QuerySet[AngkatanPelatihan]:
        require(permissions.can_see_catalogue(self.request.user))
        return batches_shown(self.request.user).select_related("hitungan")

    def filter_queryset(self, queryset: QuerySet[AngkatanPelatihan]) -> QuerySet[AngkatanPelatihan]:
        asked = self.kueri()
        rows = queryset.filter(program_id=asked["program"]) if "program" in asked else queryset
        return rows.filter(status=asked["status"]) if "status" in asked else rows

    @operasi("pelatihan_angkatan_list", "Daftar angkatan", "Angkatan yang boleh Anda lihat, tanpa nama peserta; terbaru dulu.",
             bab=BAB, kueri=KueriAngkatan, jawaban=AngkatanSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


# -- people --------------------------------------------------------------------------------------------------------


class KueriOrang(KueriHalaman):
    pegawai = serializers.UUIDField(required=False, help_text="Hanya orang ini.")


class KueriPeserta(KueriOrang):
    angkatan = serializers.UUIDField(required=False, help_text="Hanya angkatan ini.")
    status = serializers.ChoiceField(
        required=False, choices=StatusPeserta.choices, help_text="Hanya yang berkeadaan ini."
    )


class PesertaSerializer(serializers.ModelSerializer[Kepesertaan]):
    id = serializers.UUIDField(help_text="Id kepesertaan.")
    pegawai = serializers.UUIDField(source="pegawai_id", help_text="Id pegawai.")
    nama_pegawai = serializers.CharField(source="pegawai.nama_lengkap", help_text="Namanya.")
    angkatan = serializers.UUIDField(source="angkatan_id", help_text="Id angkatan.")
    judul = serializers.CharField(source="angkatan.program.judul", help_text="Judul programnya.")
    mulai = serializers.DateField(source="angkatan.mulai", help_text="Hari pertama.")
    selesai = serializers.DateField(source="angkatan.selesai", help_text="Hari terakhir.")
    status = serializers.ChoiceField(choices=StatusPeserta.choices, help_text="Keadaan kepesertaan.")
    urut = serializers.IntegerField(allow_null=True, help_text="Urutan; null sebelum ditetapkan.")
    diajukan_pada = serializers.DateTimeField(help_text="Kapan didaftarkan.")

    class Meta:
        model = Kepesertaan
        fields = [
            "id", "pegawai", "nama_pegawai", "angkatan", "judul", "mulai", "selesai", "status", "urut", "diajukan_pada",
        ]  # fmt: skip


class PesertaListView(PelatihanDoor, DaftarView):
    """GET /api/v1/pelatihan/peserta/"""

    serializer_class = PesertaSerializer
    kueri_class = KueriPeserta

    def get_queryset(self) -> QuerySet[Kepesertaan]:
        rows = Kepesertaan.objects.visible_to(self.request.user)
        return rows.select_related("pegawai", "angkatan__program")

    def filter_queryset(self, queryset: QuerySet[Kepesertaan]) -> QuerySet[Kepesertaan]:
        asked = self.kueri()
        columns = {"pegawai": "pegawai_id", "angkatan": "angkatan_id", "status": "status"}
        return queryset.filter(**{columns[name]: asked[name] for name in columns if name in asked})

    @operasi("pelatihan_peserta_list", "Daftar kepesertaan", "Kepesertaan Anda, tim Anda, atau orang yang Anda kelola; terbaru dulu.",
             bab=BAB, kueri=KueriPeserta, jawaban=PesertaSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.counted(self.list(request))


class KueriSertifikat(KueriOrang):
    status = serializers.ChoiceField(
        required=False, choices=StatusSertifikat.choices, help_text="Hanya yang berkeadaan ini."
    )


class SertifikatSerializer(serializers.ModelSerializer[Sertifikat]):
    id = serializers.UUIDField(help_text="Id sertifikat.")
    pegawai = serializers.UUIDField(source="pegawai_id", help_text="Id pegawai.")
    nama = serializers.CharField(help_text="Nama seperti tertulis pada sertifikat.")
    judul = serializers.CharField(help_text="Judul pelatihan.")
    penyelenggara = serializers.CharField(help_text="Penyelenggara.")
    asal = serializers.ChoiceField(choices=AsalSertifikat.choices, help_text="Terbitan portal atau bawaan dari luar.")
    bentuk = serializers.ChoiceField(choices=BentukPelatihan.choices, help_text="Bentuk pengembangan kompetensi.")
    nomor = serializers.CharField(help_text="Nomor sertifikat.")
    mulai = serializers.DateField(help_text="Hari pertama pelatihannya.")
    selesai = serializers.DateField(help_text="Hari terakhir pelatihannya.")
    tanggal = serializers.DateField(help_text="Tanggal sertifikat.")
    jp = serializers.DecimalField(max_digits=7, decimal_places=1, help_text="Jam pelajaran yang tertulis.")
    berlaku_sampai = serializers.DateField(allow_null=True, help_text="Hari terakhir berlakunya; null bila tetap.")
    status = serializers.ChoiceField(choices=StatusSertifikat.choices, help_text="Keadaan sertifikat.")
    kode = serializers.SerializerMethodField(help_text="Kode halaman periksa; null untuk sertifikat dari luar.")

    class Meta:
        model = Sertifikat
        fields = [
            "id", "pegawai", "nama", "judul", "penyelenggara", "asal", "bentuk", "nomor", "mulai", "selesai", "tanggal", "jp",
            "berlaku_sampai", "status", "kode",
        ]  # fmt: skip

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_kode(self, row: Sertifikat) -> str | None:
        return row.kode


class SertifikatListView(PelatihanDoor, DaftarView):
    """GET /api/v1/pelatihan/sertifikat/"""

    serializer_class = SertifikatSerializer
    kueri_class = KueriSertifikat

    def get_queryset(self) -> QuerySet[Sertifikat]:
        return Sertifikat.objects.visible_to(self.request.user)

    def filter_queryset(self, queryset: QuerySet[Sertifikat]) -> QuerySet[Sertifikat]:
        asked = self.kueri()
        rows = queryset.filter(pegawai_id=asked["pegawai"]) if "pegawai" in asked else queryset
        return rows.filter(status=asked["status"]) if "status" in asked else rows

    @operasi("pelatihan_sertifikat_list", "Daftar sertifikat", "Sertifikat Anda, tim Anda, atau orang yang Anda kelola; terbaru dulu.",
             bab=BAB, kueri=KueriSertifikat, jawaban=SertifikatSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.counted(self.list(request))
