"""Work teams: the list, one team, a member's results in it as the leader sees them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.bilah import to_default
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from jabatan.models import TimKhusus
from kinerja import permissions_tim as permissions
from kinerja.daftar import KEADAAN_TIM, TIM_KERJA
from kinerja.forms.tim_kerja import AnggotaForm, HasilTimForm, PeranForm, TelaahForm, TimForm, UsulForm
from kinerja.models import AnggotaTim, HasilTim, TimKerja
from kinerja.selectors import tim_kerja as selectors
from kinerja.selectors.evaluasi import stages_of_plan
from kinerja.selectors.tim_khusus import asked_for, without_work_team, work_team_of
from kinerja.services import tim_kerja as services
from pegawai.selectors.orang import person_of

PER_PAGE = 50


def _seen(request: HttpRequest, pk: UUID) -> TimKerja:
    return get_object_or_404(permissions.visible_teams(request.user).select_related("ketua", "unit"), pk=pk)


def _led(request: HttpRequest, pk: UUID) -> AnggotaTim:
    """A member of a team that this account leads."""
    rows = AnggotaTim.objects.filter(tim__in=permissions.led_teams(request.user), keluar_pada=None)
    return get_object_or_404(rows.select_related("tim__ketua", "pegawai"), pk=pk)


def _result(request: HttpRequest, pk: UUID) -> HasilTim:
    rows = permissions.led_results(request.user).select_related("anggota__tim", "anggota__pegawai")
    return get_object_or_404(rows, pk=pk)


def tim_kerja_list(request: HttpRequest) -> HttpResponse:
    require(permissions.can_form_teams(request.user) or person_of(request.user) is not None)
    if away := to_default(request, TIM_KERJA.nama):
        return away
    kata, keadaan = request.GET.get("q", "")[:100].replace("\x00", ""), request.GET.get("keadaan", "")
    managed = selectors.managed_of(request.user, kata=kata, keadaan=keadaan)
    rows = TIM_KERJA.ordered(managed, request.user, request.GET)
    context = {
        "tim": selectors.teams_of(request.user), "membentuk": permissions.can_form_teams(request.user), "q": kata,
        "keadaan": keadaan, "pilihan_keadaan": KEADAAN_TIM, "kolom": TIM_KERJA.columns_on_page(request.user, request.GET),
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
    }  # fmt: skip
    return render(request, "kinerja/tim_kerja_list.html", context)


@once
def tim_kerja_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_form_teams(request.user))
    beside = asked_for(request.user, request.GET.get("khusus", ""))
    form = TimForm(request.POST or None, oleh=request.user, khusus=beside)
    if request.method == "POST" and form.is_valid():
        row = services.form_team(form.isian(), by=request.user)
        messages.success(request, f"{row.nama} terbentuk. Tambahkan anggotanya.")
        return redirect("kinerja:tim_kerja", row.pk)
    context = {
        "form": form,
        "judul": "Bentuk tim kerja",
        "tombol": "Bentuk tim",
        "batal": reverse("kinerja:tim_kerja_list"),
    }
    return render(request, "kinerja/tim_kerja_form.html", context, status=422 if form.errors else 200)


def tim_kerja_khusus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From a task team of the map to the work team beside it: the one there is, or the form that makes it."""
    team = get_object_or_404(TimKhusus.objects.visible_to(request.user), pk=pk)
    there = work_team_of(request.user, permissions.visible_teams(request.user), team.pk)
    if there is not None:
        return redirect("kinerja:tim_kerja", there.pk)
    if permissions.can_form_teams(request.user) and without_work_team(request.user).filter(pk=team.pk).exists():
        return redirect(f"{reverse('kinerja:tim_kerja_add')}?khusus={team.pk}")
    messages.info(request, f"Anda belum ikut dalam tim kerja untuk {team.nama}. Pengelola unit membentuknya.")
    return redirect("jabatan:tim_detail", team.pk)


@once
def tim_kerja_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = permissions.managed_teams(request.user).terbuka().select_related("ketua")
    row = get_object_or_404(rows, pk=pk)
    form = TimForm(request.POST or None, oleh=request.user, tim=row)
    if request.method == "POST" and form.is_valid():
        services.change_team(row.pk, form.isian(), by=request.user)
        messages.success(request, "Tim tersimpan.")
        return redirect("kinerja:tim_kerja", row.pk)
    context = {
        "form": form, "tim": row, "judul": f"Ubah {row.nama}", "tombol": "Simpan",
        "batal": reverse("kinerja:tim_kerja", args=[row.pk]),
    }  # fmt: skip
    return render(request, "kinerja/tim_kerja_form.html", context, status=422 if form.errors else 200)


def _team_context(request: HttpRequest, row: TimKerja) -> dict[str, object]:
    leads = permissions.is_leader(request.user, row)
    manages = row.ditutup_pada is None and permissions.managed_teams(request.user).filter(pk=row.pk).exists()
    members = selectors.members_of(row)
    mine = next((one for one in members if one.pegawai.pengguna_id == request.user.pk), None)
    return {"tim": row, "anggota": members, "saya": mine, "memimpin": leads, "mengelola": manages}


