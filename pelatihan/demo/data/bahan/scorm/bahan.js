// Speaks SCORM 1.2 or 2004, whichever run-time is there; without one it is only a reading.
"use strict";

const OLD = window.API;
const NEW = window.API_1484_11;
const ask = (name) => (NEW ? NEW.GetValue(name) : OLD ? OLD.LMSGetValue(name) : "");
const tell = (name, value) => (NEW ? NEW.SetValue(name, String(value)) : OLD && OLD.LMSSetValue(name, String(value)));
const keep = () => (NEW ? NEW.Commit("") : OLD && OLD.LMSCommit(""));
const NAMES = NEW
  ? { tempat: "cmi.location", nilai: "cmi.score.raw", batas: "cmi.score.max", keluar: "cmi.exit" }
  : { tempat: "cmi.core.lesson_location", nilai: "cmi.core.score.raw", batas: "cmi.core.score.max", keluar: "cmi.core.exit" };

const QUESTIONS = [
  ["Tanggal lahir di portal berbeda dari akta. Apa yang Anda lakukan?", ["Mengusulkan perbaikan dengan bukti", "Membiarkan sampai ditanya"]],
  ["Mana yang termasuk data bersih?", ["Tercatat satu kali dan sama dengan dokumennya", "Tercatat di tiga berkas supaya aman"]],
  ["Mengapa perubahan data berjejak?", ["Supaya dapat diketahui siapa mengubah apa", "Supaya prosesnya lebih lama"]],
];
const pages = [...document.querySelectorAll("section")];
const form = document.getElementById("soal");
const [back, forward] = [document.getElementById("mundur"), document.getElementById("maju")];
const begun = Date.now();
let at = 0;

if (NEW) NEW.Initialize("");
else if (OLD) OLD.LMSInitialize("");

QUESTIONS.forEach(([words, choices], number) => {
  const box = document.createElement("fieldset");
  const title = document.createElement("legend");
  title.textContent = words;
  box.append(title);
  // The right one is first in the list above; every second question shows it last.
  const shown = number % 2 ? [...choices].reverse() : choices;
  shown.forEach((choice) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "radio";
    input.name = `soal-${number}`;
    input.value = choice === choices[0] ? "1" : "0";
    label.append(input, ` ${choice}`);
    box.append(label);
  });
  form.append(box);
});
// A frame without rights of its own sends no form: a button says that the answers are there.
const send = document.createElement("button");
send.type = "button";
send.textContent = "Periksa jawaban";
form.append(send);

function spent() {
  const seconds = Math.round((Date.now() - begun) / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value) => String(value).padStart(2, "0");
  if (NEW) tell("cmi.session_time", `PT${hours}H${minutes}M${rest}S`);
  else tell("cmi.core.session_time", `${two(hours)}:${two(minutes)}:${two(rest)}`);
}

function show(page) {
  at = Math.max(0, Math.min(pages.length - 1, page));
  pages.forEach((one, place) => { one.hidden = place !== at; });
  document.getElementById("langkah").textContent = `Halaman ${at + 1} dari ${pages.length}`;
  back.hidden = at === 0;
  forward.hidden = at === pages.length - 1;
  tell(NAMES.tempat, at);
  tell("cmi.suspend_data", JSON.stringify({ halaman: at }));
  tell(NAMES.keluar, "suspend");
  if (NEW) {
    tell("cmi.progress_measure", (at / pages.length).toFixed(2));
    if (ask("cmi.completion_status") !== "completed") tell("cmi.completion_status", "incomplete");
  } else if (!["passed", "completed", "failed"].includes(ask("cmi.core.lesson_status"))) tell("cmi.core.lesson_status", "incomplete");
  spent();
  keep();
}

back.addEventListener("click", () => show(at - 1));
forward.addEventListener("click", () => show(at + 1));
send.addEventListener("click", () => {
  const answers = QUESTIONS.map((_, number) => form.elements[`soal-${number}`].value);
  const news = document.getElementById("nilai");
  if (answers.includes("")) {
    news.textContent = "Jawab semua pertanyaan dulu.";
    return;
  }
  const mark = Math.round((100 * answers.filter((one) => one === "1").length) / QUESTIONS.length);
  const passed = mark >= 60;
  tell(NAMES.batas, 100);
  tell(NAMES.nilai, mark);
  if (NEW) {
    tell("cmi.score.scaled", (mark / 100).toFixed(2));
    tell("cmi.progress_measure", 1);
    tell("cmi.completion_status", "completed");
    tell("cmi.success_status", passed ? "passed" : "failed");
  } else tell("cmi.core.lesson_status", passed ? "passed" : "failed");
  spent();
  keep();
  news.textContent = passed ? `Nilai Anda ${mark}. Selesai.` : `Nilai Anda ${mark}. Baca lagi, lalu coba lagi.`;
});

const place = Number(ask(NAMES.tempat));
show(Number.isNaN(place) ? 0 : place);
