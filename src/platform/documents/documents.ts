import { fileURLToPath } from 'node:url';
import { fontFiles } from './fonts.js';
import { RenderThread } from './render-thread.js';

export interface PdfOptions {
  /** The document's own date, an ISO instant: the same data with the same date make the same file. */
  readonly madeAt: string;
}

/** `src`, or `dist/src` when built: templates are named by their path from here, and can read nothing above it. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const thread = new RenderThread(new URL('./documents.worker.mjs', import.meta.url), () => ({
  root: ROOT,
  fonts: fontFiles(),
}));

/**
 * Sets a document as tagged PDF (PDF/UA-1), in a thread of its own. `template` is the path of a Typst file from `src`; it
 * reads the data with `json(bytes(sys.inputs.data))`, so nothing in them can become part of the template. A sign that no
 * font has becomes an empty box; a zero-width space (U+200B) is where a long word may break.
 *
 * @throws DocumentFailed
 */
export async function renderPdf(
  template: string,
  data: unknown,
  { madeAt }: PdfOptions,
): Promise<Uint8Array> {
  const given = {
    path: ROOT + template,
    data: JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' ? printable(value) : value)),
    madeAt: Math.floor(new Date(madeAt).getTime() / 1000),
  };
  return (await thread.ask('pdf', given)) as Uint8Array;
}

/**
 * Draws a Vega-Lite chart as SVG, in the same thread.
 *
 * @throws DocumentFailed
 */
export async function renderChart(spec: object): Promise<string> {
  return (await thread.ask('chart', { spec })) as string;
}

/** Ends the thread, if there is one; what comes later begins another. */
export const closeDocuments = (): Promise<void> => thread.end();

/** Without signs that have no shape (control signs, halves of signs); a line break is the only one that means something. */
function printable(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/(?![\n\u200b])[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu, '');
}
