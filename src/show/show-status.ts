import stringWidth from 'string-width';
import type { AppStatus, NodeStatus, RegionStatus } from '../model/region-status.js';
import { shortVersion } from '../model/short-id.js';
import { columns, count } from './align.js';
import type { Paint } from './paint.js';
import { showTime } from './show-time.js';

/** The region at a glance: apps by node, addresses beside them where there is room; what needs somebody, last. */
export function showStatus(status: RegionStatus, paint: Paint, width = 120): string {
  const reached = status.nodes.filter(({ unseen }) => !unseen).length;
  const head = ['NODE', 'APP', 'VERSION', 'HEALTH', 'STEWARD', 'LAST CHANGE'];
  const rows = status.nodes.flatMap((node) => nodeRows(node, status.at));
  const plain = [head, ...rows.map(({ cells }) => cells)];
  const wide = columns(plain.map((cells, index) => [...cells, index === 0 ? 'URL' : (rows[index - 1]?.url ?? '')]));
  const fits = wide.every((line) => stringWidth(line) <= width);
  const table = fits ? wide : columns(plain);
  const body = rows.flatMap(({ before }, index) => [...before.map((line) => paint.bad(line)), table[index + 1] ?? '']);
  const title = `${paint.bold(status.region)} · as of ${status.at.slice(11, 16)} UTC, ${count(reached, 'node')}`;
  const urls = fits ? [] : urlLines(status);
  const end = [...whatNeedsYou(status, paint), recordLine(status)];
  return [title, paint.dim(table[0] ?? ''), ...body, ...urls, '', ...end].join('\n');
}

interface Row {
  readonly before: readonly string[];
  readonly cells: readonly string[];
  readonly url: string;
}

function nodeRows(node: NodeStatus, now: string): Row[] {
  const silent = node.unseen
    ? [
        `${node.unseen.message}. What is known from the record${node.lastSeen === undefined ? '' : ` of ${showTime(node.lastSeen, now)}`}:`,
        ...node.unseen.details.map((line) => `  ${line}`),
      ]
    : [];
  if (node.apps.length === 0) return [{ before: silent, cells: [node.node, '(no apps)'], url: '' }];
  return node.apps.map((app, index) => ({
    before: index === 0 ? silent : [],
    cells: [index === 0 ? node.node : '', ...appCells(app, now)],
    url: app.urls[0] ?? '',
  }));
}

function appCells(app: AppStatus, now: string): string[] {
  return [app.app, versionWords(app), healthWords(app), app.steward ?? '(vacant)', lastChangeWords(app, now)];
}

/** The recipe's part of the versions says enough, unless only what is behind the + differs. */
function versionWords({ version, wantedVersion, newer }: AppStatus): string {
  if (version === undefined) return '-';
  if (wantedVersion !== undefined) return besideWanted(version, wantedVersion);
  if (newer === undefined) return short(version);
  return short(newer) === short(version) ? `${version} ↑${newer}` : `${short(version)} ↑${short(newer)}`;
}

function besideWanted(version: string, wanted: string): string {
  const isTold = short(version) !== short(wanted);
  return isTold ? `${short(version)}, wanted ${short(wanted)}` : `${version}, wanted ${wanted}`;
}

function short(tag: string): string {
  return shortVersion(tag).replace(/\+.*$/, '');
}

function healthWords(app: AppStatus): string {
  if (app.health === 'degraded' || app.health === 'down') return `${app.running} of ${app.wanted} up`;
  if (app.health === 'failing') return 'keeps failing';
  return app.health === 'unknown' ? '?' : app.health;
}

function lastChangeWords(app: AppStatus, now: string): string {
  if (app.changedOutside) return 'changed outside tend';
  if (!app.lastChange) return 'none recorded';
  const { at, by, result } = app.lastChange;
  return `${showTime(at, now)} by ${by}${result === 'done' ? '' : ` (${result})`}`;
}

/** Addresses below the table where it would be too wide with them. */
function urlLines(status: RegionStatus): string[] {
  const apps = status.nodes.flatMap((node) => node.apps).filter(({ urls }) => urls.length > 0);
  if (apps.length === 0) return [];
  return ['', ...columns(apps.map(({ app, urls }) => [`  ${app}`, urls[0] ?? '']))];
}

function whatNeedsYou(status: RegionStatus, paint: Paint): string[] {
  const apps = status.nodes.flatMap((node) => node.apps);
  const silent = status.nodes
    .filter(({ unseen }) => unseen)
    .map(({ node, unseen }) => `${node} ${silentWords(unseen)} (tend doctor --node ${node})`);
  const vacant = apps.filter(({ steward }) => steward === undefined).map(({ app }) => app);
  const outside = apps
    .filter(({ changedOutside }) => changedOutside)
    .map(({ app }) => `${app} differs from what was recorded (tend plan --app ${app})`);
  const others = apps.flatMap(otherWords);
  const ill = apps
    .filter(({ health }) => health === 'degraded' || health === 'down' || health === 'failing')
    .map(({ app }) => `${app} is not healthy (tend app ps ${app})`);
  const glass = status.record.unconfirmed.map(
    ({ id, by, at }) =>
      `GLASS BROKEN by ${by} ${showTime(at, status.at)}: no witness saw it; a second person looks, then: tend changelog confirm ${id.slice(0, 8)}`,
  );
  const all = [
    ...glass,
    ...silent,
    ...ill,
    ...others,
    ...outside,
    ...(vacant.length > 0 ? [`no steward: ${vacant.join(', ')}`] : []),
  ];
  return all.length === 0 ? [] : [paint.change('needs you:'), ...all.map((line) => `  ${line}`)];
}

const failed: Readonly<Record<string, string>> = {
  failed: 'failed',
  'rolled-back': 'was rolled back',
  paused: 'was stopped half-way',
  partial: 'was only partly done',
};

/** Another version runs than the manifest wants: both ways, where the last try did not get through. */
function otherWords({ app, version, wantedVersion, lastChange }: AppStatus): string[] {
  if (version === undefined || wantedVersion === undefined) return [];
  const why = failed[lastChange?.result ?? ''];
  if (why === undefined) return [`${app} runs ${version}, wanted is ${wantedVersion} (tend plan --app ${app})`];
  return [
    `${app} runs ${version}: ${wantedVersion} ${why}`,
    `  back to what runs: tend upgrade ${app.replace(/@.*$/, '')} ${version}`,
    `  try it again: tend apply --app ${app} --retry`,
  ];
}

function recordLine({ record, at }: RegionStatus): string {
  const spooled = record.spooled > 0 ? ` · ${record.spooled} NOT PUBLISHED yet, waiting on this machine` : '';
  const names = record.seenBy.map(({ witness, at: seen }) => `${witness} (${showTime(seen, at)})`);
  const seen = names.length > 0 ? `, seen by ${names.join(' and ')}` : '';
  return `the record: ${record.level}, ${count(record.entries, 'entry', 'entries')}${seen}${record.fresh ? '' : ', did not answer just now'}${spooled}`;
}

function silentWords(unseen: NodeStatus['unseen']): string {
  return unseen?.code === 'NODE_NOT_UNDERSTOOD' ? 'is not understood' : 'does not answer';
}
