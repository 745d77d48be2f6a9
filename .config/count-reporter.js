/** Closes every run with one plain line that people and machines can read. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`;
    // Jest prints its own summary after every reporter was asked: the last line can only be written at the exit.
    process.once('exit', () => process.stdout.write(line));
  }
}
