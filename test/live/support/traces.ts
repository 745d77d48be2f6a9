import { labNames } from '../../../src/lab/lab-names.js';
import type { LabTools } from '../../../src/tools/lab-tools.js';

/** Whatever a lab has on this machine at the moment, one line each: links, mounts, groups, rules, processes, files. */
export async function tracesOf(tools: LabTools, number: number): Promise<string[]> {
  const { folder, bridge, mark } = labNames(number);
  const look = [
    `ip -o link show | grep -E ' (${bridge}|tlab${number}(n|reg))' | cut -d: -f2`,
    `grep -E '${folder}/' /proc/mounts`,
    `find /sys/fs/cgroup -maxdepth 2 -name '${mark}'`,
    `iptables -w 20 -S | grep -E -- '${mark}"?( |$)'; iptables -w 20 -t nat -S | grep -E -- '${mark}"?( |$)'`,
    `for each in /proc/[0-9]*; do tr '\\0' ' ' < $each/cmdline 2>/dev/null | grep -E '${folder}/' ; grep -l '/${mark}/' $each/cgroup 2>/dev/null; done`,
    `ls -d ${folder}`,
  ];
  const seen = await Promise.all(look.map((line) => tools.programs.run('sh', ['-c', `${line} 2>/dev/null`])));
  return seen
    .flatMap(({ stdout }) => stdout.split('\n'))
    .filter((line) => line.trim() !== '' && !line.includes('grep -E'));
}
