// One question of a paper form as it stands on the page: its boxes, what is chosen in them, and what to press.

const DOUBTS = ["*", "?"];

export const number = (question) => question.dataset.number;
export const boxes = (question) => [...question.querySelectorAll("input[data-key]")];
export const isMissing = (box) => DOUBTS.includes(box.value);
export const texts = (question) => [...question.querySelectorAll("textarea, input[type=text]")];
export const words = (box) => box.closest("label").querySelector("span").textContent;
export const isTyped = (question) => question.dataset.keying !== "choices";
export const isLine = (question) => question.dataset.keying === "line";
export const isSeveral = (question) => "several" in question.dataset;

// The keys of what is chosen, "✎" for words; "" where nothing is.
export function stateOf(question) {
  const chosen = boxes(question).filter((box) => box.checked && box.value !== "");
  const missing = chosen.find(isMissing);
  if (missing) return missing.dataset.key.toUpperCase();
  if (chosen.length) return chosen.map((box) => box.dataset.key.toUpperCase()).join(" ");
  return isTyped(question) && texts(question)[0].value.trim() ? "✎" : "";
}

export function whatToPress(question) {
  if (isLine(question)) return "type it";
  if (isTyped(question)) return "Enter to type";
  const options = boxes(question).filter((box) => box.value !== "" && !isMissing(box));
  const keys = options.map((box) => box.dataset.key.toUpperCase());
  return `press ${keys[0]}\u00a0to\u00a0${keys[keys.length - 1]}`;
}

export function whatHappens(question) {
  if (isLine(question)) return "Enter when it is typed. B if it is blank, M for more than one, U if it cannot be read.";
  if (isTyped(question)) return "B if it is blank. Tab when you have typed the words.";
  return isSeveral(question) ? "As many as there are crosses, then Enter." : "The page moves on by itself.";
}

// The box to write in that comes next: the line under an answer that is crossed, then the words about it, as on paper.
export function toWriteNext(question, after = null) {
  const own = texts(question).filter((text) => !("other" in text.dataset) || question.querySelector("[data-asks]:checked"));
  return own[after ? own.indexOf(after) + 1 : 0];
}

export function clear(question) {
  boxes(question).forEach((box) => { box.checked = false; });
  texts(question).forEach((text) => { text.value = ""; });
}
