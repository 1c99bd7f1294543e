/** Keeps what is typed: sends a form's text a moment after the last key, and says so. Without script, "Save draft" does it. */
const PAUSE = 1200;

export function autosave(form) {
  const status = form.querySelector('[data-saved]');
  const { draft, draftUrl } = form.dataset;
  let timer;
  let sent = text(form);
  let busy = false;
  const say = (words) => status && (status.textContent = words);

  async function save() {
    const now = text(form);
    if (busy || now === sent) return;
    busy = true;
    say('Saving …');
    const body = new URLSearchParams(now);
    body.set('_form', draft);
    body.set('_csrf', form.elements._csrf.value);
    try {
      const headers = { accept: 'application/json' };
      const answer = await fetch(draftUrl, { method: 'POST', body, headers, keepalive: now.length < 60000 });
      if (!answer.ok) throw new Error(String(answer.status));
      sent = now;
      const { at } = await answer.json();
      say(`Draft saved ${at}`);
    } catch {
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
  form.addEventListener('submit', () => clearTimeout(timer));
}

/** What people wrote, without the form's own machinery and without files. */
function text(form) {
  const entries = [...new FormData(form)].filter(
    ([name, value]) => !name.startsWith('_') && typeof value === 'string',
  );
  return new URLSearchParams(entries).toString();
}
