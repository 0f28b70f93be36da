// Small helps on every page. Everything works without them: forms post, links go, menus are <details>.
"use strict";

// What a person has typed is only lost by their own decision.
let changed = false;

function showMessage(text, kind) {
  const place = document.getElementById("toast");
  const box = document.createElement("div");
  box.className = `pesan pesan-${kind}`;
  box.setAttribute("role", kind === "galat" ? "alert" : "status");
  box.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn-close ms-auto";
  close.setAttribute("aria-label", "Tutup pesan");
  close.addEventListener("click", () => box.remove());
  box.append(close);
  place.append(box);
}

// A long menu shows where one is.
document.querySelector(".sisi a[aria-current]")?.scrollIntoView({ block: "nearest" });

// A refusal of the server during a partial update arrives as an event.
document.body.addEventListener("portal:pesan", (event) => showMessage(event.detail.isi, event.detail.jenis));
document.body.addEventListener("htmx:sendError", () =>
  showMessage("Jaringan terputus. Isian Anda tetap ada di halaman ini; coba lagi.", "galat"));

// While a part of the page is being fetched it says so (and looks it); the new part comes without the mark.
document.body.addEventListener("htmx:beforeRequest", (event) => event.detail.target.setAttribute("aria-busy", "true"));
document.body.addEventListener("htmx:afterRequest", (event) => event.detail.target.removeAttribute("aria-busy"));

// After a swap the focus goes to the error summary or to the marked heading of the new part, and what is said
// about the new part (how many rows) is read out.
document.body.addEventListener("htmx:afterSettle", (event) => {
  const fresh = event.detail.elt;
  const target = fresh.querySelector("[data-fokus]");
  if (target) target.focus();
  const news = fresh.querySelector("[data-kabar]");
  if (news) document.getElementById("kabar").textContent = news.textContent;
});

// One click, one submission; the button keeps its width while the server works.
document.addEventListener("submit", (event) => {
  changed = false;
  const button = event.submitter;
  if (!button || event.target.method === "get" || button.dataset.unduh !== undefined) return;
  setTimeout(() => {
    button.style.minWidth = `${button.offsetWidth}px`;
    button.setAttribute("aria-busy", "true");
    button.disabled = true;
  }, 0);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("button[aria-busy=true]").forEach((button) => {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  });
});

// Leaving a long form with changes asks first. Fields that save themselves ask by themselves (draf.js).
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && form.dataset.jaga !== undefined && !(form.dataset.drafIsian || "").split(" ").includes(event.target.name)) changed = true;
});
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});

// Open menus close with Escape and give the focus back, and when one looks elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.menu-orang[open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu-orang[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-cetak]");
  if (button) window.print();
});

// On paper nothing stays folded that belongs to a figure.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll(".bagan-kisi details:not([open]), #_rekap_hasil details:not([open])").forEach((part) => { part.open = true; part.dataset.dibuka = ""; });
});
window.addEventListener("afterprint", () => {
  document.querySelectorAll("details[data-dibuka]").forEach((part) => { part.open = false; delete part.dataset.dibuka; });
});

// Rows that are ticked: all of the page at once, and how many there are.
const everyRow = document.querySelector("[data-pilih-semua]");
if (everyRow) {
  const all = everyRow.querySelector("input");
  const form = everyRow.closest("form");
  const rows = () => [...form.querySelectorAll("input[name=pilih]")];
  const tell = () => {
    const ticked = rows().filter((row) => row.checked).length;
    form.querySelector("[data-jumlah-pilih]").textContent = ticked ? `${ticked} ${everyRow.dataset.satuan || "orang"} dipilih` : "Belum ada yang dipilih";
    all.checked = ticked > 0 && ticked === rows().length;
    all.indeterminate = ticked > 0 && !all.checked;
  };
  everyRow.hidden = !rows().length;
  all.addEventListener("change", () => { rows().forEach((row) => { row.checked = all.checked; }); tell(); });
  form.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);
}

// A revealed value is covered again by itself.
document.querySelectorAll("[data-tutup-detik]").forEach((value) => {
  setTimeout(() => { value.textContent = value.dataset.samar; }, Number(value.dataset.tutupDetik) * 1000);
});

// The error summary of a page that was loaded whole gets the focus.
const summary = document.querySelector(".ringkasan-galat");
if (summary) summary.focus();

// Two minutes before a quiet session ends, the person is told.
const idle = Number(document.body.dataset.diam || 0);
if (idle) {
  let timer;
  const warn = () => showMessage("Sesi Anda berakhir 2 menit lagi bila tidak ada kegiatan. Simpan pekerjaan Anda.", "awas");
  const restart = () => { clearTimeout(timer); timer = setTimeout(warn, (idle - 120) * 1000); };
  restart();
  // A page that asks by itself how far a job is does not keep the session alive.
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.requestConfig.headers["X-Portal-Latar"]) restart();
  });
}
