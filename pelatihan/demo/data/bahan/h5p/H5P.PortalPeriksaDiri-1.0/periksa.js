// A content type of H5P for short checks: choices, a mark, the answers kept for the next time.
var H5P = H5P || {};

H5P.PortalPeriksaDiri = (function () {
  "use strict";

  function PeriksaDiri(params, contentId, extras) {
    H5P.EventDispatcher.call(this);
    this.params = params;
    this.contentId = contentId;
    this.answers = (extras && extras.previousState && extras.previousState.jawaban) || [];
  }

  PeriksaDiri.prototype = Object.create(H5P.EventDispatcher.prototype);
  PeriksaDiri.prototype.constructor = PeriksaDiri;

  PeriksaDiri.prototype.getCurrentState = function () {
    return { jawaban: this.answers };
  };

  PeriksaDiri.prototype.attach = function ($container) {
    const self = this;
    const form = document.createElement("form");
    form.className = "periksa-diri";
    const words = document.createElement("p");
    words.textContent = this.params.pengantar;
    form.append(words);
    this.params.soal.forEach((one, number) => {
      const box = document.createElement("fieldset");
      const title = document.createElement("legend");
      title.textContent = one.teks;
      box.append(title);
      one.pilihan.forEach((choice, place) => {
        const label = document.createElement("label");
        const input = document.createElement("input");
        input.type = "radio";
        input.name = `soal-${number}`;
        input.checked = self.answers[number] === place;
        input.addEventListener("change", () => { self.answers[number] = place; });
        label.append(input, ` ${choice}`);
        box.append(label);
      });
      form.append(box);
    });
    const news = document.createElement("p");
    news.setAttribute("role", "status");
    const send = document.createElement("button");
    send.type = "button";
    send.textContent = "Periksa jawaban";
    form.append(send, news);
    send.addEventListener("click", () => {
      const right = self.params.soal.filter((one, number) => self.answers[number] === one.benar).length;
      news.textContent = `${right} dari ${self.params.soal.length} benar.`;
      self.triggerXAPIScored(right, self.params.soal.length, "completed", true, right === self.params.soal.length);
    });
    $container[0].append(form);
  };

  return PeriksaDiri;
}());
