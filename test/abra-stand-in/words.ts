import { fatal } from './speech.js';

/** What a command takes: flags by long name, with their short form, and whether a value follows. */
export interface Grammar {
  readonly flags: Readonly<Record<string, { readonly short?: string; readonly value?: true }>>;
  /** Fewest and most words. */
  readonly words: readonly [number, number];
}

export interface Said {
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

const globals: Grammar['flags'] = {
  debug: { short: 'd' },
  'no-input': { short: 'n' },
  offline: { short: 'o' },
  help: { short: 'h' },
  version: { short: 'v' },
};

/** Reads words and flags; an unknown flag is fatal, as is a word too few or too many. */
export function readWords(argv: readonly string[], grammar: Grammar): Said {
  const known = { ...globals, ...grammar.flags };
  const said = { words: [] as string[], flags: new Set<string>(), values: new Map<string, string>() };
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      said.words.push(word);
      continue;
    }
    const name = longName(word, known);
    said.flags.add(name);
    if (known[name]?.value) said.values.set(name, argv[(at += 1)] ?? fatal(`flag needs an argument: --${name}`));
  }
  const [fewest, most] = grammar.words;
  if (!said.flags.has('help') && (said.words.length < fewest || said.words.length > most))
    fatal(`accepts between ${fewest} and ${most} arg(s), received ${said.words.length}`);
  return said;
}

function longName(word: string, known: Grammar['flags']): string {
  const name = word.startsWith('--')
    ? word.slice(2)
    : Object.keys(known).find((long) => known[long]?.short === word.slice(1));
  return name !== undefined && name in known ? name : fatal(`unknown flag: ${word}`);
}
