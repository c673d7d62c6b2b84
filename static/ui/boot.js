// Starts NHS.UK's own enhancements and the folding menu. Every page works without this file.
import { initAll } from "../nhsuk/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

const header = document.getElementById("header");
const button = header && header.querySelector(".sg-header__menu");

function show(open) {
  header.classList.toggle("sg-header--open", open);
  button.setAttribute("aria-expanded", String(open));
}

if (button && document.getElementById("menu")) {
  header.classList.add("sg-header--folding");
  button.hidden = false;
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
}

const more = header && header.querySelector(".sg-more");
if (more) {
  document.addEventListener("click", (event) => {
    if (!more.contains(event.target)) more.open = false;
  });
  more.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && more.open) {
      more.open = false;
      more.querySelector("summary").focus();
    }
  });
}

// What somebody wrote under a choice and then hid by choosing otherwise is not sent.
document.addEventListener("submit", (event) => {
  const hidden = ".nhsuk-radios__conditional--hidden input, .nhsuk-checkboxes__conditional--hidden input";
  for (const input of event.target.querySelectorAll(hidden)) input.value = "";
});

// Long work: ask for the same page again, put the new state in place, and load it whole when the work is done.
async function lookAgain(progress) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress");
  if (!answer.ok || !fresh || !fresh.dataset.lookAgain) {
    location.reload();
    return;
  }
  const bar = progress.querySelector("progress");
  bar.max = fresh.querySelector("progress").max;
  bar.value = fresh.querySelector("progress").value;
  const words = progress.querySelector("[role=status]");
  const said = fresh.querySelector("[role=status]").textContent;
  if (words.textContent !== said) words.textContent = said;
  waitAndLook(progress);
}

function waitAndLook(progress) {
  const wait = Number(progress.dataset.lookAgain) * 1000;
  setTimeout(() => lookAgain(progress).catch(() => waitAndLook(progress)), wait);
}

const progress = document.getElementById("progress");
if (progress && progress.dataset.lookAgain) waitAndLook(progress);
