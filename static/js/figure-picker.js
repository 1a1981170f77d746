// The picker of figures as a dialog of the editor. The editor asks with `app:pick-figure` and is
// given Markdown with `app:insert`. Without this file a link leads to the gallery.

const address = document.querySelector("[data-figure-picker]")?.dataset.figurePicker;
let dialog;

if (address) {
  document.addEventListener("app:pick-figure", (event) => {
    event.preventDefault();
    open();
  });
}

function open() {
  dialog ??= build();
  dialog.showModal();
  show(fetch(address));
}

function build() {
  const made = document.createElement("dialog");
  made.className = "app-picker-dialog";
  made.setAttribute("aria-labelledby", "figure_picker_title");
  made.innerHTML =
    '<div class="app-picker-dialog__head"><h2 id="figure_picker_title">Insert a figure</h2>' +
    '<button type="button" class="button" data-close>Close</button></div><div data-middle></div>';
  made.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) made.close();
    const chosen = event.target.closest("[data-insert]");
    if (chosen) {
      made.close();
      document.dispatchEvent(new CustomEvent("app:insert", { detail: chosen.dataset.insert }));
    }
  });
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.target);
  });
  document.body.append(made);
  return made;
}

function send(form) {
  const typed = new FormData(form);
  if (form.method === "post") {
    form.querySelector("[type=submit]").disabled = true; // one click, one figure
    show(fetch(form.action, { method: "POST", body: typed }), form);
  } else {
    show(fetch(`${form.action}?${new URLSearchParams(typed)}`));
  }
}

// Each answer is the picker's whole page: its middle belongs here.
async function show(answer, form) {
  const middle = dialog.querySelector("[data-middle]");
  if (!form) middle.textContent = "Loading…";
  const file = form?.querySelector("[type=file]");
  try {
    const response = await answer;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const picker = page.querySelector("[data-picker]");
    if (!picker) throw new Error(response.statusText);
    for (const heading of picker.querySelectorAll("h2")) {
      const smaller = document.createElement("h3");
      smaller.className = heading.className;
      smaller.append(...heading.childNodes);
      heading.replaceWith(smaller);
    }
    for (const button of picker.querySelectorAll("[data-insert]")) button.hidden = false;
    middle.replaceChildren(picker);
    // A file that was good is still there when only the words have to be mended.
    const again = picker.querySelector("[type=file]");
    const chooseAgain = picker.querySelector("#figure_upload_error");
    if (file && again && chooseAgain?.textContent.includes("Choose the file again")) {
      again.files = file.files;
      again.removeAttribute("aria-invalid");
      chooseAgain.remove();
    }
    const first = picker.querySelector(".errorlist");
    if (first) first.scrollIntoView();
    (first ? picker.querySelector("[aria-invalid=true]") : picker.querySelector("button"))?.focus();
  } catch {
    const told = "This could not be loaded. Check your connection and that you are signed in, then try again.";
    const alert = Object.assign(document.createElement("p"), { className: "errornote", textContent: told });
    alert.setAttribute("role", "alert");
    if (form) {
      form.querySelector("[type=submit]").disabled = false;
      form.prepend(alert);
    } else {
      middle.replaceChildren(alert);
    }
  }
}
