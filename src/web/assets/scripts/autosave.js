/** Keeps what is typed: sends a form's text a moment after the last key, and says so. Without script, "Save draft" does it. */
const PAUSE = 1200;

export function autosave(form) {
  const status = form.querySelector('[data-saved]');
  const { draft, draftUrl } = form.dataset;
  let timer;
  let sent = text(form);
  let busy = false;
  // Once the form itself was sent no draft may arrive after it, also not by leaving the page.
  let left = false;
  let request;
  const say = (words) => status && (status.textContent = words);
  const aside = `draft:${draft}`;
  if (fill(form, sessionStorage.getItem(aside))) {
    say('Your text is back. It has not been sent.');
    later();
  }

  async function save() {
    const now = text(form);
    if (left || busy || now === sent) return;
    busy = true;
    say('Saving …');
    const body = new URLSearchParams(now);
    body.set('_form', draft);
    body.set('_csrf', form.elements._csrf.value);
    try {
      const headers = { accept: 'application/json' };
      request = new AbortController();
      const keepalive = now.length < 60000;
      const answer = await fetch(draftUrl, {
        method: 'POST',
        body,
        headers,
        keepalive,
        signal: request.signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      sent = now;
      const { at } = await answer.json();
      say(`Draft saved ${at}`);
      sessionStorage.removeItem(aside);
    } catch {
      if (left) return;
      // Signed out by time, or no network: this tab keeps it until it can be saved.
      sessionStorage.setItem(aside, now);
      say('Not saved yet. Your text is still here; we try again.');
      timer = setTimeout(save, 5000);
    }
    busy = false;
    if (text(form) !== sent) later();
  }
  function later() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }
  form.addEventListener('input', later);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save());
  form.addEventListener('submit', () => {
    left = true;
    clearTimeout(timer);
    request?.abort();
    // Sent and answered, the draft is gone by the next page; sent by somebody who was signed out, the text comes back.
    if (text(form) !== sent) sessionStorage.setItem(aside, text(form));
  });
  // Back from the browser's memory the page is alive again.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) left = busy = false;
  });
}

/** A page that says that something was done comes after a form that was sent: nothing of it waits any more. */
export function forgetAside() {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith('draft:')) sessionStorage.removeItem(name);
}

/** Puts back what this tab kept. Answers whether there was anything that is not there already. */
function fill(form, kept) {
  if (!kept || kept === text(form)) return false;
  const values = new URLSearchParams(kept);
  for (const field of form.elements) {
    if (!field.name || field.name.startsWith('_') || field.type === 'file' || field.type === 'hidden')
      continue;
    if (field.type === 'checkbox' || field.type === 'radio') {
      field.checked = values.getAll(field.name).includes(field.value);
    } else if (values.has(field.name)) {
      field.value = values.get(field.name);
    }
  }
  return true;
}

/** What people wrote, without the form's own machinery and without files. */
function text(form) {
  const entries = [...new FormData(form)].filter(
    ([name, value]) => !name.startsWith('_') && typeof value === 'string',
  );
  return new URLSearchParams(entries).toString();
}
