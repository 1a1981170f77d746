// Optional sweetening of the tree of pages: fold it, and move pages by drag. Without this file
// everything is open, and pages move by their buttons and by the screen “Move”.

import Sortable from "../build/sortable.js";

const FOLDED = "pages-folded";
const live = document.querySelector("#app-tree-live");
const folded = new Set(JSON.parse(localStorage.getItem(FOLDED) ?? "[]"));

function fold(item, isFolded) {
  const toggle = item.querySelector(":scope > .app-tree__row .app-tree__toggle");
  const below = item.querySelector(":scope > ul");
  if (!toggle || !below) return;
  toggle.setAttribute("aria-expanded", String(!isFolded));
  below.hidden = isFolded;
}

function sweeten() {
  for (const hidden of document.querySelectorAll(".app-tree__toggle, .app-tree__handle")) hidden.hidden = false;
  for (const item of document.querySelectorAll("#app-tree [data-page]")) {
    if (folded.has(item.dataset.page)) fold(item, true);
    // Somewhere to drop the first page below this one. Nothing goes below the home page.
    if (!item.querySelector(":scope > ul") && item.querySelector(":scope > .app-tree__row .app-tree__handle")) {
      const empty = document.createElement("ul");
      empty.className = "app-tree__empty";
      empty.dataset.section = item.dataset.page;
      empty.setAttribute("role", "presentation");
      item.append(empty);
    }
  }
  for (const list of document.querySelectorAll("#app-tree ul")) {
    Sortable.create(list, {
      group: "pages",
      draggable: ".app-tree__page",
      handle: ".app-tree__handle",
      ghostClass: "app-tree__ghost",
      forceFallback: false,
      fallbackOnBody: true,
      invertSwap: true,
      emptyInsertThreshold: 12,
      onStart: () => document.querySelector("#app-tree").classList.add("app-tree--dragging"),
      onEnd: (event) => {
        document.querySelector("#app-tree").classList.remove("app-tree--dragging");
        if (event.from !== event.to || event.oldIndex !== event.newIndex) dropped(event);
      },
    });
  }
}

async function dropped({ item, from, to, oldDraggableIndex }) {
  const before = item.previousElementSibling;
  const form = document.querySelector("#app-tree");
  const body = new URLSearchParams({
    csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    parent: to.dataset.section,
    // Nothing goes before the home page, which has no handle.
    after: before?.querySelector(":scope > .app-tree__row .app-tree__handle") ? before.dataset.page : "first",
    seen: item.dataset.seen,
  });
  let why = "The site did not answer. Try again.";
  try {
    const response = await fetch(`${form.dataset.move.replace("/0/", `/${item.dataset.page}/`)}`, {
      method: "POST",
      body,
      headers: { "X-Requested-With": "fetch" },
    });
    if (response.ok) {
      show(await response.text(), item.dataset.page);
      return;
    }
    if (response.status === 409) ({ why } = await response.json());
  } catch {
    // The sentence above says it.
  }
  item.remove(); // so that it is not counted among those it goes back to
  from.insertBefore(item, from.querySelectorAll(":scope > .app-tree__page")[oldDraggableIndex] ?? null);
  tell(`“${item.dataset.title}” is back where it was. ${why}`, "error");
}

// The answer is this screen as it now is: take its tree and its news.
function show(html, moved) {
  const now = new DOMParser().parseFromString(html, "text/html");
  for (const id of ["app-tree", "app-tree-news"]) {
    document.getElementById(id).replaceWith(document.adoptNode(now.getElementById(id)));
  }
  sweeten();
  tell(now.querySelector(".messagelist li")?.textContent.trim() ?? "Moved.", "success");
  document.querySelector(`[data-page="${moved}"] .app-tree__title`)?.focus({ preventScroll: true });
}

function tell(words, kind) {
  document.querySelector(".messagelist")?.remove();
  const list = document.createElement("ul");
  const line = document.createElement("li");
  list.className = "messagelist";
  line.className = kind;
  line.textContent = words;
  list.append(line);
  document.querySelector("#app-tree-news").prepend(list);
  live.textContent = words;
}

document.addEventListener("click", (event) => {
  const item = event.target.closest?.(".app-tree__toggle")?.closest("[data-page]");
  if (!item) return;
  folded.has(item.dataset.page) ? folded.delete(item.dataset.page) : folded.add(item.dataset.page);
  fold(item, folded.has(item.dataset.page));
  localStorage.setItem(FOLDED, JSON.stringify([...folded]));
});

sweeten();
