// Ctrl and Z undoes the last change of a questionnaire, with Shift it does it again. Without this file the buttons do.

const undo = document.querySelector("[data-undo]");
const redo = document.querySelector("[data-redo]");
const hint = document.querySelector("[data-undo-keys]");

function pressed(event) {
  const isKey = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z";
  if (!isKey || event.target.closest("input, textarea, select")) return;
  const button = event.shiftKey ? redo : undo;
  if (!button) return;
  event.preventDefault();
  button.form.requestSubmit(button);
}

if (undo || redo) {
  document.addEventListener("keydown", pressed);
  hint.hidden = false;
}
