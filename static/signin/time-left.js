// Warns before the session ends, and keeps what was typed when it has. Every page works without this file: then a
// form that comes too late is handed back by the server.
const warning = document.getElementById("time-left");
const ended = document.getElementById("time-up");
const words = warning.querySelector("[data-left]");
const warnAt = Number(warning.dataset.warning);
const ASK_AGAIN = 15;

let until = 0;
let canStay = false;
let askedAt = 0;
let asking = false;

function know(seconds, stay) {
  until = Date.now() + seconds * 1000;
  canStay = stay;
}

function secondsLeft() {
  return Math.ceil((until - Date.now()) / 1000);
}

// 100 -> "2 minutes": the words change seldom, so that a screen reader is not talking all the time.
function inWords(seconds) {
  if (seconds > 60) return `About ${Math.ceil(seconds / 60)} minutes left.`;
  if (seconds > 10) return `${Math.ceil(seconds / 10) * 10} seconds left.`;
  return "Less than 10 seconds left.";
}

function say(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

function showWhy() {
  warning.querySelector('[data-why="idle"]').hidden = !canStay;
  warning.querySelector('[data-why="absolute"]').hidden = canStay;
  warning.querySelector("[data-stay]").hidden = !canStay;
}

// Another tab, or somebody else in it, may have used the session since: only the server knows.
async function ask(address = warning.dataset.ask, options = {}) {
  askedAt = Date.now();
  const answer = await fetch(address, { ...options, headers: { Accept: "application/json" } });
  const left = await answer.json();
  const isOurs = left.mark === warning.dataset.mark;
  if (left.mark && !isOurs) {
    location.replace("/");
    return;
  }
  know(isOurs ? left.seconds : 0, isOurs && left.canStay);
}

function somethingTyped() {
  const fields = document.querySelectorAll('main form[method="post"] :is(input, textarea, select)');
  return [...fields].some((field) => {
    if (field.type === "hidden" || field.type === "password") return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.type === "file") return field.value !== "";
    if (field.tagName === "SELECT") return [...field.options].some((one) => one.selected !== one.defaultSelected);
    return field.value !== field.defaultValue;
  });
}

function isOver() {
  if (warning.open) warning.close();
  if (ended.open) return;
  if (somethingTyped()) ended.showModal();
  else location.replace(`${warning.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`);
}

async function look() {
  if (asking || ended.open) return;
  const left = secondsLeft();
  if (left > warnAt) {
    if (warning.open) warning.close();
    return;
  }
  asking = true;
  try {
    if (left <= 0 || !warning.open || Date.now() - askedAt > ASK_AGAIN * 1000) await ask();
  } catch {
    // No line to the server: go on counting by our own clock.
  } finally {
    asking = false;
  }
  if (secondsLeft() <= 0) isOver();
  else if (secondsLeft() > warnAt) warning.close();
  else if (!warning.open && !closedFor) open();
  if (warning.open) say(words, inWords(secondsLeft()));
}

let closedFor = 0;

function open() {
  showWhy();
  warning.showModal();
}

async function stay(event) {
  event.preventDefault();
  const form = event.currentTarget;
  await ask(form.action, { method: "POST", body: new FormData(form) });
  closedFor = 0;
  if (secondsLeft() > warnAt) warning.close();
  else showWhy();
}

async function carryOn() {
  await ask();
  if (secondsLeft() > 0) ended.close();
  else say(ended.querySelector("[data-not-yet]"), "You are not signed in yet.");
}

know(Number(warning.dataset.seconds), warning.dataset.canStay === "yes");
warning.querySelector("[data-stay]").addEventListener("submit", stay);
warning.querySelector("[data-close]").addEventListener("click", () => warning.close());
warning.addEventListener("close", () => {
  closedFor = secondsLeft() <= warnAt ? until : 0;
});
ended.addEventListener("cancel", (event) => event.preventDefault());
ended.querySelector("[data-carry-on]").addEventListener("click", carryOn);
document.addEventListener("visibilitychange", look);
setInterval(look, 1000);
