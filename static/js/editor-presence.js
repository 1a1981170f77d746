// Says every so often that the page is open here, and shows who else has it open or saved it.

import { askSession } from "./editor-session.js";

const EVERY = 20_000; // milliseconds: see pages/presence.py

export function keepPresence(form, region, session, unsaved) {
  if (!region) return;
  const address = region.dataset.presenceUrl;
  const words = (extra) =>
    new URLSearchParams({
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
      edited_from: form.elements.edited_from.value,
      ...extra,
    });

  async function beat() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(address, { method: "POST", body: words() });
      if (answer.status === 403) await askSession(form, session); // the next one has its token
      if (!answer.ok || answer.redirected) return;
      const told = await answer.text();
      // The same again would be read out again.
      const shown = new DOMParser().parseFromString(told, "text/html").body;
      if (shown.textContent.trim() !== region.textContent.trim()) {
        region.replaceChildren(...shown.childNodes);
      }
    } catch {
      // The next one may get through. What is typed does not depend on it.
    }
  }

  setInterval(beat, EVERY);
  document.addEventListener("visibilitychange", beat);
  addEventListener("pagehide", () => {
    if (!unsaved.isSaving()) navigator.sendBeacon(address, words({ leaving: "on" }));
  });
}
