// Prints milliseconds, those of all cores together and the megabytes of memory that it took, as JSON.
//     verify-log openssl REPO        nothing but the Ed25519 signatures of all entries, on all cores, as Node has it
//     verify-log libsodium REPO      the same, by libsodium
//     verify-log deep REPO           every entry of a clone
//     verify-log quick REPO STATE    what came since STATE last looked
import { execFileSync } from 'node:child_process';
import { openChangelog } from '../../src/changelog/open-changelog.ts';
import { verifyChangelog } from '../../src/changelog/verify/verify-changelog.ts';
import { verifyClone } from '../../src/changelog/verify/verify-clone.ts';
import { recordContents } from '../../src/record/record-contents.ts';
import { parseSshsig, sshsigMessage } from '../../src/tlog/sshsig/sshsig.ts';
import { realTools } from '../../src/tools/real-tools.ts';
import { realWorkers } from '../../src/tools/workers.ts';
import { verifyByLibsodium, verifyByOpenssl } from './bare-ed25519.js';

export async function main({ built, args: [what, repository, state = ''] }) {
  const work = await workOf(what)({ repository, state, built });
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1000;
  console.log(JSON.stringify({ ms, cpuMs, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

/** What is measured, after what is made ready for it. */
function workOf(what) {
  if (what === 'deep') return (from) => () => verifyDeep(from);
  if (what === 'quick') return (from) => () => verifyQuickly(from);
  return (from) => prepareBare(from, what === 'openssl' ? verifyByOpenssl : verifyByLibsodium);
}

function toolsWith(state) {
  const real = realTools();
  return { ...real, environment: { ...real.environment, variables: {}, stateFolder: state } };
}

async function verifyDeep({ repository, state }) {
  const tools = toolsWith(state);
  const { problems, size } = await verifyClone(tools, { folder: repository, contents: recordContents, anchor: {} });
  if (problems.length > 0 || size === 0) throw new Error(JSON.stringify(problems.slice(0, 3)));
}

async function verifyQuickly({ repository, state }) {
  const options = { origin: 'merri-bek.example/changelog', contents: recordContents, remotes: [repository] };
  const { place } = openChangelog(toolsWith(state), { ...options, regionFolder: '', regionName: '' });
  const { problems, depth, size } = await verifyChangelog(place, { deep: false, anchor: { firstUse: true } });
  if (problems.length > 0 || size === 0) throw new Error(JSON.stringify(problems.slice(0, 3)));
  process.stderr.write(`${depth}\n`);
}

/** Signatures as they are checked; taking them out of the lines is not measured. */
async function prepareBare({ repository, built }, run) {
  const git = (...args) => execFileSync('git', ['--git-dir', repository, ...args], { maxBuffer: 2 ** 31 });
  const files = git('ls-tree', '-r', '--name-only', 'main', 'log/entries').toString().trim().split('\n');
  const batches = files.map((file) => packed(git('show', `main:${file}`).toString().trim().split('\n').map(rowOf)));
  const transfer = ({ rows }) => [rows.buffer];
  const job = { module: built('bare-ed25519'), run, transfer };
  return async () => {
    for await (const good of realWorkers.map(job, batches)) if (!good) throw new Error('a signature is bad');
  };
}

function rowOf(line) {
  const text = line.slice('{"e":'.length, line.lastIndexOf(',"s":{"k":"'));
  const { key, signature } = parseSshsig(JSON.parse(line).s.sig);
  const message = sshsigMessage('tend-changelog-entry-v1', text);
  return Buffer.concat([key.publicKey, signature.subarray(-64), message]);
}

function packed(rows) {
  return { rows: new Uint8Array(Buffer.concat(rows)), size: rows[0].length };
}
