/** A text as it may be shown: user and password left out of the URLs in it, also where a password holds an `@`. */
export function withoutCredentials(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/?#\s]*@/gi, '$1');
}
