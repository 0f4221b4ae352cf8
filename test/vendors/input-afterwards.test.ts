import { expect, it } from 'vitest'
import { unkey } from 'keymux/unkey'
import { unkeyExample } from './support/published.js'

it('tells what was sent, whatever the caller does to the input while the call is under way', async () => {
  const input = { name: 'CI of Acme', scopes: ['read'], metadata: { plan: 'pro' }, enabled: true }
  const fetch = async () => {
    Object.assign(input, { name: 'changed', enabled: false })
    input.scopes.push('write')
    input.metadata.plan = 'changed'
    Object.defineProperty(input, 'owner', {
      get: () => expect.unreachable('nobody may read the input again'),
    })
    return Response.json(unkeyExample.answer)
  }
  const { metadata, key, secret } = await unkey({ rootKey: 'unkey_1', apiId: 'api_1', fetch }).create(input)
  expect(metadata).toEqual({ plan: 'pro' })
  expect(key).toMatchObject({ name: 'CI of Acme', scopes: ['read'], state: 'active' })
  expect(secret.equals(unkeyExample.secret)).toBe(true)
})
