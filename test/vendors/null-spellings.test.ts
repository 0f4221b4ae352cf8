import { expect, it } from 'vitest'
import { clerk } from 'keymux/clerk'
import { flow } from 'keymux/flow'
import { clerkExample } from './support/published.js'

const answering = (body: unknown) => ({ fetch: async () => Response.json(body, { status: 201 }) })

it('takes the secret from the spelling that holds one, where Flow leaves the other null', async () => {
  const keys = flow({ baseUrl: 'https://flow.example.com', token: 'a-token', ...answering(inBothSpellings) })
  const { secret, prefix, key } = await keys.create({ name: 'CI of Acme' })
  expect(secret.equals(inBothSpellings.api_key)).toBe(true)
  expect(prefix).toBe('flow_')
  expect(JSON.stringify(key)).not.toContain(inBothSpellings.api_key)
})

const inBothSpellings = {
  id: '123e4567-e89b-12d3-a456-426614174000',
  apiKey: null,
  api_key: 'flow_ada2ad2a_1234567890abcdef',
  keyPrefix: null,
  key_prefix: 'flow_',
}

it('has no metadata where Clerk says that it holds none, whatever was sent', async () => {
  const { answer } = clerkExample
  const keys = clerk({ secretKey: 'sk_test_1', ...answering({ ...answer, claims: null }) })
  const owner = 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'
  const { metadata, warnings } = await keys.create({ name: 'CI of Acme', owner, metadata: { plan: 'pro' } })
  expect(metadata).toEqual({})
  expect(warnings).toEqual([])
})
