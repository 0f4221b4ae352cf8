import { version } from './version.js'

// Built in the old module format: Node has that read and run before it has begun to load the new one, which `main` is in.
const args = process.argv.slice(2)
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V'))
  // Node would print the stack of a write that nobody takes.
  process.stdout
    .on('error', ({ code }: NodeJS.ErrnoException) => (process.exitCode = code === 'EPIPE' ? 0 : 3))
    .write(`${version()}\n`)
else void import('./main.js').then(({ main }) => main(args))
