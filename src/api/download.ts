import type { Response } from 'express';

/** An answer that is a file: to be kept, never to be shown or run on this site. */
export class Download {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;

  constructor(file: { readonly name: string; readonly mediaType: string; readonly content: Buffer }) {
    this.name = file.name;
    this.mediaType = file.mediaType;
    this.content = file.content;
  }

  send(response: Response): void {
    response.attachment(this.name);
    response.setHeader('Content-Type', this.mediaType);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    response.send(this.content);
  }
}
