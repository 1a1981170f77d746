// The page editor, sweetened. Without this file every field, button and message still works.

import { suggestSlug, countCharacters } from "./editor-fields.js";
import { keepPresence } from "./editor-presence.js";
import { startPreview } from "./editor-preview.js";
import { startToolbar } from "./editor-toolbar.js";
import { warnOfUnsaved } from "./editor-unsaved.js";

const form = document.querySelector("#page_form");
const unsaved = warnOfUnsaved(form);

startToolbar(form);
suggestSlug(form);
countCharacters(form.elements.summary);
startPreview(form, document.querySelector("[data-preview-url]"));
keepPresence(form, document.querySelector("[data-presence-url]"), unsaved);
