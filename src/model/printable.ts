/** Control characters but newline and tab, and what turns the direction of reading round (Unicode TR 36). */
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text of others as it may be shown: nothing in it moves the cursor, hides or reorders what stands beside it. */
export function printable(text: string): string {
  return text.replace(unprintable, '');
}
