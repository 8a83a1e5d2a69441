// Search in one locale, on its own search page: no library, no request but for the index and for pages
// that are shown.
// Words are folded as lingopress_i18n/render/search/folding.py folds them: change both.
"use strict";
(() => {
  // 1. Words

  const LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ʼ": "'", "ς": "σ",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه",
    "\u0901": "\u0902",
  };
  const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0];
  for (const zero of ZEROS) {
    for (let digit = 0; digit < 10; digit += 1) LETTERS[String.fromCharCode(zero + digit)] = String(digit);
  }
  const OTHER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
  const DROPPED = new RegExp(
    "[\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7" +
    "\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed" +
    "\\u0640\\u093c\\u00ad\\u061c\\u180e\\u200c-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufe00-\\ufe0f\\ufeff]",
    "gu",
  );
  const ARTICLE = /(?<![\p{L}\p{N}])(?:[وفبك]?ال|لل)(?=[\p{L}\p{N}]{2})/gu;
  const NASAL = /ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])/gu;
  const WITHIN =
    "['’ʼ](?<=[\\u0400-\\u04ff].)(?=[\\u0400-\\u04ff])|['’׳\"”״](?<=[\\u05d0-\\u05ea].)(?=[\\u05d0-\\u05ea])";
  const INNER = new RegExp(WITHIN, "gu");
  const TOGETHER = /^[ושכ]?[ושכהבלמ](?=[\u05d0-\u05ea]{3})/u;
  const UNSPACED =
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff" +
    "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const WORD = new RegExp(
    `(?<run>(?:(?=[${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+)|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}]|${WITHIN})+`,
    "gu",
  );

  const fold = (text) =>
    text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFD")
      .replaceAll("и\u0306", "й").replace(DROPPED, "").replace(INNER, "").normalize("NFC")
      .replace(NASAL, "\u0902").replace(OTHER, (letter) => LETTERS[letter]).replace(ARTICLE, "");

  /**
   * Words of a folded text; of a run without spaces all pairs. What stands on a page has `all`: the last
   * character of a run, and a Hebrew word without what is written together with it.
   */
  const split = (folded, all) => {
    const found = new Set();
    for (const match of folded.matchAll(WORD)) {
      if (!match.groups.run) {
        found.add(match[0]);
        const [ahead] = (all && TOGETHER.exec(match[0])) || [""];
        for (let at = 1; at <= ahead.length; at += 1) found.add(match[0].slice(at));
        continue;
      }
      const run = [...match[0]];
      run.forEach((letter, at) => {
        if (at < run.length - 1 || all || run.length === 1) found.add(letter + (run[at + 1] ?? ""));
      });
    }
    return [...found];
  };
  const words = (text) => split(fold(text), true);
  // 2. The index

  const form = document.querySelector("form.search");
  if (!form) {
    globalThis.lingopressWords = words;
    return;
  }
  const parts = JSON.parse(form.dataset.index);
  const forms = JSON.parse(form.dataset.forms);
  const zero = (form.dataset.zero ?? "0").codePointAt(0);
  const digits = Array.from({ length: 10 }, (_, at) => String.fromCodePoint(zero + at));
  const lines = new Map();

  const read = (name) => {
    if (!lines.has(name)) {
      const found = fetch(new URL(name, document.baseURI)).then((answer) => {
        if (!answer.ok) throw new Error(name);
        return answer.text();
      });
      lines.set(name, found.then((text) => text.split("\n")));
      found.catch(() => lines.delete(name));
    }
    return lines.get(name);
  };

  /** Pages with a word that begins so, each with how much that says about it. */
  const pages = async (start) => {
    const end = `${start}\uffff`;
    const found = new Map();
    const read_in = parts.filter(([first], at) => first <= end && !(parts[at + 1]?.[0] <= start));
    for (const every of await Promise.all(read_in.map(([, name]) => read(name)))) {
      let low = 0;
      for (let high = every.length; low < high;) {
        const middle = (low + high) >> 1;
        if (every[middle] && every[middle] < start) low = middle + 1;
        else high = middle;
      }
      for (; every[low]?.startsWith(start); low += 1) {
        const [word, ...postings] = every[low].split(" ");
        let page = 0;
        for (const posting of postings) {
          const value = parseInt(posting, 36);
          page += Math.floor(value / 3);
          const score = 1 + 4 * (value % 3) + (word === start ? 1 : 0);
          found.set(page, Math.max(score, found.get(page) ?? 0));
        }
      }
    }
    return found;
  };

  /** How many letters at its end a word may have otherwise in another of its forms. */
  const bent = (word) => {
    if (word.length < 6 || /\p{N}/u.test(word)) return 0;
    return word.length < 8 || document.documentElement.lang.startsWith("en") ? 1 : 2;
  };

  /** As above, behind them those of its other forms; if there are none, one or two letters fewer. */
  const near = async (word) => {
    const stem = word.slice(0, word.length - bent(word));
    const found = await pages(word);
    if (stem !== word) {
      for (const [at, score] of await pages(stem)) if (!found.has(at)) found.set(at, score / 2);
    }
    if (found.size) return [stem, found];
    for (let length = stem.length - 1; length > word.length - 3 && length > 3; length -= 1) {
      const fewer = await pages(word.slice(0, length));
      if (fewer.size) return [word.slice(0, length), fewer];
    }
    return [word, found];
  };

  /** What stands before or behind an apostrophe is no word that anybody looks for: l’, qu’, ’s. */
  const ELIDED = /(?<!\p{L})\p{sc=Latn}{1,2}['’](?=\p{L})|(?<=\p{sc=Latn})['’]\p{L}{0,2}(?!\p{L})/gu;

  // 3. The page

  const field = form.elements.q;
  const row = document.getElementById("_count");
  const count = row.firstElementChild || row; // a word of another language says so
  const list = document.querySelector("#_found > *");
  const items = [...list.children];
  let turn = 0;

  const say = (number) => {
    const at = form.dataset.plan[number < 200 ? number : 100 + (number % 100)];
    const plain = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`).format(number);
    const text = forms[Number(at)].replace("#", plain.replace(/[0-9]/g, (each) => digits[each]));
    if (count.textContent !== text) count.textContent = text;
  };

  const unmark = () => {
    for (const mark of list.querySelectorAll("mark")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  };

  /** Where in a text words stand that begin so: pairs of positions. */
  const places = (text, starts) => {
    const found = [];
    const add = (from, to, is_found) => {
      if (!starts.some(is_found)) return;
      if (found.at(-1)?.[1] >= from) found.at(-1)[1] = to;
      else found.push([from, to]);
    };
    for (const match of text.matchAll(WORD)) {
      const end = match.index + match[0].length;
      if (!match.groups.run) {
        for (const word of words(match[0])) add(match.index, end, (start) => word.startsWith(start));
        continue;
      }
      const run = [...match[0]];
      let from = match.index;
      run.forEach((letter, at) => {
        const next = run[at + 1] ?? "";
        const one = fold(letter);
        const pair = fold(letter + next);
        add(from, from + letter.length, (start) => start === one);
        add(from, from + letter.length + next.length, (start) => start === pair);
        from += letter.length;
      });
    }
    return found;
  };

  const mark = (item, starts) => {
    const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      for (const [from, to] of places(text.data, starts).reverse()) {
        const rest = text.splitText(from);
        rest.splitText(to - from);
        const around = document.createElement("mark");
        rest.replaceWith(around);
        around.append(rest);
      }
    }
  };

  // Where neither title nor description has the words, the page is asked for the sentence that does.

  const EXCERPTS = 8; // how many of the first results
  const ROOM = 70; // letters on both sides of a word
  const read_pages = new Map();

  const read_page = (link) => {
    if (!read_pages.has(link.href)) {
      const found = fetch(link.href).then((answer) => (answer.ok ? answer.text() : ""));
      read_pages.set(link.href, found.then((text) => new DOMParser().parseFromString(text, "text/html")));
      found.catch(() => read_pages.delete(link.href));
    }
    return read_pages.get(link.href);
  };

  /** The text around the first place with a word that begins so, as a paragraph; else nothing. */
  const excerpt = (page, starts) => {
    for (const block of page.querySelectorAll("main :is(p, li, dd, dt, td, h2, h3, h4):not(:has(p, li))")) {
      const text = block.textContent.replace(/\s+/g, " ").trim();
      const [place] = places(text, starts);
      if (!place || block.closest("header, nav, .notice, .teasers")) continue;
      const first = place[0] > ROOM ? text.indexOf(" ", place[0] - ROOM) + 1 : 0;
      const from = first > place[0] || (!first && place[0] > ROOM) ? place[0] - ROOM : first;
      const end = place[1] + ROOM < text.length ? text.lastIndexOf(" ", place[1] + ROOM) : text.length;
      const to = end < place[1] ? place[1] + ROOM : end;
      const shown = document.createElement("p");
      shown.className = "excerpt";
      shown.textContent = (from ? "… " : "") + text.slice(from, to) + (to < text.length ? " …" : "");
      const spoken = block.querySelector("[lang]") ?? block.closest("[lang]");
      if (spoken.lang !== document.documentElement.lang) [shown.lang, shown.dir] = [spoken.lang, spoken.dir];
      return shown;
    }
    return null;
  };

  const explain = async (order, starts) => {
    const mine = turn;
    for (const item of order.slice(0, EXCERPTS)) {
      if (item.querySelector("mark")) continue;
      const page = await read_page(item.querySelector("a")).catch(() => null);
      if (mine !== turn) return; // somebody typed on
      const shown = page && excerpt(page, starts);
      if (!shown) continue;
      item.append(shown);
      mark(shown, starts);
    }
  };

  const show = (found, starts) => {
    unmark();
    for (const shown of list.querySelectorAll(".excerpt")) shown.remove();
    const order = found.map((at) => items[at]);
    for (const item of items) item.hidden = found.length < items.length;
    for (const item of order) {
      item.hidden = false;
      mark(item, starts);
    }
    list.replaceChildren(...order, ...items.filter((item) => item.hidden));
    say(order.length);
    if (starts.length) explain(order, starts);
  };
  const every = items.map((_, at) => at);

  const search = async () => {
    const mine = ++turn;
    const whole = split(fold(field.value), false);
    const fewer = split(fold(field.value.replace(ELIDED, "")), false);
    const asked = fewer.length ? fewer : whole;
    if (!asked.length) {
      show(every, []);
      return;
    }
    try {
      const answers = await Promise.all(asked.map(near));
      if (mine !== turn) return; // somebody typed on
      const found = every.filter((at) => answers.every(([, pages_]) => pages_.has(at)));
      const score = (at) => answers.reduce((sum, [, pages_]) => sum + pages_.get(at), 0);
      const scores = new Map(found.map((at) => [at, score(at)]));
      show(found.sort((a, b) => scores.get(b) - scores.get(a) || a - b), answers.map(([start]) => start));
    } catch {
      if (mine === turn) show(every, []); // without its index, the page is what it was
    }
  };

  let wait;
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      const here = new URL(location.href);
      here.search = field.value ? new URLSearchParams({ q: field.value }) : "";
      history.replaceState(null, "", here);
      search();
    }, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...list.querySelectorAll("li:not([hidden]) a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
  });
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) search();
})();
