import { escaped, page } from "../page.js";

export const data = { permalink: "/", eleventyExcludeFromCollections: true };

export function render({ records }) {
  const lists = ["units", "months"].map((kind) => {
    const groups = records[kind].map(
      ({ name, members }) =>
        `<li><a href="/${kind}/${name}/">${escaped(name)}</a> ${members.length}</li>`,
    );
    return `<ul>\n${groups.join("\n")}\n</ul>`;
  });
  return page("首页", `<h1>基准省医保局政务信息通报</h1>\n${lists.join("\n")}`);
}