@once
def tim_kerja(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The team, for everybody who has to do with it; members are added here."""
    row = _seen(request, pk)
    context = _team_context(request, row)
    adds = row.ditutup_pada is None and (context["memimpin"] or context["mengelola"])
    require(adds or request.method != "POST")
    form = AnggotaForm(request.POST or None, oleh=request.user) if adds else None
    if form is not None and request.method == "POST" and form.is_valid():
        added = services.add_members(row.pk, form.cleaned_data["orang"], by=request.user)
        messages.success(request, f"{added} anggota ditambahkan dan dikabari.")
        return redirect("kinerja:tim_kerja", row.pk)
    status = 422 if form is not None and form.errors else 200
    beside = TimKhusus.objects.visible_to(request.user).filter(pk=row.tim_khusus_id).first()
    return render(request, "kinerja/tim_kerja.html", context | {"form": form, "tim_khusus": beside}, status=status)


@once
def tim_kerja_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asked first: what will end, in numbers."""
    row = get_object_or_404(permissions.managed_teams(request.user).terbuka(), pk=pk)
    if request.method == "POST":
        services.close_team(row.pk, by=request.user)
        messages.success(request, f"{row.nama} ditutup.")
        return redirect("kinerja:tim_kerja", row.pk)
    return render(request, "kinerja/tim_kerja_tutup.html", {"tim": row, "anggota": selectors.members_of(row)})


@once
def tim_kerja_results(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A member puts own results into the team."""
    row = _seen(request, pk)
    member = row.daftar_anggota.filter(pegawai__pengguna=request.user, keluar_pada=None).first()
    require(member is not None and row.ditutup_pada is None)
    assert member is not None
    chosen = [one.garis for one in member.daftar_hasil.all()]
    form = HasilTimForm(request.POST or None, daftar=services.lines_for(member, row), terpilih=chosen)
    if request.method == "POST" and form.is_valid():
        services.choose_results(row.pk, form.garis(), by=request.user)
        messages.success(request, "Hasil kerja dalam tim tersimpan.")
        return redirect("kinerja:tim_kerja", row.pk)
    context = {
        "form": form, "tim": row, "judul": "Hasil kerja saya dalam tim", "tombol": "Simpan",
        "batal": reverse("kinerja:tim_kerja", args=[row.pk]),
    }  # fmt: skip
    return render(request, "kinerja/tim_kerja_form.html", context, status=422 if form.errors else 200)


@once
def tim_anggota(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A member as the leader sees him: his part, and his results in this team."""
    member = _led(request, pk)
    form = PeranForm(request.POST or None, initial={"peran": member.peran})
    if request.method == "POST" and form.is_valid():
        services.assign_part(member.pk, peran=form.cleaned_data["peran"], by=request.user)
        messages.success(request, f"Peran {member.pegawai.nama} tersimpan.")
        return redirect("kinerja:tim_anggota", member.pk)
    results = selectors.results_of(request.user, member)
    context = {"form": form, "anggota": member, "tim": member.tim, "hasil": results}
    return render(request, "kinerja/tim_anggota.html", context, status=422 if form.errors else 200)


@require_POST
@once
def tim_anggota_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = AnggotaTim.objects.filter(tim__in=permissions.visible_teams(request.user), keluar_pada=None)
    member = services.remove_member(get_object_or_404(rows, pk=pk).pk, by=request.user)
    messages.success(request, f"{member.pegawai.nama} keluar dari tim.")
    return redirect("kinerja:tim_kerja", member.tim_id)


@require_POST
@once
def tim_telaah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One note of a result: fits, or what is missing."""
    row, form = _result(request, pk), TelaahForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        good = data["putusan"] == "sesuai"
        services.check_proof(row.pk, data["progres"], sesuai=good, catatan=data["catatan"], by=request.user)
        messages.success(request, "Telaah bukti tersimpan.")
    else:
        messages.error(
            request, "Telaah belum tersimpan. Pilih sesuai atau perlu dilengkapi; catatan paling panjang 500 huruf."
        )
    return redirect("kinerja:tim_anggota", row.anggota_id)


@once
def tim_usul(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Words for the penilai about one result and one stretch."""
    row = _result(request, pk)
    line = (
        services.lines_for(row.anggota, row.anggota.tim).filter(garis=row.garis).select_related("skp__periode").last()
    )
    require(line is not None)
    assert line is not None
    plan = line.skp
    form = UsulForm(request.POST or None, tahun=plan.tahun, tahap=stages_of_plan(plan))
    if request.method == "POST" and form.is_valid():
        jenis, nomor = form.tahap()
        services.draft_feedback(
            row.pk, tahun=plan.tahun, jenis=jenis, nomor=nomor, teks=form.cleaned_data["teks"], by=request.user
        )
        messages.success(
            request, f"Usul tersimpan pukul {timezone.localtime():%H.%M} WIB. Penilai membacanya saat menilai."
        )
        return redirect("kinerja:tim_anggota", row.anggota_id)
    context = {
        "form": form, "tim": row.anggota.tim, "judul": "Usulkan umpan balik", "tombol": "Simpan usul", "keterangan": line.teks,
        "batal": reverse("kinerja:tim_anggota", args=[row.anggota_id]),
    }  # fmt: skip
    return render(request, "kinerja/tim_kerja_form.html", context, status=422 if form.errors else 200)
