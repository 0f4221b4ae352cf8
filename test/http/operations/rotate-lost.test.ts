import { expect, it } from 'vitest'
import type { EndKeyResult } from '../../../src/core/end-key.js'
import type { KeyRecord } from '../../../src/core/key-record.js'
import { createKey } from '../../../src/http/operations/create-key.js'
import { rotateKey } from '../../../src/http/operations/rotate-key.js'
import { answering, asking, contextWith, created, creating, errorOf, json } from '../support/acme.js'
import { listCall } from '../support/acme-keys.js'

const { http } = await createKey(contextWith(answering(() => new Response(created))), creating(), undefined)

type Copy = Pick<KeyRecord<unknown, unknown>, 'id' | 'name' | 'owner' | 'createdAt'>

const copy: Copy = { id: 'key_2', name: 'CI', owner: 'user_1', createdAt: new Date() }

/** What a rotation whose answer was lost is settled to, where the list has these keys, and which were revoked. */
async function settled(keys: readonly Copy[], made?: string): Promise<[unknown, string[]]> {
  const fetch = answering(
    () => json({}, 499),
    () => json({}),
  )
  const context = contextWith(fetch, { retry: { limit: 0 }, timeout: { settleMs: 1 } })
  if (made !== undefined) context.known.note(made, 'made')
  const revoked: string[] = []
  const old = { ...copy, id: 'key_1', metadata: {}, vendor: {} }
  const list = {
    ...listCall('cursor'),
    read: () => ({
      keys: keys.map(({ id, ...key }) => ({ id, metadata: {}, key: { ...key, vendor: {} } })),
      warnings: [],
    }),
  }
  const error = await errorOf(
    rotateKey(
      context,
      'key_1',
      { overlap: '1h' },
      {
        get: async () => ({ ...old, http, warnings: [] }),
        rotate: () => ({ request: asking('acts', { operation: 'rotate' }), read: creating().read }),
        list: () => list,
        revoke: async (id): Promise<EndKeyResult<unknown>> => {
          revoked.push(id)
          return { id, already: false, http, warnings: [] }
        },
      },
    ),
  )
  return [await error.reconcile?.().catch((open: unknown) => open), revoked]
}

it('a lost rotation ends the copy of the old key that it made', async () => {
  expect(await settled([copy])).toEqual([{ status: 'revoked', ids: ['key_2'] }, ['key_2']])
})

it.each<[string, Copy, string?]>([
  ['of another name', { ...copy, name: 'Deploy' }],
  ['of another owner', { ...copy, owner: 'user_2' }],
  ['that was there before', { ...copy, createdAt: new Date(Date.now() - 3_600_000) }],
  ['that this client made before', copy, 'key_2'],
])('a lost rotation leaves a key alone %s', async (_, key, made) => {
  expect(await settled([key], made)).toEqual([{ status: 'not_created' }, []])
})

it('a lost rotation leaves two copies alone, of which one is somebody’s', async () => {
  const [open, revoked] = await settled([copy, { ...copy, id: 'key_3' }])
  expect(open).toMatchObject({ code: 'ambiguous', mayHaveActed: true })
  expect(revoked).toEqual([])
})
