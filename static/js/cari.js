// Command search: Ctrl+K or the field in the roof opens the dialog; arrows choose, Enter opens, Esc closes.
// Without this file the field is a link to the page /cari/.
"use strict";

const searchDialog = document.getElementById("cari");
if (searchDialog) {
  const field = searchDialog.querySelector("[role=combobox]");
  const news = searchDialog.querySelector("[data-cari-kabar]");
  const options = () => [...searchDialog.querySelectorAll("[role=option]")];

  const choose = (next) => {
    const all = options();
    all.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
    if (next) {
      field.setAttribute("aria-activedescendant", next.id);
      next.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };

  const step = (way) => {
    const all = options();
    if (!all.length) return;
    const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    choose(all[(now + way + all.length + (now < 0 && way < 0 ? 1 : 0)) % all.length]);
  };

  const open = () => {
    if (!searchDialog.open) searchDialog.showModal();
    field.select();
    htmx.trigger(field, "cari:muat");
  };

  document.querySelectorAll("[data-cari]").forEach((link) => {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => { event.preventDefault(); open(); });
    link.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); open(); } });
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  searchDialog.querySelector("[data-cari-tutup]").addEventListener("click", () => searchDialog.close());
  // A click on the backdrop is a click on the dialog itself.
  searchDialog.addEventListener("click", (event) => { if (event.target === searchDialog) searchDialog.close(); });

  // What was chosen belongs to what was typed: until new finds arrive, Enter goes to the page with all of them.
  field.addEventListener("input", () => choose(null));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key === "Enter") {
      const chosen = searchDialog.querySelector("[role=option][aria-selected=true]");
      if (chosen) { event.preventDefault(); window.location.assign(chosen.href); }
    }
  });

  searchDialog.addEventListener("htmx:afterSettle", () => {
    const list = document.getElementById("_cari_hasil");
    field.setAttribute("aria-expanded", String(options().length > 0));
    news.textContent = list.dataset.jumlah || "";
    choose(field.value.trim() ? options()[0] : null);
  });
}
