// Optional sweetening. Every journey works without this file.

import {
  Button,
  CharacterCount,
  ErrorSummary,
  SkipLink,
  createAll,
} from "../build/govuk-frontend.min.js";

// GOV.UK Frontend starts only where it finds this class.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(ErrorSummary);
createAll(CharacterCount);
createAll(SkipLink);
createAll(Button, { preventDoubleClick: true });

// A page that opens at a part of itself (#…) loses the focus to it: what went wrong comes first.
const problems = document.querySelector(".govuk-error-summary");
if (problems && location.hash) {
  addEventListener("load", () => setTimeout(() => problems.focus()));
}

// A key for each view of a form, so that a resend is known as one. It is kept with this step of
// the browser's history: going back and sending again sends the same key.
function keyForThisView() {
  const kept = history.state?.feedbackKey;
  if (kept) return kept;
  const feedbackKey = crypto.randomUUID();
  history.replaceState({ ...history.state, feedbackKey }, "");
  return feedbackKey;
}

// Only a page from https or from this machine may make keys. Elsewhere the server does without.
const key = document.querySelector("#app-feedback-form [name=key]");
if (key && "randomUUID" in crypto) {
  key.value ||= keyForThisView();
}
