// Reloads the page when something it may be made of was saved; the browser keeps the place.
"use strict";
const { count } = document.currentScript.dataset;
const stream = new EventSource(`/_preview/events?after=${count}`);
stream.addEventListener("change", () => location.reload());
let wasLost = false;
stream.addEventListener("error", () => { wasLost = true; });
stream.addEventListener("ready", () => { if (wasLost) location.reload(); });
addEventListener("pagehide", () => stream.close());
