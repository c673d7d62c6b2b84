// Keying a paper form: one key is one answer, and the page moves on by itself. Without this file the page is an ordinary
// form. What is chosen always stands in the form's own boxes, so that nothing is kept in two places, and nowhere but on
// this page: a form that cannot be sent stays here until it can.

const form = document.querySelector("form[data-keying]");
const part = (name, within = form) => within && within.querySelector(`[data-${name}]`);
const questions = form ? [...form.querySelectorAll("fieldset[data-number]")] : [];
const cells = part("cells");
const save = part("save");
const numberBox = part("form-number");
const MARKS = { B: "B: left blank", M: "M: more than one", U: "U: cannot be read" };
const LONGEST_WAIT = 20000; // milliseconds before a form that is being sent counts as not sent
const AT_NUMBER = -1;
const undo = [];
const drawn = [];
const settled = new Set();
let taken = form ? JSON.parse(form.dataset.taken) : [];
let now = numberBox ? AT_NUMBER : 0;
let isSending = false;

const number = (question) => question.dataset.number;
const boxes = (question) => [...question.querySelectorAll("input[data-key]")];
const isMissing = (box) => box.value === "*" || box.value === "?";
const options = (question) => boxes(question).filter((box) => box.value !== "" && !isMissing(box));
const texts = (question) => [...question.querySelectorAll("textarea, input[type=text]")];
const words = (box) => box.closest("label").querySelector("span").textContent;
const isWords = (question) => question.dataset.keying !== "choices";
const isLine = (question) => question.dataset.keying === "line";
const isSeveral = (question) => "several" in question.dataset;
const say = (text) => { part("last").textContent = text; };

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
    const mark = part("mark", question);
    mark.hidden = !(state in MARKS);
    mark.textContent = MARKS[state] || "";
    const cell = cells.children[place];
    cell.className = place === now ? "sg-cells__now" : state === "M" || state === "U" ? "sg-cells__doubt" : "";
    cell.lastElementChild.textContent = state;
  });
  if (numberBox) part("number-part").classList.toggle("sg-sheet__question--now", now === AT_NUMBER);
  const question = questions[now];
  part("now").textContent = now === AT_NUMBER ? "Number on the form" : question ? `Question ${number(question)}: ${whatToPress(question)}` : "Keep the form: press Enter";
  part("now-more").textContent = now === AT_NUMBER ? "Type it, then Enter." : question ? whatHappens(question) : numberBox ? "The next empty form begins." : "";
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
  question.focus({ preventScroll: true });
  const quiet = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  question.scrollIntoView({ block: "center", behavior: quiet ? "auto" : "smooth" });
}

function remember(question) {
  const values = boxes(question).map((box) => box.checked);
  const written = texts(question).map((text) => text.value);
  undo.push({ place: now, question, values, written, wasSettled: settled.has(question) });
}

