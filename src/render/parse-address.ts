/**
 * An IP address in the one form in which equal ones are equal (`2001:DB8:0::1` is `2001:db8::1`); undefined where the text
 * is no address. IPv4 has one form only: a leading zero is no address, as in Go.
 */
export function parseAddress(text: string): string | undefined {
  if (isIpv4(text)) return text;
  if (!text.includes(':') || !/^[0-9a-fA-F:.]+$/.test(text)) return undefined;
  const url = `http://[${text}]/`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : undefined;
}

function isIpv4(text: string): boolean {
  return (
    /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(text) && text.split('.').every((part) => Number(part) < 256)
  );
}
