// Sending a keyed form. What cannot be sent stays on the page, and is sent again with the word by which it is known.

const LONGEST_WAIT = 20000; // milliseconds before a form that is being sent counts as not sent

// What the service answers; status 0 where it cannot be reached, or its answer was lost on the way.
export async function post(form) {
  const body = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(LONGEST_WAIT) });
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    return { status: answer.status === 200 && !isJson ? 0 : answer.status, told: isJson ? await answer.json() : null };
  } catch {
    return { status: 0, told: null };
  }
}

export function whyNotKept(status) {
  const what = status ? `was not kept: the service answered with error ${status}` : "could not be sent: there is no connection";
  return `The form ${what}. It is still here. Press Enter to send it again.`;
}
