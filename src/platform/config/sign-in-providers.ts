/** A provider of sign-in by OpenID Connect. */
export interface SignInProvider {
  /** Ours, in addresses: 'google'. */
  readonly name: string;
  /** On the button: 'Google'. */
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /**
   * Take an address as verified though the provider does not say so: for a directory that the school keeps itself, where
   * nobody chooses their own address.
   */
  readonly trustsEmail: boolean;
}

type Given = Readonly<Record<string, string | undefined>>;

const TITLES: Readonly<Record<string, string>> = {
  google: 'Google',
  microsoft: 'Microsoft',
  dfe: 'DfE Sign-in',
};
/** Issuers that stand for everybody's directories: an address there says nothing of who checked it. */
const ANYBODY = /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/;

/**
 * Reads `SIGN_IN_PROVIDERS` (names, by commas) and for each NAME the values `SIGN_IN_<NAME>_ISSUER`, `_CLIENT_ID`,
 * `_CLIENT_SECRET`, and where wanted `_TITLE`, `_SCOPE` and `_TRUST_EMAIL`.
 */
export function readProviders(given: Given): { providers: SignInProvider[]; problems: string[] } {
  const names = (given['SIGN_IN_PROVIDERS'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const problems: string[] = [];
  if (new Set(names).size < names.length) problems.push('SIGN_IN_PROVIDERS names a provider twice.');
  const providers = [...new Set(names)].flatMap((name) => readProvider(name, given, problems) ?? []);
  return { providers, problems };
}

function readProvider(name: string, given: Given, problems: string[]): SignInProvider | undefined {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) {
    problems.push('SIGN_IN_PROVIDERS must be names of small letters, digits and hyphens, by commas.');
    return undefined;
  }
  const key = (what: string): string => `SIGN_IN_${name.toUpperCase().replaceAll('-', '_')}_${what}`;
  const value = (what: string): string => {
    const text = given[key(what)]?.trim();
    if (!text) problems.push(`${key(what)} is missing: SIGN_IN_PROVIDERS names ${name}.`);
    return text ?? '';
  };
  const issuer = value('ISSUER');
  if (issuer && !isIssuer(issuer)) {
    problems.push(`${key('ISSUER')} must be an address that begins with https:// (or names localhost).`);
  }
  const trust = given[key('TRUST_EMAIL')]?.trim() ?? 'no';
  if (!['yes', 'no'].includes(trust)) problems.push(`${key('TRUST_EMAIL')} must be yes or no.`);
  if (trust === 'yes' && ANYBODY.test(issuer)) {
    problems.push(
      `${key('TRUST_EMAIL')} cannot be yes for an issuer of everybody's directories: name your own.`,
    );
  }
  return {
    name,
    title: given[key('TITLE')]?.trim() ?? TITLES[name] ?? name,
    issuer,
    clientId: value('CLIENT_ID'),
    clientSecret: value('CLIENT_SECRET'),
    scope: given[key('SCOPE')]?.trim() ?? 'openid email profile',
    trustsEmail: trust === 'yes',
  };
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, search } = new URL(text);
  const local = protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname);
  return (protocol === 'https:' || local) && username === '' && search === '';
}
