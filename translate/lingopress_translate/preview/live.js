// Reloads the page when something it may be made of was saved; the browser keeps the place.
"use strict";
for (const sentence of document.querySelectorAll(":is(a, button, summary) .lp-sentence")) {
  sentence.removeAttribute("tabindex"); // who takes the focus is one already, and says the note
  const outer = sentence.closest("a, button, summary");
  outer.setAttribute("aria-description", sentence.dataset.lp);
  sentence.removeAttribute("aria-description");
}
// Who goes through the sentences by keyboard stays where they are when the page comes again.
const stops = [...document.querySelectorAll(".lp-sentence")].map((each) => each.closest("a, button, summary") ?? each);
const place = `lingopress-preview ${location.pathname}`;
const reload = () => {
  const at = stops.indexOf(document.activeElement);
  if (at >= 0) sessionStorage.setItem(place, at);
  location.reload();
};
stops[sessionStorage.getItem(place) ?? -1]?.focus({ preventScroll: true });
if (stops.length) sessionStorage.removeItem(place); // an error page leaves it
const count = Number(document.currentScript.dataset.count);
let stream = null;
let wasLost = false;
// Only who is looked at listens: a browser opens six streams to a server, however many tabs it has.
const listen = () => {
  if (document.hidden === !stream) return;
  if (stream) {
    stream.close();
    stream = null;
    return;
  }
  stream = new EventSource(`/_preview/events?after=${count}`);
  stream.addEventListener("change", reload);
  stream.addEventListener("error", () => { wasLost = true; });
  stream.addEventListener("ready", (event) => {
    if (wasLost || Number(event.data) < count) reload(); // it is another server now
  });
};
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => { if (stream) stream.close(); });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
listen();
