// The labs of these tests run Docker 28 instead of this machine's own (support/other-docker.ts).
process.env['TEND_TEST_DOCKER'] ??= '28';
