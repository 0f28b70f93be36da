// Copies a prepared message. Without this file the text stands in a field where it can be marked and copied.
"use strict";

document.querySelectorAll("[data-salin]").forEach((button) => {
  const field = document.getElementById(button.dataset.salin);
  const news = button.parentElement.querySelector("[data-salin-kabar]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      news.textContent = "Pesan tersalin.";
    } catch {
      // No clipboard without HTTPS or permission: the text is marked, the person copies it.
      news.textContent = "Teks sudah ditandai. Salin dengan Ctrl+C atau tekan lama.";
    }
  });
});
