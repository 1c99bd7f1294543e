import { readFile } from 'node:fs/promises';
import { CliError, EXIT } from './errors.js';

/** The contents of a file that was named on the command line. @throws CliError 'file' */
export function fileAt(path: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'ENOENT' ? 'it is not there' : error.code === 'EISDIR' ? 'it is a folder' : error.code;
    throw new CliError('file', `The file ${path} cannot be read: ${why}.`, EXIT.usage);
  });
}
