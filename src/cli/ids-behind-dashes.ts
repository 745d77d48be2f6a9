/** What a command takes, as far as it matters here. */
interface Taking {
  readonly args: Readonly<Record<string, unknown>>;
  readonly flags: Readonly<Record<string, { readonly type: 'boolean' | 'option'; readonly char?: string | undefined }>>;
}

/** The beginning of an id in base64url, a `-` first. */
const oddId = /^-[\w-]{3,42}$/;

/**
 * The same words, with an id that begins with `-` (one of 64 does) behind `--`, where it is not taken for flags. Only of commands
 * that want an id.
 */
export function idsBehindDashes(words: readonly string[], { args, flags }: Taking): string[] {
  if (!('id' in args) || words.includes('--')) return [...words];
  const isId = (word: string, at: number) =>
    oddId.test(word) && !isFlag(word, flags) && !takesValue(words[at - 1] ?? '', flags);
  const ids = words.filter(isId);
  return ids.length === 0 ? [...words] : [...words.filter((word, at) => !isId(word, at)), '--', ...ids];
}

/** Also a long flag with a slip in it: those have neither digits nor capitals. */
function isFlag(word: string, flags: Taking['flags']): boolean {
  if (word.startsWith('--')) return !/[A-Z0-9_]/.test(word);
  return Object.values(flags).some(({ char }) => char === word[1]);
}

function takesValue(word: string, flags: Taking['flags']): boolean {
  return Object.entries(flags).some(
    ([name, { type, char }]) => type === 'option' && (word === `--${name}` || word === `-${char}`),
  );
}
