import { Refused } from '../../api/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** Largest file that is kept, bytes. */
export const LARGEST_FILE = 5 * 1024 * 1024;

const SIGNATURES = [
  { type: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
] as const;

/** What a file is by its first bytes, whatever it calls itself; null for what is not kept. */
export const kindOfFile = (content: Buffer): string | null =>
  SIGNATURES.find(({ starts }) => starts.every((byte, at) => content[at] === byte))?.type ?? null;

/** Keeps the file of a certificate. Throws Refused 413, 415, 404 'not-found', 409 'file-there'. */
export async function keepCertificateFile(tx: Tx, certificateId: string, content: Buffer): Promise<void> {
  if (content.length > LARGEST_FILE) throw new Refused(413, 'too-large', 'A certificate has at most 5 MB.');
  const type = kindOfFile(content);
  if (type === null) throw new Refused(415, 'unsupported-file', 'A certificate is a PDF, PNG or JPEG file.');
  const [there] = await tx.query<{ filed: boolean }>(
    `select exists (select from cpd.booking_certificate_file f where f.certificate_id = c.id) as filed
      from cpd.booking_certificate c where c.id = $1`,
    [certificateId],
  );
  if (!there) throw new Refused(404, 'not-found', 'There is no such certificate, or it is not open to you.');
  if (there.filed) throw new Refused(409, 'file-there', 'This certificate has its file already.');
  await tx.query(
    'insert into cpd.booking_certificate_file (certificate_id, school_id, media_type, content) values ($1, $2, $3, $4)',
    [certificateId, tx.principal.school, type, content],
  );
}

/** The file of a certificate. Throws Refused 404 'no-file' where there is none, or it is not open to the caller. */
export async function certificateFile(tx: Tx, certificateId: string): Promise<Buffer> {
  const [file] = await tx.query<{ content: Buffer }>(
    'select content from cpd.booking_certificate_file where certificate_id = $1',
    [certificateId],
  );
  if (!file) throw new Refused(404, 'no-file', 'There is no such file, or it is not open to you.');
  return file.content;
}
