import type { CreateKeyInput, KeyClient, Operation, Verdict } from 'keymux'
import { clerk } from 'keymux/clerk'
import { createEmulator, type Emulator } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { renderTable } from './table.js'

/** One step in a key's life, and what came of it. */
interface Step {
  readonly operation: Operation
  readonly outcome: readonly string[]
}

/**
 * Goes through a key's life at each vendor by the built package, over real HTTP to stand-ins for the four upstreams: one
 * function for all of them. Needs no account and no network.
 */
async function main(): Promise<void> {
  const emulator = createEmulator()
  const server = await emulator.listen()
  const { credentials } = emulator
  const { urls } = server
  const name = 'CI of Acme'
  const metadata = { plan: 'pro' }
  const lives: [title: string, keys: KeyClient, input: CreateKeyInput][] = [
    [
      'Unkey',
      unkey({ ...credentials.unkey, baseUrl: urls.unkey }),
      { name, owner: 'acme', prefix: 'prod', metadata, expiresAt: '30d' },
    ],
    [
      'Clerk',
      clerk({ ...credentials.clerk, baseUrl: urls.clerk }),
      { name, metadata, scopes: ['read'], expiresAt: '30d' },
    ],
    ['Factify', factify({ ...credentials.factify, baseUrl: urls.factify }), { name, expiresAt: '30d' }],
    ['Flow', flow({ ...credentials.flow, baseUrl: urls.flow }), { name }],
  ]
  try {
    const heading = ['vendor', 'step', 'how', 'what came of it', 'requests'].map((title) => [title])
    const rows: string[][][] = []
    for (const [title, keys, input] of lives)
      rows.push([[title], ...(await columnsOf(emulator, keys, input))])
    console.log(renderTable([heading, ...rows], bold))
    console.log(
      '\nFour vendors, one function. Each new secret is in its result too, behind `secret.reveal()`.',
    )
  } finally {
    await server.close()
  }
}

/** A key's life, for any vendor. Nothing here knows which. */
async function* live(keys: KeyClient, input: CreateKeyInput): AsyncGenerator<Step> {
  const { id, secret, prefix, metadata } = await keys.create(input)
  const told = `prefix ${prefix ?? '–'}, metadata ${JSON.stringify(metadata)}`
  yield { operation: 'create', outcome: [`${id} ${secret.hint}`, told] }
  const verdict = keys.can('verify') ? describe(await keys.verify(secret)) : 'the vendor cannot tell'
  yield { operation: 'verify', outcome: [verdict] }

  const listed: string[] = []
  for await (const key of keys.list()) listed.push(`${key.name ?? key.id}: ${key.state ?? 'state not told'}`)
  yield { operation: 'list', outcome: listed }

  if (!keys.can('rotate')) return
  const rotated = await keys.rotate(id, { overlap: '1h' })
  const { validUntil, plan } = rotated.previous
  const end = plan === null ? `ends ${minute(validUntil)}` : `is yours to revoke ${minute(new Date(plan.at))}`
  yield { operation: 'rotate', outcome: [`${rotated.id} ${rotated.secret.hint}`, `the old one ${end}`] }

  const { key } = await rotated.previous.revoke()
  yield { operation: 'revoke', outcome: [`the old one: ${key?.state ?? 'done'}`] }
  if (!keys.can('verify')) return
  const verdicts = [await keys.verify(secret), await keys.verify(rotated.secret)].map(describe)
  yield { operation: 'verify', outcome: [`the old one: ${verdicts[0]}`, `the new one: ${verdicts[1]}`] }
}

/** The steps of a life and what they asked of the upstream, as the columns of a table. */
async function columnsOf(emulator: Emulator, keys: KeyClient, input: CreateKeyInput): Promise<string[][]> {
  const columns: string[][] = [[], [], [], []]
  let asked = emulator.requests.length
  for await (const { operation, outcome } of live(keys, input)) {
    const requests = emulator.requests.slice(asked).map(({ method, path }) => `${method} ${withoutIds(path)}`)
    asked = emulator.requests.length
    const cells = [[operation], [keys.capabilities[operation]], outcome, requests]
    const height = Math.max(...cells.map((cell) => cell.length))
    for (const [column, cell] of cells.entries())
      columns[column]?.push(...Array.from({ length: height }, (_, line) => cell[line] ?? ''))
  }
  return columns
}

function describe(verdict: Verdict): string {
  return verdict.valid ? 'valid' : verdict.reason
}

function minute(moment: Date | null): string {
  return moment === null ? 'never' : `at ${moment.toISOString().slice(11, 16)} UTC`
}

/** Short enough for a table: the query goes, and ids become `…`. */
function withoutIds(path: string): string {
  return path.replace(/\?.*/, '').replaceAll(/(?<=\/)[^/]*\d[^/]{8,}/g, '…')
}

function bold(line: string): string {
  return process.stdout.isTTY && process.env['NO_COLOR'] === undefined ? `\u001B[1m${line}\u001B[0m` : line
}

await main()
