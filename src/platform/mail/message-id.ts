const WORD = /^[A-Za-z0-9._-]{1,200}$/;

/**
 * The Message-ID (RFC 5322) of a mail: its own id at the host that people reach the product at.
 * @throws RangeError for an id that could not stand in a header
 */
export function messageIdOf(id: string, publicBaseUrl: string): string {
  if (!WORD.test(id)) throw new RangeError('The id of a mail has letters, digits, ".", "_" and "-" only.');
  return `<${id}@${new URL(publicBaseUrl).hostname}>`;
}
