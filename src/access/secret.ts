import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits for a cookie or a link, base64url: 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret. It is random, so a slow hash would add nothing. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A value that only who holds the secret can know, and that does not give the secret away. */
export const derived = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('base64url');

/** Compares in a time that does not tell how much is right. */
export function same(a: string, b: string): boolean {
  return timingSafeEqual(hashOf(a), hashOf(b));
}

/** Whether a value from outside can be a secret of ours at all. */
export const looksLikeSecret = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]{43}$/.test(value);
