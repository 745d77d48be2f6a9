/** A process that cannot be mistaken for a later one with the same number: `started` in ticks since boot (proc(5), stat field 22). */
export interface ProcessId {
  readonly pid: number;
  readonly started: string;
}
