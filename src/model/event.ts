import type { AppName, EntryId } from './brand.js';
import type { Outcome } from './outcome.js';
import type { UnseenNode } from './observation.js';
import type { Plan } from './plan.js';
import type { StepKind } from './step-kinds.js';

/** What a workflow tells while it works. Shown on a terminal, written as NDJSON with --events. */
export type TendEvent =
  | { readonly type: 'reading'; readonly nodes: readonly string[] }
  | { readonly type: 'node-read'; readonly node: string; readonly seconds: number }
  | { readonly type: 'node-unreachable'; readonly node: UnseenNode }
  | { readonly type: 'planned'; readonly plan: Plan }
  | {
      readonly type: 'step-waiting';
      readonly app: AppName;
      readonly node: string;
      readonly for: 'lock' | 'needs' | 'node' | 'memory' | 'record';
    }
  | {
      readonly type: 'step-progress';
      readonly app: AppName;
      readonly node: string;
      readonly phase: StepPhase;
      readonly says?: string;
    }
  | {
      readonly type: 'step-done';
      readonly app: AppName;
      readonly node: string;
      readonly kind: StepKind;
      readonly outcome: Outcome;
      readonly entry?: EntryId;
    }
  | { readonly type: 'step-skipped'; readonly app: AppName; readonly node: string; readonly because: string }
  | { readonly type: 'recorded'; readonly entries: readonly EntryId[]; readonly pushed: boolean }
  | {
      readonly type: 'closed-dangling';
      readonly app: AppName;
      readonly node: string;
      readonly result: string;
    }
  | { readonly type: 'notice'; readonly text: string };

export type StepPhase =
  | 'locking'
  | 'observing'
  | 'pulling'
  | 'announcing'
  | 'secrets'
  | 'configs'
  | 'networks'
  | 'services'
  | 'settling'
  | 'recording';

/** How a workflow speaks: it never prints. */
export type Tell = (event: TendEvent) => void;
