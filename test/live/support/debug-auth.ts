import { Secret } from '../../../src/model/secret.js';
import { realClock } from '../../../src/tools/clock.js';
import { realEnvironment } from '../../../src/tools/environment.js';
import { realPrograms } from '../../../src/tools/programs.js';
import { realNodes } from '../../../src/tools/real-nodes.js';

// Asks for a digest with a password, as a process of its own: DEBUG is read when a process starts.
const nodes = realNodes(realEnvironment(), realPrograms, realClock);
const socket = process.env['SOCKET'] ?? '';
const { docker } = await nodes.connect({ name: 'here', host: 'local', socket, at: { file: 'region.yml' } });
const password = new Secret('hunter2hunter2');
const auth = { serveraddress: 'example.org', username: 'ada', password };
await docker.resolveImage('example.org/app:1', auth).catch(() => undefined);
process.stdout.write('asked\n');
await nodes.closeAll();
