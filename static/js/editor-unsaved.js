// Leaving with words that are not saved asks first; saving them does not.

export function warnOfUnsaved(form) {
  const words = () => new URLSearchParams(new FormData(form)).toString();
  // A form that came back with a mistake was never saved.
  const saved = document.querySelector(".errornote") ? null : words();
  let isSaving = false;
  let isLeaving = false;

  form.addEventListener("submit", (event) => {
    // The preview opens elsewhere: this window keeps the words.
    isSaving = event.submitter?.formTarget !== "_blank";
  });
  addEventListener("beforeunload", (event) => {
    if (!isSaving && !isLeaving && words() !== saved) event.preventDefault();
  });
  // Back by the browser's Back button, a save that was sent is no longer on its way.
  addEventListener("pageshow", () => (isSaving = false));

  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[name=_save]"));
  });
  return {
    isSaving: () => isSaving,
    stay: () => (isSaving = false),
    leave: () => (isLeaving = true),
  };
}
