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

// A key for each form people see, so that a resend is known as one. It is kept with this step of
// the browser's history: going back and sending again sends the same key.
function keyForThisPageView() {
  const kept = history.state?.feedbackKey;
  if (kept) return kept;
  const feedbackKey = crypto.randomUUID();
  history.replaceState({ ...history.state, feedbackKey }, "");
  return feedbackKey;
}

function addKey(form) {
  let input = form.elements.namedItem("key");
  if (!input) {
    input = document.createElement("input");
    input.type = "hidden";
    input.name = "key";
    form.append(input);
  }
  input.value ||= keyForThisPageView();
}

// Only a page from https or from this machine may make keys. Elsewhere the server does without.
if ("randomUUID" in crypto) {
  document.querySelectorAll("[data-feedback-form]").forEach(addKey);
}
