import { expect, it } from 'vitest'
import { unkey } from 'keymux/unkey'

const month = 2_592_000_000

async function retryAt(code: string, ratelimits: unknown): Promise<Date | undefined> {
  const data = { valid: code === 'VALID', code, keyId: 'key_1', ratelimits }
  const fetch = async (): Promise<Response> => Response.json({ meta: { requestId: 'req_1' }, data })
  const verdict = await unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch }).verify('prod_x')
  return verdict.valid ? undefined : verdict.retryAt
}

it('is when the last of the exceeded limits begins anew, in Unix milliseconds', async () => {
  const [soon, late, free] = [1, 2, 3].map((minutes) => Date.now() + minutes * 60_000)
  const limits = [
    { exceeded: true, reset: late },
    { exceeded: true, reset: soon },
    { exceeded: false, reset: free },
  ]
  expect((await retryAt('RATE_LIMITED', limits))?.getTime()).toBe(late)
})

it('is counted from now where Unkey sends what its document says, a duration', async () => {
  const before = Date.now()
  const told = (await retryAt('RATE_LIMITED', [{ exceeded: true, reset: month }]))?.getTime() ?? 0
  expect(told).toBeGreaterThanOrEqual(before + month)
  expect(told).toBeLessThanOrEqual(Date.now() + month)
})

it.each([
  undefined,
  null,
  'soon',
  [],
  [null, 5, { exceeded: true }],
  [{ exceeded: false, reset: 5000 }],
  [{ exceeded: true, reset: -5 }],
  [{ exceeded: true, reset: 'soon' }],
  [{ exceeded: true, reset: 1e300 }],
])('is absent where nothing tells it: %j', async (ratelimits) => {
  expect(await retryAt('RATE_LIMITED', ratelimits)).toBeUndefined()
})
