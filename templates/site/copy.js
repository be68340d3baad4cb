/* The buttons that copy a text of the page; without a script the text is there to be selected. */
"use strict";

for (const button of document.querySelectorAll("[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", () => {
    // Works from a disk too, where browsers keep the newer clipboard to themselves.
    window.getSelection().selectAllChildren(text);
    status.textContent = document.execCommand("copy") ? "已复制。" : "复制不了，文字已选中，请自己复制。";
  });
}
