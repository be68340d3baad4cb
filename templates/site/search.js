/* The search page: takes the bureau's texts in, the latest first, and looks for what is typed.
   They come as scripts, which also load from a disk. What is found is only ever set as text. */
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("_data").textContent);
  const at = (name) => document.getElementById(`_${name}`);
  const form = at("form");
  const records = [];
  const waiting = [...data.parts];
  let shown = data.shownAtOnce;
  let isLoading = false;
  let hasFailed = false;

  /* Letters of the same meaning become the same; none is added or lost, so places stay. */
  function folded(text) {
    return text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  }

  function termsOf(query) {
    return [...new Set(folded(query).split(/[\s\p{P}]+/u).filter(Boolean))];
  }

  /* People write 固原医保基金 without spaces: the browser knows where its words end. */
  function wordsOf(terms) {
    if (!Intl.Segmenter) return terms;
    const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
    const words = terms.flatMap((term) => [...segmenter.segment(term)].map((each) => each.segment));
    return [...new Set(words)];
  }

  const IN_TEXT = 2;

  /* Where all terms are: 0 in the title, 1 with the facts, IN_TEXT; -1 if one is missing. */
  function placeOf(terms, record) {
    let place = 0;
    for (const term of terms) {
      const found = record.folded.findIndex((text) => text.includes(term));
      if (found < 0) return -1;
      place = Math.max(place, found);
    }
    return place;
  }

  /* What is named so comes before what only speaks of it; of that, a unit before its items. */
  function inOrder(one, other) {
    return (one.place === IN_TEXT) - (other.place === IN_TEXT)
      || one.record.kind - other.record.kind
      || one.place - other.place;
  }

  function matching(terms) {
    const found = [];
    for (const record of records) {
      const place = placeOf(terms, record);
      if (place >= 0) found.push({ place, record });
    }
    return found.sort(inOrder).map((each) => each.record);
  }

  function filled(words, values) {
    return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /* Sets a text into an element, with what was looked for marked. */
  function setMarked(element, text, terms) {
    const plain = folded(text);
    let done = 0;
    while (done < text.length) {
      let start = text.length;
      let end = text.length;
      for (const term of terms) {
        const place = plain.indexOf(term, done);
        if (place >= 0 && (place < start || (place === start && place + term.length > end))) {
          start = place;
          end = place + term.length;
        }
      }
      element.append(text.slice(done, start));
      if (start < end) {
        const mark = document.createElement("mark");
        mark.textContent = text.slice(start, end);
        element.append(mark);
      }
      done = end;
    }
  }

  function excerptOf(record, terms) {
    const places = terms.map((term) => record.folded[IN_TEXT].indexOf(term)).filter((place) => place >= 0);
    if (!places.length) return "";
    const start = Math.max(0, Math.min(...places) - 30);
    const end = start + 110;
    const { text } = record;
    return (start > 0 ? "……" : "") + text.slice(start, end) + (end < text.length ? "……" : "");
  }

  function line(tag, name, text, terms) {
    const element = document.createElement(tag);
    element.className = name;
    setMarked(element, text, terms);
    return element;
  }

  function entryOf(record, terms) {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = record.href;
    setMarked(link, record.title, terms);
    const facts = document.createElement("p");
    facts.className = "facts-line";
    const badge = line("span", "badge", data.kinds[record.kind], []);
    facts.append(badge, ...record.facts.split("　").map((fact) => line("span", "", fact, terms)));
    entry.append(link, facts);
    const excerpt = excerptOf(record, terms);
    if (excerpt) entry.append(line("p", "excerpt", excerpt, terms));
    return entry;
  }

  function statusOf(query, terms, words, count, all) {
    const said = [];
    if (words !== terms) said.push(filled(data.words.foundApart, { query, count: all }));
    else if (all) said.push(filled(data.words.found, { count: all }));
    else if (!isLoading) said.push(data.words.none);
    if (all && !count) said.push(data.words.noneOfKind);
    if (isLoading) said.push(filled(data.words.loading, { part: waiting[0].name }));
    if (hasFailed) said.push(data.words.failed);
    return said.join("");
  }

  /* Entries by their records, as they stand in the list: those that stay are the same elements,
     so that nobody loses the focus while the rest of the texts come in. */
  let entries = new Map();
  let marked = "";

  function list(chosen, terms) {
    const old = entries;
    if (marked !== terms.join(" ")) {
      marked = terms.join(" ");
      at("found").replaceChildren();
      old.clear();
    }
    entries = new Map(chosen.map((record) => [record, old.get(record) ?? entryOf(record, terms)]));
    for (const [record, entry] of old) if (!entries.has(record)) entry.remove();
    let next = at("found").firstElementChild;
    for (const entry of entries.values()) {
      if (entry === next) next = next.nextElementSibling;
      else at("found").insertBefore(entry, next);
    }
  }

  /* What has the focus stays shown, however much comes in before it. */
  function reached(chosen) {
    const focused = document.activeElement.closest("#_found > li");
    return 1 + chosen.findIndex((record) => focused && entries.get(record) === focused);
  }

  function ofKind(found, choice) {
    return choice ? found.filter((each) => each.kind === Number(choice)) : found;
  }

  function setCounts(found) {
    for (const label of at("kinds").querySelectorAll("label")) {
      label.querySelector(".count").textContent = ofKind(found, label.querySelector("input").value).length;
    }
  }

  function show() {
    const query = form.elements.q.value.trim();
    const terms = termsOf(query);
    at("kinds").hidden = !terms.length;
    if (!isLoading && terms.length && waiting.length) load();
    let words = terms;
    let found = terms.length ? matching(terms) : [];
    if (!found.length && !isLoading) {
      const apart = wordsOf(terms);
      if (apart.length > terms.length) found = matching(apart);
      if (found.length) words = apart;
    }
    const chosen = ofKind(found, form.elements.kind.value);
    setCounts(found);
    shown = Math.max(shown, reached(chosen));
    list(chosen.slice(0, shown), words);
    at("status").textContent = terms.length ? statusOf(query, terms, words, chosen.length, found.length) : "";
    at("more").hidden = chosen.length <= shown;
    at("more").textContent = filled(data.words.more, { count: Math.min(data.shownAtOnce, chosen.length - shown) });
  }

  function load() {
    isLoading = waiting.length > 0;
    if (!isLoading) return show();
    const script = document.createElement("script");
    script.src = waiting[0].file;
    script.onload = () => { waiting.shift(); load(); };
    script.onerror = () => { hasFailed = true; waiting.shift(); load(); };
    document.head.append(script);
  }

  window.searchRecords = (part) => {
    for (const [kind, href, title, facts, text] of part) {
      records.push({ kind, href, title, facts, text, folded: [title, facts, text].map(folded) });
    }
    show();
  };

  function anew() {
    shown = data.shownAtOnce;
    show();
  }

  let pause = 0;
  form.elements.q.addEventListener("input", (event) => {
    clearTimeout(pause);
    if (!event.isComposing) pause = setTimeout(anew, 150);
  });
  form.elements.q.addEventListener("compositionend", anew);
  at("kinds").addEventListener("change", anew);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    // Pages from a disk may not change their address.
    if (location.protocol !== "file:") {
      history.replaceState(null, "", `?${new URLSearchParams({ q: form.elements.q.value.trim() })}`);
    }
    anew();
  });

  at("more").addEventListener("click", () => {
    const next = shown;
    shown += data.shownAtOnce;
    show();
    at("found").children[next].querySelector("a").focus();
  });

  at("without").hidden = true;
  form.hidden = false;
  form.elements.q.value = new URLSearchParams(location.search).get("q") ?? "";
  if (!form.elements.q.value) form.elements.q.focus();
  show();
})();
