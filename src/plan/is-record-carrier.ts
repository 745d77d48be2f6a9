import type { App, Region } from '../model/region.js';

/** True for the app that serves the changelog's repository, and for what it needs (the proxy in front of it). */
export function isRecordCarrier(app: App, region: Region): boolean {
  const hosts = new Set(region.changelogRemotes.map(hostOf));
  const serves = (one: App) => [one.domain, ...one.alsoAt].some((domain) => hosts.has(domain));
  return serves(app) || region.apps.some((one) => serves(one) && one.needs.includes(app.name));
}

/** `git@forge.example.org:a/b.git`, `https://forge.example.org/a/b.git`: the host. */
function hostOf(remote: string): string {
  if (URL.canParse(remote)) return new URL(remote).hostname;
  return /^(?:[^@/]+@)?([^:/]+):/.exec(remote)?.[1] ?? '';
}
