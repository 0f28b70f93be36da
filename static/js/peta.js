// The map: arrow keys go from box to box, and through the table as through a tree. Without this file every link and every
// fold is reached with Tab.
"use strict";

(() => {
  const table = document.querySelector("[data-cabang]");
  if (!table) return;
  const shown = () => [...table.querySelectorAll("summary")].filter((one) => one.offsetParent !== null);

  table.addEventListener("keydown", (event) => {
    const here = event.target;
    if (here.tagName !== "SUMMARY") return;
    const fold = here.parentElement, all = shown(), at = all.indexOf(here);
    const above = fold.parentElement.closest("details");
    let goal = null;
    if (event.key === "ArrowDown") goal = all[at + 1];
    else if (event.key === "ArrowUp") goal = all[at - 1];
    else if (event.key === "Home") goal = all[0];
    else if (event.key === "End") goal = all.at(-1);
    else if (event.key === "ArrowRight") { if (fold.open) goal = all[at + 1]; else fold.open = true; }
    else if (event.key === "ArrowLeft") { if (fold.open) fold.open = false; else goal = above?.querySelector("summary"); }
    else return;
    event.preventDefault();
    goal?.focus();
  });
})();

(() => {
  const boxes = [...document.querySelectorAll(".peta-pohon .jab")];
  if (boxes.length < 2) return;
  // One box is in the order of Tab; arrows go to the others, Enter opens the unit.
  boxes.forEach((box, place) => { box.tabIndex = place === 0 ? 0 : -1; });

  const middle = (box) => {
    const r = box.getBoundingClientRect();
    return { x: r.left + r.width / 2, y: r.top };
  };
  const ahead = {
    ArrowLeft: (a, b) => Math.abs(a.y - b.y) < 8 && b.x < a.x,
    ArrowRight: (a, b) => Math.abs(a.y - b.y) < 8 && b.x > a.x,
    ArrowUp: (a, b) => b.y < a.y - 8,
    ArrowDown: (a, b) => b.y > a.y + 8,
  };
  const far = (a, b) => Math.abs(a.y - b.y) * 2 + Math.abs(a.x - b.x);

  const next = (from, key) => {
    const here = middle(from);
    const found = boxes.filter((box) => box !== from && ahead[key](here, middle(box)));
    return found.sort((a, b) => far(here, middle(a)) - far(here, middle(b)))[0];
  };
  document.querySelector(".peta-pohon").addEventListener("keydown", (event) => {
    if (!event.target.classList.contains("jab")) return;
    const goal = event.key === "Home" ? boxes[0] : event.key === "End" ? boxes.at(-1) : event.key in ahead ? next(event.target, event.key) : null;
    if (goal) {
      event.preventDefault();
      event.target.tabIndex = -1;
      goal.tabIndex = 0;
      goal.focus();
      goal.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (event.key === "Enter") {
      event.target.querySelector("header h3 a, header p a")?.click();
    }
  });
})();
