// The buttons that the Markdown toolbar component has not, shortcuts for those it has.

import { insert, insertBlock } from "./editor-insert.js";

const SHORTCUTS = { b: "bold", i: "italic", k: "link" };
const TABLE = "| Heading | Heading |\n| --- | --- |\n| Words | Words |\n| Words | Words |";

export function startToolbar(form) {
  const toolbar = form.querySelector("markdown-toolbar");
  const field = form.elements.body;
  toolbar.hidden = false;

  const actions = {
    "app-heading": (button) => toggleHeading(field, Number(button.dataset.heading)),
    "app-footnote": () => addFootnote(field),
    "app-table": () => insertBlock(field, TABLE),
    "app-figure": () => askForFigure(field),
  };
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-md-button]");
    actions[button?.dataset.mdButton]?.(button);
  });
  field.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    const name = SHORTCUTS[event.key.toLowerCase()];
    if (!name) return;
    event.preventDefault();
    toolbar.querySelector(`[data-md-button=${name}]`).click();
  });
  // Whoever has Markdown to put in the text, such as the picker of figures, sends it here.
  document.addEventListener("app:insert", (event) => insertBlock(field, event.detail));
}

// The marks belong at the start of the line, wherever in it the cursor stands.
function toggleHeading(field, level) {
  const { value, selectionStart } = field;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const ends = value.indexOf("\n", selectionStart);
  const line = value.slice(start, ends < 0 ? value.length : ends);
  const words = line.replace(/^#{1,6}[ \t]+/, "");
  const marks = "#".repeat(level) + " ";
  const asked = line.startsWith(marks) ? words : marks + words;
  field.setSelectionRange(start, start + line.length);
  insert(field, asked);
}

// Its mark where the cursor is and its text at the end, where one goes on writing.
function addFootnote(field) {
  const numbers = [...field.value.matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1]));
  const number = Math.max(0, ...numbers) + 1;
  const words = "What the note says.";
  field.setSelectionRange(field.selectionEnd, field.selectionEnd);
  insert(field, `[^${number}]`);
  field.setSelectionRange(field.value.length, field.value.length);
  const gap = field.value.endsWith("\n\n") ? "" : field.value.endsWith("\n") ? "\n" : "\n\n";
  insert(field, `${gap}[^${number}]: ${words}`);
  field.setSelectionRange(field.value.length - words.length, field.value.length);
}

// A picker that listens prevents the default and later sends `app:insert`.
function askForFigure(field) {
  const asked = new CustomEvent("app:pick-figure", { bubbles: true, cancelable: true });
  if (field.dispatchEvent(asked)) {
    insertBlock(field, '![What the figure shows](picture "Its caption")');
  }
}
