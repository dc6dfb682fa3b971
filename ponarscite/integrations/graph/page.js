"use strict";
// Zoom by wheel and keys, move by dragging, show a work's neighbours, and find works by words.
(() => {
  const svg = document.querySelector("svg.graph");
  const tools = document.querySelector(".graph-tools");
  const field = tools.querySelector("input");
  const count = tools.querySelector("output");
  const works = new Map([...svg.querySelectorAll(".work")].map((one) => [one.dataset.key, one]));
  const links = [...svg.querySelectorAll(".links path")];
  const whole = svg.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };

  const look = (x, y, width, height) => Object.assign(whole, { x, y, width, height });

  const zoom = (factor, at) => {
    const width = Math.min(Math.max(whole.width * factor, 50), full.width * 4);
    const scale = width / whole.width;
    const point = at || { x: whole.x + whole.width / 2, y: whole.y + whole.height / 2 };
    look(point.x - (point.x - whole.x) * scale, point.y - (point.y - whole.y) * scale, width, whole.height * scale);
  };

  const place = (event) => {
    const matrix = svg.getScreenCTM();
    return { x: (event.clientX - matrix.e) / matrix.a, y: (event.clientY - matrix.f) / matrix.d };
  };

  const show = (keys, lines) => {
    works.forEach((one, key) => one.classList.toggle("pale", keys !== null && !keys.has(key)));
    links.forEach((one) => {
      one.classList.toggle("pale", lines !== null && !lines.has(one));
      one.classList.toggle("near", lines !== null && lines.has(one));
    });
  };

  const choose = (key) => {
    if (!key) return show(null, null);
    const lines = new Set(links.filter((one) => one.dataset.from === key || one.dataset.to === key));
    const keys = new Set([key]);
    lines.forEach((one) => keys.add(one.dataset.from).add(one.dataset.to));
    show(keys, lines);
  };

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map([...works].map(([key, one]) => [key, folded(one.querySelector("title").textContent)]));

  const filter = () => {
    const wanted = folded(field.value).split(/\s+/).filter(Boolean);
    count.textContent = "";
    if (!wanted.length) return choose("");
    const keys = new Set([...works.keys()].filter((key) => wanted.every((word) => texts.get(key).includes(word))));
    show(keys, new Set(links.filter((one) => keys.has(one.dataset.from) && keys.has(one.dataset.to))));
    count.textContent = `${keys.size} of ${works.size}`;
  };

  works.forEach((one, key) => {
    one.addEventListener("pointerenter", () => choose(key));
    one.addEventListener("focusin", () => choose(key));
  });
  svg.addEventListener("pointerleave", filter);
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, place(event));
  }, { passive: false });

  let held = null;
  let isMoved = false;
  svg.addEventListener("pointerdown", (event) => {
    isMoved = false;
    if (event.pointerType === "mouse") held = place(event);
  });
  addEventListener("pointerup", () => { held = null; });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const now = place(event);
    isMoved ||= Math.hypot(held.x - now.x, held.y - now.y) > 3;
    look(whole.x + held.x - now.x, whole.y + held.y - now.y, whole.width, whole.height);
  });

  svg.addEventListener("click", (event) => { if (isMoved && event.detail) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  field.addEventListener("input", filter);
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.querySelectorAll("button").forEach((one) => one.addEventListener("click", () => {
    if (one.value === "whole") look(full.x, full.y, full.width, full.height);
    else zoom(Number(one.value));
  }));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") filter();
    if (event.target.matches("input, select, textarea, button")) return;
    if (event.key === "+") zoom(1 / 1.25);
    if (event.key === "-") zoom(1.25);
    if (event.key === "0") look(full.x, full.y, full.width, full.height);
  });
})();
