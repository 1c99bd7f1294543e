/**
 * The thread in which documents are set and charts are drawn, so that neither keeps the server from answering. Plain
 * JavaScript, because a thread is started from a file as it stands.
 *
 * In: { id, job, ... }. Out: { id, result } or { id, error }.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** Shown where no font at hand has a sign (an emoji, say): PDF/UA allows no sign that is not really there. */
const STAND_IN = '\u25a1';
/** Nearly always one or two are needed; each finds every sign that is missing. */
const MOST_ATTEMPTS = 12;

let compiler;

function pdf({ path, data, madeAt }) {
  compiler ??= NodeCompiler.create({
    workspace: workerData.root,
    fontArgs: [{ fontBlobs: workerData.fonts.map((font) => readFileSync(font)) }],
  });
  let text = data;
  for (let attempt = 1; ; attempt++) {
    try {
      const set = compiled({ mainFilePath: path, inputs: { data: text } });
      return new Uint8Array(compiler.pdf(set, { pdfStandard: 'ua-1', creationTimestamp: madeAt }));
    } catch (error) {
      const missing = signsWithoutFont(String(error?.message ?? error));
      if (missing.length === 0) throw error;
      text = attempt < MOST_ATTEMPTS ? withStandIns(text, missing) : onlyLatin(text);
      if (attempt > MOST_ATTEMPTS) throw error;
    } finally {
      // What earlier documents left behind: a server that sets one a day need not keep it.
      compiler.evictCache(0);
    }
  }
}

/** The document as it was set; what is wrong with it in the compiler's words. */
function compiled(what) {
  const outcome = compiler.compile(what);
  if (!outcome.hasError()) return outcome.result;
  const problems = compiler.fetchDiagnostics(outcome.takeError());
  throw new Error(problems.map(({ message, path }) => `${message} (${path})`).join('; '));
}

/** The signs that the compiler names in its complaint, as Rust writes them. */
function signsWithoutFont(message) {
  const signs = new Set();
  for (const [, quoted] of message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gs)) {
    const text = quoted.replace(/\\+u\{([0-9a-f]+)\}/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)));
    for (const sign of text) if (sign !== '\\') signs.add(sign);
  }
  return [...signs];
}

/** `text` is JSON, so its own marks must stay: none of them is ever without a font. */
function withStandIns(text, missing) {
  const signs = new Set(missing);
  return Array.from(text, (sign) => (signs.has(sign) ? STAND_IN : sign)).join('');
}

function onlyLatin(text) {
  return text.replace(/[^\u0000-\u024f\u2010-\u2026\u20ac\u2212]/gu, STAND_IN);
}

async function chart({ spec }) {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  vega.textMetrics.width = widthOf;
  const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Without a canvas text cannot be measured; this is near enough for the typeface of the house. Pixels. */
function widthOf(item, text) {
  const lines = Array.isArray(text) ? text : [text ?? ''];
  return Math.max(...lines.map((line) => String(line).length)) * 0.54 * (item.fontSize ?? 11);
}

const jobs = { pdf, chart };

parentPort.on('message', async ({ id, job, ...given }) => {
  try {
    parentPort.postMessage({ id, result: await jobs[job](given) });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error?.message ?? error).slice(0, 4000) });
  }
});
