import type { Agent } from 'node:http';
import PQueue from 'p-queue';

interface Turn {
  /** Goes before all that wait and are not urgent. */
  readonly urgent?: boolean;
  /** Gives the turn back, whatever becomes of the work. */
  readonly signal: AbortSignal;
}

/** Does the work once it is its turn. */
export type TakeTurn = <T>(work: () => Promise<T>, turn: Turn) => Promise<T>;

/**
 * Turns for short requests: as many at once as the agent may open connections, which may become fewer. An agent's own
 * queue knows no urgency: where sshd grants two sessions, a sign of life would wait behind all that a run asks.
 */
export function makeTurns(agent: Pick<Agent, 'maxSockets'>): TakeTurn {
  const queue = new PQueue({ concurrency: agent.maxSockets });
  return (work, { urgent = false, signal }) => {
    queue.concurrency = agent.maxSockets;
    return queue.add(work, { priority: urgent ? 1 : 0, signal });
  };
}
