import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { assessmentPlace } from './assessment-place.js';
import { Evidence } from './evidence.entity.js';
import { MOST_EVIDENCE_BYTES, sniff } from './sniff.js';

const CHUNK_BYTES = 256 * 1024;

export type EvidenceText = Pick<Evidence, 'kind' | 'title' | 'note' | 'link' | 'standards' | 'onDate'>;
export interface EvidenceFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Evidence goes in when it happens; files are kept in the database, in chunks, under the same policies as the rest. */
@Injectable()
export class EvidenceService {
  list(tx: Tx, assessmentId: string): Promise<Evidence[]> {
    return tx.manager
      .getRepository(Evidence)
      .find({ where: { assessmentId, removedAt: IsNull() }, order: { onDate: 'DESC', id: 'ASC' } });
  }

  /** Keeps a piece of evidence; a file is what its bytes say. Returns its id. Throws 413, 415, 422. */
  async add(tx: Tx, assessmentId: string, text: EvidenceText, file?: EvidenceFile): Promise<string> {
    const mediaType = file ? typeOf(file.bytes) : null;
    if (!file && text.link === null && text.note === '') {
      throw new Refused(422, 'nothing-to-keep', 'Evidence is a file, a link or a note: send one of them.');
    }
    const place = await assessmentPlace(tx, assessmentId);
    const id = randomUUID();
    await tx.manager.getRepository(Evidence).insert({
      ...text,
      id,
      schoolId: tx.principal.school,
      assessmentId,
      fileName: file?.name ?? null,
      mediaType,
      size: file?.bytes.length ?? null,
      addedBy: tx.principal.person ?? '',
      addedAt: tx.at,
      sharedAt: place.submitted || place.standing === 'reviewer' ? tx.at : null,
    });
    for (let n = 0; file && n * CHUNK_BYTES < file.bytes.length; n++) {
      await tx.query(
        'insert into confidential.evidence_chunk (evidence_id, school_id, n, bytes) values ($1, $2, $3, $4)',
        [id, tx.principal.school, n, file.bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES)],
      );
    }
    return id;
  }

  /** A file's bytes, and what they are. Throws 404. */
  async file(tx: Tx, assessmentId: string, id: string): Promise<{ evidence: Evidence; bytes: Buffer }> {
    const evidence = await this.one(tx, assessmentId, id);
    const chunks = await tx.query<{ bytes: Buffer }>(
      'select bytes from confidential.evidence_chunk where evidence_id = $1 order by n',
      [id],
    );
    if (chunks.length === 0) throw new Refused(404, 'no-file', 'This piece of evidence has no file.');
    return { evidence, bytes: Buffer.concat(chunks.map((chunk) => chunk.bytes)) };
  }

  /** Takes a piece out of the portfolio. */
  async remove(tx: Tx, assessmentId: string, id: string): Promise<void> {
    await this.one(tx, assessmentId, id);
    const { affected } = await tx.manager.getRepository(Evidence).update({ id }, { removedAt: tx.at });
    if (!affected)
      throw new Refused(403, 'not-permitted', 'Evidence is taken out by the person whose it is.');
  }

  private async one(tx: Tx, assessmentId: string, id: string): Promise<Evidence> {
    const found = await tx.manager
      .getRepository(Evidence)
      .findOneBy({ id, assessmentId, removedAt: IsNull() });
    if (!found) throw new Refused(404, 'not-found', 'There is no such evidence, or it is not open to you.');
    return found;
  }
}

function typeOf(bytes: Buffer): string {
  if (bytes.length === 0) throw new Refused(422, 'empty-file', 'This file is empty.');
  if (bytes.length > MOST_EVIDENCE_BYTES) throw new Refused(413, 'too-large', 'A file has at most 5 MB.');
  const type = sniff(bytes);
  if (type === null) {
    throw new Refused(
      415,
      'kind-of-file',
      'This is no kind of file that is taken here: a PDF, a picture (PNG, JPEG, WebP), a Word, Excel or PowerPoint document without macros, or plain text.',
    );
  }
  return type;
}
