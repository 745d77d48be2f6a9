import { lineEnd } from '../model/foreign-text.js';
import { showJson } from './show-json.js';

interface Opened {
  readonly logged: { readonly position: number; readonly id: string; readonly entry: object };
  readonly texts: readonly { readonly commitment: string; readonly state: string; readonly text?: string }[];
}

const states: Readonly<Record<string, string>> = {
  sealed: 'sealed, and not to you',
  erased: 'erased by two people',
  absent: 'not here: never published, or kept by whoever made it',
  altered: 'not the text that the entry committed to: somebody changed it',
};

/** An entry as it stands in the record, and what lies beside it. */
export function showOpened({ logged, texts }: Opened): string {
  const beside = texts.flatMap(({ commitment, state, text }) => [
    '',
    `beside it, ${commitment.slice(0, 8)}: ${text === undefined ? (states[state] ?? state) : ''}`,
    ...(text === undefined ? [] : [pretty(text)]),
  ]);
  const number = logged.position < 0 ? 'of the draft' : String(logged.position + 1);
  return [`entry ${number}, ${logged.id}`, showJson(logged.entry), ...beside].join('\n');
}

/** JSON so that people can read it; anything else as it is. */
function pretty(text: string): string {
  try {
    return showJson(JSON.parse(text.replaceAll(lineEnd, '\n')));
  } catch {
    return `  ${text}`;
  }
}
