import type { Request, Response } from 'express';
import { z } from 'zod';
import { isOwnAddress } from './path.js';

/** A message that is shown once, on the next page. */
export interface Flash {
  readonly title: string;
  readonly text?: string;
  /** A way back, for as long as it is open: sends an empty form to `action`. */
  readonly undo?: { readonly action: string; readonly label: string };
}

const COOKIE = 'flash';
const SHOWN_WITHIN_S = 60;
const schema = z.object({
  title: z.string().max(200),
  text: z.string().max(500).optional(),
  undo: z.object({ action: z.string().refine(isOwnAddress), label: z.string().max(60) }).optional(),
});

/** Hands a message to the next page. It never holds what is confidential: it lies in the browser for a minute. */
export function putFlash(response: Response, flash: Flash): void {
  const value = Buffer.from(JSON.stringify(schema.parse(flash))).toString('base64url');
  response.append(
    'Set-Cookie',
    `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SHOWN_WITHIN_S}`,
  );
}

/** The message for this page, if any; it is gone afterwards. What did not come from us in this form is no message. */
export function takeFlash(request: Request, response: Response): Flash | null {
  const value = new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];
  if (!value) return null;
  response.append('Set-Cookie', `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
  try {
    return schema.parse(JSON.parse(Buffer.from(value, 'base64url').toString()));
  } catch {
    return null;
  }
}
