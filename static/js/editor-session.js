// Before words are sent: is this person still signed in? A sign-in elsewhere brings a new token.

const PATIENCE = 10_000; // milliseconds

// Resolves to "here", "signed-out" or "unreachable". In doubt the save is tried.
export async function askSession(form, address) {
  try {
    const answer = await fetch(address, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.redirected || answer.status === 403) return "signed-out";
    if (answer.ok) form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
    return "here";
  } catch {
    return "unreachable";
  }
}

export function guardSaving(form, place, unsaved) {
  const notice = place.querySelector("[data-not-sent]");
  let isChecked = false;
  let isAsking = false;

  form.addEventListener("submit", async (event) => {
    if (event.submitter?.formTarget === "_blank") return;
    if (isChecked) {
      isChecked = false;
      return;
    }
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    const standing = await askSession(form, place.dataset.session);
    isAsking = false;
    for (const one of notice.children) one.hidden = one.dataset.notSent !== standing;
    if (standing === "here") {
      isChecked = true;
      form.requestSubmit(event.submitter);
    } else {
      unsaved.stay();
      notice.scrollIntoView({ block: "center" });
    }
  });
}
