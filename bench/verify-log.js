// Programs of their own, as tend is one. Prints milliseconds, those of all cores together and the megabytes of memory that it took, as JSON.
//     node verify-log.js openssl REPO        nothing but the Ed25519 signatures of all entries, on all cores, as Node has it
//     node verify-log.js libsodium REPO      the same, by libsodium
//     node verify-log.js deep REPO           every entry of a clone
//     node verify-log.js quick REPO STATE    what came since STATE last looked
import { execFileSync } from 'node:child_process';
import { openChangelog } from '../dist/changelog/open-changelog.js';
import { verifyChangelog } from '../dist/changelog/verify/verify-changelog.js';
import { verifyClone } from '../dist/changelog/verify/verify-clone.js';
import { recordContents } from '../dist/record/record-contents.js';
import { parseSshsig, sshsigMessage } from '../dist/tlog/sshsig/sshsig.js';
import { realTools } from '../dist/tools/real-tools.js';
import { realWorkers } from '../dist/tools/workers.js';
import { verifyByLibsodium, verifyByOpenssl } from './bare-ed25519.js';

const [what, repository, state = ''] = process.argv.slice(2);
const real = realTools();
const tools = { ...real, environment: { ...real.environment, variables: {}, stateFolder: state } };
const bare = { openssl: verifyByOpenssl, libsodium: verifyByLibsodium }[what];
const works = { deep: verifyDeep, quick: verifyQuickly };
const work = bare ? await prepareBare(bare) : works[what];
const before = process.cpuUsage();
const start = performance.now();
await work();
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(before);
const cpuMs = (user + system) / 1000;
console.log(JSON.stringify({ ms, cpuMs, megabytes: process.resourceUsage().maxRSS / 1024 }));

async function verifyDeep() {
  const { problems, size } = await verifyClone(tools, { folder: repository, contents: recordContents, anchor: {} });
  if (problems.length > 0 || size === 0) throw new Error(JSON.stringify(problems.slice(0, 3)));
}

async function verifyQuickly() {
  const options = { origin: 'merri-bek.example/changelog', contents: recordContents, remotes: [repository] };
  const { place } = openChangelog(tools, { ...options, regionFolder: '', regionName: '' });
  const { problems, depth, size } = await verifyChangelog(place, { deep: false, anchor: { firstUse: true } });
  if (problems.length > 0 || size === 0) throw new Error(JSON.stringify(problems.slice(0, 3)));
  process.stderr.write(`${depth}\n`);
}

/** Signatures as they are checked; taking them out of the lines is not measured. */
async function prepareBare(run) {
  const git = (...args) => execFileSync('git', ['--git-dir', repository, ...args], { maxBuffer: 2 ** 31 });
  const files = git('ls-tree', '-r', '--name-only', 'main', 'log/entries').toString().trim().split('\n');
  const batches = files.map((file) => packed(git('show', `main:${file}`).toString().trim().split('\n').map(rowOf)));
  const transfer = ({ rows }) => [rows.buffer];
  const job = { module: import.meta.resolve('./bare-ed25519.js'), run, transfer };
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
