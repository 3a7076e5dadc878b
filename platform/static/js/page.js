// Small comforts for every page. Everything here also works without scripts.

const root = document.documentElement;

// A menu closes on Escape and on a click elsewhere.
for (const menu of document.querySelectorAll("details[data-menu]")) {
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// The theme changes at once; the form's answer only keeps it.
for (const group of document.querySelectorAll("[data-theme-switch]")) {
  const form = group.closest("form");
  form.addEventListener("submit", async (event) => {
    const chosen = event.submitter;
    if (!chosen || chosen.name !== "theme") return;
    event.preventDefault();
    const before = root.dataset.theme;
    const show = (theme) => {
      root.dataset.theme = theme;
      for (const button of group.querySelectorAll("button")) {
        button.setAttribute("aria-pressed", String(button.value === theme));
      }
    };
    show(chosen.value);
    try {
      const body = new FormData(form, chosen);
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
      if (answer.type !== "opaqueredirect" && !answer.ok) throw new Error(String(answer.status));
      document.dispatchEvent(new CustomEvent("questbook:theme", { detail: chosen.value }));
    } catch {
      show(before);
      form.submit();
    }
  });
}
