"use strict";
// What the pages do beyond HTML: answer while one types, keys, copy, changes with undo, a manuscript dropped.
document.documentElement.classList.add("scripted");

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const token = one("meta[name=ponarscite-token]").content;

const made = (tag, name, ...content) => {
  const found = document.createElement(tag);
  if (name) found.className = name;
  found.append(...content);
  return found;
};

// Messages

const told = one("#told");
let silence = 0;

const tell = (words, ...more) => {
  clearTimeout(silence);
  told.replaceChildren(made("span", "", words), ...more);
  silence = setTimeout(() => told.replaceChildren(), more.length ? 20000 : 4000);
};

// Asking the server

const post = async (address, body, type = "application/json") => {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": type, "X-Ponarscite-Token": token },
    body: type === "application/json" ? JSON.stringify(body) : body,
  });
  const found = await answer.json().catch(() => ({ error: `the server answers ${answer.status}` }));
  if (!answer.ok) throw new Error([found.error, found.hint].filter(Boolean).join(": "));
  return found;
};

// A part of another page takes the place of the same part of this one.
let asking = null;

const refresh = async (address, id) => {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(address, { signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.getElementById(id);
    if (!part) return location.assign(address);
    document.getElementById(id).replaceWith(document.adoptNode(part));
    count();
  } catch (error) {
    if (error.name !== "AbortError") tell("The server does not answer. Is ponarscite serve running?");
  }
  return null;
};

const addressOf = (form) => {
  const fields = [...new FormData(form)].filter(([name, value]) => value || name === "q");
  return `${form.getAttribute("action")}?${new URLSearchParams(fields)}`;
};

// Forms answer at once. Parts of the page come and go, so it is the document that listens.
let pause = 0;

const answerTo = (form) => {
  clearTimeout(pause);
  const address = addressOf(form);
  history.replaceState(null, "", address);
  refresh(address, form.dataset.live);
};

// Styles are searched among all of them.
const suggestStyles = async (field) => {
  if (field.value.length < 2) return;
  const answer = await fetch(`/api/styles?q=${encodeURIComponent(field.value)}&limit=30`);
  if (!answer.ok) return;
  const options = (await answer.json()).map((style) => {
    const option = made("option", "", style.title);
    option.value = style.id;
    return option;
  });
  field.list.replaceChildren(...options);
};

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-live]");
  if (!form) return;
  if (event.target.id === "as" && form.elements.style) form.elements.style.value = "";
  if ("styles" in event.target.dataset) suggestStyles(event.target);
  clearTimeout(pause);
  pause = setTimeout(() => answerTo(form), event.target.matches("select") ? 0 : 120);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-live]")) return;
  event.preventDefault();
  answerTo(event.target);
});

// Selecting

const count = () => {
  const words = one("#chosen");
  if (!words) return;
  words.dataset.none ??= words.textContent;
  const chosen = all("#selection input[name=key]:checked").length;
  words.textContent = chosen ? `${chosen} selected` : words.dataset.none;
};

// Editors may ask for what is selected.
document.addEventListener("change", (event) => {
  if (!event.target.matches("#selection input[name=key]")) return;
  count();
  const keys = all("#selection input[name=key]:checked").map((box) => box.value);
  post("/api/selected", { keys }).catch((error) => tell(error.message));
});
count();

// Copying

const copy = async (button) => {
  const within = button.closest(".citation, #preview");
  const shown = one("[data-copied]", within);
  const text = shown ? shown.textContent : await (await fetch(one("[data-source]", within).dataset.source)).text();
  const rich = one("[data-html]", within);
  try {
    const types = { "text/plain": new Blob([rich ? text.trimEnd() : text], { type: "text/plain" }) };
    if (rich) types["text/html"] = new Blob([rich.innerHTML], { type: "text/html" });
    await navigator.clipboard.write([new ClipboardItem(types)]);
    tell("Copied");
  } catch {
    tell("The browser does not let this page copy: select the text");
  }
};

// Changing

let ours = 0;

const change = async (address, body) => {
  ours = Date.now();
  const found = await post(address, body);
  ours = Date.now();
  const undo = made("button", "", "Undo");
  undo.type = "button";
  undo.addEventListener("click", () => act("/api/undo", { change: found.change }));
  tell(found.words, ...(found.change && address !== "/api/undo" ? [undo] : []));
  await refresh(location.href, one("#review") ? "review" : "main");
  one("#main").focus();
};

