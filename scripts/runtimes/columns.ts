import { join, resolve } from 'node:path'
import type { Column } from './column.js'
import { pageColumn } from './in-page.js'
import { processColumn } from './in-process.js'
import { workerdColumn } from './in-workerd.js'
import { programAt } from './pinned.js'

/** With it, V8 refuses to make code of text, as a strict page does. */
const noCodeFromText = '--disallow-code-generation-from-strings'

const denoFlags = [
  'run',
  '--no-config',
  '--no-remote',
  '--no-prompt',
  '--node-modules-dir=manual',
  '--allow-net=127.0.0.1',
  `--allow-read=${resolve('.')}`,
  // The second is asked for by what MSW depends on.
  '--allow-env=UNKEY_ROOT_KEY,NODE_ENV',
  `--v8-flags=${noCodeFromText}`,
]

function nodeColumn(major: number): Column {
  const program = programAt(join(`node-${major}`, 'bin', 'node'))
  return processColumn(`node-${major}`, `Node ${major}`, program, [noCodeFromText])
}

/** The columns of the table, in their order. */
export const columns: readonly Column[] = [
  ...[20, 22, 24, 26].map(nodeColumn),
  processColumn('bun', 'Bun', programAt(join('@oven', 'bun-linux-x64-baseline', 'bin', 'bun')), []),
  processColumn('deno', 'Deno', programAt(join('@deno', 'linux-x64-glibc', 'deno')), denoFlags),
  workerdColumn('workerd', 'workerd', programAt(join('@cloudflare', 'workerd-linux-64', 'bin', 'workerd'))),
  pageColumn('chromium', 'Chromium'),
]

/** The runtimes that every machine has on which this repository is installed: the Node that runs this, and Chromium. */
export const columnsAtHand: readonly Column[] = [
  processColumn('node', 'this Node', process.execPath, [noCodeFromText]),
  pageColumn('chromium', 'Chromium'),
]
