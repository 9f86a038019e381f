"use strict";
// Reading needs none of this: it moves the reader by keys from number to number and from screen to screen.
(() => {
  const typing = (node) => node.matches("input:not([type=checkbox]), textarea, select");
  const stops = () => [...document.querySelectorAll("main [data-stop]")].filter((node) => node.checkVisibility());
  let going = false;

  const step = (by) => {
    const all = stops();
    if (!all.length) return;
    const here = all.indexOf(document.activeElement);
    const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + by))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const press = (key) => {
    const node = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (node) node.click();
    return Boolean(node);
  };
  const keys = {
    "/": () => document.getElementById("q")?.select(),
    "?": () => {
      const list = document.getElementById("keys");
      if (!list) return;
      list.open = !list.open;
      if (list.open) list.scrollIntoView({ block: "end" }), list.querySelector("summary").focus();
    },
    j: () => step(1),
    k: () => step(-1),
    g: () => ((going = true), setTimeout(() => (going = false), 1500)),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (typing(event.target)) return;
    if (going) {
      going = false;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) return event.preventDefault(), link.click();
    }
    const act = keys[event.key];
    if (act) event.preventDefault(), act();
    else if (press(event.key)) event.preventDefault();
  });
})();
