import { realClock } from '../../../../src/tools/clock.js';
import { realEnvironment } from '../../../../src/tools/environment.js';
import { realPrograms } from '../../../../src/tools/programs.js';
import { realNodes } from '../../../../src/tools/real-nodes.js';
import { openAnsweringSocket } from '../../../support/answering-socket.js';
import { recordedAnswers } from '../../../support/docker-answers.js';
import { planBoth } from '../../docker-answers.js';
import { makeValueMutator } from '../mutate-value.js';
import type { Reading, StructuredTarget } from '../structured-target.js';

const mutated = makeValueMutator([recordedAnswers]);
let sockets: ReturnType<typeof openBoth> | undefined;

/** All answers of a node to planning, changed in a few places. */
export const dockerAnswersTarget: StructuredTarget = {
  name: 'docker',
  says: "a node's answers: another node is planned all the same",
  beyondEarly: 100,
  make: (dice) => JSON.stringify(mutated(dice)) ?? 'null',
  read,
  close,
};

async function read(text: string): Promise<Reading> {
  const { good, bad, nodes } = await (sockets ??= openBoth());
  const answers = (JSON.parse(text) ?? {}) as Readonly<Record<string, unknown>>;
  bad.answer = (path) => ({ body: answers[path] ?? null });
  return (await planBoth(nodes, [good, bad])) ? 'read' : 'refused';
}

async function openBoth() {
  const good = await openAnsweringSocket((path) => ({ body: recordedAnswers[path] }));
  const bad = await openAnsweringSocket(() => undefined);
  return { good, bad, nodes: realNodes(realEnvironment(), realPrograms, realClock) };
}

async function close(): Promise<void> {
  const open = await sockets;
  sockets = undefined;
  await open?.nodes.closeAll();
  await Promise.all([open?.good.close(), open?.bad.close()]);
}
