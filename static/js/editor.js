// The page editor, sweetened. Without this file every field, button and message still works.

import { suggestSlug, countCharacters } from "./editor-fields.js";
import { keepWords } from "./editor-keeping.js";
import { keepPresence } from "./editor-presence.js";
import { startPreview } from "./editor-preview.js";
import { guardSaving } from "./editor-session.js";
import { startToolbar } from "./editor-toolbar.js";
import { warnOfUnsaved } from "./editor-unsaved.js";

const form = document.querySelector("#page_form");
const place = document.querySelector("[data-kept-as]");
const unsaved = warnOfUnsaved(form);

startToolbar(form);
suggestSlug(form);
countCharacters(form.elements.summary);
keepWords(form, place, unsaved);
guardSaving(form, place, unsaved);
startPreview(form, document.querySelector("[data-preview-url]"), place.dataset.session);
keepPresence(form, document.querySelector("[data-presence-url]"), place.dataset.session, unsaved);
