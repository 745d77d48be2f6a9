/**
 * A text as it may be shown: user and password left out of the URLs in it, also where a password holds an `@`. Of an ssh URL the
 * login stays, without which the address leads nowhere (`ssh://git@…`).
 */
export function withoutCredentials(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)([^/?#\s]*)@/gi, (_, scheme: string, user: string) => {
    const login = /^(?:git\+)?ssh(?:\+git)?:/i.test(scheme) ? /^[\w.-]+(?=:|$)/.exec(user)?.[0] : undefined;
    return login === undefined ? scheme : `${scheme}${login}@`;
  });
}
