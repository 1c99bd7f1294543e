/** Sorting by keyboard, counting what is ticked, finding in the list. Letters work only while a tick box has the focus. */
const KEYS = { s: 'sort', m: 'together', p: 'later', d: 'decline' };

export function triage(form) {
  const rows = [...form.querySelectorAll('li[data-row]')];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const boxes = rows.map((row) => row.querySelector('input'));
  const status = form.querySelector('[data-ticked]');
  const shown = () => boxes.filter((box) => !box.closest('[hidden]'));
  const people = (list) => list.reduce((sum, box) => sum + box.value.split(',').length, 0);
  const say = () => {
    const n = people(boxes.filter((box) => box.checked));
    status.textContent = n === 0 ? 'Nothing ticked' : `${n} ticked`;
  };
  form.addEventListener('change', say);
  form.addEventListener('click', (event) => {
    const all = event.target.closest('[data-all]');
    const alike = event.target.closest('[data-tick]');
    if (all) {
      const own = shown().filter((box) => all.closest('section').contains(box));
      const on = own.some((box) => !box.checked);
      for (const box of own) box.checked = on;
    } else if (alike) {
      event.preventDefault();
      const ids = new Set(alike.dataset.tick.split(','));
      for (const box of boxes) if (ids.has(box.value)) box.checked = true;
    } else return;
    say();
  });
  form.addEventListener('keydown', (event) => {
    const box = event.target;
    const at = shown().indexOf(box);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const way = KEYS[event.key.toLowerCase()];
    if (step) shown()[at + step]?.focus();
    else if (way) {
      if (!boxes.some((one) => one.checked)) box.checked = true;
      form.querySelector(`button[value="${way}"]`).click();
    } else return;
    event.preventDefault();
  });
  for (const button of form.querySelectorAll('[data-all]')) button.hidden = false;
  const find = form.querySelector('[data-find]');
  find.hidden = false;
  const field = find.querySelector('input');
  field.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
  field.addEventListener('input', () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => texts.get(row).includes(word));
    for (const group of form.querySelectorAll('section')) {
      group.hidden = !group.querySelector('li:not([hidden])');
    }
    find.querySelector('[data-count]').textContent = `${shown().length} of ${rows.length}`;
  });
  say();
}
