// A calendar beside every field for a date. The field itself is text, read by the server as 21/11/2026 in every browser;
// the browser's own date field, whose order follows the language of the browser, is only borrowed for its calendar.
"use strict";

function asIso(text) {
  const [day, month, year] = text.trim().split(/[^0-9]+/);
  return /^\d{4}$/.test(year || "") ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
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
}

function addCalendars(part) {
  part.querySelectorAll("input[data-tanggal]").forEach((field) => {
    if (!field.closest(".isian-tanggal") && "showPicker" in HTMLInputElement.prototype) addCalendar(field);
  });
}

addCalendars(document);
document.body.addEventListener("htmx:load", (event) => addCalendars(event.detail.elt.parentNode || document));
