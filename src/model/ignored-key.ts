/** What a swarm, or docker when it merges files, passes over: `compose.yml`, `services.app.links`, and why. */
export interface IgnoredKey {
  readonly file: string;
  /** The key by its path, or what of it is passed over. */
  readonly what: string;
  readonly why: string;
  /** Other than ignored: lost where files were merged, added to what it was meant to replace, or no text as meant. */
  readonly how?: 'lost' | 'appended' | 'read as a date';
  /** What docker's own client says of it, where that does not pass over it but refuses the file. */
  readonly refusedByDocker?: string;
}

/** `compose.yml: services.app.links is ignored: networks do it` */
export function ignoredWords({ file, what, why, how, refusedByDocker }: IgnoredKey): string {
  const refused = refusedByDocker === undefined ? '' : ` (docker's own client refuses the file: ${refusedByDocker})`;
  return `${file}: ${what} is ${how ?? 'ignored'}: ${why}${refused}`;
}
