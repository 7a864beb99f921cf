// A copy button on every block of code: it copies the code alone, without prompts, outputs and line numbers.
(function () {
  "use strict";
  const PROMPT = /^(>>>|\.\.\.)( |$)/;
  const words = document.currentScript.dataset;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  function code(pre) {
    const copy = pre.cloneNode(true);
    for (const extra of copy.querySelectorAll(".linenos, .viewcode-back")) extra.remove();
    const text = copy.textContent.replace(/\n+$/, "\n");
    if (!copy.querySelector(".gp")) return text;
    const typed = text.split("\n").filter((line) => PROMPT.test(line));
    return typed.map((line) => line.replace(PROMPT, "") + "\n").join("");
  }

  // Pages that come by plain http from another machine have no clipboard object.
  function copyBySelection(text) {
    const pressed = document.activeElement, area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    pressed.focus({ preventScroll: true });
    return done ? Promise.resolve() : Promise.reject(new Error("copying was refused"));
  }

  function tell(button, word) {
    status.textContent = word;
    button.title = word;
    button.classList.toggle("done", word === words.copied);
    setTimeout(function () {
      status.textContent = "";
      button.title = words.copy;
      button.classList.remove("done");
    }, 2500);
  }

  for (const pre of document.querySelectorAll("div.highlight > pre")) {
    if (pre.closest(".cell_output")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-button";
    button.title = words.copy;
    button.setAttribute("aria-label", words.copy);
    const icon = document.createElement("span");
    icon.className = "fa-regular fa-copy";
    icon.setAttribute("aria-hidden", "true");
    button.append(icon);
    button.addEventListener("click", function () {
      const write = navigator.clipboard ? navigator.clipboard.writeText(code(pre)) : copyBySelection(code(pre));
      write.then(() => tell(button, words.copied), () => tell(button, words.failed));
    });
    pre.parentElement.append(button);
  }
})();
