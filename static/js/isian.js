// Fields that a browser words in its own language, whatever the page says: dates and files.
"use strict";

// A calendar beside every field for a date. The field itself is text, read by the server as 21/11/2026 in every browser;
// the browser's own date field, whose order follows the language of the browser, is only borrowed for its calendar.

// 21/11/2026, 21-11-2026, 21112026 and 2026-11-21; words are left to the server.
function asIso(text) {
  const typed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const own = /^(\d{1,2})[^0-9]?(\d{1,2})[^0-9]?(\d{4})$/.exec(typed);
  const [year, month, day] = iso ? iso.slice(1) : own ? own.slice(1).reverse() : [];
  if (!year) return "";
  const found = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${found}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(found) ? found : "";
}

// In a form that changes something the day is said in words below the field, so that nobody misreads what he typed.
const inWords = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function sayInWords(field, frame) {
  const words = document.createElement("output");
  words.className = "sebut-tanggal";
  words.htmlFor = field.id;
  const tell = () => {
    const day = asIso(field.value);
    words.textContent = day ? inWords.format(new Date(day)) : "";
  };
  frame.after(words);
  field.addEventListener("input", tell);
  tell();
}

function addCalendar(field) {
  const label = field.labels.length ? field.labels[0].textContent.trim() : "tanggal";
  const frame = document.createElement("div");
  frame.className = "isian-tanggal";
  field.replaceWith(frame);

  const calendar = document.createElement("input");
  calendar.type = "date";
  calendar.tabIndex = -1;
  calendar.setAttribute("aria-hidden", "true");

  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", `Pilih dari kalender: ${label}`);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "ikon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", field.dataset.tanggal);
  svg.append(use);
  button.append(svg);

  button.addEventListener("click", () => {
    calendar.value = asIso(field.value);
    calendar.showPicker();
  });
  calendar.addEventListener("change", () => {
    if (!calendar.value) return;
    field.value = calendar.value.split("-").reverse().join("/");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    button.focus();
  });
  frame.append(field, button, calendar);
  if (frame.closest(".formulir") && !frame.closest(".baris-satu")) sayInWords(field, frame);
}

// A button in our words in front of the browser's own "Choose File"; the names of what was chosen beside it.
function nameChosen(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-outline-secondary";
  button.textContent = field.multiple ? "Pilih berkas (boleh beberapa)" : "Pilih berkas";
  if (field.getAttribute("aria-describedby")) button.setAttribute("aria-describedby", field.getAttribute("aria-describedby"));
  const names = document.createElement("span");
  names.className = "redup";
  const tell = () => {
    names.textContent = field.files.length ? [...field.files].map((file) => file.name).join(", ") : "Belum ada berkas dipilih";
  };
  const frame = document.createElement("div");
  frame.className = "isian-berkas";
  field.before(frame);
  frame.append(button, names);
  field.classList.add("visually-hidden");
  field.tabIndex = -1;
  button.addEventListener("click", () => field.click());
  field.addEventListener("focus", () => button.focus());
  field.addEventListener("change", tell);
  tell();
}

function improve(part) {
  part.querySelectorAll("input[data-tanggal]").forEach((field) => {
    if (!field.closest(".isian-tanggal") && "showPicker" in HTMLInputElement.prototype) addCalendar(field);
  });
  part.querySelectorAll("input[type=file]:not(.visually-hidden)").forEach(nameChosen);
}

improve(document);
document.body.addEventListener("htmx:load", (event) => improve(event.detail.elt.parentNode || document));

// Inputs that belong to one choice only: hidden until that choice is made. The server ignores them otherwise.
function showWhatBelongs(form) {
  const parts = [...form.querySelectorAll("[data-bila]")];
  if (!parts.length) return;
  form.querySelectorAll(".bila-keterangan").forEach((words) => words.remove());
  const tell = () => parts.forEach((part) => {
    const other = form.elements[part.dataset.bila];
    part.hidden = !part.dataset.bilaNilai.split(" ").includes(other ? other.value : "");
  });
  form.addEventListener("change", tell);
  tell();
}

// One more row, like the last one but empty. Without script the button asks the server for it.
function addRow(event) {
  const list = event.currentTarget.closest("[data-baris]").querySelector(".baris-daftar");
  const last = list.lastElementChild;
  const row = last.cloneNode(true);
  const [from, to] = [Number(last.dataset.nomor), Number(last.dataset.nomor) + 1];
  if (to >= 100) return;
  event.preventDefault();
  row.dataset.nomor = to;
  row.firstElementChild.textContent = row.firstElementChild.textContent.replace(/\d+\s*$/, to + 1);
  row.querySelectorAll(".isian-galat, .sebut-tanggal").forEach((part) => part.remove());
  row.querySelectorAll(".isian-tanggal").forEach((frame) => frame.replaceWith(frame.querySelector("input")));
  row.querySelectorAll("[id], [name], [for], [aria-describedby]").forEach((part) => {
    ["id", "name", "for", "aria-describedby"].forEach((name) => {
      if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(`-${from}-`, `-${to}-`));
    });
  });
  row.querySelectorAll("input, select").forEach((field) => {
    field.value = "";
    field.classList.remove("is-invalid");
    field.removeAttribute("aria-invalid");
  });
  list.append(row);
  improve(row);
  row.querySelector("input, select").focus();
}

document.querySelectorAll("form.formulir").forEach(showWhatBelongs);
document.querySelectorAll("[data-tambah-baris]").forEach((button) => button.addEventListener("click", addRow));
