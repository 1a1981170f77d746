// The public page beside its words, drawn by the server a moment after typing stops.

import { askSession } from "./editor-session.js";

const PAUSE = 400; // milliseconds
const PATIENCE = 10_000;
const WIDTHS = { phone: 375, desktop: 1100 };
const FAILED = "The preview could not be made; your words are kept in this tab.";
const SIGNED_OUT =
  "You are signed out. Your words are kept in this tab: sign in again in another, then go on.";

export function startPreview(form, panel, session) {
  panel.hidden = false;
  const frame = panel.querySelector("iframe");
  const live = panel.querySelector("[data-preview-live]");
  const told = panel.querySelector("[data-preview-told]");
  const address = panel.dataset.previewUrl;
  let isAsking = false;
  let isWanted = false;
  let pause;

  function say(words) {
    if (told.textContent !== words) told.textContent = words;
    panel.classList.toggle("app-preview--stale", words !== "");
  }

  // Never more than one at a time: what is typed meanwhile is asked for afterwards.
  async function ask() {
    if (isAsking) {
      isWanted = true;
      return;
    }
    isAsking = true;
    isWanted = false;
    say(await draw().catch(() => FAILED));
    isAsking = false;
    if (isWanted) ask();
  }

  function send() {
    return fetch(address, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  async function draw() {
    let answer = await send();
    // Signed in again elsewhere: the form's token is an old one.
    if (answer.status === 403 && (await askSession(form, session)) === "here") answer = await send();
    if (answer.redirected) return SIGNED_OUT;
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!isJson) return answer.status === 403 ? SIGNED_OUT : FAILED;
    const { html, advice, reason } = await answer.json();
    if (reason) return reason;
    showAdvice(advice);
    show(frame.contentDocument, html);
    return "";
  }

  function later() {
    clearTimeout(pause);
    if (live.checked) pause = setTimeout(ask, PAUSE);
  }

  frame.addEventListener("load", () => {
    openLinksElsewhere(frame.contentDocument);
    ask();
  });
  frame.src = address;

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  remember(live, "app-preview-live", () => live.checked && ask());
  switchWidths(panel, frame);
}

// Advice waits until it is looked at: read out at every pause it would only disturb.
function showAdvice(advice) {
  const found = new DOMParser().parseFromString(advice, "text/html").body;
  document.querySelector("[data-checks-found]").replaceChildren(...found.childNodes);
}

// In place: the frame keeps where it is scrolled to, and the browser's history its length.
function show(shown, html) {
  const made = new DOMParser().parseFromString(html, "text/html");
  const { scrollX, scrollY } = shown.defaultView;
  const opened = [...shown.querySelectorAll("details")].map((one) => one.open);
  shown.title = made.title;
  shown.body.replaceChildren(...made.body.childNodes);
  [...shown.querySelectorAll("details")].forEach((one, at) => (one.open = opened[at] ?? one.open));
  shown.defaultView.scrollTo(scrollX, scrollY);
}

// Within the frame only what is on the page itself can be gone to.
function openLinksElsewhere(shown) {
  shown.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    open(link.href, "_blank", "noopener");
  });
  shown.addEventListener("submit", (event) => event.preventDefault());
}

function switchWidths(panel, frame) {
  const box = panel.querySelector("[data-preview-frame]");
  const buttons = [...panel.querySelectorAll("[data-preview-width]")];
  let chosen = recall("app-preview-width") === "desktop" ? "desktop" : "phone";

  function fit() {
    const scale = Math.min(1, box.clientWidth / WIDTHS[chosen]);
    frame.style.setProperty("width", `${WIDTHS[chosen]}px`);
    frame.style.setProperty("height", `${box.clientHeight / scale}px`);
    frame.style.setProperty("transform", `scale(${scale})`);
    const rest = Math.max(0, box.clientWidth - WIDTHS[chosen] * scale);
    frame.style.setProperty("margin-inline-start", `${rest / 2}px`);
  }
  function choose(width) {
    chosen = width;
    for (const one of buttons) {
      one.setAttribute("aria-pressed", String(one.dataset.previewWidth === width));
    }
    keep("app-preview-width", width);
    fit();
  }
  for (const one of buttons) {
    one.addEventListener("click", () => choose(one.dataset.previewWidth));
  }
  new ResizeObserver(fit).observe(box);
  choose(chosen);
}

function remember(box, name, changed) {
  box.checked = recall(name) !== "false";
  box.addEventListener("change", () => {
    keep(name, String(box.checked));
    changed();
  });
}

// A browser that keeps nothing refuses both.
function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // It is chosen again next time.
  }
}
