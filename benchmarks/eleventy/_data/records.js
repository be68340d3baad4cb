// Reads every record as it is: the corpus's own YAML files, adoptions joined to submissions.
import fs from "node:fs";
import path from "node:path";
import { load } from "js-yaml";
import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt();

function records(folder) {
  return fs
    .readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => ({
      id: name.slice(0, -".yaml".length),
      ...load(fs.readFileSync(path.join(folder, name), "utf-8")),
    }));
}

function day(value) {
  return value instanceof Date ? value.toISOString().slice(0, 10) : value;
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, members]) => ({
    name,
    members,
  }));
}

export default function () {
  const adoptions = new Map();
  for (const adoption of records(path.join(process.env.DATA, "adoptions"))) {
    const found = adoptions.get(adoption.submission) ?? [];
    adoptions.set(adoption.submission, [...found, { ...adoption, date: day(adoption.date) }]);
  }
  const submissions = records(path.join(process.env.DATA, "submissions"))
    .map((item) => ({
      ...item,
      date: day(item.date),
      html: markdown.render(item.body),
      adoptions: adoptions.get(item.id) ?? [],
    }))
    .sort((one, other) => (one.date < other.date ? -1 : 1));
  return {
    submissions,
    units: grouped(submissions, (item) => item.unit),
    months: grouped(submissions, (item) => item.date.slice(0, 7)),
  };
}
