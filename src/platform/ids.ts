import { createHash } from 'node:crypto';

/** Names this product's own ids apart from everybody else's name-based ids. */
const NAMESPACE = Buffer.from('6b1f0d0e5f1b4f5d9a5c2f9d6c1b7a90', 'hex');

/**
 * A UUID (version 5, RFC 9562) from what a thing is: the same parts always give the same id, so doing a thing twice finds
 * what the first time made. Parts are joined by '/'.
 */
export function idFrom(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(parts.join('/')).digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
