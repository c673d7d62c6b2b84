// The questions of the form in hand and the one that is next. What is chosen always stands in the form's own boxes, so
// that nothing is kept in two places.

import {
  boxes, clear, isLine, isMissing, isSeveral, isTyped, number, stateOf, texts, toWriteNext, whatHappens, whatToPress, words,
} from "./question.js";

const MARKS = { B: "B: left blank", M: "M: more than one", U: "U: cannot be read" };
const AT_NUMBER = -1;
const undo = [];
const settled = new Set();
export const form = document.querySelector("form[data-keying]");
export const part = (name, within = form) => within && within.querySelector(`[data-${name}]`);
export const questions = form ? [...form.querySelectorAll("fieldset[data-number]")] : [];
export const say = (text) => { part("last").textContent = text; };
export const inHand = () => questions[now];
export const hasAnything = () => questions.some((question) => state(question) !== "");
const numberPart = part("number-part");
let now = numberPart ? AT_NUMBER : 0;

const state = (question) => stateOf(question) || (settled.has(question) ? "B" : "");

export function draw() {
  questions.forEach((question, place) => {
    const stands = state(question);
    question.classList.toggle("sg-sheet__question--now", place === now);
    question.classList.toggle("sg-sheet__question--done", place !== now && stands !== "");
    const mark = part("mark", question);
    mark.hidden = !(stands in MARKS);
    mark.textContent = MARKS[stands] || "";
    const cell = part("cells").children[place];
    cell.className = place === now ? "sg-cells__now" : stands === "M" || stands === "U" ? "sg-cells__doubt" : "";
    cell.lastElementChild.textContent = stands;
  });
  if (numberPart) numberPart.classList.toggle("sg-sheet__question--now", now === AT_NUMBER);
  const [what, more] = nowInWords();
  part("now").textContent = what;
  part("now-more").textContent = more;
}

function nowInWords() {
  const question = inHand();
  if (now === AT_NUMBER) return ["Number on the form", "Type it, then Enter."];
  if (question) return [`Question ${number(question)}: ${whatToPress(question)}`, whatHappens(question)];
  return ["Keep the form: press Enter", numberPart ? "The next empty form begins." : ""];
}

export function goTo(place) {
  now = Math.max(0, Math.min(place, questions.length));
  draw();
  const question = inHand();
  if (!question) {
    part("save").focus();
    return;
  }
  question.focus({ preventScroll: true });
  const quiet = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  question.scrollIntoView({ block: "center", behavior: quiet ? "auto" : "smooth" });
}

export const step = (by) => goTo(now + by);
export const goToFirstOpen = () => goTo(Math.max(0, questions.findIndex((question) => !state(question))));

export function leaveForNumber() {
  now = AT_NUMBER;
  draw();
}

// Somebody clicked into a question, or came there by Tab.
export function wentTo(question) {
  const place = questions.indexOf(question);
  if (place < 0 || place === now) return;
  now = place;
  draw();
}

function remember(question) {
  const values = boxes(question).map((box) => box.checked);
  const written = texts(question).map((text) => text.value);
  undo.push({ place: now, question, values, written, wasSettled: settled.has(question) });
}

// Takes the last key back; false where there is none.
export function takeBack() {
  const last = undo.pop();
  if (!last) return false;
  boxes(last.question).forEach((box, place) => { box.checked = last.values[place]; });
  texts(last.question).forEach((text, place) => { text.value = last.written[place]; });
  if (!last.wasSettled) settled.delete(last.question);
  goTo(last.place);
  say(`undone, question ${number(last.question)}`);
  return true;
}

function moveOn(question, box) {
  const target = box.dataset.goTo;
  const led = target ? questions.findIndex((other) => parseInt(number(other), 10) >= Number(target)) : now + 1;
  const next = isTyped(question) ? null : toWriteNext(question);
  if (next) next.focus();
  else goTo(led < 0 ? questions.length : led);
}

export function choose(question, box) {
  remember(question);
  settled.add(question);
  const several = isSeveral(question);
  box.checked = several ? !box.checked : true;
  if (isLine(question)) texts(question).forEach((text) => { text.value = ""; });
  if (several && box.checked) boxes(question).filter((other) => other !== box && (isMissing(other) || isMissing(box))).forEach((other) => { other.checked = false; });
  const led = box.dataset.goTo ? ". The paper leads on; go back with ↑ if there are crosses in between" : "";
  say(`question ${number(question)}, ${box.dataset.key.toUpperCase()} = ${words(box)}${several && !box.checked ? ", taken away" : ""}${led}`);
  if (several && !isMissing(box)) draw();
  else moveOn(question, box);
}

export function leaveBlank(question) {
  remember(question);
  settled.add(question);
  clear(question);
  boxes(question).filter((box) => box.value === "" && box.type === "radio").forEach((box) => { box.checked = true; });
  say(`question ${number(question)}, left blank`);
  step(1);
}

export function enter(question) {
  if (isTyped(question)) {
    remember(question);
    texts(question)[0].focus();
    return;
  }
  settled.add(question);
  const next = isSeveral(question) && toWriteNext(question);
  if (next) next.focus();
  else step(1);
}

// What was to be written in a box is written.
export function isWritten(text) {
  const question = text.closest("fieldset");
  settled.add(question);
  const next = isTyped(question) ? null : toWriteNext(question, text);
  if (next) next.focus();
  else goTo(questions.indexOf(question) + 1);
}

// Something is being written: it takes the place of a code for the whole line, and crosses the answer it belongs to.
export function writes(text) {
  const question = text.closest("fieldset");
  if (!question) return;
  if (text.matches("input[type=text]") && isLine(question)) boxes(question).forEach((box) => { box.checked = false; });
  if ("other" in text.dataset) part("asks", question).checked = true;
  draw();
}

// The one that is to be mended, by its number; none where there is none.
export function showWrong(wrong) {
  const found = questions.findIndex((question) => number(question) === String(wrong));
  questions.forEach((question, place) => question.classList.toggle("sg-sheet__question--wrong", place === found));
  if (found >= 0) goTo(found);
}

export function emptyAll() {
  questions.forEach((question) => {
    clear(question);
    question.classList.remove("sg-sheet__question--wrong");
  });
  undo.length = 0;
  settled.clear();
}

export function lay() {
  for (const question of questions) {
    question.tabIndex = -1;
    const cell = document.createElement("li");
    cell.append(Object.assign(document.createElement("span"), { textContent: number(question) }), document.createElement("b"));
    part("cells").append(cell);
  }
  draw();
}
