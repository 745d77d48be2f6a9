import type { Docker, Raw, ReadingDocker } from '../docker.js';
import { pullImage } from './pull-image.js';
import { signOfLife, type DockerApi, type DockerRequest } from './docker-api.js';
import { ask } from './docker-request.js';
import { shapes } from './shapes.js';
import { runInContainer } from './run-in-container.js';

/** The changing half of the Docker API. Nothing is tried twice. */
export function makeChangingDocker(api: DockerApi): Omit<Docker, keyof ReadingDocker> {
  return {
    createService: (spec, auth) => create(api, { path: '/services/create', body: spec, auth }),
    updateService: (...service) => updateService(api, service),
    removeService: (id) => remove(api, `/services/${encodeURIComponent(id)}`),
    createNetwork: (spec) => create(api, { path: '/networks/create', body: { ...spec, CheckDuplicate: true } }),
    removeNetwork: (id) => remove(api, `/networks/${encodeURIComponent(id)}`),
    createConfig: (spec) => create(api, { path: '/configs/create', body: spec }),
    updateConfigLabels: async (id, index, spec) => {
      const path = `/configs/${encodeURIComponent(id)}/update`;
      await ask(api, { method: 'POST', path, query: { version: index }, body: spec, ...signOfLife }, shapes.done);
    },
    removeConfig: (id) => remove(api, `/configs/${encodeURIComponent(id)}`),
    createSecret: ({ Name, Labels, data }) => {
      const Data = Buffer.from(data.reveal(), 'utf8').toString('base64');
      return create(api, { path: '/secrets/create', body: { Name, Labels, Data } });
    },
    removeSecret: (id) => remove(api, `/secrets/${encodeURIComponent(id)}`),
    pullImage: (reference, auth, onProgress) => pullImage(api, { reference, auth }, onProgress),
    exec: (container, command, stdin) => runInContainer(api, { container, command }, stdin),
  };
}

async function remove(api: DockerApi, path: string): Promise<void> {
  await ask(api, { method: 'DELETE', path }, shapes.done);
}

/** The id of what was made; Docker writes `ID` for swarm objects and `Id` for the others. */
async function create(api: DockerApi, request: DockerRequest): Promise<string> {
  const answer = (await ask(api, { method: 'POST', ...request }, shapes.made)) as Raw;
  return (answer['ID'] ?? answer['Id']) as string;
}

async function updateService(
  api: DockerApi,
  [id, index, spec, auth]: Parameters<Docker['updateService']>,
): Promise<string[]> {
  const path = `/services/${encodeURIComponent(id)}/update`;
  const query = { version: index, registryAuthFrom: 'spec' };
  const request = { method: 'POST', path, query, body: spec, auth } as const;
  const { Warnings: warnings } = ((await ask(api, request, shapes.updated)) ?? {}) as { Warnings?: string[] | null };
  return warnings ?? [];
}
