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
