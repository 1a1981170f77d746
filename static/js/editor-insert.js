// Text goes in as if typed, so that the browser's own Undo takes it out again.

export function insert(field, text) {
  field.focus();
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// On lines of its own, an empty one on either side.
export function insertBlock(field, text) {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const above = before.trim() ? "\n".repeat(2 - Math.min(2, before.match(/\n*$/)[0].length)) : "";
  const below = "\n".repeat(2 - Math.min(2, after.match(/^\n*/)[0].length));
  insert(field, above + text + (after.trim() ? below : "\n"));
}
