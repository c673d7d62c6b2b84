// Keeps what is typed into a form of the editor while it is typed. Without this file the form's own button saves.

const WAIT = 800;
const LONGEST_WAIT = 2000;
const place = document.querySelector("[data-keep]");
const form = place && place.querySelector("form");
const said = place && place.querySelector("[data-said]");
const noted = place && place.querySelector("[data-notes]");
let timer = 0;
let onItsWay = null;
let kept = "";

const boxes = () => new URLSearchParams(new FormData(form)).toString();

function draw(notes) {
  const list = document.createElement("ul");
  for (const note of notes) {
    const words = Object.assign(document.createElement("strong"), { textContent: note.words });
    const line = document.createElement("li");
    line.append(words, `${note.times > 1 ? ` (${note.times} times)` : ""}: ${note.advice || "a long word"}`);
    list.append(line);
  }
  const box = Object.assign(document.createElement("div"), { className: "sq-reading" });
  const heading = Object.assign(document.createElement("p"), { className: "sq-reading__heading", textContent: "Could be plainer" });
  box.append(heading, list);
  noted.replaceChildren(...(notes.length ? [box] : []));
}

async function keep() {
  clearTimeout(timer);
  timer = 0;
  const now = boxes();
  if (now === kept) return;
  try {
    const answer = await fetch(place.dataset.keep, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      keepalive: now.length < 60000,
      redirect: "error",
    });
    const told = await answer.json();
    said.textContent = told.said;
    if (answer.ok) kept = now;
    if (told.notes) draw(told.notes);
  } catch {
    said.textContent = "Not saved just now. Keep this page open: it tries again when you go on typing.";
  }
}

function keepNow() {
  const going = keep().finally(() => { if (onItsWay === going) onItsWay = null; });
  onItsWay = going;
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(keepNow, WAIT);
}

// What is on its way arrives before the form itself, so that nothing saved is kept as unsaved.
function send(event) {
  clearTimeout(timer);
  timer = 0;
  if (!onItsWay) return;
  event.preventDefault();
  const button = event.submitter;
  const goOn = () => { onItsWay = null; setTimeout(() => form.requestSubmit(button)); };
  Promise.race([onItsWay, new Promise((done) => { setTimeout(done, LONGEST_WAIT); })]).then(goOn);
}

if (form) {
  kept = boxes();
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", send);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) keepNow();
  });
}
