// Files go ahead in pieces while the rest of the form is filled in. After a break the portal tells how much is there, and
// the next piece follows; also after the page was loaded again. Without this script the form sends its files itself.
"use strict";

(() => {
  const place = document.querySelector("[data-unggah-ke]");
  const input = place && place.querySelector("input[data-unggah]");
  if (!input || !window.fetch) return;
  const form = input.form;
  const hidden = form.elements.unggahan;
  const token = form.elements.csrfmiddlewaretoken.value;
  const kept = hidden.value;
  const list = document.createElement("ul");
  list.className = "unggah-daftar";
  list.setAttribute("role", "status");
  input.after(list);
  let round = 0;
  // The button that was pressed before everything had arrived.
  let waiting = null;

  const wait = (ms) => new Promise((done) => {
    const timer = setTimeout(done, ms);
    window.addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
  });

  function row(file) {
    const item = document.createElement("li");
    const words = document.createElement("span");
    const bar = document.createElement("progress");
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `Unggahan ${file.name}`);
    item.append(words, bar);
    list.append(item);
    const say = (text) => { words.textContent = `${file.name}: ${text}`; };
    say("menunggu giliran");
    return { bar, say, item };
  }

  async function ask(address, options) {
    const response = await fetch(address, { credentials: "same-origin", ...options });
    const type = response.headers.get("Content-Type") || "";
    if (!type.includes("json")) throw new Error("sesi");
    return { status: response.status, body: await response.json() };
  }

  async function begin(file, mark) {
    const known = sessionStorage.getItem(mark);
    if (known) {
      const there = await ask(known, {}).catch((error) => { if (error.message === "sesi") return null; throw error; });
      if (there && there.status === 200) return there.body;
    }
    const data = new FormData();
    data.append("nama", file.name);
    data.append("ukuran", file.size);
    if (place.dataset.unggahUntuk) data.append("untuk", place.dataset.unggahUntuk);
    const answer = await ask(place.dataset.unggahKe, { method: "POST", body: data, headers: { "X-CSRFToken": token } });
    if (answer.status === 422) return { pesan: answer.body.pesan };
    if (answer.status !== 201) throw new Error("sesi");
    sessionStorage.setItem(mark, answer.body.alamat);
    return answer.body;
  }

  async function send(file, look, mine) {
    const mark = `unggah:${file.name}:${file.size}:${file.lastModified}`;
    const size = 256 * 1024;
    let state = null;
    for (let tries = 0; mine === round;) {
      try {
        state = state || await begin(file, mark);
        if (state.pesan) return state;
        if (state.diterima >= file.size) { sessionStorage.removeItem(mark); return state; }
        look.bar.value = state.diterima;
        look.say(`${Math.round((100 * state.diterima) / file.size)}%`);
        const piece = file.slice(state.diterima, state.diterima + size);
        const answer = await ask(`${state.alamat}?mulai=${state.diterima}`, {
          method: "POST", body: piece, headers: { "X-CSRFToken": token, "Content-Type": "application/octet-stream" },
        });
        if (answer.status !== 200 && answer.status !== 409) throw new Error("sesi");
        state = answer.body;
        tries = 0;
      } catch (error) {
        tries += 1;
        if (error.message === "sesi" && tries > 2) return { pesan: "Berkas tidak dapat dikirim. Muat ulang halaman ini, lalu pilih berkasnya lagi." };
        look.say("terputus, dilanjutkan sendiri saat jaringan kembali");
        await wait(Math.min(1000 * tries, 10000));
        if (state && state.alamat) {
          const there = await ask(state.alamat, {}).catch(() => null);
          if (there && there.status === 200) state = there.body;
          if (there && there.status === 404) { sessionStorage.removeItem(mark); state = null; }
        }
      }
    }
    return {};
  }

  input.addEventListener("change", async () => {
    round += 1;
    const mine = round;
    const files = [...input.files];
    list.textContent = "";
    hidden.value = kept;
    input.name = "berkas";
    if (!files.length) return;
    form.dataset.mengunggah = "1";
    const looks = files.map(row);
    const ids = kept ? kept.split(",") : [];
    let refused = false;
    for (const [place, file] of files.entries()) {
      const result = await send(file, looks[place], mine);
      if (mine !== round) return;
      if (result.pesan) {
        refused = true;
        looks[place].say(result.pesan);
        looks[place].item.className = "unggah-ditolak";
        looks[place].bar.remove();
      } else {
        ids.push(result.id);
        looks[place].bar.value = file.size;
        looks[place].say("terunggah");
      }
    }
    delete form.dataset.mengunggah;
    if (refused) {
      input.value = "";
      waiting = null;
    } else {
      hidden.value = ids.join(",");
      input.removeAttribute("name");
      if (waiting) form.requestSubmit(waiting);
    }
  });

  form.addEventListener("submit", (event) => {
    if (!form.dataset.mengunggah) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    list.scrollIntoView({ block: "center" });
    if (!waiting) {
      const note = document.createElement("li");
      note.textContent = "Isian ini disimpan sendiri begitu semua berkas terunggah.";
      list.append(note);
    }
    waiting = event.submitter;
  }, true);
})();
