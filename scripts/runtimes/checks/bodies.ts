import { ensure, type Check, type World } from './check.js'
import { ensureError, errorOf, inBothPlaces, someInput } from './failures.js'

/** No vendor's answer comes near this, and keymux holds 10 MiB of one at the most. */
const farTooMuch = 64 * 1024 * 1024

/** What the command saw of the answer that it sends without end. */
export interface EndlessAnswer {
  readonly bytes: number
  readonly isOpen: boolean
}

export const bodyChecks: readonly Check[] = [
  ...inBothPlaces('odd bodies', 'a body that is cut, late or no JSON comes to what it is', async (place) => {
    const keys = place.client('clerk')
    for (const kind of ['truncated-body', 'html'] as const) {
      await place.addFault({
        kind,
        vendor: 'clerk',
        operation: 'create',
        ...(kind === 'truncated-body' && { afterBytes: 20 }),
      })
      ensureError(await errorOf(keys.create(someInput())), 'ambiguous', true)
    }
    await place.addFault({ kind: 'slow', late: 'body', delayMs: 50, vendor: 'clerk', operation: 'create' })
    const { id } = await keys.create(someInput())
    await keys.revoke(id)
  }),
  {
    id: 'pieces',
    title: 'an answer that comes byte by byte is read as it is',
    run: async ({ overHttp, setting }) => {
      const name = 'Ærø 😀 東京'
      const keys = overHttp.client('unkey', { baseUrl: `${setting.control}/pieces` })
      const { id } = await keys.create({ name })
      const found = await keys.get(id)
      ensure(found.name === name, 'The name is not what it was.')
      await keys.revoke(id)
    },
  },
  {
    id: 'endless',
    title: 'an answer without end is let go, and its connection with it',
    run: async (world) => {
      const keys = world.overHttp.client('unkey', {
        baseUrl: `${world.setting.control}/endless`,
        retry: { limit: 0 },
      })
      ensureError(await errorOf(keys.create(someInput())), 'ambiguous', true)
      const { bytes, isOpen } = await afterwards(world)
      ensure(!isOpen, 'The connection is open still.')
      ensure(bytes < farTooMuch, `${bytes} bytes were taken.`)
    },
  },
]

async function afterwards({ setting }: World): Promise<EndlessAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = (await (await fetch(`${setting.control}/endless-answer`)).json()) as EndlessAnswer
    if (!answer.isOpen || attempt === 50) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
