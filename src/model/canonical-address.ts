/**
 * An IPv6 address in the one form in which equal is equal; anything else as it is. Docker's client writes RFC 5952's form into
 * specs since release 29, and the engine keeps no other since then; before both left what people wrote.
 */
export function canonicalAddress(text: string): string {
  if (!text.includes(':')) return text;
  const parsed = URL.parse(`http://[${text}]`);
  return parsed === null ? text : parsed.hostname.slice(1, -1);
}
