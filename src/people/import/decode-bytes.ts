import iconv from 'iconv-lite';

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | { readonly ok: false; readonly line: number; readonly expected: string };

/** First bytes of files that people choose by mistake. */
const NOT_TEXT: readonly (readonly [string, string])[] = [
  ['89504e47', 'This is a picture (PNG).'],
  ['ffd8ff', 'This is a picture (JPEG).'],
  ['47494638', 'This is a picture (GIF).'],
  ['25504446', 'This is a PDF.'],
  ['504b0304', 'This is an Excel workbook or a zip file.'],
  ['d0cf11e0', 'This is an old Excel workbook.'],
  ['1f8b', 'This is a compressed file.'],
];

const SAVE_AS = 'Save it as "CSV UTF-8" and choose that file.';

/**
 * Text of a file of unknown encoding: a byte order mark decides, else valid UTF-8 is UTF-8, else it is windows-1252,
 * which is what Excel and older information systems write in England. Line ends become '\n'.
 */
export function decodeBytes(bytes: Buffer): Decoded {
  const start = bytes.subarray(0, 4).toString('hex');
  const kind = NOT_TEXT.find(([magic]) => start.startsWith(magic));
  if (kind) return { ok: false, line: 0, expected: `${kind[1]} ${SAVE_AS}` };
  const encoding = encodingOf(bytes, start);
  if (encoding === 'utf-8' || encoding === 'windows-1252') {
    const nul = bytes.indexOf(0);
    if (nul >= 0) return { ok: false, ...nulMeans(bytes, nul) };
  }
  const text = iconv.decode(bytes, encoding, { stripBOM: true }).replace(/\r\n?/g, '\n');
  return { ok: true, text, encoding };
}

function encodingOf(bytes: Buffer, start: string): Encoding {
  if (start.startsWith('fffe')) return 'utf-16le';
  if (start.startsWith('feff')) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

function lineOf(bytes: Buffer, offset: number): number {
  return bytes.subarray(0, offset).filter((byte) => byte === 10).length + 1;
}

function nulMeans(bytes: Buffer, at: number): { line: number; expected: string } {
  const nuls = bytes.filter((byte) => byte === 0).length;
  if (nuls > bytes.length / 4)
    return { line: 0, expected: `This looks like UTF-16 without a byte order mark. ${SAVE_AS}` };
  return {
    line: lineOf(bytes, at),
    expected: `A text file has no zero bytes: this one is damaged, or is not a CSV file. ${SAVE_AS}`,
  };
}
