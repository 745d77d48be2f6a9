#!/usr/bin/env node
// Only what every Node parses stands here, so that an old one can hand over, or say that it is too old.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 13)) {
  import('./newer-node.js').then(function (found) {
    if (found.startAgain()) return;
    process.stderr.write('tend needs Node 22.13 or newer; this is Node ' + process.versions.node + '.\n');
    process.exitCode = 14;
  });
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  printVersion();
} else {
  import('./start.js');
}

/** The line that oclif would print, without the 60 ms that loading it takes; process.stdout alone takes 5. */
function printVersion() {
  var files = process.getBuiltinModule('fs');
  var read = JSON.parse(files.readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  var line = read.name + '/' + read.version + ' ' + process.platform + '-' + process.arch + ' node-' + process.version;
  try {
    files.writeSync(1, line + '\n');
  } catch (error) {
    // A reader that has seen enough is no failure.
    if (error.code !== 'EPIPE') process.stdout.write(line + '\n');
  }
}
