"use strict";
// The page on which somebody picks what an editor cites: Enter picks a record, Ctrl-Enter inserts.
const picked = one("#picked");
const search = one("#q");
let isAnswered = false;

const answer = (citations) => {
  isAnswered = true;
  return fetch(`/api/picks/${picked.dataset.number}`, {
    method: "POST",
    keepalive: true,
    headers: { "Content-Type": "application/json", "X-Ponarscite-Token": token },
    body: JSON.stringify({ citations }),
  });
};

const field = (name, label, type = "text") => {
  const input = made("input");
  Object.assign(input, { name, type, autocomplete: "off" });
  const words = made("span", "", label);
  return made("label", "", ...(type === "checkbox" ? [input, words] : [words, input]));
};

const pick = (link) => {
  const key = link.dataset.pick;
  const remove = made("button", "", "Remove");
  remove.type = "button";
  const fields = made("div", "choice", field("locator", "Pages"), field("prefix", "Before"), field("suffix", "After"),
    field("suppressAuthor", "Without author", "checkbox"), remove);
  const item = made("li", "", made("span", "title", made("bdi", "", link.textContent)), fields);
  item.dataset.key = key;
  remove.setAttribute("aria-label", `Remove ${link.textContent}`);
  remove.addEventListener("click", () => {
    item.remove();
    picked.hidden = !one("li", picked);
    search.focus();
  });
  one("ol", picked).append(item);
  picked.hidden = false;
  one("input", item).focus();
};

const insert = async () => {
  const citations = all("li", picked).map((item) => {
    const values = all("input[type=text]", item).map((input) => [input.name, input.value.trim()]);
    const suppressAuthor = one("input[type=checkbox]", item).checked;
    return { key: item.dataset.key, ...Object.fromEntries(values.filter(([, value]) => value)), suppressAuthor };
  });
  if (!citations.length) return search.focus();
  const found = await answer(citations);
  if (!found.ok) return tell((await found.json()).error);
  one("#main").replaceChildren(made("p", "empty large", "Inserted. You may close this page."));
  close();
  return null;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-pick]");
  if (!link) return;
  event.preventDefault();
  pick(link);
});
one("#insert").addEventListener("click", insert);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) insert();
});
addEventListener("pagehide", () => { if (!isAnswered) answer([]); });
