// Keying a paper form: one key is one answer, and the page moves on by itself. Without this file the page is an ordinary
// form. What is chosen always stands in the form's own boxes, so that nothing is kept in two places.

const form = document.querySelector("form[data-keying]");
const questions = form ? [...form.querySelectorAll("fieldset[data-number]")] : [];
const cells = form && form.querySelector("[data-cells]");
const save = form && form.querySelector("[data-save]");
const MARKS = { B: "B: left blank", M: "M: more than one", U: "U: cannot be read" };
const undo = [];
const settled = new Set();
let now = 0;

const number = (question) => question.dataset.number;
const boxes = (question) => [...question.querySelectorAll("input[data-key]")];
const isMissing = (box) => box.value === "*" || box.value === "?";
const options = (question) => boxes(question).filter((box) => box.value !== "" && !isMissing(box));
const texts = (question) => [...question.querySelectorAll("textarea, input[type=text]")];
const words = (box) => box.closest("label").querySelector("span").textContent;
const isWords = (question) => question.dataset.keying !== "choices";
const isLine = (question) => question.dataset.keying === "line";
const isSeveral = (question) => "several" in question.dataset;

function stateOf(question) {
  const chosen = boxes(question).filter((box) => box.checked && box.value !== "");
  const missing = chosen.find(isMissing);
  if (missing) return missing.dataset.key.toUpperCase();
  if (chosen.length) return chosen.map((box) => box.dataset.key.toUpperCase()).join(" ");
  if (isWords(question) && texts(question)[0].value.trim()) return "✎";
  return settled.has(question) ? "B" : "";
}

function draw() {
  questions.forEach((question, place) => {
    const state = stateOf(question);
    question.classList.toggle("sg-sheet__question--now", place === now);
    question.classList.toggle("sg-sheet__question--done", place !== now && state !== "");
    const mark = question.querySelector("[data-mark]");
    mark.hidden = !(state in MARKS);
    mark.textContent = MARKS[state] || "";
    const cell = cells.children[place];
    cell.className = place === now ? "sg-cells__now" : state === "M" || state === "U" ? "sg-cells__doubt" : "";
    cell.lastElementChild.textContent = state;
  });
  const question = questions[now];
  form.querySelector("[data-now]").textContent = question ? `Question ${number(question)}: ${whatToPress(question)}` : "Keep the form: press Enter";
  form.querySelector("[data-now-more]").textContent = question ? whatHappens(question) : "The next empty form opens.";
}

function whatToPress(question) {
  if (isLine(question)) return "type it";
  if (isWords(question)) return "Enter to type";
  const keys = options(question).map((box) => box.dataset.key.toUpperCase());
  return `press ${keys[0]}\u00a0to\u00a0${keys[keys.length - 1]}`;
}

function whatHappens(question) {
  if (isLine(question)) return "Enter when it is typed. B if it is blank, M for more than one, U if it cannot be read.";
  if (isWords(question)) return "B if it is blank. Tab when you have typed the words.";
  return isSeveral(question) ? "As many as there are crosses, then Enter." : "The page moves on by itself.";
}

function goTo(place) {
  now = Math.max(0, Math.min(place, questions.length));
  draw();
  const question = questions[now];
  if (!question) {
    save.focus();
    return;
  }
  if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur();
  const quiet = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  question.scrollIntoView({ block: "center", behavior: quiet ? "auto" : "smooth" });
}

function say(text) {
  form.querySelector("[data-last]").textContent = text;
}

function remember(question) {
  const values = boxes(question).map((box) => box.checked);
  const written = texts(question).map((text) => text.value);
  undo.push({ place: now, question, values, written, wasSettled: settled.has(question) });
}

function takeBack() {
  const last = undo.pop();
  if (!last) return;
  boxes(last.question).forEach((box, place) => { box.checked = last.values[place]; });
  texts(last.question).forEach((text, place) => { text.value = last.written[place]; });
  if (!last.wasSettled) settled.delete(last.question);
  goTo(last.place);
  say(`undone, question ${number(last.question)}`);
}

// The line under an answer that is crossed, then the words about it: as they stand on paper.
function toWriteNext(question, after = null) {
  const own = texts(question).filter((text) => !("other" in text.dataset) || question.querySelector("[data-asks]:checked"));
  return own[after ? own.indexOf(after) + 1 : 0];
}

function moveOn(question, box) {
  const target = box && box.dataset.goTo;
  const place = target ? questions.findIndex((other) => parseInt(number(other), 10) >= Number(target)) : now + 1;
  const next = isWords(question) ? null : toWriteNext(question);
  if (next) next.focus();
  else goTo(place);
}

function choose(question, box) {
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

function leaveBlank(question) {
  remember(question);
  settled.add(question);
  boxes(question).forEach((box) => { box.checked = box.value === "" && box.type === "radio"; });
  texts(question).forEach((text) => { text.value = ""; });
  say(`question ${number(question)}, left blank`);
  goTo(now + 1);
}

function enter(question) {
  if (isWords(question)) {
    remember(question);
    texts(question)[0].focus();
    return;
  }
  settled.add(question);
  const next = isSeveral(question) && toWriteNext(question);
  if (next) next.focus();
  else goTo(now + 1);
}

// A figure begins an answer that is typed: the box has the focus before the figure arrives in it.
function beginsToType(question, event) {
  if (!question || !isLine(question) || !/^[0-9]$/.test(event.key)) return false;
  enter(question);
  return true;
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("a, button, summary")) return;
  const question = questions[now];
  if (event.target.matches("textarea, input[type=text]")) {
    const isOver = event.key === "Tab" ? !event.shiftKey : event.key === "Enter" && event.target.matches("input");
    if (isOver) {
      event.preventDefault();
      const here = event.target.closest("fieldset");
      settled.add(here);
      const next = isWords(here) ? null : toWriteNext(here, event.target);
      if (next) next.focus();
      else goTo(questions.indexOf(here) + 1);
    }
    return;
  }
  if (beginsToType(question, event)) return;
  const key = event.key.toLowerCase();
  const acts = {
    arrowup: () => goTo(now - 1),
    arrowdown: () => goTo(now + 1),
    backspace: takeBack,
    enter: () => question && enter(question),
    b: () => question && leaveBlank(question),
  };
  const box = question && boxes(question).find((one) => one.dataset.key === key && one.value !== "");
  const act = acts[key] || (box && (() => choose(question, box)));
  if (!act) return;
  event.preventDefault();
  act();
}

function begin() {
  form.classList.add("sg-keying--keys");
  form.querySelector("[data-without-script]").hidden = true;
  form.querySelector("[data-with-script]").hidden = false;
  for (const question of questions) {
    const cell = document.createElement("li");
    cell.append(Object.assign(document.createElement("span"), { textContent: number(question) }), document.createElement("b"));
    cells.append(cell);
  }
  document.addEventListener("keydown", pressed);
  form.addEventListener("input", (event) => {
    const here = event.target.closest("fieldset");
    if (event.target.matches("input[type=text]") && isLine(here)) boxes(here).forEach((box) => { box.checked = false; });
    if ("other" in event.target.dataset) here.querySelector("[data-asks]").checked = true;
    draw();
  });
  form.addEventListener("focusin", (event) => {
    const place = questions.indexOf(event.target.closest("fieldset[data-number]"));
    if (place >= 0 && place !== now) { now = place; draw(); }
  });
  const wrong = questions.findIndex((question) => question.classList.contains("sg-sheet__question--wrong"));
  now = Math.max(wrong, 0);
  draw();
}

if (form) begin();
