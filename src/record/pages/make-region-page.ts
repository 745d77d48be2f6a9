import { compareText } from '../../model/compare-text.js';
import { shortEntry } from '../../model/short-id.js';
import { describePowers } from '../describe-log-entry.js';
import { needed } from './add-proposals.js';
import { appNodes, type AppNode } from './app-nodes.js';
import { showOpenStep } from './make-service-page.js';
import { showSpan } from './make-steward-page.js';
import { pageEnd } from './page-end.js';
import type { NamedChange, RegionPages } from './region-pages.js';
import { showBreakglasses } from './show-breakglasses.js';
import { showChange, showMoment } from './show-change.js';
import { showForks } from './show-forks.js';
import { showSteward } from './show-steward.js';

/** region.md: all services on one page, what nobody answers for, what is open, what changed last, who may write. */
export function makeRegionPage(pages: RegionPages): string {
  const nodes = appNodes(pages);
  return [
    `# ${pages.origin.replace(/\/changelog$/, '')}`,
    '',
    ...showBreakglasses(pages.breakglasses),
    ...showForks(pages),
    ...section('Services', serviceTable(nodes)),
    ...section('Vacant', vacancies(nodes)),
    ...section('Open matters', openMatters(pages)),
    ...section('Newest changes', pages.newest.toReversed().map(changeLine)),
    ...section('Who may write here', keyTable(pages)),
    pageEnd(pages, ''),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return [`## ${title}`, '', ...(lines.length > 0 ? lines : ['None.']), ''];
}

function serviceTable(nodes: readonly AppNode[]): string[] {
  if (nodes.length === 0) return [];
  const rows = nodes.map(({ app, node, on }) => {
    const { seen, steward } = on;
    const runs = !seen ? '' : seen.services === 0 ? 'nothing' : [seen.recipe, seen.version].join(' ').trim();
    return `| [${app}](services/${app}.md) | ${node} | ${showSteward(steward, '')} | ${runs} | ${seen ? showMoment(seen.at) : ''} |`;
  });
  return ['| service | node | steward (Kümmerer) | runs | as seen |', '|---|---|---|---|---|', ...rows];
}

/** Services that run, as far as anybody has seen, and that nobody answers for. */
function vacancies(nodes: readonly AppNode[]): string[] {
  return nodes
    .filter(({ on }) => (on.steward?.id ?? null) === null && on.seen?.services !== 0)
    .map(({ app, node }) => `- [${app}](services/${app}.md) on ${node}`);
}

function openMatters(pages: RegionPages): string[] {
  const steps = Object.entries(pages.apps).flatMap(([app, { open }]) => open.map((step) => ({ app, step })));
  return [
    ...steps
      .sort((a, b) => compareText(a.step.at, b.step.at) || compareText(a.app, b.app))
      .map(({ app, step }) => `- [${app}](services/${app}.md): ${showOpenStep(step)}`),
    ...pages.proposals.map((proposal) => {
      const { what, id, at, by } = proposal;
      return `- ${showMoment(at)} ${what} (${shortEntry(id)}): ${by.length} of ${needed(pages, proposal)} people agree`;
    }),
  ];
}

function changeLine(change: NamedChange): string {
  const app = change.app === undefined ? '' : `[${change.app}](services/${change.app}.md): `;
  return `- ${showMoment(change.at)} ${app}${showChange(change)}`;
}

function keyTable({ keys, policy }: RegionPages): string[] {
  if (keys.length === 0) return [];
  const rows = keys.map((key) => {
    const root = policy.roots.includes(key.fingerprint) ? ', root key' : '';
    return `| ${key.holder} | \`${key.fingerprint}\` | ${describePowers(key)}${root} | ${showSpan(key)} |`;
  });
  const rule = `${policy.threshold} of ${policy.roots.length} root keys decide who witnesses and which the root keys are.`;
  return ['| holder | key | what it may do | when |', '|---|---|---|---|', ...rows, '', rule];
}