const act = (address, body) => change(address, body).catch((error) => tell(error.message));

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.post) {
    button.disabled = true;
    act(button.dataset.post, JSON.parse(button.dataset.body)).finally(() => { button.disabled = false; });
  } else if (button && "copy" in button.dataset) {
    copy(button);
  }
});

// Changes by others. A page that nobody sees does not listen: browsers open six connections to a server.
let source = null;
let version = "";

const listen = () => {
  source?.close();
  source = document.hidden ? null : new EventSource("/api/changes");
  source?.addEventListener("version", (event) => {
    const isNews = version && version !== event.data && Date.now() - ours > 3000;
    version = event.data;
    if (!isNews) return;
    const show = made("button", "", "Show it");
    show.type = "button";
    show.addEventListener("click", () => location.reload());
    tell("The library has changed.", show);
  });
};

document.addEventListener("visibilitychange", listen);
listen();

// Keys

const works = () => all("[data-list] a.title, .works a.title");

const step = (event, by) => {
  const titles = works();
  const here = titles.indexOf(document.activeElement);
  if (!titles.length || (here < 0 && !event.target.matches("input[type=search], body, main"))) return;
  event.preventDefault();
  if (here + by < 0) one("#q")?.focus();
  else titles[Math.min(here + by, titles.length - 1)].focus();
};

const toggle = () => one("input[name=key]", document.activeElement.closest("[data-list] > li") ?? undefined)?.click();

const KEYS = {
  "/": () => one("#q, #name")?.select() ?? location.assign("/"),
  "?": () => one("#keys").showModal(),
  "c": () => one("button[data-copy]")?.click(),
  "x": () => { if (document.activeElement.closest("[data-list] > li")) toggle(); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "ArrowDown") step(event, 1);
  if (event.key === "ArrowUp") step(event, -1);
  if (event.target.matches("input:not([type=checkbox]), select, textarea") || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});

// A manuscript

const placeOf = (found) => {
  if (found.line) return `${found.block ? `block ${found.block}, ` : ""}line ${found.line}, column ${found.column}`;
  return found.block ? `paragraph ${found.block}` : found.part;
};

const rowOf = (found) => {
  const colour = { error: "wrong", warning: "doubt", note: "" }[found.severity];
  const line = made("article", "problem", made("p", "place", placeOf(found)));
  line.append(made("p", "", made("span", `badge ${colour}`, found.code), ` ${found.name.replaceAll("-", " ")}`));
  if (found.text) line.append(made("p", "typed", made("bdi", "", found.text)));
  line.append(made("p", "", made("bdi", "", found.message)));
  if (found.fix) line.append(made("p", "fix", "Write: ", made("bdi", "", found.fix)));
  const keys = [found.key, ...(found.others ?? [])].filter(Boolean).map((key) => {
    const link = made("a", "", key);
    link.href = `/record?key=${encodeURIComponent(key)}`;
    return link;
  });
  if (keys.length) line.append(made("p", "small", ...keys.flatMap((link) => [link, " "])));
  return line;
};

const check = async (file) => {
  const target = one("#problems");
  target.replaceChildren(made("p", "soft", "Checking ", made("bdi", "", file.name), " …"));
  try {
    if (file.size > 50e6) throw new Error("the file has more than 50 MB");
    const found = await post(`/api/check-file?name=${encodeURIComponent(file.name)}`, file, "application/octet-stream");
    const total = found.problems.length;
    const words = total ? `${total} problem${total > 1 ? "s" : ""} in ` : "Nothing is wrong with the citations of ";
    target.replaceChildren(made("h2", "", words, made("bdi", "", file.name)), ...found.problems.map(rowOf));
    if (found.bibliographies?.length) {
      const named = found.bibliographies.join(", ");
      target.append(made("p", "note", `Not read here, since a page gets no other files: ${named}`));
    }
  } catch (error) {
    target.replaceChildren(made("p", "note wrong", error.message));
  }
};

const drop = one("#drop");
if (drop) {
  one("#file").addEventListener("change", (event) => { if (event.target.files.length) check(event.target.files[0]); });
  document.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over-it"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over-it"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over-it");
    if (event.dataTransfer.files.length) check(event.dataTransfer.files[0]);
  });
}
