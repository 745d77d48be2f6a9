import { parseArgs } from 'node:util';
import { runTarget } from './structured/run-target.js';
import { structuredTargets } from './structured/targets.js';

/** `npm run fuzz -- TARGET --seconds 600 --seed 1`: one parser, as long as one likes; without a target it lists them. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: String(Date.now()) } },
});
const wanted = positionals.map((name) => structuredTargets.find((target) => target.name === name));

if (wanted.length === 0 || wanted.includes(undefined)) {
  console.log(structuredTargets.map(({ name, says }) => `${name.padEnd(14)}${says}`).join('\n'));
  process.exitCode = wanted.length === 0 ? 0 : 2;
} else {
  for (const target of wanted.filter((one) => one !== undefined)) {
    const report = await runTarget(target, { seconds: Number(values.seconds), seed: Number(values.seed) });
    const isShallow = 100 - report.early < target.beyondEarly;
    if (isShallow) console.error(`${target.name}: too few texts get past the early checks`);
    console.log(JSON.stringify(report, null, 2));
    if (report.failures.length > 0 || isShallow || report.peakMemory > 500) process.exitCode = 1;
  }
}
