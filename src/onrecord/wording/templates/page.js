"use strict";
(() => {
  const tip = document.getElementById("tip");
  const marks = new Map();
  const cards = new Map();
  const ids = (node) => node.dataset.ids.split(" ").filter(Boolean);
  const keep = (map, id, node) => map.set(id, [...(map.get(id) || []), node]);
  document.querySelectorAll("mark").forEach((mark) => ids(mark).forEach((id) => keep(marks, id, mark)));
  document.querySelectorAll(".card").forEach((card) => ids(card).forEach((id) => cards.set(id, card)));
  const stops = [...document.querySelectorAll("mark[tabindex]")];

  const own = (mark) => !(mark.classList.contains("part") && mark.classList.length < 3);
  const around = (node) => {
    const found = [];
    for (let mark = node.closest("mark"); mark; mark = mark.parentElement.closest("mark"))
      if (own(mark)) found.push(...ids(mark).filter((id) => cards.has(id)));
    return [...new Set(found)];
  };

  const dark = () =>
    document.querySelectorAll(".lit").forEach((node) => {
      node.classList.remove("lit");
      node.classList.forEach((name) => name.startsWith("lamp-") && node.classList.remove(name));
    });
  const light = (card) => {
    dark();
    card.classList.add("lit");
    ids(card).flatMap((id) => marks.get(id) || []).forEach((mark) => mark.classList.add("lit", `lamp-${card.dataset.kind}`));
  };

  const line = (card) => {
    const row = document.createElement("div");
    row.className = `k-${card.dataset.kind}`;
    row.append(document.createElement("i"), card.dataset.tip);
    const name = document.createElement("small");
    name.textContent = card.dataset.kind;
    row.append(name);
    return row;
  };
  const point = (mark, found) => {
    tip.replaceChildren(...found.map((id) => line(cards.get(id))));
    tip.hidden = false;
    const box = mark.getClientRects()[0];
    const below = box.bottom + 10 + tip.offsetHeight < innerHeight;
    tip.style.top = `${below ? box.bottom + 8 : Math.max(8, box.top - tip.offsetHeight - 8)}px`;
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 16))}px`;
  };
  const show = (mark) => {
    const found = around(mark);
    if (!found.length) return hide();
    light(cards.get(found[0]));
    point(mark, found);
  };
  const hide = () => {
    dark();
    tip.hidden = true;
  };
  const open = (id) => {
    const card = cards.get(id);
    if (!card) return;
    tip.hidden = true;
    light(card);
    const rest = card.closest("details.rest");
    if (rest) rest.open = true;
    card.querySelector("details").open = true;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };
  const back = (card) => {
    const mark = ids(card).flatMap((id) => marks.get(id) || []).find(own);
    if (!mark) return;
    mark.scrollIntoView({ block: "center" });
    (mark.tabIndex >= 0 ? mark : mark.querySelector("mark[tabindex]") || mark).focus({ preventScroll: true });
    light(card);
  };

  document.addEventListener("pointerover", (event) => {
    const mark = event.target.closest("mark");
    const card = event.target.closest(".card");
    if (mark && event.pointerType === "mouse") show(mark);
    else if (card) light(card), (tip.hidden = true);
    else hide();
  });
  document.addEventListener("focusin", (event) => event.target.matches("mark") && show(event.target));
  document.addEventListener("scroll", () => (tip.hidden = true), { passive: true });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    const card = event.target.closest(".card");
    if (mark && around(mark).length) {
      const again = mark.classList.contains("lit") && !tip.hidden;
      if (matchMedia("(hover: none)").matches && !again) show(mark);
      else open(around(mark)[0]);
    } else if (card && !event.target.closest("summary, dl")) back(card);
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const mark = event.target.closest("mark[tabindex]");
    const card = event.target.closest(".card");
    if (mark && step) {
      event.preventDefault();
      const next = stops[stops.indexOf(mark) + step];
      if (next) next.focus({ preventScroll: true }), next.scrollIntoView({ block: "nearest" });
    } else if (mark && event.key === "Enter") {
      event.preventDefault();
      open(around(mark)[0]);
    } else if (card && event.target === card && event.key === "Enter") {
      event.preventDefault();
      const more = card.querySelector("details");
      more.open = !more.open;
    } else if (event.key === "Escape") {
      if (card) back(card);
      else hide();
    }
  });
})();
