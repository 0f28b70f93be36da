// Inside the frame of a package (docs/keputusan/0042): the run-time of its standard, and one bridge to the page outside.
// The frame has no origin: it reads no cookie, no storage and no page of the portal. What the package says goes out as a
// message; the page, and then the portal, judge it.
"use strict";

(() => {
  const state = JSON.parse(document.getElementById("portal-keadaan").textContent);
  const kept = state.data;
  const WAIT = 1500;
  const KEEP = new RegExp("^cmi\\.(suspend_data|location|exit|completion_status|success_status|progress_measure|total_time"
    + "|score\\.(raw|min|max|scaled)|core\\.(lesson_location|lesson_status|exit|total_time|score\\.(raw|min|max))"
    + "|objectives\\.\\d{1,2}\\.(id|status|success_status|completion_status|progress_measure|score\\.(raw|min|max|scaled)))$");
  let timer = null;

  const say = (message) => window.parent.postMessage({ tanda: state.tanda, ...message }, "*");
  // Frames inside a package are frames without origin of their own: what they say is handed on.
  window.addEventListener("message", (event) => {
    if (event.data && event.data.tanda === state.tanda) window.parent.postMessage(event.data, "*");
  });

  const whole = (value) => Math.max(0, Math.min(100, Math.round(value)));
  const number = (text) => (text === "" || text === undefined || Number.isNaN(Number(text)) ? null : Number(text));

  function flat(value, name, into) {
    if (value === null || value === undefined || value === "") return into;
    if (typeof value !== "object") {
      if (KEEP.test(name)) into[name] = String(value);
      return into;
    }
    Object.entries(value).forEach(([key, inner]) => flat(inner, `${name}.${key}`, into));
    return into;
  }

  function mark(score) {
    if (!score) return null;
    const scaled = number(score.scaled);
    if (scaled !== null) return whole(scaled * 100);
    const [raw, low, high] = [number(score.raw), number(score.min) || 0, number(score.max)];
    if (raw === null) return null;
    return high !== null && high > low ? whole((100 * (raw - low)) / (high - low)) : whole(raw);
  }

  // "0001:02:03.45" of SCORM 1.2, "PT1H2M3.45S" of 2004.
  function seconds(text) {
    const old = /^(\d+):(\d\d):(\d\d)/.exec(text || "");
    if (old) return Number(old[1]) * 3600 + Number(old[2]) * 60 + Number(old[3]);
    const found = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?$/.exec(text || "");
    if (!found) return 0;
    return [86400, 3600, 60, 1].reduce((sum, unit, place) => sum + unit * Number(found[place + 1] || 0), 0);
  }

  function soon(report, now) {
    clearTimeout(timer);
    if (now) report();
    else timer = setTimeout(report, WAIT);
  }

  // -- SCORM ---------------------------------------------------------------------------------------------------------

  function scorm(old) {
    const Api = old ? window.Scorm12API : window.Scorm2004API;
    const core = old ? "cmi.core." : "cmi.";
    const api = new Api({ autocommit: false, logLevel: 5 });
    const again = kept[`${core}exit`] === "suspend" || kept["cmi.suspend_data"] !== undefined;
    api.loadFromFlattenedJSON({
      ...kept, [`${core}entry`]: again ? "resume" : "ab-initio", [`${core}credit`]: "credit",
      [old ? "cmi.core.student_name" : "cmi.learner_name"]: state.nama,
    });

    function status(cmi) {
      if (old) return { passed: "lulus", completed: "selesai", failed: "gagal" }[cmi.core.lesson_status] || "berjalan";
      if (cmi.success_status === "passed") return "lulus";
      if (cmi.success_status === "failed") return "gagal";
      return cmi.completion_status === "completed" ? "selesai" : "berjalan";
    }

    function report() {
      const { cmi } = api.renderCMIToJSONObject();
      const total = api.cmi.getCurrentTotalTime();
      const done = status(cmi);
      const part = old ? null : number(cmi.progress_measure);
      say({
        status: done, persen: part === null ? 0 : whole(part * 100), nilai: mark(old ? cmi.core.score : cmi.score),
        detik: seconds(total), data: flat(cmi, "cmi", { [`${core}total_time`]: total }),
      });
    }

    const names = old ? ["LMSSetValue.cmi.*", "LMSCommit", "LMSFinish"] : ["SetValue.cmi.*", "Commit", "Terminate"];
    names.forEach((name, place) => api.on(name, () => soon(report, place > 0)));
    window.addEventListener("pagehide", () => { if (timer) report(); });
    window[old ? "API" : "API_1484_11"] = api;
  }

  // -- H5P -----------------------------------------------------------------------------------------------------------

  function h5p() {
    const place = document.getElementById("h5p-tempat");
    const { map, bingkai, gaya } = document.body.dataset;
    const begun = Date.now();
    const far = { status: "berjalan", persen: 0, nilai: null };

    function report() {
      const one = window.H5P.instances && window.H5P.instances[0];
      const found = one && one.getCurrentState ? one.getCurrentState() : undefined;
      const text = found === undefined ? kept["h5p.state"] : JSON.stringify(found);
      say({ ...far, detik: Math.round((Date.now() - begun) / 1000), data: text ? { "h5p.state": text } : {} });
    }

    function heard(event) {
      const { verb, result, context } = event.data.statement;
      const inside = context && context.contextActivities && context.contextActivities.parent;
      const word = verb.id.split("/").pop();
      if (inside && inside.length) { soon(report, false); return; }
      const score = result && result.score ? mark(result.score) : null;
      if (score !== null) far.nilai = Math.max(far.nilai || 0, score);
      const done = (result && result.completion === true) || ["completed", "passed"].includes(word);
      if (done) Object.assign(far, { status: result && result.success === true ? "lulus" : "selesai", persen: 100 });
      soon(report, done);
    }

    const before = kept["h5p.state"];
    new window.H5PStandalone.H5P(place, {
      id: "bahan", h5pJsonPath: map, frameJs: bingkai, frameCss: gaya, embedType: "div", reportingIsEnabled: true, icon: false,
      // Without a time of saving H5P hands no state back; what it would send itself goes nowhere (nobody is signed in there).
      saveFreq: 3600, contentUserData: before ? [{ state: before }] : [],
    }).then(() => {
      window.H5P.externalDispatcher.on("xAPI", heard);
      document.addEventListener("change", () => soon(report, false));
      new ResizeObserver(() => say({ tinggi: Math.ceil(document.documentElement.getBoundingClientRect().height) }))
        .observe(document.body);
    });
  }

  if (state.jenis === "h5p") h5p();
  else scorm(state.jenis === "scorm_12");
})();
