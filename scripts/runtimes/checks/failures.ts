import { KeymuxError, type KeyClient } from 'keymux'
import type { Vendor } from 'keymux/emulator'
import { ensure, type Check, type Place, type Setting, type World } from './check.js'
import { vendors } from './contract.js'

let made = 0

/** A new name each time: Clerk refuses one that is taken. */
export function someInput(): { readonly name: string } {
  made += 1
  return { name: `Key ${made}` }
}

/** The error that a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<KeymuxError> {
  const thrown: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (KeymuxError.is(thrown)) return thrown
  throw new Error(
    thrown === undefined ? 'The call succeeded.' : `A ${(thrown as Error).name} was thrown, no KeymuxError.`,
  )
}

/** Whether an error says this and that an act is possible, or is not. */
export function ensureError(error: KeymuxError, code: string, mayHaveActed: boolean): void {
  const { code: actual, mayHaveActed: acted } = error
  ensure(actual === code, `The code is ${actual}, not ${code}.`)
  ensure(acted === mayHaveActed, `mayHaveActed is ${acted}.`)
}

/** A check in each of both places. */
export function inBothPlaces(
  id: string,
  title: string,
  run: (place: Place, setting: Setting) => Promise<void>,
): Check[] {
  const ways = [
    ['in process', ({ inProcess }: World) => inProcess],
    ['over HTTP', ({ overHttp }: World) => overHttp],
  ] as const
  return ways.map(([way, placeIn]) => ({
    id: `${id} ${way}`,
    title: `${title}, ${way}`,
    run: (world) => without(placeIn(world), world.setting, run),
  }))
}

/** Runs a check, and leaves nothing behind that goes wrong. */
async function without(
  place: Place,
  setting: Setting,
  run: (place: Place, setting: Setting) => Promise<void>,
): Promise<void> {
  try {
    await run(place, setting)
  } finally {
    await place.clearFaults()
  }
}

export const failureChecks: readonly Check[] = [
  ...inBothPlaces('lost', 'a create whose answer is lost is settled', async (place, { control, resends }) => {
    // On a new connection no `fetch` sends anything twice.
    const renew = async (): Promise<unknown> => resends && fetch(`${control}/new-connections`)
    for (const vendor of vendors) await settlesLostAnswer(place, vendor, renew)
  }),
  {
    id: 'lost on a kept connection',
    title: 'the same, on a connection that was in use before',
    isFor: ({ resends }) => !resends,
    run: ({ overHttp, setting }) =>
      without(overHttp, setting, async (place) => {
        for (const vendor of vendors) {
          const keys = place.client(vendor)
          await keys.revoke((await keys.create(someInput())).id)
          await settlesLostAnswer(place, vendor)
        }
      }),
  },
  ...inBothPlaces('repeat', 'a read that is reset or limited is repeated', async (place) => {
    const keys = place.client('clerk')
    const { id } = await keys.create(someInput())
    for (const kind of ['reset-before', 'rate-limited', 'truncated-body'] as const) {
      const before = (await place.requests()).length
      await place.addFault({ kind, vendor: 'clerk', operation: 'get' })
      await keys.get(id)
      // By keymux, or by a `fetch` that does so itself: of a read nobody minds.
      const sent = (await place.requests()).length - before
      ensure(sent === 2, `After ${kind} it was sent ${sent} times.`)
    }
    await keys.revoke(id)
  }),
  {
    id: 'refused connection',
    title: 'a connection that is refused is told from one that is lost',
    run: async ({ overHttp, setting }) => {
      const keys = overHttp.client('unkey', { baseUrl: setting.deadUrl, retry: { limit: 0 } })
      const error = await errorOf(keys.create(someInput()))
      if (setting.tellsRefusal) ensureError(error, 'network', false)
      else ensureError(error, 'ambiguous', true)
    },
  },
]

async function settlesLostAnswer(
  place: Place,
  vendor: Vendor,
  renew?: () => Promise<unknown>,
): Promise<void> {
  const keys: KeyClient = place.client(vendor, { marker: 'name' })
  const before = await creates(place, vendor)
  await place.addFault({ kind: 'lost-response', vendor, operation: 'create' })
  await renew?.()
  const error = await errorOf(keys.create(someInput()))
  const sent = (await creates(place, vendor)) - before
  ensure(sent === 1, `${vendor}: the create was sent ${sent} times.`)
  ensureError(error, 'ambiguous', true)
  const settled = await error.reconcile?.()
  const alive = (await place.held(vendor)).filter(({ state }) => state === 'active').map(({ id }) => id)
  if (settled?.status === 'recovered') {
    ensure(alive.join() === settled.result.id, `${vendor}: recovered, and ${alive.length} keys are alive.`)
    await keys.revoke(settled.result.id)
  } else {
    ensure(settled?.status === 'revoked', `${vendor}: the create came to ${settled?.status}.`)
    ensure(alive.length === 0, `${vendor}: revoked, and ${alive.length} keys are alive.`)
  }
}

async function creates(place: Place, vendor: Vendor): Promise<number> {
  const requests = await place.requests()
  return requests.filter((each) => each.vendor === vendor && each.operation === 'create' && each.done).length
}
