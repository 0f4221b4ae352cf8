import { readdir, readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { format } from 'prettier'
import type { Capabilities, KeyField } from '../src/core/capabilities.js'
import type { KeyRecord } from '../src/core/key-record.js'
import { fitKey, wishFor, type FitRules } from '../src/migrate/fit-key.js'
import type { Loss } from '../src/migrate/loss.js'
import { minutes } from '../src/migrate/totals.js'

const usage = `npm run migrating -- [--check]

  Writes into docs/migrating.md what each pair of vendors loses and how long a million keys take, by the rules of a plan.

  --check    compare with what is there, and write nothing`

const page = 'docs/migrating.md'
const million = 1_000_000

interface Adapter {
  readonly id: string
  readonly name: string
  readonly capabilities: Capabilities
}

async function adapterOf(vendor: string): Promise<Adapter> {
  const { profile, capabilities } = (await import(`../src/generated/${vendor}/adapter.js`)) as {
    profile: { id: string; name: string }
    capabilities: Capabilities
  }
  return { id: profile.id, name: profile.name, capabilities }
}

/** A key with all that the source keeps: within any limits, or beyond all of them. */
function sample({ capabilities }: Adapter, isExtreme: boolean, owner: string): KeyRecord {
  const { fields, ownFields } = capabilities
  const has = (field: KeyField): boolean => fields[field] !== 'none'
  const many = Array.from({ length: 2000 }, (_, index) => [`p${index}`, index] as const)
  return {
    id: 'key_1234567890ab',
    name: isExtreme ? 'x'.repeat(100_000) : 'An example',
    ...(has('owner') && { owner }),
    ...(has('description') && { description: isExtreme ? 'x'.repeat(100_000) : 'An example' }),
    metadata: has('metadata') ? (isExtreme ? Object.fromEntries(many) : { plan: 'pro' }) : {},
    ...(has('scopes') && { scopes: isExtreme ? ['read', 'x'.repeat(1000)] : ['read'] }),
    ...(has('expiresAt') && { expiresAt: new Date(Date.now() + (isExtreme ? 90 * 365 : 30) * 86_400_000) }),
    createdAt: new Date(0),
    lastUsedAt: new Date(0),
    ...(capabilities.changes.includes('enabled') && fields.enabled === 'none'
      ? {}
      : { state: 'active' as const }),
    vendor: Object.fromEntries(Object.keys(ownFields).map((name) => [name, ['x']])),
  }
}

function lossesOf(from: Adapter, to: Adapter, isExtreme: boolean): readonly Loss[] {
  const owner = 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'
  const key = sample(from, isExtreme, owner)
  const rules: FitRules = {
    source: from.capabilities,
    target: to.capabilities,
    isSameVendor: false,
    isMarked: false,
    owner: key.owner === undefined ? owner : undefined,
    isTaken: () => false,
  }
  const fit = fitKey(key, wishFor(key, rules), rules, Date.now())
  if (fit.refusal !== undefined) throw new Error(fit.refusal)
  return fit.losses
}

function lossTable(from: Adapter, to: Adapter): string {
  const always = lossesOf(from, to, false)
  const known = new Set(always.map(({ field, kind }) => `${field} ${kind}`))
  const beyond = lossesOf(from, to, true).filter(({ field, kind }) => !known.has(`${field} ${kind}`))
  const canKeep = to.capabilities.import !== 'none'
  const secret = canKeep
    ? `| \`secret\` | kept | where it is known | else its holder needs the new one |`
    : `| \`secret\` | changed | always | ${to.name} cannot import keys |`
  const rows = [
    secret,
    ...always.map((loss) => row('always', loss)),
    ...beyond.map((loss) => row('beyond limits', loss)),
  ]
  return [
    `### ${from.name} to ${to.name}`,
    '',
    ['| field | what | when | why |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ].join('\n')
}

function row(when: string, { field, kind, why }: Loss): string {
  return `| \`${field}\` | ${kind} | ${when} | ${why} |`
}

function timeTable(adapters: readonly Adapter[]): string {
  const rows = adapters.map(({ name, capabilities: { limits, import: imports } }) => {
    const creates = limits.createsPerMinute ?? limits.requestsPerMinute
    const made =
      imports === 'none' ? time(minutes(million, creates)) : `${time(minutes(million, creates))}, or imported`
    return `| ${name} | ${creates ?? 'none documented'} | ${made} | ${time(minutes(million, limits.requestsPerMinute))} |`
  })
  return [
    '| vendor | creates a minute | a million keys made | a million secrets read or keys revoked |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

function time(count: number): string {
  if (count === 0) return 'as fast as it answers'
  return count < 2880 ? `${(count / 60).toFixed(1)} hours` : `${(count / 1440).toFixed(1)} days`
}

function between(text: string, name: string, written: string): string {
  const start = `<!-- ${name}: written by \`npm run migrating\` -->`
  const end = `<!-- end of the ${name} -->`
  const [before, inside] = text.split(start)
  const after = inside?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`${page}: the lines between which the ${name} stand are not there: ${start} and ${end}`)
  return `${before}${start}\n\n${written}\n\n${end}${after}`
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const adapters = await Promise.all((await readdir('specs')).toSorted().map(adapterOf))
  const pairs = adapters.flatMap((from) =>
    adapters.filter((to) => to !== from).map((to) => lossTable(from, to)),
  )
  const present = await readFile(page, 'utf8')
  const fresh = between(between(present, 'losses', pairs.join('\n\n')), 'times', timeTable(adapters))
  const { default: style } = (await import('../.prettierrc.json', { with: { type: 'json' } })) as {
    default: object
  }
  const formatted = await format(fresh, { ...style, parser: 'markdown' })
  if (formatted === present) {
    console.log('The losses are up to date.')
    return 0
  }
  if (values.check) {
    console.error(`${page}: differs from what the rules of a plan say. Run \`npm run migrating\`.`)
    return 1
  }
  await writeFile(page, formatted)
  console.log(`${page}: written`)
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}
