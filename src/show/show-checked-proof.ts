import type { Paint } from './paint.js';
import { showJson } from './show-json.js';

type Checked =
  | { readonly kind: 'wrong'; readonly why: string }
  | {
      readonly kind: 'entry';
      readonly entry: object;
      readonly signedBy: string;
      readonly number: number;
      readonly size: number;
      readonly origin: string;
      readonly seenBy: readonly { readonly witness: string; readonly at: string }[];
    }
  | { readonly kind: 'fork'; readonly origin: string; readonly sizes: readonly [number, number] };

/** What a proof shows, in words for somebody who got it by mail. */
export function showCheckedProof(checked: Checked, paint: Paint): string {
  switch (checked.kind) {
    case 'wrong':
      return paint.bad(`✘ this proves nothing: ${checked.why}`);
    case 'fork':
      return [
        paint.bad(
          `✘ two histories of ${checked.origin} were signed, over ${checked.sizes.join(' and ')} entries: they cannot both be`,
        ),
        '  the proof holds: tell those who watch this record',
      ].join('\n');
    case 'entry':
      return [
        paint.good(`✔ entry ${checked.number} of ${checked.origin}, under a head over ${checked.size} entries`),
        `  signed by the key ${checked.signedBy}; whether that key may, tend changelog verify tells`,
        `  ${seenWords(checked.seenBy)}`,
        showJson(checked.entry),
      ].join('\n');
  }
}

function seenWords(seenBy: readonly { readonly witness: string; readonly at: string }[]): string {
  if (seenBy.length === 0) return 'your policy asks for no witness, and none has seen that head';
  return `seen by ${seenBy.map(({ witness, at }) => `${witness} (${at.slice(0, 16).replace('T', ' ')})`).join(', ')}`;
}
