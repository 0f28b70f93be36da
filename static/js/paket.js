// The page outside the frame of a package: takes only what its own frame says in the agreed words, sends the latest of it,
// and goes on by itself when the network is back. The portal judges all of it once more.
"use strict";

(() => {
  const place = document.querySelector("[data-paket]");
  if (!place) return;
  const frame = place.querySelector("iframe");
  const news = place.querySelector("[data-paket-kabar]");
  const next = place.querySelector("[data-paket-lanjut]");
  const token = place.querySelector("[name=csrfmiddlewaretoken]");
  const { tanda, laporan } = place.dataset;
  const STATES = ["berjalan", "gagal", "selesai", "lulus"];
  const [LOW, HIGH] = [240, 6000];
  const GAP = 2000;
  const best = { persen: 0, nilai: null, status: "berjalan" };
  let waiting = null;
  let busy = false;
  let tries = 0;

  const share = (value) => Number.isInteger(value) && value >= 0 && value <= 100;

  // What is not as agreed is not sent at all.
  function read(message) {
    const names = ["tanda", "status", "persen", "nilai", "detik", "data"];
    if (Object.keys(message).length !== names.length || !names.every((name) => name in message)) return null;
    const { status, persen, nilai, detik, data } = message;
    if (!STATES.includes(status) || !share(persen) || !(nilai === null || share(nilai))) return null;
    if (!Number.isInteger(detik) || detik < 0 || typeof data !== "object" || data === null) return null;
    // Never backwards: what was reached on this page stays reached.
    if (STATES.indexOf(status) > STATES.indexOf(best.status)) best.status = status;
    best.persen = Math.max(best.persen, persen);
    if (nilai !== null) best.nilai = Math.max(best.nilai || 0, nilai);
    return { ...best, detik: Math.min(detik, 86400), data };
  }

  async function send() {
    if (busy || !waiting) return;
    busy = true;
    const body = JSON.stringify(waiting);
    waiting = null;
    try {
      const response = await fetch(laporan, {
        method: "POST", body, credentials: "same-origin", keepalive: body.length < 60000,
        headers: { "X-CSRFToken": token.value, "Content-Type": "application/json", Accept: "application/json" },
      });
      const type = response.headers.get("Content-Type") || "";
      const answer = type.includes("json") ? await response.json() : null;
      // A page instead of an answer: the session has ended, or the portal is busy.
      if (!answer) throw new Error("halaman");
      news.textContent = response.ok ? answer.pesan || `Tersimpan ${answer.tersimpan} WIB.` : answer.pesan;
      if (answer.selesai && next) next.hidden = false;
      tries = 0;
    } catch (error) {
      tries += 1;
      waiting = waiting || JSON.parse(body);
      news.textContent = error.message === "halaman"
        ? "Belum tersimpan, dan dikirim lagi sendiri. Bila sesi Anda berakhir, masuk lagi di tab lain, lalu muat ulang halaman ini."
        : "Belum tersimpan. Dikirim sendiri saat jaringan kembali.";
    }
    // A package may speak without end: the portal hears the latest of it every few seconds.
    setTimeout(() => { busy = false; send(); }, tries ? Math.min(2000 * tries, 20000) : GAP);
  }

  window.addEventListener("message", (event) => {
    const message = event.data;
    if (event.source !== frame.contentWindow || event.origin !== "null" || typeof message !== "object" || !message) return;
    if (message.tanda !== tanda) return;
    if (Number.isInteger(message.tinggi)) {
      if (place.dataset.paket === "tinggi") frame.style.height = `${Math.max(LOW, Math.min(HIGH, message.tinggi))}px`;
      return;
    }
    const report = read(message);
    if (!report || !laporan) return;
    waiting = report;
    send();
  });
  window.addEventListener("online", () => { busy = false; send(); });
  window.addEventListener("pagehide", () => { busy = false; send(); });
})();
