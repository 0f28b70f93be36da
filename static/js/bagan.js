// Draws the chart beside its table (components/bagan.html), out of what stands in the table: the picture cannot say
// anything else, and without script the table is whole. The library comes only when a chart is on the page.
"use strict";

(() => {
  const SHOWN = 15; // rows of a picture; the table has them all
  const DAYS = 60; // points of a line
  const SERIES = 5; // as many as can be told apart
  const number = new Intl.NumberFormat("id-ID");
  const decimals = (figure) => new Intl.NumberFormat("id-ID", { maximumFractionDigits: Number(figure.dataset.desimal || 0) });
  const charts = new Map();
  let library = null;

  function load(address) {
    library = library || new Promise((ready, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", () => document.fonts.ready.then(ready));
      script.addEventListener("error", failed);
      document.head.append(script);
    });
    return library;
  }

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // The second sign of a series beside its hue: plain, stripes one way, stripes the other way, dots, lying stripes.
  function pattern(place, colour) {
    if (place === 0) return colour;
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = pen.fillStyle = token("--muka");
    pen.lineWidth = 1;
    pen.beginPath();
    if (place === 1) { pen.moveTo(-2, 10); pen.lineTo(10, -2); pen.moveTo(-2, 2); pen.lineTo(2, -2); pen.moveTo(6, 10); pen.lineTo(10, 6); }
    if (place === 2) { pen.moveTo(-2, -2); pen.lineTo(10, 10); pen.moveTo(6, -2); pen.lineTo(10, 2); pen.moveTo(-2, 6); pen.lineTo(2, 10); }
    if (place === 4) { pen.moveTo(0, 4); pen.lineTo(8, 4); }
    pen.stroke();
    if (place === 3) { pen.beginPath(); pen.arc(4, 4, 1.5, 0, 7); pen.fill(); }
    return pen.createPattern(tile, "repeat");
  }

  // What stands in the table: labels, one list of numbers and addresses for each series.
  function read(figure) {
    const heads = [...figure.querySelectorAll("thead [data-seri]")].map((head) => head.textContent.trim());
    let rows = [...figure.querySelectorAll("tbody tr")].map((row) => ({
      label: row.querySelector("th").textContent.trim(),
      cells: [...row.querySelectorAll("td")].slice(0, heads.length).map((cell) => ({
        value: cell.dataset.nilai === undefined ? null : Number(cell.dataset.nilai),
        address: cell.querySelector("a")?.getAttribute("href") || "",
      })),
      sum: row.querySelector("td.jumlah"),
    }));
    const all = rows.length;
    // Bars: the first rows. A line over time: the last ones.
    rows = isLine(figure) ? rows.slice(-DAYS) : rows.slice(0, "semua" in figure.dataset ? rows.length : SHOWN);
    if (heads.length <= SERIES) return { heads, rows, all };
    // Too many parts to be told apart: the sums of the rows.
    const sums = rows.map((row) => ({
      label: row.label,
      cells: [{
        value: row.sum?.dataset.nilai === undefined ? null : Number(row.sum.dataset.nilai),
        address: row.sum?.querySelector("a")?.getAttribute("href") || "",
      }],
    }));
    return { heads: ["Jumlah"], rows: sums, all };
  }

  const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

  // The number at the end of a bar, or inside the part of a bar that has room for it.
  const labels = {
    id: "angka",
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      const stacked = chart.data.datasets.length > 1 && !chart.options.pyramid;
      if (stacked) return;
      ctx.save();
      ctx.font = `600 12px ${token("--huruf")}`;
      ctx.fillStyle = token("--arang");
      ctx.textBaseline = "middle";
      chart.data.datasets.forEach((series, place) => {
        chart.getDatasetMeta(place).data.forEach((bar, at) => {
          const value = series.data[at];
          if (!value) return;
          ctx.textAlign = value < 0 ? "right" : "left";
          ctx.fillText(number.format(Math.abs(value)), bar.x + (value < 0 ? -6 : 6), bar.y);
        });
      });
      ctx.restore();
    },
  };

  // 1, 2, 5, 10, 20, 50, ...: the next one above.
  function wholeStep(least) {
    const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
    return [1, 2, 5, 10].map((one) => one * power).find((one) => one >= least);
  }

  const isLine = (figure) => ["garis", "kurva"].includes(figure.dataset.bagan);

  // One or more measures over time, or a distribution as a curve; the rows of the table run from left to right.
  function overTime(figure, found) {
    const text = token("--arang-2");
    const measure = decimals(figure);
    // Room above the line, and never below nothing: no axis shows fewer than no people.
    const fromZero = found.rows.some((row) => row.cells.some((cell) => cell.value === 0));
    return {
      type: "line",
      data: {
        labels: found.rows.map((row) => row.label.replace(/ \d{4}$/, "")),
        datasets: found.heads.map((label, place) => ({
          label,
          data: found.rows.map((row) => row.cells[place].value),
          borderColor: token(`--g${place + 1}`),
          backgroundColor: token(`--g${place + 1}`),
          borderWidth: 2.5,
          borderDash: place ? [6, 4] : [],
          pointStyle: ["circle", "rect", "triangle", "rectRot", "star"][place],
          pointRadius: 4,
          // Through every point and never below zero between two.
          cubicInterpolationMode: figure.dataset.bagan === "kurva" ? "monotone" : "default",
          spanGaps: true,
        })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        responsive: true,
        scales: {
          x: { grid: { display: false }, border: { color: token("--garis-kuat") }, ticks: { color: token("--arang"), maxRotation: 0, autoSkipPadding: 16 } },
          y: { beginAtZero: fromZero, grace: "15%", border: { display: false }, grid: { color: token("--garis") }, ticks: { color: text, maxTicksLimit: 6, callback: (value) => measure.format(value) } },
        },
        plugins: {
          legend: { display: found.heads.length > 1, position: "bottom", labels: { color: token("--arang"), usePointStyle: true } },
          tooltip: {
            callbacks: {
              title: (items) => found.rows[items[0].dataIndex].label,
              label: (item) => `${found.heads.length > 1 ? `${item.dataset.label}: ` : ""}${measure.format(item.raw)} ${figure.dataset.satuan}`,
            },
          },
        },
      },
    };
  }

  function settings(figure, found) {
    if (isLine(figure)) return overTime(figure, found);
    const pyramid = figure.dataset.bagan === "piramida" && found.heads.length === 2;
    const stacked = found.heads.length > 1;
    const narrow = figure.clientWidth < 480;
    const text = token("--arang-2");
    const turned = (value, place) => (pyramid && place === 0 && value !== null ? -value : value);
    const longest = Math.max(1, ...found.rows.map((row) => {
      const values = row.cells.map((cell) => cell.value || 0);
      return pyramid ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
    }));
    // Room for the numbers beside the bars, up to the next whole step.
    const most = longest * (stacked && !pyramid ? 1.02 : 1.18);
    const step = wholeStep(most / (pyramid ? 4 : 6));
    const end = Math.ceil(most / step) * step;
    return {
      type: "bar",
      data: {
        labels: found.rows.map((row) => shortened(row.label, narrow ? 18 : 30)),
        datasets: found.heads.map((label, place) => ({
          label,
          data: found.rows.map((row) => turned(row.cells[place].value, place)),
          backgroundColor: pattern(place, token(`--g${place + 1}`)),
          borderColor: token("--muka"),
          borderWidth: stacked && !pyramid ? { right: 1 } : 0,
          borderSkipped: false,
          maxBarThickness: 26,
          minBarLength: stacked ? 0 : 2,
        })),
      },
      plugins: [labels],
      options: {
        pyramid,
        indexAxis: "y",
        animation: false,
        maintainAspectRatio: false,
        responsive: true,
        scales: {
          x: {
            stacked, min: pyramid ? -end : 0, max: end, border: { display: false },
            grid: { color: token("--garis") },
            ticks: { color: text, stepSize: step, callback: (value) => number.format(Math.abs(value)) },
          },
          y: { stacked, grid: { display: false }, border: { color: token("--garis-kuat") }, ticks: { color: token("--arang"), autoSkip: false } },
        },
        plugins: {
          legend: { display: stacked, position: "bottom", labels: { color: token("--arang"), boxWidth: 14, boxHeight: 14 } },
          tooltip: {
            callbacks: {
              title: (items) => found.rows[items[0].dataIndex].label,
              label: (item) => `${stacked ? `${item.dataset.label}: ` : ""}${number.format(Math.abs(item.raw))} ${figure.dataset.satuan}`,
            },
          },
        },
        onHover: (event, parts) => {
          const address = parts.length && found.rows[parts[0].index].cells[parts[0].datasetIndex].address;
          event.native.target.style.cursor = address ? "pointer" : "default";
        },
        onClick: (event, parts) => {
          const address = parts.length && found.rows[parts[0].index].cells[parts[0].datasetIndex].address;
          if (address) location.assign(address);
        },
      },
    };
  }

  function draw(figure) {
    const found = read(figure);
    const place = figure.querySelector(".bagan-gambar");
    const drawable = found.rows.some((row) => row.cells.some((cell) => cell.value));
    place.hidden = !drawable;
    figure.querySelectorAll("[data-bagan-png], [data-bagan-cetak]").forEach((button) => { button.hidden = !drawable; });
    charts.get(figure)?.destroy();
    charts.delete(figure);
    if (!drawable) return;
    place.style.height = isLine(figure) ? "240px" : `${Math.max(5, found.rows.length) * 30 + (found.heads.length > 1 ? 76 : 40)}px`;
    let rest = place.querySelector("p");
    if (found.all > found.rows.length && !rest) {
      rest = document.createElement("p");
      rest.className = "kecil redup";
      rest.textContent = `Gambar: ${found.rows.length} baris ${isLine(figure) ? "terakhir" : "pertama"} dari ${number.format(found.all)}.`;
      place.append(rest);
      place.style.paddingBottom = "1.75rem";
    }
    Chart.defaults.font.family = token("--huruf");
    charts.set(figure, new Chart(place.querySelector("canvas"), settings(figure, found)));
  }

  // Over a copy: drawing takes a chart out and puts it back.
  const drawAgain = () => [...charts.keys()].forEach(draw);

  function drawAll(part) {
    const figures = [...part.querySelectorAll("[data-bagan]")];
    [...charts.keys()].filter((figure) => !figure.isConnected).forEach((figure) => { charts.get(figure).destroy(); charts.delete(figure); });
    // Without the library the tables say everything.
    if (figures.length) load(figures[0].dataset.pustaka).then(() => figures.forEach(draw), () => {});
  }

  const face = (bold) => `${bold ? "700 16px" : "400 12px"} ${token("--huruf")}`;

  // A text cut at its words into lines of this width.
  function inLines(text, width, bold = false) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = face(bold);
    return text.split(" ").reduce((lines, word) => {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      return lines.length && pen.measureText(longer).width <= width ? [...lines.slice(0, -1), longer] : [...lines, word];
    }, []);
  }

  // Title, what is counted and the date go with the picture, so that nobody shows it without them.
  function picture(figure) {
    const drawn = charts.get(figure).canvas;
    const scale = drawn.width / drawn.clientWidth;
    const lines = inLines(figure.dataset.keterangan, drawn.clientWidth);
    const heads = inLines(figure.dataset.judul, drawn.clientWidth, true);
    const above = 20 + heads.length * 21 + lines.length * 17;
    const top = above * scale;
    const sheet = document.createElement("canvas");
    sheet.width = drawn.width + 32 * scale;
    sheet.height = drawn.height + top + 16 * scale;
    const pen = sheet.getContext("2d");
    pen.fillStyle = token("--muka");
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.scale(scale, scale);
    pen.fillStyle = token("--arang");
    pen.font = face(true);
    heads.forEach((line, at) => pen.fillText(line, 16, 26 + at * 21));
    pen.fillStyle = token("--arang-2");
    pen.font = face(false);
    lines.forEach((line, at) => pen.fillText(line, 16, 26 + heads.length * 21 + at * 17));
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(drawn, 16 * scale, top);
    return sheet;
  }

  function download(figure) {
    picture(figure).toBlob((content) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(content);
      link.download = `${figure.dataset.judul.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 80)}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }

  document.addEventListener("click", (event) => {
    const save = event.target.closest("[data-bagan-png]");
    if (save) download(save.closest("figure"));
    const print = event.target.closest("[data-bagan-cetak]");
    if (print) {
      const figure = print.closest("figure");
      document.body.classList.add("cetak-satu");
      figure.classList.add("dicetak");
      window.print();
    }
  });

  // Paper is white: every picture once in the colours of the light theme, and back.
  const theme = document.documentElement;
  let kept = null;
  window.addEventListener("beforeprint", () => {
    kept = theme.dataset.bsTheme || "";
    theme.dataset.bsTheme = "light";
    drawAgain();
  });
  window.addEventListener("afterprint", () => {
    if (kept === null) return;
    if (kept) theme.dataset.bsTheme = kept;
    else delete theme.dataset.bsTheme;
    kept = null;
    document.body.classList.remove("cetak-satu");
    document.querySelectorAll(".dicetak").forEach((figure) => figure.classList.remove("dicetak"));
    drawAgain();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAgain);

  drawAll(document);
  document.body.addEventListener("htmx:afterSettle", (event) => {
    // What was swapped away takes its picture with it.
    charts.forEach((chart, figure) => { if (!figure.isConnected) { chart.destroy(); charts.delete(figure); } });
    drawAll(event.detail.elt.parentNode || document);
  });
})();
