/** Largest file of evidence, bytes. */
export const MOST_EVIDENCE_BYTES = 5 * 1024 * 1024;

const KINDS: readonly { readonly type: string; readonly starts: readonly number[]; readonly at?: number }[] =
  [
    { type: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
    { type: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
    { type: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
    { type: 'image/webp', starts: [0x57, 0x45, 0x42, 0x50], at: 8 },
  ];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The folder that tells one kind of office document from another, in the names of a zip file's entries. */
const OFFICE: readonly (readonly [folder: string, type: string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/**
 * What a file is, by its first bytes, never by its name: a PDF, picture, office document or plain text. Null for anything
 * else, and for what a browser might run.
 */
export function sniff(bytes: Buffer): string | null {
  const known = KINDS.find(({ starts, at = 0 }) => starts.every((byte, n) => bytes[at + n] === byte));
  if (known) return known.type;
  if (ZIP.every((byte, n) => bytes[n] === byte)) return officeType(bytes);
  return isPlainText(bytes) ? 'text/plain' : null;
}

function officeType(bytes: Buffer): string | null {
  if (!bytes.includes('[Content_Types].xml')) return null;
  if (bytes.includes('vbaProject.bin')) return null;
  return OFFICE.find(([folder]) => bytes.includes(folder))?.[1] ?? null;
}

/** UTF-8 without control characters, and nothing that begins like markup. */
function isPlainText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.trim() !== '' && !/^\s*</.test(text) && !/[\p{Cc}]/u.test(text.replaceAll(/[\t\r\n]/g, ''));
  } catch {
    return false;
  }
}
