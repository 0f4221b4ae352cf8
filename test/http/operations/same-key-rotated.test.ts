import { describe, expect, it } from 'vitest'
import type { EndKeyResult } from '../../../src/core/end-key.js'
import type { KeyRecord } from '../../../src/core/key-record.js'
import { createKey } from '../../../src/http/operations/create-key.js'
import { replaceKey } from '../../../src/http/operations/replace-key.js'
import { rotateKey } from '../../../src/http/operations/rotate-key.js'
import { findLeaks } from '../../leaks/find-leaks.js'
import { printingsOfError } from '../../leaks/printings.js'
import { answering, asking, contextWith, created, creating, errorOf, json, secret } from '../support/acme.js'
import { listCall } from '../support/acme-keys.js'

const uuid = '0aF1b2c3-d4e5-4f60-8a7b-9c0d1e2f3a4b'
const { http } = await createKey(contextWith(answering(() => new Response(created))), creating(), undefined)

const nativeCall = { request: asking('acts', { operation: 'rotate' }), read: creating().read }

/** Ways to rotate at a vendor that answers with this id, and the ids that were revoked on the way. */
function rotations(id: string, answeredId: string) {
  const context = contextWith(answering(() => json({ id: answeredId, secret })))
  const old: KeyRecord<object, unknown> = { id, state: 'active', metadata: {}, vendor: {} }
  const revoked: string[] = []
  const revoke = async (each: string): Promise<EndKeyResult<unknown>> => {
    revoked.push(each)
    return { id: each, already: false, http, warnings: [] }
  }
  const get = async () => ({ ...old, http, warnings: [] })
  const calls = { list: () => listCall('cursor'), rotate: () => nativeCall }
  return {
    revoked,
    native: (overlap: '0s' | '1h', onAmbiguous?: 'reconcile') =>
      rotateKey(context, id, { overlap, onAmbiguous }, { ...calls, get, revoke }),
    emulated: (overlap: '0s' | '1h') =>
      replaceKey(
        context,
        id,
        { overlap },
        {
          get,
          revoke,
          createLike: async () => createKey(context, creating(), undefined),
        },
      ),
  }
}

describe.each(['native', 'emulated'] as const)('a %s rotation', (way) => {
  it.each([
    ['0s', 'key_1', 'key_1'],
    ['1h', 'key_1', 'key_1'],
    ['0s', `key_${uuid}`, uuid.toUpperCase()],
  ] as const)('with an overlap of %s that keeps the id never revokes it', async (overlap, id, answered) => {
    const { revoked, ...ways } = rotations(id, answered)
    const error = await errorOf(ways[way](overlap))
    expect(error).toMatchObject({
      code: 'invalid_response',
      operation: 'rotate',
      id: answered,
      mayHaveActed: true,
    })
    expect(error.secret?.reveal() === secret).toBe(true)
    expect(error.message).toContain('Nothing was revoked')
    expect(
      Object.values(printingsOfError(error)).flatMap((text) => findLeaks(text, { secrets: [secret] })),
    ).toEqual([])
    expect(revoked).toEqual([])
  })

  it('that makes another key ends the old one', async () => {
    const { revoked, ...ways } = rotations('key_1', 'key_2')
    expect((await ways[way]('0s')).id).toBe('key_2')
    expect(revoked).toEqual(['key_1'])
  })
})

it('is not settled, which could end it', async () => {
  const { revoked, native } = rotations('key_1', 'key_1')
  expect((await errorOf(native('0s', 'reconcile'))).reconcile).toBeUndefined()
  expect(revoked).toEqual([])
})
