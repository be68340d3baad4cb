/* The filing page: checks what is typed, keeps a draft, writes the record's file, hands it on.
   Rules, words and registries are the page's (`_data`); nothing is sent anywhere from here. */
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("_data").textContent);
  const form = document.getElementById("_form");
  const at = (name) => document.getElementById(`_${name}`);
  const words = data.words;

  /* What the models refuse: each returns what is expected and how to mend it, or null. */

  const BLANKS = new Set(data.limits.blankLetters);
  const TOO_DEEP = new RegExp(data.limits.tooDeep, "mu");
  const PLAIN = new RegExp(`^(?:${data.plain.map((each) => `(?:${each})`).join("|")})$`, "u");

  function hidden(text) {
    for (const character of text) {
      if (/\p{Cc}/u.test(character) && !"\t\n".includes(character)) return words.control;
      if (/[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{DI}]|\p{Noncharacter_Code_Point}/u.test(character) || BLANKS.has(character)) {
        return words.hidden;
      }
    }
    return null;
  }

  function counted([expected, advice], found) {
    return [expected, advice.replace("{found}", found)];
  }

  function line(text, rules) {
    if (!text) return words.empty;
    if (/[\n\t]/.test(text)) return words.line;
    const length = [...text].length;
    if (length > rules.maxLength) return counted(words.longLine, length);
    return hidden(text);
  }

  function day(text, rules) {
    if (!text) return words.empty;
    if (!new RegExp(rules.pattern).test(text)) return words.day;
    const [year, month, date] = text.split("-").map(Number);
    const real = new Date(Date.UTC(year, month - 1, date));
    if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== date) return words.noDay;
    const [first, end] = data.limits.years;
    return year < first || year >= end ? words.year : null;
  }

  function prose(text, rules) {
    const length = [...text].length;
    if (length > rules.maxLength) return counted(words.longProse, length);
    if (text.split("\n").length - 1 > data.limits.mostLines) return words.lines;
    const tooMany = [...data.limits.signs].some((sign) => text.split(sign).length - 1 > data.limits.mostSigns);
    if (tooMany || TOO_DEEP.test(text)) return words.signs;
    return hidden(text);
  }

  function oneOf(value, options) {
    return options.includes(value) ? null : words.choice;
  }

  /* What stands in the form. */

  function tidy(text) {
    const lines = text.split(/\r\n|\r|\n/).map((each) => each.replace(/[ \t]+$/, ""));
    const tidied = lines.join("\n").replace(/^\n+|\n+$/g, "");
    return tidied && `${tidied}\n`;
  }

  function steps() {
    return data.steps.filter(([step]) => !at(step)?.hidden);
  }

  function typed() {
    const value = (name) => form.elements[name]?.value ?? "";
    const record = {};
    for (const name of ["unit", "date", "category", "openness", "commission", "duty"]) record[name] = value(name);
    record.title = value("title").trim();
    record.body = tidy(value("body"));
    record.sensitive = form.elements.sensitive.checked;
    record.review = {};
    for (const [step] of steps()) {
      record.review[step] = { name: value(`${step}-name`).trim(), date: value(`${step}-date`) };
    }
    return record;
  }

  function problemsOf(record) {
    const fields = data.fields;
    const found = {
      unit: record.unit ? null : words.choice,
      date: day(record.date, fields.date),
      title: line(record.title, fields.title),
      category: oneOf(record.category, data.categories),
      openness: oneOf(record.openness, fields.openness.enum),
    };
    let before = null;
    for (const [step, name] of steps()) {
      const signed = record.review[step];
      found[`${step}-name`] = line(signed.name, fields.review.name);
      found[`${step}-date`] = day(signed.date, fields.review.date) ?? order(signed.date, before, name);
      before = { name, date: signed.date };
    }
    const last = { third: true, head: record.sensitive };
    for (const [step] of steps()) {
      if (last[step]) found[`${step}-date`] ??= inTime(record.review[step].date, record.date);
    }
    found.body = record.body ? prose(record.body, fields.body) : null;
    return found;
  }

  function order(date, before, name) {
    if (!before || date >= before.date) return null;
    const what = `${before.name}日期`;
    return [`不早于${what} ${before.date}`, `先${before.name}、后${name}：核对这一天和${what}`];
  }

  function inTime(date, filed) {
    if (date <= filed) return null;
    return [`不晚于报送日期 ${filed}`, "先签名、后报送：核对这一天和报送日期"];
  }

  /* The file: as `tongbao/source/writing.py` writes it. */

  function scalar(value) {
    return PLAIN.test(value) ? value : JSON.stringify(value);
  }

  function fieldLines(name, value) {
    if (value === true) return [`${name}: true`];
    if (typeof value === "object") {
      return [`${name}:`, ...Object.entries(value).flatMap(([key, part]) => fieldLines(key, part)).map((each) => `  ${each}`)];
    }
    if (!value.includes("\n")) return [`${name}: ${scalar(value)}`];
    const lines = value.replace(/\n$/, "").split("\n");
    return [`${name}: |${/^[ \t]/.test(value) ? "2" : ""}`, ...lines.map((each) => each && `  ${each}`)];
  }

  function fileText(record) {
    const lines = [data.schemaLine];
    for (const name of data.order) {
      const value = record[name];
      if (name === "review") lines.push(...reviewLines(value));
      else if (value) lines.push(...fieldLines(name, value));
    }
    return `${lines.join("\n")}\n`;
  }

  function reviewLines(review) {
    const signed = Object.entries(review).filter(([, each]) => each.name && each.date);
    return signed.length ? fieldLines("review", Object.fromEntries(signed)) : [];
  }

  /* Its name: drawn, so that no two who file at the same time take the same. */

  function drawn() {
    let text = "";
    while (text.length < data.drawn) {
      const [number] = crypto.getRandomValues(new Uint8Array(1));
      // Numbers beyond the last whole turn would make some letters likelier.
      if (number < 256 - (256 % data.letters.length)) text += data.letters[number % data.letters.length];
    }
    return text;
  }

  function fileName(record) {
    return `${record.date.slice(5).replace("-", "")}-${suffix}.yaml`;
  }

  function filePath(record) {
    return `${data.folder}/submissions/${record.unit}/${record.date.slice(0, 4)}/${fileName(record)}`;
  }

  /* The draft: on this computer alone. */

  const KEY = `tongbao-filing-${data.bureau}`;
  const KEPT = "草稿只存在这台电脑的浏览器里，不会传到别处；用公共电脑的，填完请删除。";
  let suffix = drawn();

  function stored(action) {
    try {
      return [true, action(window.localStorage)];
    } catch {
      return [false, null];
    }
  }

  function keep() {
    const values = { suffix };
    for (const field of form.elements) {
      if (!field.name) continue;
      if (field.type === "checkbox") values[field.name] = field.checked;
      else if (field.type !== "radio" || field.checked) values[field.name] = field.value;
    }
    const [isKept] = stored((storage) => storage.setItem(KEY, JSON.stringify(values)));
    say("draft", isKept ? KEPT : "这个浏览器不能存草稿，离开前请先下载。");
  }

  function restore() {
    const [, text] = stored((storage) => storage.getItem(KEY));
    if (!text) return;
    let values = {};
    try {
      values = JSON.parse(text);
    } catch {
      return;
    }
    if (new RegExp(`^[${data.letters}]{${data.drawn}}$`).test(values.suffix)) suffix = values.suffix;
    say("draft", KEPT);
    form.elements.unit.value = values.unit ?? "";
    offerDues();
    for (const field of form.elements) {
      if (!field.name || !(field.name in values)) continue;
      if (field.type === "checkbox") field.checked = values[field.name] === true;
      else if (field.type === "radio") field.checked = field.value === values[field.name];
      else field.value = values[field.name];
    }
  }

  /* What the page shows. */

  const touched = new Set();

  function say(name, text) {
    at(name).textContent = text;
  }

  function inputOf(name) {
    return at(name) ?? form.elements[name];
  }

  function show(name, problem) {
    const place = at(`${name}-problem`);
    const input = inputOf(name);
    place.hidden = !problem;
    place.textContent = problem?.[0] ? `应为：${problem[0]}。` : "";
    if (problem) place.append(`${problem[1]}。`);
    if (problem) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  function offerDues() {
    for (const [name, dues] of Object.entries(data.dues)) {
      const select = at(name);
      const chosen = select.value;
      const asked = dues.filter((due) => due.units.includes(form.elements.unit.value));
      select.replaceChildren(new Option("没有", ""), ...asked.map((due) => new Option(due.text, due.id)));
      select.value = asked.some((due) => due.id === chosen) ? chosen : "";
      at(`${name}-row`).hidden = !asked.length;
    }
  }

  function refresh() {
    const head = at("head");
    if (head) head.hidden = !form.elements.sensitive.checked;
    offerDues();
    const record = typed();
    const problems = problemsOf(record);
    for (const [name, problem] of Object.entries(problems)) if (touched.has(name)) show(name, problem);
    if (!Object.values(problems).some(Boolean)) at("summary").hidden = true;
    say("path", record.unit && record.date ? filePath(record) : "（选了单位和日期就知道）");
    say("file", fileText(record));
    if (data.forge?.isPublic) {
      at("not-public").hidden = mayBeSent(record);
      at("send").hidden = !mayBeSent(record);
    }
    return { record, problems };
  }

  function mayBeSent(record) {
    return !data.forge.isPublic || !record.openness || record.openness === data.open;
  }

  function summarise(problems) {
    const wrong = Object.entries(problems).filter(([, problem]) => problem);
    const summary = at("summary");
    summary.replaceChildren();
    summary.hidden = !wrong.length;
    if (!wrong.length) return true;
    const title = document.createElement("h2");
    title.textContent = `有${wrong.length}处要改，改好再提交`;
    const list = document.createElement("ul");
    for (const [name, problem] of wrong) {
      const link = document.createElement("a");
      link.href = `#_${name}`;
      link.textContent = `${labelOf(name)}：${problem[1]}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        (inputOf(name).querySelector?.("input") ?? inputOf(name)).focus();
      });
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    summary.append(title, list);
    summary.focus();
    return false;
  }

  function labelOf(name) {
    const label = at(`${name}-label`) ?? form.querySelector(`label[for="_${name}"]`);
    const step = at(`${name.split("-")[0]}-label`);
    const own = label.firstChild.textContent.trim();
    return step && step !== label ? `${step.firstChild.textContent.trim()}${own}` : own;
  }

  /* Handing the file on. */

  function download(record, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    link.download = fileName(record);
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function copy(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "hidden";
    area.setAttribute("aria-hidden", "true");
    document.body.append(area);
    area.select();
    const isDone = document.execCommand("copy");
    area.remove();
    return isDone;
  }

  function forgeAddress(path, text) {
    const { page, path: pathName, content } = data.forge;
    if (!pathName) return { url: page, isWhole: false };
    const named = `${page}?${pathName}=${encodeURIComponent(path)}`;
    const whole = `${named}&${content}=${encodeURIComponent(text)}`;
    return whole.length > data.limits.address ? { url: named, isWhole: false } : { url: whole, isWhole: true };
  }

  function send(record, text) {
    const path = filePath(record);
    const { url, isWhole } = forgeAddress(path, text);
    const name = data.forge.name;
    const isCopied = copy(text);
    window.open(url, "_blank", "noopener");
    if (isWhole) {
      const also = isCopied ? "内容也已复制，那里空着的话粘贴即可。" : "";
      return say("status", `已在新窗口打开 ${name}：登录以后核对内容，提交合并请求。${also}`);
    }
    download(record, text);
    const how = isCopied ? "内容已复制，在那里粘贴" : "把下载的文件里的内容粘贴到那里";
    return say("status", `已在新窗口打开 ${name} 的新建文件页：${how}，文件名写 ${path}。文件也已下载。`);
  }

  const ACTIONS = {
    forge: send,
    file: (record, text) => {
      download(record, text);
      say("status", `已下载 ${fileName(record)}，请发给办公室；文件放在 ${filePath(record)}。`);
    },
    copy: (record, text) => {
      say("status", copy(text) ? "内容已复制。" : "复制不了，请选中下面的内容，自己复制。");
    },
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say("status", "");
    const { record, problems } = refresh();
    for (const [name, problem] of Object.entries(problems)) {
      touched.add(name);
      show(name, problem);
    }
    if (!summarise(problems)) return;
    const asked = event.submitter?.value ?? "file";
    // The Enter key presses the first button, also where it is hidden.
    const action = asked === "forge" && !mayBeSent(record) ? "file" : asked;
    ACTIONS[action](record, fileText(record));
  });

  form.addEventListener("input", (event) => {
    if (event.target.name === "date") followDate();
    refresh();
    keep();
  });

  let isPressed = false;

  form.addEventListener("focusout", (event) => {
    if (!event.target.name) return;
    touched.add(event.target.name);
    // A message that moves the button away from under a press would undo the click.
    if (!isPressed) refresh();
  });

  document.addEventListener("pointerdown", () => {
    isPressed = true;
  });

  for (const end of ["pointerup", "pointercancel", "keydown"]) {
    document.addEventListener(end, () => {
      isPressed = false;
      setTimeout(refresh);
    });
  }

  at("clear").addEventListener("click", () => {
    form.reset();
    touched.clear();
    for (const place of form.querySelectorAll(".problem")) show(place.id.slice(1, -"-problem".length), null);
    at("summary").hidden = true;
    stored((storage) => storage.removeItem(KEY));
    suffix = drawn();
    start();
    say("draft", "草稿已删除。");
    form.elements.unit.focus();
  });

  /* Signed on the day of filing, unless somebody says otherwise. */

  let followed = "";

  function followDate() {
    if (!form.elements.date.value) return;
    for (const [step] of data.steps) {
      const field = form.elements[`${step}-date`];
      if (field.value === followed) field.value = form.elements.date.value;
    }
    followed = form.elements.date.value;
  }

  function start() {
    const now = new Date();
    const local = new Date(now.getTime() - now.getTimezoneOffset() * 60000);
    form.elements.date.value = local.toISOString().slice(0, 10);
    followed = "";
    followDate();
    refresh();
  }

  start();
  restore();
  followed = form.elements.date.value;
  refresh();
  form.hidden = false;
  at("without").hidden = true;
  window.filing = { fileText, problemsOf, fieldLines, forgeAddress };
})();
