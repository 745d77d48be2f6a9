const [quote, backslash, braceOpen, braceClosed, bracketOpen, bracketClosed] = [...'"\\{}[]'].map((sign) =>
  sign.charCodeAt(0),
);

/**
 * Whether objects and lists of a JSON text stand in each other on more than so many levels: whoever walks through them by
 * recursion would not come back. Looks at the text, which costs less than a walk through what is parsed.
 */
export function isNestedDeeper(json: string, levels: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json.charCodeAt(at);
    if (sign === quote) at = endOfString(json, at);
    else if (sign === braceOpen || sign === bracketOpen) depth += 1;
    else if (sign === braceClosed || sign === bracketClosed) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}

/** Where the quote stands that ends the string which begins at `start`. */
function endOfString(json: string, start: number): number {
  let at = start;
  do {
    at = json.indexOf('"', at + 1);
    if (at < 0) return json.length;
  } while (isEscaped(json, at));
  return at;
}

function isEscaped(json: string, at: number): boolean {
  let before = at - 1;
  while (json.charCodeAt(before) === backslash) before -= 1;
  return (at - before) % 2 === 0;
}
