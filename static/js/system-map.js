// Step round the system map. Without this file every step, both ways, is there to read.

const SENSES = { falls: "is-falling", rises: "is-rising" };

document.querySelectorAll(".app-map").forEach((map) => {
  const controls = map.querySelector(".app-map__controls");
  if (controls) {
    start(map, controls);
  }
});

function start(map, controls) {
  const turns = [...map.querySelectorAll(".app-map__turn")];
  const radios = [...controls.querySelectorAll("input")];
  const place = controls.querySelector(".app-map__place");
  const buttons = Object.fromEntries(
    [...controls.querySelectorAll("[data-step]")].map((button) => [button.dataset.step, button]),
  );
  let turn;
  let at = -1; // before the first step

  function stepsOf(one) {
    return [...one.querySelectorAll(".app-map__step")];
  }

  function show() {
    const steps = stepsOf(turn);
    const step = steps[at];
    map.querySelectorAll(".is-current, .is-falling, .is-rising").forEach((one) => {
      one.classList.remove("is-current", "is-falling", "is-rising");
    });
    map.querySelectorAll("[aria-current=step]").forEach((one) => {
      one.removeAttribute("aria-current");
    });
    buttons.back.setAttribute("aria-disabled", String(at < 0));
    buttons.start.setAttribute("aria-disabled", String(at < 0));
    buttons.on.setAttribute("aria-disabled", String(isLast(steps)));
    if (!step) {
      say(`${steps.length} ${steps.length === 1 ? "step" : "steps"}`);
      return;
    }
    step.setAttribute("aria-current", "step");
    point(step.dataset);
    const words = [...step.children].map((one) => one.textContent.trim()).join(" ");
    say(`Step ${at + 1} of ${steps.length}`, words);
  }

  function point({ influence, source, target, sense, targetSense }) {
    map.querySelectorAll(`svg [data-influence="${influence}"]`).forEach((one) => {
      one.classList.add("is-current");
    });
    for (const [aspect, way] of [[source, sense], [target, targetSense]]) {
      map
        .querySelector(`svg [data-aspect="${aspect}"]`)
        .classList.add("is-current", SENSES[way]);
    }
  }

  // The place is seen; the words of the step, which stand in the list, are said with it.
  function say(visible, words = "") {
    const said = document.createElement("span");
    said.className = "app-map__said";
    said.textContent = words && `. ${words}`;
    place.replaceChildren(visible, said);
  }

  function isLast(steps) {
    return at === steps.length - 1 && !("goesRound" in turn.dataset);
  }

  function choose() {
    const chosen = radios.find((one) => one.checked) ?? radios[0];
    turn = turns.find((one) => one.dataset.direction === chosen.value);
    turns.forEach((one) => one.classList.toggle("is-hidden", one !== turn));
    at = -1;
    show();
  }

  const moves = {
    back: () => Math.max(at - 1, -1),
    on: (steps) => (isLast(steps) ? at : (at + 1) % steps.length),
    start: () => -1,
  };
  for (const [name, button] of Object.entries(buttons)) {
    button.addEventListener("click", () => {
      at = moves[name](stepsOf(turn));
      show();
    });
  }
  radios.forEach((one) => one.addEventListener("change", choose));
  controls.hidden = false;
  choose();
}
