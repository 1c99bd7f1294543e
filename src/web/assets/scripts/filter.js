/** Narrows a table while somebody types; the button beside the box does the same without script. */
export function filter(form) {
  const table = document.getElementById(form.dataset.filters);
  const box = form.querySelector('input[type=search]');
  const count = form.querySelector('[data-count]');
  if (!table || !box) return;
  const rows = [...table.tBodies[0].rows];
  box.addEventListener('input', () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    if (count) count.textContent = `${shown} of ${rows.length}`;
  });
}
