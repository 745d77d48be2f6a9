import type { App } from '../model/region.js';
import { suggestName } from './suggest-name.js';

/** What `{{ … }}` in a rule may ask of an app; there is nothing else, and no way to reckon with it. */
const words = ['name', 'domain', 'stack', 'node'] as const;

const place = /\{\{([^{}]*)\}\}/g;

/** The two apps that a rule is about. */
export interface Pair {
  readonly role: string;
  /** The app that uses the other. */
  readonly app: App;
  readonly used: App;
}

/** What is wrong with the words of a rule's text, a sentence each. */
export function checkWords(text: string, role: string): string[] {
  const known = [role, 'app'].flatMap((who) => words.map((word) => `${who}.${word}`));
  const typed = [...text.matchAll(place)].map(([, inner = '']) => inner.trim());
  const unknown = typed.filter((word) => !known.includes(word));
  const hint = (word: string) => suggestName(word, known) || ` There are: ${known.join(', ')}.`;
  return [
    ...unknown.map((word) => `{{ ${word} }} is not known here.${hint(word)}`),
    ...(text.replace(place, '').includes('{{') ? ['{{ is not closed by }}.'] : []),
  ];
}

/** A rule's text with its words filled in. */
export function fillIn(text: string, { role, app, used }: Pair): string {
  return text.replace(place, (_all, inner: string) => {
    const [who, word] = inner.trim().split('.');
    return wordOf(who === role ? used : app, word);
  });
}

/** `traefik@brunswick` becomes `traefik-brunswick`, which fits into names of all kinds. */
function wordOf(app: App, word: string | undefined): string {
  switch (word) {
    case 'domain':
      return app.domain;
    case 'stack':
      return app.stack;
    case 'node':
      return app.node;
    default:
      return app.name.replace('@', '-');
  }
}

/** The text without its words, to check what is left. */
export function withoutWords(text: string): string {
  return text.replace(place, 'x');
}
