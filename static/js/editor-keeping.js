// A copy of what is typed, kept by this tab alone until it is saved: a session that ends, a browser
// that goes back or a power cut must not cost anybody their words.

const PAUSE = 300; // milliseconds
const NAMES = ["title", "body", "summary", "menu_title", "change_note", "slug"];

export function keepWords(form, place, unsaved) {
  const name = `app-words:${place.dataset.keptAs}`;
  const fields = NAMES.map((one) => form.elements[one]).filter(Boolean);
  const notice = place.querySelector("[data-kept]");
  const asServed = words(fields);
  let pause;
  let isOver = false;

  forgetWhatWasSaved();
  const copy = recall(name);
  const isShownAlready = document.querySelector(".errornote") !== null;
  if (copy && !isShownAlready) putBack(copy);

  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE);
  });
  // Capture: whatever becomes of the save, the copy knows that it was asked for.
  form.addEventListener("submit", (event) => keep(event.submitter?.formTarget !== "_blank"), true);
  addEventListener("pagehide", () => keep(unsaved.isSaving()));
  notice.querySelector("button").addEventListener("click", () => {
    drop(name);
    fields.forEach((field, at) => (field.value = asServed[at]));
    form.elements.edited_from.value = form.elements.edited_from.defaultValue;
    form.dispatchEvent(new Event("input"));
    clearTimeout(pause);
    notice.hidden = true;
    form.elements.title.focus();
  });
  for (const link of document.querySelectorAll("[data-leave-mine]")) {
    link.addEventListener("click", () => {
      isOver = true;
      unsaved.leave();
      drop(name);
    });
  }

  function keep(isSent = false) {
    if (isOver) return;
    const now = words(fields);
    if (!isShownAlready && same(now, asServed)) return drop(name);
    const from = form.elements.edited_from.value;
    store(name, { words: Object.fromEntries(fields.map((one, at) => [one.name, now[at]])), from, isSent });
  }

  function putBack(copy) {
    const kept = fields.map((field, at) => copy.words[field.name] ?? asServed[at]);
    if (same(kept, asServed)) return drop(name);
    fields.forEach((field, at) => (field.value = kept[at]));
    // What somebody saved meanwhile is still told of.
    form.elements.edited_from.value = copy.from;
    notice.hidden = false;
    form.dispatchEvent(new Event("input"));
  }
}

// The site says what was saved; a new page has an address of its own from then on.
function forgetWhatWasSaved() {
  if (!document.querySelector(".messagelist .success")) return;
  for (const name of Object.keys(sessionStorageOrNothing())) {
    if (name.startsWith("app-words:") && recall(name)?.isSent) drop(name);
  }
}

function words(fields) {
  return fields.map((field) => field.value);
}

function same(one, other) {
  return one.every((value, at) => value === other[at]);
}

// A browser that keeps nothing refuses even to be asked.
function sessionStorageOrNothing() {
  try {
    return sessionStorage;
  } catch {
    return {};
  }
}

function recall(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

function store(name, copy) {
  try {
    sessionStorage.setItem(name, JSON.stringify(copy));
  } catch {
    // Leaving still asks first.
  }
}

function drop(name) {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // There was none.
  }
}
