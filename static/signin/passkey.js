// Asks the browser for a passkey and puts its answer into the form. Without this file, or in a browser without
// passkeys, the page says what to do instead.
const place = document.querySelector("[data-passkey]");
const options = JSON.parse(document.getElementById("passkey-options").textContent);
const button = place.querySelector("button");
const trouble = place.querySelector("[data-trouble]");

function toBytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function toText(bytes) {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function withBytes(list) {
  return (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));
}

async function make({ publicKey }) {
  const asked = {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: withBytes(publicKey.excludeCredentials),
  };
  const made = await navigator.credentials.create({ publicKey: asked });
  return answerOf(made, ["clientDataJSON", "attestationObject"]);
}

async function use({ publicKey }) {
  const asked = {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    allowCredentials: withBytes(publicKey.allowCredentials),
  };
  const used = await navigator.credentials.get({ publicKey: asked });
  return answerOf(used, ["clientDataJSON", "authenticatorData", "signature", "userHandle"]);
}

function answerOf(credential, names) {
  const { response } = credential;
  const parts = names.filter((name) => response[name]).map((name) => [name, toText(response[name])]);
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(parts),
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function press() {
  trouble.textContent = "";
  try {
    const answer = options.creation_options ? await make(options.creation_options) : await use(options.request_options);
    place.querySelector('[name="credential"]').value = JSON.stringify(answer);
    place.querySelector("form").requestSubmit();
  } catch (why) {
    trouble.textContent =
      why.name === "InvalidStateError"
        ? "This device has a passkey for your sign-in already."
        : "No passkey came. Try again, or use another second step.";
  }
}

if (window.PublicKeyCredential) {
  place.querySelector("[data-missing]").hidden = true;
  place.querySelector("[data-there]").hidden = false;
  button.addEventListener("click", press);
}
