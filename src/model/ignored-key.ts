/** What a swarm passes over in a compose file: `compose.yml`, `services.app.links`, and why. */
export interface IgnoredKey {
  readonly file: string;
  /** The key by its path, or what of it is passed over. */
  readonly what: string;
  readonly why: string;
}

/** `compose.yml: services.app.links is ignored: networks do it` */
export function ignoredWords({ file, what, why }: IgnoredKey): string {
  return `${file}: ${what} is ignored: ${why}`;
}
