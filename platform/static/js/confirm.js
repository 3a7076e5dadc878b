/* Forms that cannot be undone ask once more, also those that arrive later through htmx. */

document.addEventListener("submit", (event) => {
  const words = event.target.dataset.confirm;
  if (words && !window.confirm(words)) event.preventDefault();
});
