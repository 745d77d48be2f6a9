import type { LabTools } from '../tools/lab-tools.js';
import { labNames } from './lab-names.js';
import { runHere, tryHere } from './run-here.js';

/** The bridge that a lab's cables end in, and the firewall rules that let its traffic through. */
export async function raiseNetwork(tools: LabTools, number: number, internet: boolean): Promise<void> {
  const { bridge, network } = labNames(number);
  await runHere(tools, 'ip', ['link', 'add', bridge, 'type', 'bridge']);
  await runHere(tools, 'ip', ['addr', 'add', `${network}.1/24`, 'dev', bridge]);
  await runHere(tools, 'ip', ['link', 'set', bridge, 'up']);
  for (const rule of firewallRules(number, internet)) await runHere(tools, 'iptables', insertion(rule, number));
  if (internet) await startForwarding(tools, number);
}

/** Takes the bridge, its cables and its rules away; what is not there is fine. */
export async function removeNetwork(tools: LabTools, number: number): Promise<void> {
  const { bridge, mark } = labNames(number);
  for (const cable of await cablesOf(tools, bridge)) await tryHere(tools, 'ip', ['link', 'del', cable]);
  await tryHere(tools, 'ip', ['link', 'del', bridge]);
  for (const table of ['filter', 'nat']) await removeRules(tools, table, mark);
  await stopForwarding(tools, number);
}

const forwarding = '/proc/sys/net/ipv4/ip_forward';

/** Only where this machine does not forward already; the file in the lab's folder says that it was us. */
async function startForwarding(tools: LabTools, number: number): Promise<void> {
  if ((await tools.files.readText(forwarding))?.trim() !== '0') return;
  await tools.files.write(`${labNames(number).folder}/forwarding`, '');
  await runHere(tools, 'sh', ['-c', `echo 1 > ${forwarding}`]);
}

async function stopForwarding(tools: LabTools, number: number): Promise<void> {
  if (await tools.files.exists(`${labNames(number).folder}/forwarding`))
    await tryHere(tools, 'sh', ['-c', `echo 0 > ${forwarding}`]);
}

interface Rule {
  readonly table: string;
  readonly chain: string;
  readonly match: readonly string[];
  readonly target: string;
}

/** Another dockerd on this machine sets FORWARD to DROP, which also stops what stays inside a bridge. */
function firewallRules(number: number, internet: boolean): Rule[] {
  const { bridge, network } = labNames(number);
  const inside = { table: 'filter', chain: 'FORWARD', match: ['-i', bridge, '-o', bridge], target: 'ACCEPT' };
  if (!internet) return [inside];
  const others = ['-i', bridge, '!', '-o', bridge, '-d', '198.18.0.0/15'];
  const answers = ['-o', bridge, '-m', 'conntrack', '--ctstate', 'RELATED,ESTABLISHED'];
  return [
    inside,
    { table: 'filter', chain: 'FORWARD', match: ['-i', bridge], target: 'ACCEPT' },
    { table: 'filter', chain: 'FORWARD', match: answers, target: 'ACCEPT' },
    // Each rule is put before the others: this one comes first, so that labs do not meet by way of this machine.
    { table: 'filter', chain: 'FORWARD', match: others, target: 'REJECT' },
    {
      table: 'nat',
      chain: 'POSTROUTING',
      match: ['-s', `${network}.0/24`, '!', '-o', bridge],
      target: 'MASQUERADE',
    },
  ];
}

function insertion({ table, chain, match, target }: Rule, number: number): string[] {
  const comment = ['-m', 'comment', '--comment', labNames(number).mark];
  return ['-w', '20', '-t', table, '-I', chain, ...match, ...comment, '-j', target];
}

async function cablesOf(tools: LabTools, bridge: string): Promise<string[]> {
  const shown = await tryHere(tools, 'ip', ['-o', 'link', 'show', 'master', bridge]);
  return [...shown.stdout.matchAll(/^\d+: ([^@:]+)/gm)].map((match) => match[1] ?? '');
}

async function removeRules(tools: LabTools, table: string, mark: string): Promise<void> {
  const listed = await tryHere(tools, 'iptables', ['-w', '20', '-t', table, '-S']);
  const own = listed.stdout.split('\n').filter((line) => new RegExp(`--comment "?${mark}"?( |$)`).test(line));
  for (const line of own)
    await tryHere(tools, 'iptables', [
      '-w',
      '20',
      '-t',
      table,
      ...line.replace(/^-A/, '-D').replaceAll('"', '').split(' '),
    ]);
}
