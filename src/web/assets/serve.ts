import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { builtAssets } from './manifest.js';

/** Names hold a digest, so what they mean never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

interface Kept {
  readonly plain: Buffer;
  readonly packed: Readonly<Partial<Record<'br' | 'gzip', Buffer>>>;
}

/** Serves what `build.mjs` made, from memory (it is small), packed as the browser likes it. */
export function serveAssets(): RequestHandler {
  const { folder, files } = builtAssets();
  const kept = new Map(Object.values(files).map((file) => [file, read(folder, file)]));
  const icon = kept.get(files['favicon.ico'] ?? '');
  return (request: Request, response: Response, next: NextFunction) => {
    // Browsers ask for this one by themselves.
    if (request.path === '/favicon.ico' && icon)
      return send(request, response, 'favicon.ico', icon, 'public, max-age=86400');
    const file = /^\/assets\/([\w.-]+)$/.exec(request.path)?.[1];
    const found = file === undefined ? undefined : kept.get(file);
    if (!found || file === undefined) return next();
    send(request, response, file, found, FOR_EVER);
  };
}

function send(
  request: Request,
  response: Response,
  file: string,
  { plain, packed }: Kept,
  keep: string,
): void {
  const wanted = ENCODINGS.map(([name]) => name).find(
    (name) => packed[name] && request.acceptsEncodings(name),
  );
  if (wanted) response.setHeader('Content-Encoding', wanted);
  response.setHeader('Vary', 'Accept-Encoding').setHeader('Cache-Control', keep);
  response.type(file.slice(file.lastIndexOf('.'))).send(wanted ? packed[wanted] : plain);
}

function read(folder: string, file: string): Kept {
  const packed = ENCODINGS.map(([name, ending]) => [name, join(folder, file + ending)] as const)
    .filter(([, place]) => existsSync(place))
    .map(([name, place]) => [name, readFileSync(place)] as const);
  return { plain: readFileSync(join(folder, file)), packed: Object.fromEntries(packed) };
}
