import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recipeFolder, type AbraApp } from './place.js';
import { fatal, say } from './speech.js';
import { docker } from './swarm.js';

const patienceSeconds = 50;

/** Each look costs two connections. */
const everyMs = 700;

/** Waits until every service has its tasks, 50 s unless the label `timeout` says more; leaves what is there if not. */
export async function converge(app: AbraApp): Promise<void> {
  const started = Date.now();
  for (;;) {
    const lines = (await docker(app.server, ['stack', 'services', '--format', '{{.ID}} {{.Replicas}}', app.stack]))
      .split('\n')
      .filter(Boolean);
    const isUp = lines.every((line) => /^\w+ (\d+)\/\1\b/.test(line));
    const services = await inspect(
      app,
      lines.map((line) => line.split(' ')[0] ?? ''),
    );
    const states = services.map(({ status }) => status?.State ?? '');
    if (states.some((state) => state.startsWith('rollback') || state === 'paused')) fatal('deploy failed');
    if (!states.includes('updating') && isUp) return;
    if (Date.now() - started > 1000 * timeoutOf(app, services)) fatal('deploy timed out: what is there stays');
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

interface Inspected {
  readonly status: { readonly State?: string } | null;
  readonly labels: Readonly<Record<string, string>>;
}

async function inspect({ server }: AbraApp, ids: readonly string[]): Promise<Inspected[]> {
  const format = '{"status": {{json .UpdateStatus}}, "labels": {{json .Spec.Labels}}}';
  const lines = (await docker(server, ['service', 'inspect', '--format', format, ...ids])).split('\n');
  return lines.map((line) => JSON.parse(line) as Inspected);
}

function timeoutOf(app: AbraApp, services: readonly Inspected[]): number {
  return (
    Math.max(0, ...services.map(({ labels }) => Number(labels[`coop-cloud.${app.stack}.timeout`] ?? 0))) ||
    patienceSeconds
  );
}

/** `app setup|db tune`: functions of abra.sh, each run inside the container of a service. */
export async function runPostCommands(app: AbraApp, commands: string | undefined): Promise<void> {
  for (const command of (commands ?? '').split('|').filter(Boolean)) {
    const [service = '', ...words] = command.trim().split(' ');
    const filter = `label=com.docker.swarm.service.name=${app.stack}_${service}`;
    const [container = ''] = (await docker(app.server, ['ps', '--quiet', '--filter', filter])).split('\n');
    if (container === '') fatal(`no container of ${service} is running`);
    say(`running ${words.join(' ')} in ${service}`);
    const script = readFileSync(join(recipeFolder(app.recipe), 'abra.sh'), 'utf8');
    const input = `${script}\n${words.join(' ')}\n`;
    process.stdout.write(await docker(app.server, ['exec', '--interactive', container, '/bin/sh', '-s'], { input }));
  }
}
