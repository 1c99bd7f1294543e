import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

/** Smaller pages travel in one packet anyway. */
const WORTH_PACKING = 1400;
/** Quick rather than smallest: a page is packed anew for every visit. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Sends a page packed as the browser likes it. */
export async function sendPacked(request: Request, response: Response, html: string): Promise<void> {
  response.type('html').setHeader('Vary', 'Accept-Encoding');
  const encoding = html.length > WORTH_PACKING ? request.acceptsEncodings('br', 'gzip') : false;
  if (!encoding) return void response.send(html);
  response.setHeader('Content-Encoding', encoding);
  response.send(encoding === 'br' ? await brotli(html, QUICK) : await zip(html));
}
