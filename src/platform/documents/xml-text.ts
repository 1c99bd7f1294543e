/** Text without the signs that XML 1.0 allows in no form: most control signs, halves of signs, and two that are none. */
export const allowedInXml = (text: string): string =>
  text.replace(/\p{Cs}/gu, '\ufffd').replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '');
