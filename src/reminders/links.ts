/** Addresses that stand in mails: `/records/<id>` is the page of a record, whatever it is. */
export interface Links {
  record(id: string): string;
  /** What waits for me. */
  home(): string;
  stop(token: string, what: 'digest' | 'summary'): string;
}

export function linksAt(publicBaseUrl: string): Links {
  return {
    record: (id) => `${publicBaseUrl}/records/${id}`,
    home: () => `${publicBaseUrl}/`,
    stop: (token, what) => `${publicBaseUrl}/mail/stop/${what}/${token}`,
  };
}
