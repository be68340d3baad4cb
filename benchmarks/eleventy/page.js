// What every page has around its content.
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escaped(text) {
  return String(text).replace(/[&<>"]/g, (sign) => SIGNS[sign]);
}

export function page(title, content) {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · 基准省医保局政务信息通报</title>
</head>
<body>
<header><a href="/">基准省医保局政务信息通报</a></header>
<main>${content}</main>
</body>
</html>
`;
}

export function listed(item) {
  const outlets = item.adoptions.map((adoption) => ` ${escaped(adoption.outlet)}`).join("");
  return `<li>${item.date} <a href="/submissions/${item.id}/">${escaped(item.title)}</a>${outlets}</li>`;
}
