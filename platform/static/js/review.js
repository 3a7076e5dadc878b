// A rubric filled in by hand or by keys: the sum as it grows, and the keys that the page documents.

(() => {
  "use strict";

  const form = document.querySelector("[data-rubric]");
  if (!form) return;

  const KEPT = "questbook.review-keys";
  const items = [...form.querySelectorAll("[data-item]")];
  const total = form.querySelector("[data-total]");
  const wanted = document.querySelector("[data-keys-on]");
  const radios = (item) => [...item.querySelectorAll("input[type=radio]")];
  const number = (item) => item.querySelector("input[type=number]");
  let current = -1;

  // ---- The sum ----

  function given(item) {
    const field = number(item) ?? radios(item).find((radio) => radio.checked);
    return field && field.value !== "" ? Number(field.value) : null;
  }

  function add() {
    const marks = items.map(given).filter((points) => points !== null);
    const sum = marks.reduce((one, other) => one + other, 0);
    total.textContent = marks.length ? String(Math.round(sum * 100) / 100) : "–";
  }

  form.addEventListener("input", add);
  add();

  // ---- Keys ----

  function go(to) {
    if (!items.length) return;
    current = Math.max(0, Math.min(items.length - 1, to));
    for (const item of items) item.toggleAttribute("data-current", item === items[current]);
    const field = number(items[current]) ?? radios(items[current]).find((radio) => radio.checked) ?? radios(items[current])[0];
    field.focus({ preventScroll: true });
    items[current].scrollIntoView({ block: "nearest" });
  }

  function choose(digit) {
    const item = items[Math.max(0, current)];
    const field = number(item);
    if (field) {
      field.value = Math.min(digit, Number(field.max));
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
    const radio = radios(item)[digit - 1];
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    go(items.indexOf(item) + 1);
  }

  const save = () => form.requestSubmit(form.querySelector("button[value=next]"));

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.contains(field)) {
      event.preventDefault();
      save();
      return;
    }
    if (!wanted.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (field.matches("textarea, select, input:not([type=radio], [type=number]), summary, a, button")) return;
    const typing = field.matches("input[type=number]");
    if (event.key === "j") go(current + 1);
    else if (event.key === "k") go(current - 1);
    else if (event.key === "s") form.querySelector("[data-skip]").click();
    else if (event.key === "Enter") save();
    else if (/^[0-9]$/.test(event.key) && !typing) choose(Number(event.key));
    else return;
    event.preventDefault();
  });

  form.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-item]");
    current = item ? items.indexOf(item) : current;
    for (const one of items) one.toggleAttribute("data-current", one === item);
  });

  wanted.checked = localStorage.getItem(KEPT) !== "off";
  wanted.addEventListener("change", () => localStorage.setItem(KEPT, wanted.checked ? "on" : "off"));
})();
