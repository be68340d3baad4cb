/* The register's filters: shows, sorts and exports a year's items from the data beside the page.
   What is chosen stands in the address after `#`; every text from the data is set as text only. */
"use strict";

(() => {
  const data = window.ledgerItems;
  if (!data) return;
  const at = (name) => document.getElementById(`_${name}`);
  const form = at("filters");
  const table = at("items");
  const body = table.tBodies[0];
  const STEP = 100;
  const UNLISTED = "unlisted";

  const items = data.items.map(
    ([date, unit, marks, title, id, category, state, outlets, points, isBad, way], place) =>
      ({ date, unit, marks, title, id, category, state, outlets, points, isBad, way, place }),
  );
  const outletIds = data.outlets.map(([id]) => id || UNLISTED);
  const outletText = ([place, said]) => (data.outlets[place][0] ? data.outlets[place][1] + said : said);

  /* The columns: by what they sort, and whether the first press puts the greatest on top. */

  const byPlace = (of) => (one, other) => of(one) - of(other);
  const NOWHERE = data.outlets.length;
  const COLUMNS = {
    date: { order: (one, other) => (one.date < other.date ? -1 : Number(one.date > other.date)), falls: true },
    unit: { order: byPlace((item) => item.unit) },
    name: { order: (one, other) => one.title.localeCompare(other.title, "zh-Hans-CN") },
    category: { order: byPlace((item) => item.category) },
    state: { order: byPlace((item) => item.state) },
    outlet: { order: byPlace((item) => item.outlets[0]?.[0] ?? NOWHERE) },
    points: { order: byPlace((item) => Number(item.points)), falls: true },
  };
  const heads = Object.fromEntries(Object.keys(COLUMNS).map((name, index) => [name, table.tHead.rows[0].cells[index]]));
  const titles = Object.fromEntries(Object.entries(heads).map(([name, head]) => [name, head.textContent]));
  const DEFAULT = "date-falling";
  const SORTS = [
    [DEFAULT, "日期，新的在前"],
    ["date-rising", "日期，旧的在前"],
    ["points-falling", "得分，高的在前"],
    ["points-rising", "得分，低的在前"],
    ...["unit", "name", "category", "state", "outlet"].flatMap((name) => [
      [`${name}-rising`, titles[name]],
      [`${name}-falling`, `${titles[name]}，倒序`],
    ]),
  ];

  /* The filters. */

  const FIELDS = ["unit", "month", "category", "outlet", "state"];
  const KEEPS = {
    unit: (item, value) => data.units[item.unit][0] === value,
    month: (item, value) => item.date.startsWith(value),
    category: (item, value) => data.categories[item.category] === value,
    outlet: (item, value) => item.outlets.some(([place]) => outletIds[place] === value),
    state: (item, value) => data.states[item.state] === value,
    title: (item, value) => (item.marks + item.title).toLowerCase().includes(value.toLowerCase()),
  };

  function offer(name, options) {
    at(name).replaceChildren(new Option("全部", ""), ...options);
  }

  function offerAll() {
    const groups = new Map();
    for (const [id, , name, group] of data.units) {
      if (!groups.has(group)) groups.set(group, Object.assign(document.createElement("optgroup"), { label: group }));
      groups.get(group).append(new Option(name, id));
    }
    offer("unit", groups.values());
    const months = [...new Set(items.map((item) => item.date.slice(0, 7)))];
    offer("month", months.map((month) => new Option(`${Number(month.slice(5))}月`, month)));
    offer("category", data.categories.map((name) => new Option(name, name)));
    offer("outlet", data.outlets.map(([, name], place) => new Option(name, outletIds[place])));
    offer("state", data.states.map((name) => new Option(name, name)));
    at("sort").replaceChildren(...SORTS.map(([value, name]) => new Option(name, value)));
  }

  function chosen() {
    const values = FIELDS.map((name) => [name, form.elements[name].value]);
    return [...values, ["title", form.elements.title.value.trim()]].filter(([, value]) => value);
  }

  let found = [];
  let shown = 0;

  function select() {
    const filters = chosen();
    const [name, direction] = form.elements.sort.value.split("-");
    const sign = direction === "falling" ? -1 : 1;
    found = items
      .filter((item) => filters.every(([field, value]) => KEEPS[field](item, value)))
      // What is equal stays in the register's order, the latest first.
      .sort((one, other) => sign * COLUMNS[name].order(one, other) || one.place - other.place);
    shown = 0;
    body.replaceChildren();
    show();
    for (const [each, head] of Object.entries(heads)) {
      if (each === name) head.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  /* The rows. */

  function made(tag, className, ...content) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...content);
    return element;
  }

  function anchor(href, text, className = "") {
    const link = made("a", className, text);
    link.setAttribute("href", href);
    return link;
  }

  const address = (pattern, id) => data.links[pattern].replace("{}", id);
  const linked = (text, pattern, id) => (id ? anchor(address(pattern, id), text) : text);

  /* To the awards the points are the sum of; of an item that may not be named, to its unit's. */
  function scored({ points, id, way }) {
    if (!points) return "–";
    return id ? anchor(address("awards", id), points, way ? "score" : "") : anchor(way, points);
  }

  /* Narrow screens lay a row out in other ways, and then some browsers take it for no row. */
  function cellOf(className, ...content) {
    const element = made("td", className, ...content);
    element.setAttribute("role", "cell");
    return element;
  }

  const short = (date) => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

  function row(item) {
    const [unit, name] = data.units[item.unit];
    const outlets = item.outlets.map((each) => made("span", "", linked(outletText(each), "outlet", data.outlets[each[0]][0])));
    const line = made(
      "tr",
      "",
      cellOf("when", short(item.date)),
      cellOf("by", linked(name, "unit", unit)),
      cellOf("about", item.marks, linked(item.title, "submission", item.id)),
      cellOf("kind", data.categories[item.category]),
      cellOf(item.isBad ? "how bad" : "how", data.states[item.state]),
      cellOf("where", ...outlets),
      cellOf("points", scored(item)),
    );
    line.setAttribute("role", "row");
    return line;
  }

  function show() {
    body.append(...found.slice(shown, shown + STEP).map(row));
    shown = Math.min(shown + STEP, found.length);
    const rest = found.length - shown;
    at("more").hidden = !rest;
    at("more").textContent = `再显示${Math.min(rest, STEP)}条`;
    table.hidden = !found.length;
    at("count").textContent = counted(rest);
  }

  function counted(rest) {
    if (!found.length) return "没有符合条件的报送，请减少条件。";
    const what = chosen().length ? `符合条件的有${found.length}条（共${items.length}条）` : `共${found.length}条`;
    return rest ? `${what}，下面是前${shown}条。` : `${what}。`;
  }

  /* What is chosen, in the address. */

  function keep() {
    const values = new URLSearchParams(chosen());
    if (form.elements.sort.value !== DEFAULT) values.set("sort", form.elements.sort.value);
    const hash = values.toString();
    if (hash !== window.location.hash.slice(1)) {
      window.history.replaceState(null, "", `#${hash}`);
    }
  }

  function restore() {
    const values = new URLSearchParams(window.location.hash.slice(1));
    for (const name of [...FIELDS, "sort"]) {
      const field = form.elements[name];
      const value = values.get(name) ?? "";
      const isOffered = [...field.options].some((option) => option.value === value);
      field.value = isOffered ? value : field.options[0].value;
    }
    form.elements.title.value = values.get("title") ?? "";
    select();
  }

  /* The file: what is shown, for a spreadsheet that must not take a text for a formula. */

  function cell(text) {
    const isFormula = data.formulaStarts.some((start) => text.startsWith(start)) && !/^-?[0-9]+(\.[0-9]+)?$/.test(text);
    const harmless = isFormula ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  }

  function csv() {
    const lines = found.map((item) => [
      item.date,
      data.units[item.unit][2],
      item.marks + item.title,
      data.categories[item.category],
      data.states[item.state],
      item.outlets.map(outletText).join("、"),
      item.points,
    ]);
    const all = [Object.values(titles), ...lines];
    return `\ufeff${all.map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
  }

  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.download = `${data.name}报送台账${chosen().length ? "（筛选）" : ""}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /* What people press. */

  function refresh() {
    select();
    keep();
  }

  function sortBy(name) {
    const [now, direction] = form.elements.sort.value.split("-");
    const first = COLUMNS[name].falls ? "falling" : "rising";
    const other = first === "falling" ? "rising" : "falling";
    form.elements.sort.value = `${name}-${now === name && direction === first ? other : first}`;
    refresh();
  }

  for (const [name, head] of Object.entries(heads)) {
    const button = made("button", "", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => sortBy(name));
    head.replaceChildren(button);
  }

  form.addEventListener("input", refresh);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const name of [...FIELDS, "title"]) form.elements[name].value = "";
    form.elements.sort.value = DEFAULT;
    refresh();
  });
  at("export").addEventListener("click", download);
  at("more").addEventListener("click", () => {
    const first = shown;
    show();
    if (at("more").hidden) body.rows[first].querySelector("a")?.focus();
  });
  // The way to the content and other anchors of the page are no filters.
  window.addEventListener("hashchange", () => {
    if (!window.location.hash.startsWith("#_")) restore();
  });

  offerAll();
  restore();
  form.hidden = false;
  at("share").hidden = false;
})();
