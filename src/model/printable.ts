/**
 * Whole orders to a terminal (ECMA-48), in 7 bits and in 8: CSI (colours, cursor), strings (OSC: titles, links, clipboard; DCS, SOS,
 * PM, APC) up to their end, and the short ones. A string without an end loses only its first signs, so that nothing is hidden behind it.
 */
const orders =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0090\u0098-\u009f]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/g;

/**
 * Control characters but newline and tab; what nobody sees (zero width, direction of reading, tags: Default_Ignorable_Code_Point),
 * and all else that only says how to lay out; halves of a character; and noncharacters, which a screen uses for signs of its own. Joiners of emoji are
 * among it: without them an emoji comes as its parts, whose width all terminals agree on.
 */
const unseen = /[^\P{Cc}\n\t]|[\p{DI}\p{Cf}\p{Cs}\u2028\u2029]|\p{Noncharacter_Code_Point}/gu;

/** Marks above and below one letter: more than a few paint over the lines around it. */
const marks = /(\p{M}{4})\p{M}+/gu;

const plain = /^[\n\t -~]*$/;

/** A text of others as it may be shown: nothing in it moves the cursor, paints, hides or reorders what stands beside it. */
export function printable(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(orders, '').replace(unseen, '').replace(marks, '$1');
}
