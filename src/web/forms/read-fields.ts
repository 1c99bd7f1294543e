import type { Request } from 'express';
import { Refused } from '../../api/index.js';
import { Fields } from './fields.js';
import type { SentFile } from './fields.js';

/** Largest form without a file, and with one: a photo as a phone takes it. */
const TEXT_LIMIT = 1_000_000;
const FILE_LIMIT = 26_000_000;

/** Reads what a form sent. Throws Refused 413 and 415; what is too large is not kept in memory. */
export async function readFields(request: Request): Promise<Fields> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Fields.of(new URLSearchParams((await readBody(request, TEXT_LIMIT)).toString('utf8')));
  }
  if (!type.startsWith('multipart/form-data')) {
    throw new Refused(415, 'unsupported-form', 'This page takes what its own form sends.');
  }
  const body = await readBody(request, FILE_LIMIT);
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const texts: [string, string][] = [];
  const files = new Map<string, SentFile>();
  for (const [name, value] of form) {
    if (typeof value === 'string') texts.push([name, value]);
    // A file box that was left empty sends a file without a name.
    else if (value.name || value.size > 0) {
      files.set(name, {
        name: value.name,
        type: value.type,
        content: Buffer.from(await value.arrayBuffer()),
      });
    }
  }
  return Fields.of(texts, files);
}

async function readBody(request: Request, limit: number): Promise<Buffer> {
  const tooLarge = () =>
    new Refused(413, 'too-large', `This is more than the ${Math.floor(limit / 1_000_000)} MB that fit here.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    throw tooLarge();
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}
