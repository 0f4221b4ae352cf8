import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answering } from '../support/answering.js'
import { errorOf } from '../support/outcome.js'

const meta = { requestId: 'req_1' }
const id = '123e4567-e89b-12d3-a456-426614174000'

describe('a change at Unkey that no read shows', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  it('comes with a warning when the replica must have caught up', async () => {
    const data = { keyId: 'key_1', start: 'abcd', enabled: true, createdAt: 1 }
    const keys = unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch: answering({ meta, data }).fetch })
    const update = keys.update('key_1', { enabled: false })
    await vi.runAllTimersAsync()
    const { state, warnings } = await update
    expect(state).toBe('active')
    expect(warnings).toMatchObject([{ code: 'changed', path: 'patch' }])
  })

  it('comes without one where it is shown', async () => {
    const data = { keyId: 'key_1', start: 'abcd', enabled: false, createdAt: 1 }
    const keys = unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch: answering({ meta, data }).fetch })
    expect(await keys.update('key_1', { enabled: false })).toMatchObject({ state: 'disabled', warnings: [] })
  })
})

async function updatingAlone(url: unknown): Promise<Response> {
  const isUpdate = String(url).endsWith('.updateKey')
  return isUpdate ? Response.json({ meta, data: {} }) : new Response('', { status: 503 })
}

it('a change at Unkey after which the key cannot be read was made, and says so', async () => {
  const keys = unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch: updatingAlone, retry: { limit: 0 } })
  const error = await errorOf(keys.update('key_1', { enabled: false }))
  expect(error).toMatchObject({
    code: 'unavailable',
    operation: 'update',
    mayHaveActed: true,
    retryable: false,
    id: 'key_1',
  })
  expect(error.message).toContain('Unkey made the change')
})

describe('a change at Flow that its answer contradicts', () => {
  const record = {
    id,
    key_name: 'Old',
    user_id: 'user_1',
    key_prefix: 'flow_',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    is_active: true,
  }
  const { fetch } = answering(record)
  const keys = flow({ token: 'session', baseUrl: 'https://flow.example.com', fetch })

  it('comes with a warning for each option', async () => {
    const { name, state, warnings } = await keys.update(id, { name: 'New', enabled: false })
    expect([name, state]).toEqual(['Old', 'active'])
    expect(warnings).toMatchObject([
      { code: 'changed', path: 'name' },
      { code: 'changed', path: 'enabled' },
    ])
    expect((await keys.update(id, { name: 'Old', enabled: true })).warnings).toEqual([])
  })
})

it('a leaked key at Unkey is said to live where a page answers the change that disables it', async () => {
  const answers: Readonly<Record<string, unknown>> = {
    getKey: { keyId: 'key_1', start: 'abcd', enabled: true, createdAt: 1 },
    rerollKey: { keyId: 'key_2', key: 'Zx9CvBnM5aSdFgHjKlPoIu' },
  }
  const fetch = async (url: unknown): Promise<Response> => {
    const data = answers[String(url).split('.').at(-1) ?? '']
    return data === undefined ? new Response('<html></html>') : Response.json({ meta, data })
  }
  const keys = unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch })
  const error = await errorOf(keys.rotate('key_1', { overlap: '0s' }))
  expect(error).toMatchObject({
    code: 'invalid_response',
    operation: 'rotate',
    mayHaveActed: true,
    id: 'key_2',
  })
  expect(error.secret === undefined).toBe(false)
  expect(error.message).toContain('key_1')
})
