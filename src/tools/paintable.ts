import { printable } from '../model/printable.js';

/** Colours as tend itself puts them on words (src/show/paint.ts); conceal, backgrounds and the like are not among them. */
const ownColour = /(\u001b\[(?:1|2|22|31|32|33|39)m)/;

/** The last look at a line before a terminal gets it: own colours stay, every other order to the terminal is taken out. */
export function paintable(line: string): string {
  return line
    .split(ownColour)
    .map((part, index) => (index % 2 === 1 ? part : printable(part)))
    .join('');
}
