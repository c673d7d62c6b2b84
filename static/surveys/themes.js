// While the cursor is in the list of themes, 1 to 9 tick the theme that stands there and 0 ticks the last answer.

const list = document.querySelector("[data-number-keys]");
const boxes = list ? [...list.querySelectorAll('input[name="themes"]')] : [];

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return;
  if (event.target.type !== "checkbox") return;
  const box = event.key === "0" ? boxes.at(-1) : boxes.slice(0, -1)[Number(event.key) - 1];
  if (!box) return;
  event.preventDefault();
  box.click();
}

if (boxes.length > 1) {
  list.addEventListener("keydown", pressed);
  boxes.forEach((box, place) => {
    const key = box === boxes.at(-1) ? 0 : place + 1;
    if (key <= 9) box.closest(".nhsuk-checkboxes__item").dataset.key = key;
  });
  list.querySelector("[data-number-keys-hint]").hidden = false;
  // The browser looks for #themes until the page has loaded, and takes the cursor away from wherever it is.
  const begin = () => requestAnimationFrame(() => boxes[0].focus({ preventScroll: true }));
  if (window.location.hash === "#themes") window.addEventListener("load", begin, { once: true });
}
