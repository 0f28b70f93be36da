"""Rises in rank decided together: who, in which form, and what became of each."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from asn_portal.berkas.selectors.naskah import TANDA
from asn_portal.core.htmx import once
from asn_portal.core.lihat import owner_only
from pegawai.forms.surat import KeputusanBanyakForm
from pegawai.selectors import daftar_kp
from pegawai.selectors.surat_kgb import officials_of_many
from pegawai.services import keputusan_kp as services
from pegawai.views.surat import asked_month


@owner_only
@once
def kp_banyak(request: HttpRequest) -> HttpResponse:
    """Everybody of a unit whose rise BKN has agreed to; the job composes the decrees of the chosen."""
    unit_id, month, context = asked_month(request)
    today = timezone.localdate()
    rows = daftar_kp.ready_rows(request.user, unit_id, month, today)
    ids = [row.pegawai.pk for row in rows]
    officials = officials_of_many(ids, unit_id, today, request.user.pk) if ids else []
    own = daftar_kp.unit_officials(unit_id, today)
    form = KeputusanBanyakForm(request.POST or None, pejabat=officials, pejabat_unit=own, orang=ids)
    if request.method == "POST" and form.is_valid():
        asked = services.Permintaan(
            unit_id, month, form.orang_dipilih, form.cleaned_data["bentuk"], form.pilihan, form.kertas_dipilih,
            bool(form.cleaned_data["kirim"]),
        )  # fmt: skip
        return redirect("pegawai:kp_daftar", services.start_decrees(asked, by=request.user).pk)
    context |= {"form": form, "daftar": rows, "ada_pejabat": bool(officials), "terpilih": form.tercentang}
    return render(request, "pegawai/kp_banyak.html", context, status=422 if form.errors else 200)


@owner_only
def kp_daftar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One list: its decree, each person with what became of him, and why."""
    row = daftar_kp.list_visible_to(request.user, pk)
    if row is None:
        raise Http404
    people = daftar_kp.list_rows(request.user, row)
    context = {
        "daftar": row, "jumlah": daftar_kp.counts_of(people), "pekerjaan": row.pekerjaan,
        "butir": [(one, TANDA.get(one.naskah.status, "draf") if one.naskah else "") for one in people],
        "rupa": TANDA.get(row.naskah.status, "draf") if row.naskah else "",
        "boleh_keluar": row.naskah is not None and row.naskah.status in services.TERBUKA,
    }  # fmt: skip
    return render(request, "pegawai/kp_daftar.html", context)


@owner_only
@once
def kp_butir_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person out of a list whose decree is still with its maker."""
    row = daftar_kp.list_of_butir(request.user, pk)
    if row is None:
        raise Http404
    services.remove_person(pk, by=request.user)
    return redirect("pegawai:kp_daftar", row.pk)
