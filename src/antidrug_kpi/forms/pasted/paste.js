"use strict";
// A field's text goes to the clipboard as it stands in the page; what was copied is ticked until the page is closed.
document.addEventListener("DOMContentLoaded", function () {
  const buttons = Array.from(document.querySelectorAll("button[data-field]"));
  const copied = new Set();

  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch (error) { /* an old or a strict browser: as below */ }
    }
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "aside";
    document.body.append(area);
    area.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch (error) { done = false; }
    area.remove();
    return done;
  }

  async function press(button) {
    const name = button.dataset.field;
    const done = await copy(document.getElementById("text-" + name).textContent);
    if (done) copied.add(name);
    const mark = document.getElementById("mark-" + name);
    mark.textContent = done ? "☑ 已複製" : "未能複製，請選取下方文字後自行複製";
    mark.className = done ? "done" : "failed";
    document.getElementById("progress").textContent = "已複製 " + copied.size + "／" + buttons.length + " 欄";
  }

  for (const button of buttons) button.addEventListener("click", function () { press(button); });
});
