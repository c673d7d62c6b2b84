// Keeps what is typed while nobody listens, for key-form.js to do afterwards: while the page loads, and while a form is
// being sent. Who keys looks at the paper and not at the screen. A plain script, so that it runs before the page is drawn.

window.earlyKeys = (() => {
  const ALSO = ["Enter", "Backspace", "ArrowUp", "ArrowDown"];
  const pressed = [];

  function keepOne(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key.length !== 1 && !ALSO.includes(event.key)) return;
    event.preventDefault();
    pressed.push(event.key);
  }

  const keep = () => document.addEventListener("keydown", keepOne, true);

  function take() {
    document.removeEventListener("keydown", keepOne, true);
    return pressed.splice(0);
  }

  keep();
  // Where key-form.js could not be loaded, keys do what they do on any page.
  document.addEventListener("DOMContentLoaded", take);
  return { keep, take };
})();
