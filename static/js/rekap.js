// The choices act at once; the button is for those without script.
"use strict";

document.querySelectorAll("form[data-langsung]").forEach((form) => {
  form.querySelector(".tombol-baris > button").hidden = true;
  // A day from the list and a day that was typed exclude each other: the last choice counts.
  const listed = form.elements.pada;
  const typed = form.elements.tanggal;
  if (!listed || !typed) return;
  listed.addEventListener("change", () => { typed.value = ""; });
  // The calendar says "input"; the form listens to "change".
  typed.addEventListener("input", (event) => {
    if (!event.isTrusted) typed.dispatchEvent(new Event("change", { bubbles: true }));
  });
});

// On a phone the filters wait folded, unless one is in use.
document.querySelectorAll("details[data-lipat-sempit]:not([data-terisi])").forEach((part) => {
  part.open = matchMedia("(min-width: 768px)").matches;
});

// What is not chosen does not stand in the address, which people keep and pass on. "Tidak dibagi" is a choice.
document.body.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.elt.matches("form[data-langsung]")) return;
  const asked = event.detail.formData;
  [...asked.keys()].filter((name) => name !== "baris" && asked.get(name) === "").forEach((name) => asked.delete(name));
});
