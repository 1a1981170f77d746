// Optional sweetening. Every journey works without this file.

import {
  Button,
  CharacterCount,
  ErrorSummary,
  SkipLink,
  createAll,
} from "../build/govuk-frontend.min.js";
import { followScroll, keepInSight } from "./contents.js";

// GOV.UK Frontend starts only where it finds this class.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(ErrorSummary);
createAll(CharacterCount);
createAll(SkipLink);
createAll(Button, { preventDoubleClick: true });

// A list shown beside the text, as in _layout.scss, is open for assistive technology too.
for (const [side, width] of [["section", "52rem"], ["contents", "76rem"]]) {
  const fold = document.querySelector(`.app-side--${side} > .app-fold`);
  const beside = matchMedia(`(min-width: ${width})`);
  if (fold && beside.matches) fold.open = true;
  if (fold) beside.addEventListener("change", () => (fold.open = beside.matches));
}

const contents = document.querySelector(".app-side--contents");
if (contents) followScroll(contents);

const here = document.querySelector(".app-side--section [aria-current]");
if (here) keepInSight(here, here.closest(".app-side"));

// A browser prints without it too: the button says so where it can do it.
const print = document.querySelector(".app-print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

if (document.querySelector(".app-map")) {
  import("./system-map.js");
}

// A page that opens at a part of itself (#…) loses the focus to it: what went wrong comes first.
const problems = document.querySelector(".govuk-error-summary");
if (problems && location.hash) {
  addEventListener("load", () => setTimeout(() => problems.focus()));
}

// A key for each view of a form, so that a resend is known as one. Sending keeps it with this step
// of the browser's history, and nowhere else: going back and sending again sends the same key.
// Only a page from https or from this machine may make keys. Elsewhere the server does without.
const key = document.querySelector("#app-feedback-form [name=key]");
// A form that came back with a mistake has its key already.
if (key && !key.value && "randomUUID" in crypto) {
  key.value = history.state?.feedbackKey ?? crypto.randomUUID();
  key.form.addEventListener("submit", () => {
    history.replaceState({ ...history.state, feedbackKey: key.value }, "");
  });
}
