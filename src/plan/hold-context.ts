import type { SeenNode } from '../model/observation.js';
import type { Step } from '../model/step.js';
import type { PlanInput, WantedApp } from './plan-input.js';
import type { RunningApp } from './running-app.js';

/** What a reason to hold may look at. */
export interface HoldContext {
  readonly input: PlanInput;
  readonly wanted: WantedApp;
  readonly node: SeenNode;
  readonly running: RunningApp;
  readonly step: Step;
}
