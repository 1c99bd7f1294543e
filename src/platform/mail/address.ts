/** A local part and a host with at least one dot or 'localhost'; no spaces, brackets, commas or line breaks anywhere. */
const ADDRESS = /^[^\s<>,;:"()[\]\\@]{1,64}@([A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{2,63}$/;

/** Whether a mail server could be asked about it at all: a list of addresses or a second header is none. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text) && !text.startsWith('.') && !/\.\.|\.@/.test(text);
}
