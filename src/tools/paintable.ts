import { printable } from '../model/printable.js';

/** Colours, as they are put on words here: the only orders to a terminal that are let through. */
const colour = /(\u001b\[[0-9;]{0,16}m)/;

/** A text for a terminal: colours stay, every other order to the terminal that somebody put into a text is taken out. */
export function paintable(text: string): string {
  return text
    .split(colour)
    .map((part, index) => (index % 2 === 1 ? part : printable(part)))
    .join('');
}
