import { renderTable } from '../table.js'
import { checks } from './checks/index.js'
import type { Check } from './checks/check.js'
import type { Column } from './column.js'
import type { Outcome } from './run-column.js'

type Outcomes = ReadonlyMap<Column, Outcome>

const none = '–'

/** docs/runtimes.md as the formatter would leave it. */
export function runtimesPage(outcomes: Outcomes): string {
  return `${introduction}\n\n${markdown(rowsOf(outcomes))}\n\n${notes}\n`
}

/** The same table for a terminal. */
export function printedTable(outcomes: Outcomes): string {
  const rows = rowsOf(outcomes).map((cells) => cells.map((cell) => [cell]))
  return renderTable(rows, bold)
}

function bold(line: string): string {
  return process.stdout.isTTY && process.env['NO_COLOR'] === undefined ? `\u001B[1m${line}\u001B[0m` : line
}

function rowsOf(outcomes: Outcomes): string[][] {
  const runs = [...outcomes.values()]
  return [
    ['', ...[...outcomes.keys()].map(({ title }) => title)],
    ['version', ...runs.map(({ version }) => version ?? 'did not run')],
    ...checks.map((check) => [check.title, ...runs.map((outcome) => cellOf(check, outcome))]),
  ]
}

function cellOf({ id }: Check, { failures }: Outcome): string {
  const failure = failures.get(id)
  if (failure === undefined) return none
  return failure === null ? 'ok' : 'failed'
}

function markdown([heading = [], ...body]: readonly (readonly string[])[]): string {
  const widths = heading.map((_, column) =>
    Math.max(3, ...[heading, ...body].map((cells) => cells[column]?.length ?? 0)),
  )
  const rule = widths.map((width) => '-'.repeat(width))
  return [heading, rule, ...body]
    .map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n')
}

const introduction = `# Where keymux runs

Written by \`npm run test:runtimes\`, which fetches the runtimes from npm into a cache of its own (versions and checksums are in
\`scripts/runtimes/pinned\`) and runs the same file in each of them: the checks, bundled once from the built package through its
\`exports\`. "In process" is against [the emulator](emulator.md) within the runtime, "over HTTP" against one behind real sockets.
\`npm test\` does the same in the Node that runs it and in Chromium.

- A contract is the whole [conformance suite](conformance.md). The two vendors that the emulator does not know by itself are mocks, made
  in each runtime of their documents and overlays.
- The entries are those of \`exports\` in package.json, all of them: none needs Node to load, and each must have what it exports in Node.
  Node, Bun and Deno load each entry from the package by its name, so that it is another copy than the one in the bundle. workerd and
  Chromium load it from the bundle.
- Node and Deno run with \`--disallow-code-generation-from-strings\`, Deno with leave for this machine's address and two environment
  variables alone, workerd without Node's modules.
- The page in Chromium has \`default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'\`. A
  violation that the page or the browser reports fails the row about code.`

const notes = `What needs Node, or what stands in for it, says so when it is called: the command \`keymux\`, \`emulator.listen()\`, and of
\`keymux/migrate\` journals and deliveries that are files.

"${none}" is what the runtime does not have:

- **workerd** has no \`BroadcastChannel\`, without which MSW does not load. \`keymux/emulator\` does: pass \`emulator.fetch\`.
- **Chromium** sends a request a second time, a \`POST\` too, when a connection that it kept breaks before an answer came. No page can
  see or prevent that, so a create from a page can make two keys, of which it learns one. Let your server create keys. Deno's \`fetch\` does the
  same, and keymux prevents it there, unless you pass a \`fetch\` of your own that hands on to Deno's: there, pass the body on as a stream.
  Bun and workerd do so for reads alone.`
