// “On this page” follows the reader: the link to the part in view is marked as the current one.

// As in _layout.scss: narrower, the list is folded away above the text.
const beside = matchMedia("(min-width: 76rem)");

export function followScroll(contents) {
  const links = new Map(
    [...contents.querySelectorAll('a[href^="#"]')]
      .map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link])
      .filter(([part]) => part),
  );
  const parts = [...links.keys()];
  const list = contents.closest(".app-side");

  const mark = () => {
    const line = innerHeight / 4;
    const atTheEnd = scrollY > 0 && innerHeight + scrollY >= document.body.scrollHeight - 2;
    const begun = parts.filter((part) => part.getBoundingClientRect().top <= line);
    const current = beside.matches && links.get(atTheEnd ? parts.at(-1) : begun.at(-1));
    for (const link of links.values()) {
      if (link !== current) link.removeAttribute("aria-current");
    }
    if (!current || current.hasAttribute("aria-current")) return;
    current.setAttribute("aria-current", "true");
    keepInSight(current, list);
  };

  // Asked only when a heading comes to the line, not at every step of the wheel.
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px" });
  parts.forEach((part) => observer.observe(part));
  addEventListener("scrollend", mark);
  beside.addEventListener("change", mark);
  mark();
}

// In a list longer than the window, at once and without moving the page.
export function keepInSight(link, list) {
  const { top, bottom } = link.getBoundingClientRect();
  const box = list.getBoundingClientRect();
  if (top < box.top) list.scrollTop -= box.top - top;
  if (bottom > box.bottom) list.scrollTop += bottom - box.bottom;
}
