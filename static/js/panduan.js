// The first-use guide on the start page. Without this file its button is a link to the page with the same steps.
"use strict";

(() => {
  const opener = document.querySelector("[data-mulai-tur]");
  const guide = document.querySelector("[data-tur]");
  if (!opener || !guide) return;
  const steps = [...guide.querySelectorAll("[data-langkah]")];
  const back = guide.querySelector("[data-mundur]");
  const on = guide.querySelector("[data-maju]");
  const count = guide.querySelector("[data-hitung]");
  let now = 0;
  let shown = null;

  const unmark = () => { if (shown) shown.classList.remove("disorot"); shown = null; };

  // The first part of the page that this step speaks of and that can be seen in this width.
  function mark(selector) {
    unmark();
    if (!selector) return;
    shown = [...document.querySelectorAll(selector)].find((part) => part.getClientRects().length) || null;
    if (!shown) return;
    shown.classList.add("disorot");
    shown.scrollIntoView({ block: "center" });
  }

  function show(number) {
    now = number;
    steps.forEach((step, index) => { step.hidden = index !== now; });
    back.hidden = now === 0;
    on.hidden = now === steps.length - 1;
    count.textContent = `Langkah ${now + 1} dari ${steps.length}`;
    mark(steps[now].dataset.sasaran);
    steps[now].querySelector("h2").focus({ preventScroll: true });
  }

  function leave() {
    unmark();
    guide.close();
    opener.focus();
  }

  opener.addEventListener("click", (event) => {
    event.preventDefault();
    guide.show();
    show(0);
  });
  back.addEventListener("click", () => show(now - 1));
  on.addEventListener("click", () => show(now + 1));
  // Escape puts it away for now; only the buttons close it for good.
  guide.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "_panduan") return;
    unmark();
    document.getElementById("isi").focus();
  });
  if (opener.hasAttribute("data-langsung")) opener.click();
})();
