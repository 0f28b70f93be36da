// Long forms save themselves while they are filled in (docs/keputusan/0021). Without this file they work as they are.
"use strict";

const WAIT = 1500; // after the last key
const AGAIN = 15000; // after a try that did not arrive
const SHELF_LIFE = 12 * 3600 * 1000;

// What could not be sent stays in this tab (never in storage that other tabs or later visitors share).
const shelf = {
  key: (form) => `draf ${form.dataset.draf} ${form.dataset.drafJalur}`,
  put(form, entry) {
    if (form.dataset.drafBersama !== undefined) return;
    try {
      sessionStorage.setItem(this.key(form), JSON.stringify({ ...entry, akun: form.dataset.drafAkun, pada: Date.now() }));
    } catch {
      return; // full or switched off: the page itself still holds it
    }
  },
  take(form) {
    const text = sessionStorage.getItem(this.key(form));
    if (!text) return null;
    const entry = JSON.parse(text);
    const own = entry.akun === form.dataset.drafAkun && Date.now() - entry.pada < SHELF_LIFE;
    if (!own) sessionStorage.removeItem(this.key(form));
    return own ? entry : null;
  },
  drop(form) { sessionStorage.removeItem(this.key(form)); },
};

// A form that was sent is answered by the page that follows it, unless that one tells of a fault. Where no page followed
// (no line) the next visit to the form asks the server whether it had arrived.
const failed = document.body.dataset.galat !== undefined;
Object.keys(sessionStorage).filter((key) => key.startsWith("draf ")).forEach((key) => {
  const entry = JSON.parse(sessionStorage.getItem(key));
  if (!entry.kunci || entry.gagal) return;
  if (failed) sessionStorage.setItem(key, JSON.stringify({ ...entry, gagal: true }));
  else if (document.referrer === location.origin + key.split(" ")[2]) sessionStorage.removeItem(key);
});

const clock = (moment) => new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta" })
  .format(new Date(moment)).replace(":", ".");

