/** A variable as somebody set it, and what the recipe says about it. */
export interface Variable {
  readonly key: string;
  readonly value: string;
  /** The recipe's comments beside the variable, or right above it. */
  readonly comment?: string;
}

/** What made a variable look like a secret. */
export type SecretSign = 'its name' | 'its value' | 'how random it is' | 'the comment of the recipe';

/**
 * Whether a variable looks like a password, token or key: by its name, by a form of value that says so, by how random it
 * is, or by the recipe's comment. Meant to err towards yes: a yes costs a line in another file, a no may publish it.
 */
export function looksSecret({ key, value, comment = '' }: Variable): SecretSign | undefined {
  if (value.trim() === '' || isSwitch(value)) return undefined;
  if (hasSecretForm(value)) return 'its value';
  if (isNamedSecret(key) && !isAddress(value) && (!/^\d+$/.test(value) || isNamedPassword(key))) return 'its name';
  if (isPublicName(key) || isPublicKey(value)) return undefined;
  if (words(value).some(isRandom)) return 'how random it is';
  if (speaksOfSecrets(comment) && !isAddress(value) && !/^\d+$/.test(value)) return 'the comment of the recipe';
  return undefined;
}

/** Whether a comment that a person wrote may hold a secret: `# old password: hunter2`, `#TOKEN=abc`. */
export function mayHoldSecret(text: string): boolean {
  if (hasSecretForm(text) || words(text).some(isRandom)) return true;
  const assigned = /([A-Za-z_]\w*)\s*[=:]\s*(\S.*)$/.exec(text);
  if (assigned?.[1] && looksSecret({ key: assigned[1].toUpperCase(), value: assigned[2] ?? '' })) return true;
  return /\b(?:pass(?:word|phrase|wort|wd)?|passwort|kennwort|pw|pin|token|secret|credentials?|(?:api|private) ?key)\b\W*(?:is|was|ist|war|=|:|->)\W*\S/i.test(
    text,
  );
}

const passwords = /PASSW|PASSPHRASE|(?:^|_)PASS(?:_|$)|[A-Z]PASS$|PWD|(?:^|_)P(?:IN|W)$|KENNWORT/i;
const secrets =
  /SECRET|TOKEN|CREDENTIAL|(?:^|_)(?:DSN|SALT|PEPPER|HTPASSWD|SEED)(?:_|$)|(?:API|APP|ACCESS|PRIVATE|ENCRYPTION|SIGNING|MASTER|LICEN[CS]E|AUTH|SESSION|JWT|HMAC|CRYPT\w*|SERVICE|STORAGE)_?KEYS?(?:_|$)|(?:^|_)(?:KEY|AUTH|PRIVATE_PEM)$|BASIC_?AUTH|DIGEST_?AUTH/i;
/** What a name may end in that speaks of a secret without being one. */
const about =
  /_(?:VERSION|ENABLED?|DISABLED?|LENGTH|TTL|LIFETIME|EXPIR\w*|TIMEOUT|AGE|FILE|PATH|DIR(?:ECTORY)?|FOLDER|NAME|TYPE|METHOD|MODE|POLICY|ALGORITHMS?|MIN|MAX|SIZE|COUNT|LIMIT|HEADER|REQUIRED?|RESET|LOGIN|PROVIDER|REGION|BUCKET|PREFIX|ENDPOINT|ISSUER)$|PUB(?:LIC)?_?KEY/i;

function isNamedPassword(key: string): boolean {
  return passwords.test(key) && !about.test(key);
}

function isNamedSecret(key: string): boolean {
  return (passwords.test(key) || secrets.test(key)) && !about.test(key);
}

/** Random by nature, and open to everybody. */
function isPublicName(key: string): boolean {
  return /PUB(?:LIC)?_?KEY|FINGERPRINT|COMMIT|DIGEST|CHECKSUM|SHA\d*$|SITE_?KEY|_VERSION$/i.test(key);
}

function isPublicKey(value: string): boolean {
  return /^(?:ssh-|ecdsa-|sk-ssh-|age1|npub1)/.test(value) || /-----BEGIN (?:CERTIFICATE|PUBLIC KEY)/.test(value);
}

function isSwitch(value: string): boolean {
  return /^(?:true|false|yes|no|on|off|none|null|enabled?|disabled?|required?|optional|auto|default)$/i.test(
    value.trim(),
  );
}

const forms = [
  /:\/\/[^\s/:]*:(?!\d+\/)[^\s@]+@/, // a URL with user:password@, not one with a port and an @ further on
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\b(?:pass(?:word|wd)?|pwd|secret|token|api_?key)=[^\s;&,]/i,
  /\$(?:2[abxy]|apr1|argon2\w*|[156y])\$/, // crypt(3): htpasswd lines
  /\{S?SHA\d*\}/,
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk[-_](?:live_|test_|proj-|ant-)?|rk_live_|hf_|npm_|dop_v1_|AKIA|AIza|SG\.|AGE-SECRET-KEY-|nsec1)[\w.-]{12,}/,
  /\beyJ[\w-]{8,}\.[\w-]{8,}/, // a JSON web token
];

function hasSecretForm(value: string): boolean {
  return forms.some((form) => form.test(value));
}

/** Domains, addresses, URLs without a password, paths: known to whoever looks. */
function isAddress(value: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:\/\/[^\s@]*$/i.test(value) ||
    /^(?:[\w.+-]+@)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?$/i.test(value) ||
    /^\.{0,2}(?:\/[\w.-]+)+\/?$/.test(value)
  );
}

function words(value: string): string[] {
  return isAddress(value) ? [] : value.split(/[\s,;|'"`()[\]{}<>:@]+/).filter((word) => !isAddress(word));
}

/** Sixteen signs or more that no words are made of. Measured against names, titles, paths and versions in the tests. */
function isRandom(word: string): boolean {
  const bare = word.replace(/=+$/, '');
  if (/^[0-9a-f-]{36}$/i.test(bare)) return false; // a UUID: mostly a name
  if (/^[0-9a-f]{32,}$/i.test(bare)) return entropy(bare) > 2.5;
  if (!/^[\w+/.~!#$%^&*?-]{16,}$/.test(bare)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^\w.-]/].filter((form) => form.test(bare)).length;
  const longest = Math.max(...bare.split(/[-_./]/).map((part) => part.length));
  return classes >= 3 && longest >= 12 && entropy(bare) >= 3.3 && changes(bare) >= bare.length / 4;
}

/** Bits a sign, after Shannon. */
function entropy(text: string): number {
  const counts = [...Map.groupBy(text, (sign) => sign).values()].map((signs) => signs.length / text.length);
  return -counts.reduce((sum, share) => sum + share * Math.log2(share), 0);
}

/** How often the kind of sign changes: words change seldom, random signs all the time. */
function changes(text: string): number {
  const kinds = [...text].map((sign) => [/[a-z]/, /[A-Z]/, /\d/].findIndex((form) => form.test(sign)));
  return kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
}

function speaksOfSecrets(comment: string): boolean {
  return /\b(?:pass(?:word|phrase)s?|secrets?|tokens?|credentials?|(?:api|private|access|licen[cs]e) key|keep (?:this|it) (?:secret|private)|do not (?:share|commit|publish))\b/i.test(
    comment,
  );
}
