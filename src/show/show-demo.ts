import type { Lab } from '../model/lab.js';
import type { Paint } from './paint.js';

/** The beginning of a scene. */
export function showScene({ title, says }: { title: string; says: readonly string[] }, paint: Paint): string {
  return ['', paint.bold(`── ${title} ──`), ...says, ''].join('\n');
}

/** What the demo will do, before it does it. */
export function showDemoIntro(missing: readonly string[], place: { folder: string; down: string }): string {
  return [
    'This raises three real Docker Swarm servers on this machine, in network namespaces of their own, and does the main job on them.',
    ...(missing.length > 0 ? [`It installs these Debian packages: ${missing.join(' ')}`] : []),
    `It writes into ${place.folder}, and a marked block of names into /etc/hosts. The first time it makes images of Debian packages (about a minute).`,
    `Everything goes away again with: ${place.down}`,
  ].join('\n');
}

/** What to try next. */
export function showDemoEnd(
  { lab, region, tend, down, seconds }: { lab: Lab; region: string; tend: string; down: string; seconds: number },
  paint: Paint,
): string {
  const on = (words: string) => `  ${tend} ${words} -C ${region}`;
  return [
    '',
    paint.bold(
      `Done in ${Math.round(seconds)} s. The region goes on running (lab ${lab.number}: ${lab.nodes.map(({ name, address }) => `${name} ${address}`).join(', ')}).`,
    ),
    'In the browser of this machine: http://website.merri-bek.example.org  http://wiki.merri-bek.example.org  http://calendar.merri-bek.example.org',
    'Try next:',
    on('status'),
    on('upgrade calendar'),
    `${on('apply --app website --retry')}      (edit apps/website.yml first)`,
    `${on('changelog show')}      the record`,
    `  git -C ${region} log --oneline      the manifest`,
    `Take it away: ${down}`,
  ].join('\n');
}

/** The end of it all. */
export function showDemoGone(wasThere: boolean, folder: string): string {
  return wasThere ? 'The demo is gone, its servers too.' : `There is no demo in ${folder}.`;
}