function element(kind, text, className) {
  const made = document.createElement(kind);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

class Draft {
  constructor(form) {
    this.form = form;
    this.names = form.dataset.drafIsian.split(" ").filter(Boolean);
    this.version = Number(form.dataset.drafVersi);
    this.news = form.querySelector("[data-draf-kabar]");
    this.bin = form.querySelector("[data-draf-buang]");
    this.panel = form.querySelector("[data-draf-banding]");
    this.stopped = false; // another tab was quicker: the person decides first
    this.sent = false;
    this.dirty = false;
    const kept = shelf.take(form);
    if (document.querySelector(".ringkasan-galat")) shelf.drop(form); // the page shows what was sent
    else if (kept) this.bringBack(kept);
    form.addEventListener("input", (event) => { if (this.names.includes(event.target.name)) this.touch(); });
    form.addEventListener("submit", (event) => this.submit(event), true);
    window.addEventListener("online", () => this.dirty && this.save());
    document.addEventListener("visibilitychange", () => { if (document.hidden && this.dirty) this.save(); });
    window.addEventListener("beforeunload", (event) => { if (this.dirty && !this.sent) event.preventDefault(); });
  }

  // What did not arrive earlier. Of a form that was sent nobody here knows whether it did: the server does.
  async bringBack(kept) {
    this.version = kept.versi;
    if (kept.kunci) {
      this.saving = this.send(kept.isian, kept.kunci).finally(() => { this.saving = null; });
      await this.saving;
      if (this.gone) return;
    }
    this.fill(kept.isian);
    if (!kept.kunci) {
      this.touch();
      this.save();
    }
  }

  fields(name) { return [...this.form.elements].filter((field) => field.name === name); }

  read() {
    const data = new FormData(this.form);
    return Object.fromEntries(this.names.map((name) => [name, data.getAll(name).map(String)]));
  }

  fill(values) {
    for (const name of this.names.filter((known) => known in values)) {
      for (const field of this.fields(name)) {
        if (["checkbox", "radio"].includes(field.type)) field.checked = values[name].includes(field.value);
        else field.value = values[name][0] ?? "";
      }
    }
  }

  say(text, kind = "") {
    if (this.news.textContent !== text) this.news.textContent = text;
    this.news.dataset.keadaan = kind;
  }

  touch() {
    this.dirty = true;
    shelf.put(this.form, { isian: this.read(), versi: this.version });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), WAIT);
  }

  save() {
    if (this.saving || this.stopped || this.sent || !this.dirty) return this.saving;
    clearTimeout(this.timer);
    this.saving = this.send(this.read()).finally(() => { this.saving = null; });
    return this.saving;
  }

  async send(values, key = null) {
    this.dirty = false;
    let answer;
    try {
      answer = await fetch(this.form.dataset.drafKe, {
        method: "POST", keepalive: true, redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ formulir: this.form.dataset.draf, jalur: this.form.dataset.drafJalur, versi: this.version, isian: values, ...(key && { kunci: key }) }),
      });
    } catch {
      this.later("Belum tersimpan: jaringan terputus. Isian Anda tetap ada di halaman ini dan disimpan begitu tersambung.");
      return;
    }
    const body = await answer.json().catch(() => ({}));
    if (answer.ok) this.saved(body);
    else if (answer.status === 409 && body.galat === "draf_berubah") this.compare(body.tersimpan);
    else if (answer.status === 409 && body.galat === "draf_berakhir" && key) this.arrived();
    else if (answer.status === 409 && body.galat === "draf_berakhir") this.ended(body.pesan);
    else if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) this.locked();
    else if (answer.status === 409 || answer.status === 413 || answer.status === 422) this.refused(body.pesan);
    else this.later("Belum tersimpan: portal sedang sibuk. Isian Anda tetap ada di halaman ini dan dicoba lagi.");
  }

  saved(body) {
    this.version = body.versi;
    this.bin.href = body.buang;
    this.bin.hidden = false;
    this.say(`Tersimpan ${clock(body.disimpan_pada)}.`);
    if (this.dirty) this.touch();
    else shelf.drop(this.form);
  }

  // The form had been sent: this page is a new one.
  arrived() {
    this.gone = true;
    this.version = 0;
    shelf.drop(this.form);
  }

  later(sentence) {
    this.dirty = true;
    this.say(sentence, "tertunda");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), AGAIN);
  }

  refused(sentence) {
    this.dirty = true;
    this.say(`Belum tersimpan. ${sentence || ""}`, "tertunda");
  }

  locked() {
    this.dirty = true;
    this.stopped = true;
    this.say("Belum tersimpan: sesi Anda sudah berakhir. ", "tertunda");
    const link = element("a", "Masuk lagi");
    link.href = `/masuk/?next=${encodeURIComponent(this.form.dataset.drafJalur)}`;
    // Kept in this tab, so leaving loses nothing; on a shared device the browser still asks.
    if (this.form.dataset.drafBersama === undefined) link.addEventListener("click", () => { this.dirty = false; });
    this.news.append(link, this.form.dataset.drafBersama === undefined ? "; isian Anda menunggu di tab ini." : ".");
  }

  // Another tab has sent the form, or thrown its contents away.
  ended(sentence) {
    this.stopped = true;
    this.dirty = true;
    const go = element("button", "Tetap simpan isian di sini", "btn btn-outline-secondary");
    go.type = "button";
    go.addEventListener("click", () => this.decide(0));
    this.show(sentence, "Isian di halaman ini belum berubah. Periksa dulu sebelum mengirimnya lagi.", [], [go]);
  }

  // Another tab has saved since: both are shown, the person chooses.
  compare(other) {
    this.stopped = true;
    this.dirty = true;
    const here = this.read();
    const rows = this.names.filter((name) => name in other.isian && String(here[name]) !== String(other.isian[name]))
      .map((name) => [this.label(name), this.words(name, here[name]), this.words(name, other.isian[name])]);
    if (!rows.length) { this.decide(other.versi); return; }
    const mine = element("button", "Pakai isian di halaman ini", "btn btn-outline-secondary");
    const theirs = element("button", `Pakai isian tersimpan ${clock(other.disimpan_pada)}`, "btn btn-outline-secondary");
    mine.type = theirs.type = "button";
    mine.addEventListener("click", () => this.decide(other.versi));
    theirs.addEventListener("click", () => { this.fill(other.isian); this.decide(other.versi); });
    this.show("Formulir ini juga diisi di tab atau perangkat lain",
      "Pilih isian yang dipakai. Sebelum Anda memilih, isian di halaman ini tidak disimpan.",
      [rows, `Tersimpan ${clock(other.disimpan_pada)} di tempat lain`], [mine, theirs]);
  }

  decide(version) {
    this.version = version;
    this.stopped = false;
    this.panel.hidden = true;
    this.touch();
    this.save();
    const first = this.fields(this.names[0])[0];
    if (first) first.focus();
  }

  label(name) {
    const field = this.fields(name)[0];
    const legend = field?.closest("fieldset")?.querySelector("legend");
    return (legend || field?.labels?.[0])?.textContent.trim() || name;
  }

  words(name, values) {
    const names = values.map((value) => {
      for (const field of this.fields(name)) {
        if (field.tagName === "SELECT") return [...field.options].find((one) => one.value === value)?.textContent || value;
        if (["checkbox", "radio"].includes(field.type) && field.value === value) return field.labels[0]?.textContent.trim() || "Ya";
      }
      return value;
    }).filter(Boolean);
    return names.join(", ") || "Belum diisi";
  }

  show(title, sentence, [rows, column] = [], buttons = []) {
    const head = element("h3", title);
    head.tabIndex = -1;
    const parts = [head, element("p", sentence)];
    if (rows) {
      const table = element("table", "", "tabel padat");
      table.append(element("caption", "Yang berbeda", "visually-hidden"));
      const top = table.createTHead().insertRow();
      for (const text of ["Isian", "Di halaman ini", column]) {
        const cell = element("th", text);
        cell.scope = "col";
        top.append(cell);
      }
      const body = table.createTBody();
      for (const [name, ...values] of rows) {
        const row = body.insertRow();
        const cell = element("th", name);
        cell.scope = "row";
        row.append(cell, ...values.map((value) => element("td", value)));
      }
      const frame = element("div", "", "bingkai-tabel");
      frame.append(table);
      parts.push(frame);
    }
    const line = element("div", "", "tombol-baris");
    line.append(...buttons);
    this.panel.replaceChildren(...parts, line);
    this.panel.className = "draf-banding";
    this.panel.hidden = false;
    this.say("Belum tersimpan.", "tertunda");
    head.focus();
  }

  // A saving that is on its way would arrive after the form and keep what is no longer needed.
  async submit(event) {
    if (navigator.onLine === false) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.later("Belum terkirim: jaringan terputus. Isian Anda tetap ada di halaman ini; kirim lagi setelah tersambung.");
      this.news.scrollIntoView({ block: "center" });
      return;
    }
    clearTimeout(this.timer);
    if (this.saving) {
      event.preventDefault();
      event.stopImmediatePropagation();
      await Promise.race([this.saving, new Promise((done) => { setTimeout(done, 3000); })]);
      this.saving = null;
      this.form.requestSubmit(event.submitter);
      return;
    }
    this.sent = true;
    shelf.put(this.form, { isian: this.read(), versi: this.version, kunci: this.form.elements.kunci_kirim.value });
  }
}

document.querySelectorAll("form[data-draf]").forEach((form) => {
  const draft = new Draft(form);
  window.addEventListener("pageshow", (event) => { if (event.persisted) draft.sent = false; });
});
