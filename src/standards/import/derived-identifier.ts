import { createHash } from 'node:crypto';

/** Namespace of our identifiers: any fixed UUID would do, this one must never change. */
const NAMESPACE = 'b3f8d8a2-5c0e-4f6b-9d0a-6a4f0c8e2d17';

/**
 * The identifier that a thing has in CASE files of ours: a UUID (version 5, RFC 9562) of its name, so that exporting
 * twice gives the same file.
 */
export function derivedIdentifier(...name: readonly string[]): string {
  const hash = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(JSON.stringify(name))
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
