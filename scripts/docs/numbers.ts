import { markdownTable } from './generated-part.js'

/** The rows of the table below a heading, by their first cell; bold marks are kept. */
function tableBelow(page: string, heading: string): ReadonlyMap<string, readonly string[]> {
  const part = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0]
  const lines = part?.split('\n').filter((line) => line.startsWith('|')) ?? []
  if (lines.length < 3) throw new Error(`There is no table below the heading "${heading}".`)
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  return new Map(cells.map(([name = '', ...values]) => [name, values]))
}

type Subject = 'keymux/unkey' | '@unkey/api' | 'keymux/clerk' | '@clerk/backend'
const subjects: readonly Subject[] = ['keymux/unkey', '@unkey/api', 'keymux/clerk', '@clerk/backend']

/** How a call's rows are called there: `Unkey, create: keymux`. */
function callOf(subject: Subject, operation: string): string {
  const vendor = subject.includes('unkey') ? 'Unkey' : 'Clerk'
  return `${vendor}, ${operation}: ${subject.startsWith('keymux') ? 'keymux' : subject}`
}

function packageOf(subject: Subject): string {
  return subject.startsWith('keymux') ? 'keymux' : subject
}

/** What the benchmarks say of four packages, side by side, whoever is ahead. */
export function costTable(benchmarks: string): string {
  const size = tableBelow(benchmarks, 'Size of an app that creates one key')
  const inProcess = tableBelow(benchmarks, 'In-process time of a call')
  const loopback = tableBelow(benchmarks, 'Time of a call over loopback')
  const cold = tableBelow(benchmarks, 'Cold import')
  const first = tableBelow(benchmarks, 'From the start of a process to its first key')
  const install = tableBelow(benchmarks, 'What an install brings')
  const row = (title: string, cell: (subject: Subject) => string | undefined): string[] => [
    title,
    ...subjects.map((subject) => known(cell(subject), title)),
  ]
  return markdownTable(
    ['', ...subjects.map((subject) => `\`${subject}\``)],
    [
      row('an app that creates one key, kB in a page', (subject) => size.get(subject)?.[0]),
      row(
        'a create in process, times bare `fetch`',
        (subject) => inProcess.get(callOf(subject, 'create'))?.[3],
      ),
      row(
        'a verify in process, times bare `fetch`',
        (subject) => inProcess.get(callOf(subject, 'verify'))?.[3],
      ),
      row(
        'a create over loopback, times bare `fetch`',
        (subject) => loopback.get(callOf(subject, 'create'))?.[1],
      ),
      row('importing it, ms', (subject) => cold.get(subject)?.[0]),
      row('importing it, MB of memory', (subject) => cold.get(subject)?.[3]),
      row('from start to the first key, times bare `fetch`', (subject) => first.get(subject)?.[2]),
      row('packages that an install brings', (subject) => install.get(packageOf(subject))?.[1]),
    ],
  )
}

/** In how many of the faults each package loses, doubles or shows a key: the rows with bold in its column. */
export function faultTable(faults: string): string {
  const kinds: readonly (readonly [title: string, heading: string])[] = [
    [
      'a create under a fault: keys doubled, secrets lost, wrong results, calls that hang',
      'A create, and something goes wrong',
    ],
    ['a credential or a secret in what is printed', 'Where credentials and secrets come out'],
  ]
  const names = ['keymux at Unkey', '@unkey/api', 'keymux at Clerk', '@clerk/backend']
  const rows = kinds.map(([title, heading]) => {
    const table = tableBelow(faults, heading)
    const [head = []] = table.values()
    const body = [...table].slice(2).filter(([name]) => !isNoFault(name))
    const columns = names.map((name) => {
      const at = head.indexOf(name)
      if (at < 0) throw new Error(`${heading}: there is no column ${name}.`)
      const told = body.map(([, cells]) => cells[at] ?? '').filter((cell) => cell !== '–')
      return `${told.filter((cell) => cell.includes('**')).length} of ${told.length}`
    })
    return [title, ...columns]
  })
  return markdownTable(
    ['goes wrong in', ...names.map((name) => (name.startsWith('@') ? `\`${name}\`` : name))],
    rows,
  )
}

/** The one row that tells what there is, and not what comes of something. */
function isNoFault(name: string): boolean {
  return name.startsWith('what ties the request')
}

function known(value: string | undefined, title: string): string {
  if (value === undefined) throw new Error(`The benchmarks do not tell: ${title}.`)
  return value
}
