/** Closes every run with plain lines that people and machines can read: why tests were skipped, and the count. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const count = `${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`;
    const lines = [...skipReasons(results), count].map((line) => `${line}\n`).join('');
    // Jest prints its own summary after every reporter was asked: the last line can only be written at the exit.
    process.once('exit', () => process.stdout.write(lines));
  }
}

/** From titles that say why: `locks (skipped: no network)`, a line for each reason. */
function skipReasons({ testResults }) {
  const titles = testResults.flatMap((file) =>
    file.testResults
      .filter(({ status }) => status === 'pending')
      .map(({ ancestorTitles, title }) => [...ancestorTitles, title].find((text) => reason.test(text)) ?? ''),
  );
  const reasons = titles.flatMap((title) => reason.exec(title)?.[1] ?? []);
  return [...new Set(reasons)].map((each) => `${each} (${reasons.filter((other) => other === each).length} tests)`);
}

const reason = /\((skipped.*)\)$/s;
