/* The drop zone of a quest folder: shows the chosen file and refuses at once what the server would refuse. */

document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const form = document.querySelector("[data-quest-upload]");
  if (!form) return;
  const zone = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  const chosen = form.querySelector("[data-chosen]");
  const errors = form.querySelector("[data-errors]");
  const send = form.querySelector("[data-send]");

  const size = (bytes) =>
    bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

  function complain(words) {
    errors.replaceChildren();
    input.toggleAttribute("aria-invalid", Boolean(words));
    if (!words) return;
    const line = document.createElement("li");
    line.textContent = words;
    errors.append(line);
  }

  function problem(files) {
    if (files.length > 1) return form.dataset.one;
    if (!/\.zip$/i.test(files[0].name)) return form.dataset.noZip;
    if (files[0].size > Number(form.dataset.most)) return form.dataset.tooLarge;
    return "";
  }

  function show() {
    const [file] = input.files;
    const words = file ? problem(input.files) : "";
    chosen.hidden = !file;
    chosen.textContent = file ? `${file.name} · ${size(file.size)}` : "";
    zone.classList.toggle("has-file", Boolean(file) && !words);
    complain(words);
    return Boolean(file) && !words;
  }

  input.addEventListener("change", show);

  // The whole zone takes a drop, not only the small input.
  let depth = 0;
  zone.addEventListener("dragenter", (event) => {
    event.preventDefault();
    depth += 1;
    zone.classList.add("is-over");
  });
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("dragleave", () => {
    depth -= 1;
    if (depth <= 0) zone.classList.remove("is-over");
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    zone.classList.remove("is-over");
    const files = event.dataTransfer.files;
    if (!files.length) return;
    const words = problem(files);
    if (files.length > 1) {
      complain(words);
      return;
    }
    input.files = files;
    show();
  });

  form.addEventListener("submit", (event) => {
    if (input.files.length && !show()) {
      event.preventDefault();
      return;
    }
    send.querySelector("[data-idle]").hidden = true;
    send.querySelector("[data-busy]").hidden = false;
    send.setAttribute("aria-disabled", "true");
  });

  // A page that comes back from the browser's history starts anew.
  addEventListener("pageshow", () => {
    send.querySelector("[data-idle]").hidden = false;
    send.querySelector("[data-busy]").hidden = true;
    send.removeAttribute("aria-disabled");
  });
});
