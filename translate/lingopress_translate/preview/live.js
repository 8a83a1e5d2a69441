// Reloads the page when something it may be made of was saved; the browser keeps the place.
"use strict";
for (const sentence of document.querySelectorAll(":is(a, button, summary) .lp-sentence")) {
  sentence.removeAttribute("tabindex"); // who takes the focus is one already, and says the note
  const outer = sentence.closest("a, button, summary");
  outer.setAttribute("aria-description", sentence.dataset.lp);
  sentence.removeAttribute("aria-description");
}
const { count } = document.currentScript.dataset;
const stream = new EventSource(`/_preview/events?after=${count}`);
stream.addEventListener("change", () => location.reload());
let wasLost = false;
stream.addEventListener("error", () => { wasLost = true; });
stream.addEventListener("ready", () => { if (wasLost) location.reload(); });
addEventListener("pagehide", () => stream.close());
