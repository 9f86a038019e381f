"use strict";
// The words that were asked for come into view and are focused; a quote is copied with its link.
(() => {
  const lit = document.getElementById("lit");
  if (lit) lit.scrollIntoView({ block: "center" }), lit.focus({ preventScroll: true });
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Select and copy";
      }
    });
  });
})();
