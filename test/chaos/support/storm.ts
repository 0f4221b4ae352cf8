// Runs as a process of its own, so that whatever is left behind is left by the client alone: see `abort.test.ts`.
import { getEventListeners } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { connect } from '../../../src/connect/index.js'
import { type KeyClient, KeymuxError } from '../../../src/core/index.js'
import type { Vendor } from '../../../src/emulator/index.js'
import type { StormCreate, StormOrder, StormReport, StormSettled } from './storm-report.js'

const vendors: readonly Vendor[] = ['unkey', 'clerk', 'factify', 'flow']

interface Ended {
  readonly create: StormCreate
  readonly error: KeymuxError | undefined
  readonly listeners: number
}

async function main(order: StormOrder): Promise<StormReport> {
  let unhandled = 0
  const warnings: string[] = []
  process.on('unhandledRejection', () => (unhandled += 1))
  process.on('warning', ({ name }) => warnings.push(name))
  const clients: KeyClient[] = []
  for (const vendor of vendors) clients.push(await connect<string>(vendor, order.options[vendor]))
  const before = process.getActiveResourcesInfo()

  const numbers = Array.from({ length: order.creates }, (_, number) => number)
  const ended = await Promise.all(
    numbers.flatMap((number) => clients.map(async (keys) => abortedCreate(keys, number, order.withinMs))),
  )
  const open = ended.filter(({ error }) => error?.mayHaveActed === true).slice(0, order.settled)
  const settled = await Promise.all(open.map(async ({ create, error }) => settle(create, error)))
  // What is over is taken down in the turns that follow.
  for (let turns = 0; turns < 10; turns += 1) await turn()
  return {
    creates: ended.map(({ create }) => create),
    settled: settled.flat(),
    listeners: ended.reduce((sum, { listeners }) => sum + listeners, 0),
    unhandled,
    warnings,
    before,
    after: process.getActiveResourcesInfo(),
  }
}

/** Some are over before they begin, some have time to end, and the others are aborted in whatever they do then. */
async function abortedCreate(keys: KeyClient, number: number, withinMs: number): Promise<Ended> {
  const controller = new AbortController()
  const { signal } = controller
  const patience = number % 5 === 1 ? 5 : 1
  const timer = setTimeout(() => controller.abort(), Math.random() * withinMs * patience)
  if (number % 50 === 0) controller.abort()
  const about = { vendor: keys.vendor as Vendor, name: `storm-${number}` }
  try {
    const { id } = await keys.create({ name: about.name }, { signal, marker: 'name' })
    const create = { ...about, id, code: null, mayHaveActed: false, canBeSettled: false }
    return { create, error: undefined, listeners: listenersOf(signal) }
  } catch (error) {
    if (!KeymuxError.is(error)) throw error
    const { id = null, code, mayHaveActed, reconcile } = error
    const create = { ...about, id, code, mayHaveActed, canBeSettled: reconcile !== undefined }
    return { create, error, listeners: listenersOf(signal) }
  } finally {
    clearTimeout(timer)
  }
}

function listenersOf(signal: AbortSignal): number {
  return getEventListeners(signal, 'abort').length
}

async function settle(
  { vendor, name }: StormCreate,
  error: KeymuxError | undefined,
): Promise<StormSettled[]> {
  const settled = await error?.reconcile?.()
  if (settled === undefined) return []
  const { status } = settled
  if (status === 'recovered') return [{ vendor, name, status, ids: [settled.result.id] }]
  return [{ vendor, name, status, ids: status === 'revoked' ? settled.ids : [] }]
}

process.stdout.write(JSON.stringify(await main(JSON.parse(process.env['STORM'] ?? '') as StormOrder)))
