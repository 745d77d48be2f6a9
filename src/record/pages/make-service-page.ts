import { compareText } from '../../model/compare-text.js';
import { shortEntry } from '../../model/short-id.js';
import { pageEnd } from './page-end.js';
import type { AppOnNode, AppOnPages, Change, OpenStep, RegionPages } from './region-pages.js';
import { showBreakglasses } from './show-breakglasses.js';
import { showChange, showClock, showDay, showMoment, showWhy } from './show-change.js';
import { showSeen } from './show-seen.js';
import { showSteward } from './show-steward.js';

/** The page of one app, Keep-a-Changelog style: break-glass, steward, what runs, open matters, history. */
export function makeServicePage(pages: RegionPages, name: string, app: AppOnPages): string {
  const nodes = Object.entries(app.nodes).sort(([a], [b]) => compareText(a, b));
  return [
    `# ${name}`,
    '',
    ...showBreakglasses(pages.breakglasses.filter(({ apps }) => apps.includes(name))),
    ...nodes.map(([node, { steward }]) => `Steward (Kümmerer) on ${node}: ${showSteward(steward, '../')}  `),
    ...nodes.flatMap(([node, { seen }]) => (seen ? [`On ${node}: ${showSeen(seen)}  `] : [])),
    '',
    '## Open matters',
    '',
    ...openLines(app, nodes),
    '',
    '## History',
    ...historyLines(app),
    '',
    pageEnd(pages, '../'),
  ].join('\n');
}

function openLines({ open }: AppOnPages, nodes: readonly (readonly [string, AppOnNode])[]): string[] {
  const lines = [
    ...open.map((step) => `- ${showOpenStep(step)}`),
    ...nodes.filter(([, { steward }]) => steward?.id === null).map(([node]) => `- Nobody answers for it on ${node}.`),
  ];
  return lines.length > 0 ? lines : ['None.'];
}

/** `2026-11-24 09:30 upgrade 1.2.0 → 1.3.0 on brunswick was announced by op-7f3k; …` */
export function showOpenStep({ at, what, node, by, deadline, intent, why }: OpenStep): string {
  const announced = `${showMoment(at)} ${what} on ${node} was announced by ${by}`;
  return `${announced}, due by ${showMoment(deadline)}; what came of it is not recorded (${shortEntry(intent)})${showWhy(why)}`;
}

function historyLines({ changes, older }: AppOnPages): string[] {
  const shown = newestFirst(changes);
  const lines = shown.flatMap((change, index) => {
    const line = `- ${showClock(change.at)} ${showChange(change)}`;
    return showDay(change.at) === showDay(shown[index - 1]?.at ?? '')
      ? [line]
      : ['', `### ${showDay(change.at)}`, '', line];
  });
  if (lines.length === 0) return ['', 'Nothing yet.'];
  return older > 0 ? [...lines, '', `${older} older changes stand in the entries.`] : lines;
}

/** By their times; those of the same time in the order of the log. */
function newestFirst(changes: readonly Change[]): Change[] {
  return changes.toReversed().sort((a, b) => compareText(b.at, a.at));
}
