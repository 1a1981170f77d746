// Small helps beside single fields.

const LONGEST = 60;

// As pages/addresses.py makes it from the title, until somebody writes their own.
export function suggestSlug(form) {
  const { title, slug } = form.elements;
  if (!title || !slug || slug.value || form.elements.edited_from.value) return;
  let isOwn = false;
  slug.addEventListener("input", () => (isOwn = slug.value !== ""));
  title.addEventListener("input", () => {
    if (!isOwn) slug.value = slugFrom(title.value);
  });
}

function slugFrom(title) {
  return title
    .normalize("NFKD")
    .replace(/[^\x00-\x7f]/g, "")
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/[-_\s]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, LONGEST)
    .replace(/-+$/, "");
}

// Shown at every key; told to screen readers only once one pauses.
export function countCharacters(field) {
  const shown = document.createElement("p");
  shown.className = "app-count";
  shown.ariaHidden = "true";
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  field.after(shown, told);

  let pause;
  const count = (isTyping) => {
    const left = field.maxLength - field.value.length;
    shown.textContent = `${left} character${left === 1 ? "" : "s"} left`;
    clearTimeout(pause);
    if (isTyping) pause = setTimeout(() => (told.textContent = shown.textContent), 1000);
  };
  field.addEventListener("input", () => count(true));
  count(false);
}