function takeBack() {
  const last = undo.pop();
  if (!last) {
    if (numberBox) toNumber();
    return;
  }
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
  const led = target ? questions.findIndex((other) => parseInt(number(other), 10) >= Number(target)) : now + 1;
  const next = isWords(question) ? null : toWriteNext(question);
  if (next) next.focus();
  else goTo(led < 0 ? questions.length : led);
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

// The number comes first: a form that has been keyed is known before anything of it is typed.
function toNumber() {
  now = AT_NUMBER;
  draw();
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
  goTo(Math.max(0, questions.findIndex((question) => !stateOf(question))));
}

function choseOther() {
  numberBox.value = part("other-form").value;
  takeNumber();
}

function beginNext() {
  questions.forEach((question) => {
    boxes(question).forEach((box) => { box.checked = false; });
    texts(question).forEach((text) => { text.value = ""; });
    question.classList.remove("sg-sheet__question--wrong");
  });
  undo.length = 0;
  settled.clear();
  part("problem").textContent = "";
  part("choice").hidden = true;
  numberBox.value = "";
  part("next").textContent = nextFree();
  window.scrollTo(0, 0);
  toNumber();
}

function pressedInText(event) {
  const isOver = event.key === "Tab" ? !event.shiftKey : event.key === "Enter" && event.target.matches("input");
  if (!isOver) return;
  event.preventDefault();
  const here = event.target.closest("fieldset");
  settled.add(here);
  const next = isWords(here) ? null : toWriteNext(here, event.target);
  if (next) next.focus();
  else goTo(questions.indexOf(here) + 1);
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

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isSending) return;
  if (event.target === numberBox) {
    pressedInNumber(event);
    return;
  }
  if (event.target === save && event.key === "Backspace") {
    event.preventDefault();
    takeBack();
    return;
  }
  if (event.target.closest("a, button, summary")) return;
  if (event.target.matches("textarea, input[type=text]")) {
    pressedInText(event);
    return;
  }
  const question = questions[now];
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

function tell(problem) {
  part("problem").textContent = problem;
  save.focus();
}

function mend(told) {
  tell(told.problem);
  if (told.number) {
    if (told.free) offerChoice(told.free);
    else toNumber();
  }
  const wrong = questions.findIndex((question) => number(question) === String(told.wrong));
  questions.forEach((question, place) => question.classList.toggle("sg-sheet__question--wrong", place === wrong));
  if (wrong >= 0) goTo(wrong);
}

function isKept(told) {
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
}

// Sent again, a form keeps its word, so the service knows it and keeps it once.
async function send(event) {
  event.preventDefault();
  if (isSending) return;
  if (event.submitter && event.submitter === part("other-form")) {
    choseOther();
    return;
  }
  isSending = true;
  save.setAttribute("aria-disabled", "true");
  const { status, told } = await sent();
  isSending = false;
  save.removeAttribute("aria-disabled");
  if (status === 200) isKept(told);
  else if (status === 422) mend(told);
  else if (status === 401 || status === 403) signInAgain();
  else if (status) tell(`The form was not kept: the service answered with error ${status}. It is still here. Press Enter to send it again.`);
  else tell("The form could not be sent: there is no connection. It is still here. Press Enter to send it again.");
}

// What the service answers; status 0 where it cannot be reached, or its answer was lost on the way.
async function sent() {
  const body = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(LONGEST_WAIT) });
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    return { status: answer.status === 200 && !isJson ? 0 : answer.status, told: isJson ? await answer.json() : null };
  } catch {
    return { status: 0, told: null };
  }
}

// The sign-in has ended: the service hands back what is posted as a page, and takes it after signing in.
function signInAgain() {
  isDirty = () => false;
  HTMLFormElement.prototype.submit.call(form);
}

const hasAnything = () => questions.some((question) => stateOf(question) !== "");
let isDirty = hasAnything;

function begin() {
  form.classList.add("sg-keying--keys");
  part("without-script").hidden = true;
  part("with-script").hidden = false;
  for (const question of questions) {
    question.tabIndex = -1;
    const cell = document.createElement("li");
    cell.append(Object.assign(document.createElement("span"), { textContent: number(question) }), document.createElement("b"));
    cells.append(cell);
  }
  document.addEventListener("keydown", pressed);
  form.addEventListener("submit", send);
  window.addEventListener("beforeunload", (event) => { if (isDirty()) event.preventDefault(); });
  if (numberBox) {
    part("same").addEventListener("click", (event) => { event.preventDefault(); beginNext(); });
    numberBox.addEventListener("focus", () => { now = AT_NUMBER; draw(); });
  }
  form.addEventListener("input", (event) => {
    const here = event.target.closest("fieldset");
    if (!here) return;
    if (event.target.matches("input[type=text]") && isLine(here)) boxes(here).forEach((box) => { box.checked = false; });
    if ("other" in event.target.dataset) part("asks", here).checked = true;
    draw();
  });
  form.addEventListener("focusin", (event) => {
    const place = questions.indexOf(event.target.closest("fieldset[data-number]"));
    if (place >= 0 && place !== now) { now = place; draw(); }
  });
  const wrong = questions.findIndex((question) => question.classList.contains("sg-sheet__question--wrong"));
  if (wrong >= 0) goTo(wrong);
  else if (numberBox) toNumber();
  else draw();
}

if (form) begin();
