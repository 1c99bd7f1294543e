/** Follows work under way; without script the page looks again by itself (`<noscript>` in the macro). */
export function progress(place) {
  const { progressUrl } = place.dataset;
  const look = async () => {
    const answer = await fetch(progressUrl, { headers: { accept: 'application/json' } }).catch(() => null);
    if (!answer?.ok) return setTimeout(look, 4000);
    const { done, total, words, finished } = await answer.json();
    const bar = place.querySelector('progress');
    bar.max = total || 1;
    bar.value = done;
    place.querySelector('[data-words]').textContent = words;
    if (finished) location.reload();
    else setTimeout(look, 1000);
  };
  setTimeout(look, 800);
}
