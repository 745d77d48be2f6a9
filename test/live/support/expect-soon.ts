/** Asks again every 200 ms until it is so; throws after some seconds (default 60). */
export async function expectSoon(isSo: () => Promise<boolean>, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`it did not become so within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
