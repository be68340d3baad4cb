import { escaped, listed, page } from "../page.js";

export const data = {
  pagination: { data: "records.units", size: 1, alias: "group" },
  permalink: ({ group }) => `/units/${group.name}/`,
  eleventyExcludeFromCollections: true,
};

export function render({ group }) {
  const items = group.members.map(listed).join("\n");
  return page(group.name, `<h1>${escaped(group.name)}</h1>\n<ul>\n${items}\n</ul>`);
}
