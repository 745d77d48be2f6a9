import { DockerError } from '../../../src/model/docker-error.js';
import { KnownError } from '../../../src/model/known-error.js';

/**
 * What happens at one call of a tool: it is refused; it is done and its answer is lost; its far end is gone from then on;
 * the process is stopped by Ctrl-C at that moment; the process dies (`kill -9`: no call after it ever returns).
 */
export type FaultKind = 'refused' | 'answer-lost' | 'cut' | 'interrupted' | 'died';

/** The `at`th call of any tool, counted from 0 over a whole apply. */
export interface Fault {
  readonly kind: FaultKind;
  readonly at: number;
}

/** Which far end a call goes to: a node by name, or the changelog. */
type FarEnd = string;

export interface Faults {
  /** Hands a tool on, with the fault in it. */
  readonly within: <Tool extends object>(farEnd: FarEnd, tool: Tool) => Tool;
  /** Name of the call that was struck: `brunswick.createService`. */
  readonly struck: () => string | undefined;
  /** Settles when the process has died; never otherwise. */
  readonly death: Promise<void>;
}

type Call = (...words: unknown[]) => Promise<unknown>;

/** Tools that fail once, at the call that `fault` names. */
export function makeFaults(fault: Fault | undefined, interrupt: () => void): Faults {
  let count = 0;
  let struck: string | undefined;
  const cut = new Set<FarEnd>();
  let isDead = false;
  let die: () => void = () => undefined;
  const death = new Promise<void>((resolve) => (die = resolve));

  async function called(name: string, farEnd: FarEnd, call: () => Promise<unknown>): Promise<unknown> {
    if (isDead) return never();
    if (cut.has(farEnd)) throw unreachable(farEnd);
    if (count++ !== fault?.at) return call();
    struck = name;
    return strike(fault.kind, farEnd, call);
  }

  async function strike(kind: FaultKind, farEnd: FarEnd, call: () => Promise<unknown>): Promise<unknown> {
    if (kind === 'refused') throw refusal(farEnd);
    if (kind === 'answer-lost') return call().then(() => Promise.reject(unreachable(farEnd)));
    if (kind === 'interrupted') return (interrupt(), call());
    if (kind === 'cut') throw (cut.add(farEnd), unreachable(farEnd));
    isDead = true;
    die();
    return never();
  }

  return {
    struck: () => struck,
    death,
    within: (farEnd, tool) =>
      new Proxy(tool, {
        get(target, part) {
          const real: unknown = Reflect.get(target, part);
          if (typeof real !== 'function' || typeof part === 'symbol' || notCounted.has(part)) return real;
          return (...words: unknown[]) => called(`${farEnd}.${part}`, farEnd, () => (real as Call)(...words));
        },
      }),
  };
}

/** Streams, which end by their signal, and what the changelog keeps on this machine. */
const notCounted = new Set(['events', 'followLogs', 'then', 'spool', 'spooled', 'keepPlan', 'putDetail']);

function never(): Promise<never> {
  return new Promise(() => undefined);
}

function refusal(farEnd: FarEnd): Error {
  if (farEnd !== 'changelog') return new DockerError(500, 'rpc error: context deadline exceeded');
  return new KnownError('CHANGELOG_REFUSED', 'the remote refused the push', {
    tryThis: ['run the same command again'],
  });
}

function unreachable(farEnd: FarEnd): KnownError {
  const code = farEnd === 'changelog' ? 'CHANGELOG_UNREACHABLE' : 'NODE_UNREACHABLE';
  return new KnownError(code, `${farEnd} does not answer`, { tryThis: ['run the same command again'] });
}
