#!/usr/bin/env node
import { runCommandLine } from './run-command-line.js';

// A reader that has seen enough (`askreel videos | head -1`) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await runCommandLine(process.argv.slice(2), process);
