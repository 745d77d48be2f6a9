/** The name that a region's log has for ever (the `origin` of its checkpoints). */
export function logOrigin({ domain }: { readonly domain: string }): string {
  return `${domain}/changelog`;
}
