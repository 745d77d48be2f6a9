/** Orders two texts for sort(): by UTF-16 code units, as `<` does, whatever the language of the machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
