import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Proof } from '../platform/database/principal.js';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Seals a text so that only whoever shows the same secret again can read it. `purpose` sets keys of one secret apart. */
export function seal(proof: Proof, purpose: string, text: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, keyOf(proof, purpose), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** The text again; null where it was sealed with another secret. */
export function unseal(proof: Proof, purpose: string, sealed: Buffer): string | null {
  const decipher = createDecipheriv(CIPHER, keyOf(proof, purpose), sealed.subarray(0, NONCE));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  try {
    const body = sealed.subarray(NONCE + TAG);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function keyOf(proof: Proof, purpose: string): Buffer {
  const secret = proof.kind === 'token' ? proof.token : proof.secret;
  return Buffer.from(hkdfSync('sha256', secret, '', `cpd answer ${purpose}`, 32));
}
