import { escaped, page } from "../page.js";

export const data = {
  pagination: { data: "records.submissions", size: 1, alias: "item" },
  permalink: ({ item }) => `/submissions/${item.id}/`,
  eleventyExcludeFromCollections: true,
};

export function render({ item }) {
  const adopted = item.adoptions.map(
    (adoption) => `<li>${adoption.date} ${escaped(adoption.outlet)}</li>`,
  );
  return page(
    item.title,
    `<h1>${escaped(item.title)}</h1>
<dl>
<dt>单位</dt><dd><a href="/units/${item.unit}/">${escaped(item.unit)}</a></dd>
<dt>日期</dt><dd>${item.date}</dd>
<dt>类别</dt><dd>${escaped(item.category)}</dd>
</dl>
${item.html}
${adopted.length ? `<h2>采用</h2>\n<ul>\n${adopted.join("\n")}\n</ul>` : ""}`,
  );
}
