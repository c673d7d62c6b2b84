// Keying a paper form: one key is one answer, and the page moves on by itself. Without this file the page is an ordinary
// form. What is keyed stands on this page and nowhere else: a form that cannot be sent stays here until it can.

import { post, whyNotKept } from "./keying/post.js";
import { boxes, isLine } from "./keying/question.js";
import {
  choose, emptyAll, enter, form, goTo, goToFirstOpen, hasAnything, inHand, isWritten, lay, leaveBlank, leaveForNumber,
  part, questions, say, showWrong, step, takeBack, wentTo, writes,
} from "./keying/sheet.js";

const save = part("save");
const numberBox = part("form-number");
const drawn = [];
let taken = form ? JSON.parse(form.dataset.taken) : [];
let isSending = false;
let isDirty = hasAnything;

// The number comes first: a form that has been keyed is known before anything of it is typed.
function toNumber() {
  leaveForNumber();
  numberBox.focus();
  numberBox.select();
}

const nextFree = () => taken.reduce((most, one) => Math.max(most, one), 0) + 1;

function offerChoice(free) {
  form.querySelectorAll("[data-free]").forEach((place) => { place.textContent = free; });
  part("other-form").value = free;
  part("choice").hidden = false;
  say(`A form with the number ${numberBox.value.trim()} has been keyed in already. S: it is the same form, put it away. O: it is another form, write ${free} on it.`);
  toNumber();
}

function takeNumber() {
  const typed = Number(numberBox.value.trim());
  if (!Number.isInteger(typed) || typed < 1) {
    say("Type the number that is written on the form.");
    return;
  }
  if (taken.includes(typed)) {
    offerChoice(nextFree());
    return;
  }
  part("choice").hidden = true;
  say(`form ${typed}`);
  goToFirstOpen();
}

function choseOther() {
  numberBox.value = part("other-form").value;
  takeNumber();
}

function beginNext() {
  emptyAll();
  part("problem").textContent = "";
  part("choice").hidden = true;
  numberBox.value = "";
  part("next").textContent = nextFree();
  window.scrollTo(0, 0);
  toNumber();
}

function undoLast() {
  if (!takeBack() && numberBox) toNumber();
}

function pressedInNumber(event) {
  const asks = !part("choice").hidden;
  const act = event.key === "Enter" ? takeNumber : asks && event.key.toLowerCase() === "s" ? beginNext : asks && event.key.toLowerCase() === "o" ? choseOther : null;
  if (act) {
    event.preventDefault();
    act();
  } else if (asks && event.key.length === 1) {
    part("choice").hidden = true;
  }
}

function pressedInText(event) {
  const isOver = event.key === "Tab" ? !event.shiftKey : event.key === "Enter" && event.target.matches("input");
  if (!isOver) return;
  event.preventDefault();
  isWritten(event.target);
}

// What a key does at the question in hand; undefined where it does nothing. A figure begins an answer that is typed: it
// is let through to the box, which has the focus by then.
function actOf(key, question) {
  const acts = { arrowup: () => step(-1), arrowdown: () => step(1), backspace: undoLast };
  if (acts[key] || !question) return acts[key];
  if (key === "enter") return () => enter(question);
  if (key === "b") return () => leaveBlank(question);
  const box = boxes(question).find((one) => one.dataset.key === key && one.value !== "");
  return box && (() => choose(question, box));
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isSending) return;
  if (event.target === numberBox) pressedInNumber(event);
  else if (event.target === save && event.key === "Backspace") {
    event.preventDefault();
    undoLast();
  } else if (event.target.closest("a, button, summary")) return;
  else if (event.target.matches("textarea, input[type=text]")) pressedInText(event);
  else pressedAtQuestion(event);
}

function pressedAtQuestion(event) {
  const question = inHand();
  if (question && isLine(question) && /^[0-9]$/.test(event.key)) {
    enter(question);
    return;
  }
  const act = actOf(event.key.toLowerCase(), question);
  if (!act) return;
  event.preventDefault();
  act();
}

// What was pressed while nobody listened, done as if it were pressed now: in order, each where the one before led.
function pressEarlier(keys) {
  for (const key of keys) {
    const target = document.activeElement || document.body;
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    const isLeft = target.dispatchEvent(event);
    const into = document.activeElement;
    if (!isLeft) continue;
    if (key.length === 1 && into.matches("textarea, input[type=text]")) {
      into.setRangeText(key, into.selectionStart, into.selectionEnd, "end");
      into.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (key === "Enter" && into.matches("button, a")) into.click();
  }
}

function tell(problem) {
  part("problem").textContent = problem;
  save.focus();
}

function mend(told) {
  tell(told.problem);
  if (told.free) offerChoice(told.free);
  else if (told.number) toNumber();
  showWrong(told.wrong);
}

function isKept(told, pressedMeanwhile) {
  isDirty = () => false;
  if (told.go) {
    window.location.assign(told.go);
    return;
  }
  if (told.drawn) {
    drawn.push(numberBox.value.trim());
    part("drawn").hidden = false;
    part("drawn-numbers").textContent = drawn.join(", ");
  }
  taken = told.taken;
  form.elements.form.value = told.word;
  part("keyed", document).textContent = told.keyed === 1 ? "1 form" : `${told.keyed} forms`;
  isDirty = hasAnything;
  beginNext();
  say(told.said);
  // An Enter too many began nothing; a number did.
  if (pressedMeanwhile[0] !== "Enter") pressEarlier(pressedMeanwhile);
}

async function send(event) {
  event.preventDefault();
  if (isSending) return;
  if (event.submitter && event.submitter === part("other-form")) {
    choseOther();
    return;
  }
  isSending = true;
  save.setAttribute("aria-disabled", "true");
  window.earlyKeys.keep();
  const { status, told } = await post(form);
  const pressedMeanwhile = window.earlyKeys.take();
  isSending = false;
  save.removeAttribute("aria-disabled");
  if (status === 200) isKept(told, pressedMeanwhile);
  else if (status === 422) mend(told);
  else if (status === 401 || status === 403) signInAgain();
  else tell(whyNotKept(status));
}

// The sign-in has ended: the service hands back what is posted as a page, and takes it after signing in.
function signInAgain() {
  isDirty = () => false;
  HTMLFormElement.prototype.submit.call(form);
}

function begin() {
  form.classList.add("sg-keying--keys");
  part("without-script").hidden = true;
  part("with-script").hidden = false;
  lay();
  document.addEventListener("keydown", pressed);
  form.addEventListener("submit", send);
  window.addEventListener("beforeunload", (event) => { if (isDirty()) event.preventDefault(); });
  if (numberBox) {
    part("same").addEventListener("click", (event) => { event.preventDefault(); beginNext(); });
    numberBox.addEventListener("focus", leaveForNumber);
  }
  form.addEventListener("input", (event) => writes(event.target));
  form.addEventListener("focusin", (event) => wentTo(event.target.closest("fieldset[data-number]")));
  const wrong = questions.findIndex((question) => question.classList.contains("sg-sheet__question--wrong"));
  if (wrong >= 0) goTo(wrong);
  else if (numberBox) toNumber();
  pressEarlier(window.earlyKeys.take());
}

if (form) begin();
