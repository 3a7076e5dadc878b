// Handing a file in: drag and drop, a first look at the file, and how much of it is sent. The form works without this.

const form = document.querySelector("form.upload");

if (form) {
  const drop = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  const problem = form.querySelector("#upload-problem");
  const shown = form.querySelector("[data-file]");
  const sent = form.querySelector("[data-sent]");
  const words = form.dataset;
  drop.classList.add("live");

  const refuse = (message) => {
    const notice = document.createElement("p");
    notice.className = "notice fail";
    notice.textContent = message;
    problem.replaceChildren(notice);
  };

  const size = (bytes) =>
    new Intl.NumberFormat(document.documentElement.lang, {
      style: "unit",
      unit: bytes < 1e6 ? "kilobyte" : "megabyte",
      maximumFractionDigits: 1,
    }).format(bytes / (bytes < 1e6 ? 1e3 : 1e6));

  // Says what is wrong before a megabyte is sent; the server checks again and has the last word.
  const look = () => {
    const file = input.files[0];
    problem.replaceChildren();
    drop.classList.toggle("chosen", Boolean(file));
    shown.hidden = !file;
    if (!file) return true;
    shown.querySelector("[data-name]").textContent = file.name;
    shown.querySelector("[data-size]").textContent = size(file.size);
    if (!file.name.toLowerCase().endsWith(words.ending)) refuse(words.wrongKind);
    else if (file.size > Number(words.maxBytes)) refuse(words.tooLarge);
    else return true;
    drop.classList.remove("chosen");
    return false;
  };

  input.addEventListener("change", look);
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    const { files } = event.dataTransfer;
    if (files.length === 0) return;
    if (files.length > 1) {
      refuse(words.oneFile);
      return;
    }
    input.files = files;
    look();
  });
  // A file that misses the field must not replace the page.
  for (const kind of ["dragover", "drop"]) {
    window.addEventListener(kind, (event) => event.preventDefault());
  }

  form.addEventListener("htmx:beforeRequest", (event) => {
    if (!look()) event.preventDefault();
    else sent.hidden = false;
  });
  form.addEventListener("htmx:xhr:progress", ({ detail }) => {
    if (detail.lengthComputable) sent.value = (100 * detail.loaded) / detail.total;
  });
  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    // A refusal comes with words to show, so htmx takes it for a success.
    if (detail.successful && detail.xhr.status !== 422) return;
    sent.hidden = true;
    drop.classList.remove("chosen");
  });
  for (const kind of ["htmx:sendError", "htmx:timeout"]) {
    form.addEventListener(kind, () => refuse(words.notSent));
  }
  form.addEventListener("htmx:responseError", ({ detail }) => {
    if (detail.xhr.status !== 422) refuse(words.notSent);
  });
}
