"""API over people: the directory, employment data where the matrix opens it (never the NIK), reports about own data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Upper
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import generics, serializers
from rest_framework.response import Response

from asn_portal.core.api.dasar import DaftarView, KueriHalaman, MasukanSerializer, PortalView
from asn_portal.core.api.sekali import sekali
from asn_portal.core.api.skema import operasi
from asn_portal.core.api.token import token_allows
from asn_portal.core.enums import CakupanToken
from asn_portal.core.models import TokenAkses
from asn_portal.core.services.token import note_read
from pegawai import selectors
from pegawai.enums import BagianLaporan, JenisKelamin, JenisPegawai, StatusLaporan
from pegawai.models import LaporanData, Pegawai
from pegawai.selectors import Saringan
from pegawai.services import laporan as services

BAB, BAB_LAPORAN = "Pegawai", "Laporan data"


class KueriPegawai(KueriHalaman):
    q = serializers.CharField(required=False, max_length=100, help_text="Bagian dari nama.")
    unit = serializers.UUIDField(required=False, help_text="Hanya unit ini dan semua di bawahnya.")
    langsung = serializers.BooleanField(required=False, default=False, help_text="true: hanya unit itu sendiri.")


class KepegawaianSerializer(serializers.ModelSerializer[Pegawai]):
    nip = serializers.CharField(allow_null=True, help_text="NIP; selalu teks.")
    nrk = serializers.CharField(allow_null=True, help_text="NRK; selalu teks.")
    jenis = serializers.ChoiceField(choices=JenisPegawai.choices, help_text="Jenis pegawai.")
    jenis_kelamin = serializers.ChoiceField(choices=JenisKelamin.choices, help_text="Jenis kelamin.")
    atasan = serializers.UUIDField(source="atasan_kini_id", allow_null=True, help_text="Id pegawai atasannya.")

    class Meta:
        model = Pegawai
        fields = ["nip", "nrk", "jenis", "jenis_kelamin", "atasan"]


class PegawaiSerializer(serializers.ModelSerializer[Pegawai]):
    id = serializers.UUIDField(help_text="Id pegawai; tetap seumur hidup.")
    nama = serializers.CharField(source="nama_lengkap", help_text="Nama dengan gelar.")
    jabatan = serializers.CharField(source="jabatan_kini", help_text="Jabatan hari ini; dapat kosong.")
    unit = serializers.UUIDField(source="unit_kini_id", allow_null=True, help_text="Id unit hari ini.")
    nama_unit = serializers.CharField(allow_null=True, help_text="Nama unit hari ini.")
    kepegawaian = serializers.SerializerMethodField(
        help_text="Hanya bagi yang berwenang atas orang itu, dan token dengan cakupan kepegawaian:baca; selain itu null."
    )

    class Meta:
        model = Pegawai
        fields = ["id", "nama", "jabatan", "unit", "nama_unit", "kepegawaian"]

    @extend_schema_field(KepegawaianSerializer(allow_null=True))
    def get_kepegawaian(self, row: Any) -> Any:
        return KepegawaianSerializer(row).data if row.terbuka and self.context["kepegawaian"] else None


class PegawaiDoor(PortalView):
    kelompok = "direktori"
    serializer_class = PegawaiSerializer

    def get_queryset(self) -> QuerySet[Pegawai]:
        return self.found(Saringan())

    def found(self, saringan: Saringan) -> QuerySet[Pegawai]:
        return selectors.directory_with_reach(self.request.user, saringan, timezone.localdate())

    def get_serializer_context(self) -> dict[str, Any]:
        allowed = token_allows(self.request, CakupanToken.KEPEGAWAIAN_BACA)
        return {"request": self.request, "view": self, "kepegawaian": allowed}

    def counted(self, answer: Response, rows: Callable[[Any], list[Any]]) -> Response:
        """What a program reads of persons is counted; the browser shows one page at a time to somebody who looks."""
        if isinstance(self.request.auth, TokenAkses):
            opened = sum(row["kepegawaian"] is not None for row in rows(answer.data))
            note_read(self.request.auth, opened, timezone.localdate())
        return answer


class PegawaiListView(PegawaiDoor, DaftarView):
    """GET /api/v1/pegawai/ : the people this account may see. A search is ordered so that its index is used (0012)."""

    kueri_class = KueriPegawai

    def urut_kini(self) -> str | Combinable:
        return Upper("nama") if self.kueri().get("q") else "nama"

    def filter_queryset(self, queryset: QuerySet[Pegawai]) -> QuerySet[Pegawai]:
        asked = self.kueri()
        return self.found(Saringan(asked.get("q", ""), asked.get("unit"), asked["langsung"]))

    @operasi("pegawai_list", "Daftar pegawai", "Pegawai instansi Anda menurut abjad.", bab=BAB, kueri=KueriPegawai,
             jawaban=PegawaiSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.counted(self.list(request), lambda data: data["hasil"])


class PegawaiDetailView(PegawaiDoor, generics.RetrieveAPIView[Pegawai]):
    """GET /api/v1/pegawai/<id>/"""

    @operasi("pegawai_detail", "Satu pegawai", bab=BAB, objek=True, jawaban=PegawaiSerializer)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.counted(self.retrieve(request), lambda data: [data])


# -- reports -----------------------------------------------------------------------------------------------


class KueriLaporan(KueriHalaman):
    status = serializers.ChoiceField(
        required=False, choices=StatusLaporan.choices, help_text="Hanya yang berstatus ini."
    )


class LaporanBaruSerializer(MasukanSerializer):
    bagian = serializers.ChoiceField(choices=BagianLaporan.choices, help_text="Yang salah.")
    isi = serializers.CharField(max_length=1000, help_text="Yang benar.")


class JawabanSerializer(MasukanSerializer):
    status = serializers.ChoiceField(
        choices=[(s.value, s.label) for s in StatusLaporan if s != StatusLaporan.DIAJUKAN], help_text="Keputusan."
    )
    tanggapan = serializers.CharField(max_length=1000, help_text="Tanggapan untuk pelapor.")


class LaporanSerializer(serializers.ModelSerializer[LaporanData]):
    id = serializers.UUIDField(help_text="Id laporan.")
    pegawai = serializers.UUIDField(source="pegawai_id", help_text="Id pegawai yang melapor.")
    nama_pegawai = serializers.CharField(source="pegawai.nama_lengkap", help_text="Namanya.")
    bagian = serializers.ChoiceField(choices=BagianLaporan.choices, help_text="Yang salah.")
    isi = serializers.CharField(help_text="Yang benar menurut pelapor.")
    status = serializers.ChoiceField(choices=StatusLaporan.choices, help_text="Status laporan.")
    tanggapan = serializers.CharField(help_text="Jawaban; kosong selama menunggu.")
    dibuat_pada = serializers.DateTimeField(help_text="Kapan dilaporkan.")
    ditangani_pada = serializers.DateTimeField(allow_null=True, help_text="Kapan dijawab.")

    class Meta:
        model = LaporanData
        fields = [
            "id", "pegawai", "nama_pegawai", "bagian", "isi", "status", "tanggapan", "dibuat_pada", "ditangani_pada",
        ]  # fmt: skip


class LaporanDoor(PortalView):
    kelompok = "laporan"
    serializer_class = LaporanSerializer

    def get_queryset(self) -> QuerySet[LaporanData]:
        return LaporanData.objects.visible_to(self.request.user).select_related("pegawai")


class LaporanListView(LaporanDoor, DaftarView):
    """GET and POST /api/v1/laporan/"""

    kueri_class = KueriLaporan

    def filter_queryset(self, queryset: QuerySet[LaporanData]) -> QuerySet[LaporanData]:
        asked = self.kueri()
        return queryset.filter(status=asked["status"]) if "status" in asked else queryset

    @operasi("laporan_list", "Laporan data", "Laporan Anda, dan laporan orang yang Anda kelola; terbaru dulu.",
             bab=BAB_LAPORAN, kueri=KueriLaporan, jawaban=LaporanSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)

    @operasi("laporan_buat", "Melaporkan data Anda yang salah", "Satu laporan terbuka untuk setiap bagian.",
             bab=BAB_LAPORAN, ubah=True, objek=True, masukan=LaporanBaruSerializer, kode=201,
             jawaban=LaporanSerializer)  # fmt: skip
    @sekali
    def post(self, request: Any) -> Response:
        asked = self.read(LaporanBaruSerializer)
        person = selectors.person_of(request.user)
        if person is None:
            raise Http404
        made = services.report_data(person, bagian=BagianLaporan(asked["bagian"]), isi=asked["isi"], by=request.user)
        return Response(LaporanSerializer(made).data, status=201)


class LaporanDetailView(LaporanDoor, generics.RetrieveAPIView[LaporanData]):
    """GET /api/v1/laporan/<id>/"""

    @operasi("laporan_detail", "Satu laporan", bab=BAB_LAPORAN, objek=True, jawaban=LaporanSerializer)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.retrieve(request)


class LaporanJawabView(LaporanDoor):
    """POST /api/v1/laporan/<id>/jawaban/"""

    @operasi("laporan_jawab", "Menjawab laporan", "Bagi pengelola kepegawaian; pelapor diberi tahu.", bab=BAB_LAPORAN,
             ubah=True, objek=True, masukan=JawabanSerializer, jawaban=LaporanSerializer)  # fmt: skip
    @sekali
    def post(self, request: Any, pk: Any) -> Response:
        row = get_object_or_404(self.get_queryset(), pk=pk)
        asked = self.read(JawabanSerializer)
        done = services.answer_laporan(
            row.pk, status=StatusLaporan(asked["status"]), tanggapan=asked["tanggapan"], by=request.user
        )
        return Response(LaporanSerializer(done).data)
