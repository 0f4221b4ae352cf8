import { readFile } from 'node:fs/promises'
import type { Cell, Finding } from './finding.js'
import { groups } from './rows.js'
import type { Subject } from './subject.js'

/** What came of each row for each package. */
export type Results = ReadonlyMap<Subject, ReadonlyMap<string, Cell>>

const none = '–'

/** docs/faults.md as the formatter would leave it. */
export async function faultsPage(results: Results): Promise<string> {
  const subjects = [...results.keys()]
  const tables = groups.map(({ title, rows }) => {
    const heading = [title, ...subjects.map((subject) => subject.title)]
    const body = rows.map((row) => [
      row.title,
      ...subjects.map((subject) => inMarkdown(results.get(subject)?.get(row.id) ?? [])),
    ])
    return `## ${title}\n\n${table(['', ...heading.slice(1)], body)}`
  })
  return `${await introduction()}\n\n${tables.join('\n\n')}\n`
}

/** A cell of the page: what is bad is bold. */
export function inMarkdown(cell: Cell): string {
  return cell.length === 0 ? none : cell.map(words).join(', ')
}

function words({ text, isBad }: Finding): string {
  return isBad ? `**${text}**` : text
}

async function introduction(): Promise<string> {
  const unkeySdk = await versionOf('@unkey/api')
  const clerkSdk = await versionOf('@clerk/backend')
  return `# What goes wrong, and what comes of it

Written by \`npm run bench:faults\`, which runs every row for every package, over real sockets, against [the emulator](emulator.md)
or a server that has the fault by hand: keymux as it is here, \`@unkey/api\` ${unkeySdk} and \`@clerk/backend\` ${clerkSdk}, each with
its defaults. \`npm test\` runs keymux' columns again. A cell tells how many creates were sent, if more than one, what the vendor then
holds, what the program got, and, where it has one, what \`error.reconcile()\` made of it.

**Bold** is set by the same rule for all:

- a second live key, or a live key whose secret the program does not hold while no error says that there may be one (a secret
  that lies in the raw answer inside an error is not held: nothing says that it is there);
- a result that is not what its type says, or that is somebody else's;
- a call that is still waiting after 20 s, or a process that dies;
- a create that goes to another origin, or comes back before the vendor said;
- a credential or a secret, whole or six characters of it, in anything that was printed without being asked for.

"Many" stands for a number that is another in each run.`
}

async function versionOf(name: string): Promise<string> {
  const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8')) as {
    version: string
  }
  return version
}

function table(heading: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = heading.map((title, column) =>
    Math.max(3, title.length, ...body.map((cells) => cells[column]?.length ?? 0)),
  )
  const rule = widths.map((width) => '-'.repeat(width))
  return [heading, rule, ...body]
    .map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n')
}
