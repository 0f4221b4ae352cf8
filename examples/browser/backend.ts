import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { KeymuxError } from 'keymux'
import { raw } from 'keymux/raw'
import { unkey } from 'keymux/unkey'

const apiId = process.env['UNKEY_API_ID'] ?? ''
const keys = unkey({ baseUrl: process.env['UNKEY_BASE_URL'] })
const vendor = raw(keys)

interface Variables {
  readonly Variables: { user: string }
}

/**
 * What the page takes for Unkey: the calls that a page may make, and no others. The root key stays here, and so does every decision:
 * whose a key is, what it may do, how long it lives. What the page says of that is not even read.
 */
export const backend = new Hono<Variables>()

// In the place of your own session: whoever opens the page is a user of their own.
backend.use(async (c, next) => {
  const user = getCookie(c, 'user') ?? `user_${crypto.randomUUID()}`
  setCookie(c, 'user', user, { httpOnly: true, sameSite: 'Strict', path: '/' })
  c.set('user', user)
  await next()
})

backend.post('/unkey/v2/keys.createKey', async (c) => {
  const { name, meta } = await fieldsOf(c.req.raw)
  const marker = fieldIn(meta, 'keymux_marker')
  const { data, error, response } = await vendor.POST('/v2/keys.createKey', {
    body: {
      apiId,
      externalId: c.get('user'),
      name: typeof name === 'string' ? name.slice(0, 64) : 'From the page',
      permissions: ['documents.read'],
      // By it the page finds its key again, should the answer be lost.
      ...(typeof marker === 'string' && { meta: { keymux_marker: marker } }),
    },
  })
  return answer(data ?? error, response.status)
})

backend.post('/unkey/v2/apis.listKeys', async (c) => {
  const { cursor } = await fieldsOf(c.req.raw)
  const { data, error, response } = await vendor.POST('/v2/apis.listKeys', {
    body: { apiId, externalId: c.get('user'), ...(typeof cursor === 'string' && { cursor }) },
  })
  return answer(data ?? error, response.status)
})

backend.post('/unkey/v2/keys.deleteKey', async (c) => {
  const { keyId } = await fieldsOf(c.req.raw)
  const key = await keys.get(String(keyId))
  if (key.owner !== c.get('user')) return answer({ title: 'There is no such key.' }, 404)
  const { data, error, response } = await vendor.POST('/v2/keys.deleteKey', { body: { keyId: key.id } })
  return answer(data ?? error, response.status)
})

backend.onError((error) => {
  if (!KeymuxError.is(error)) throw error
  console.error(error.message)
  return answer({ title: 'Keys cannot be managed at the moment.' }, error.code === 'not_found' ? 404 : 503)
})

async function fieldsOf(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => undefined)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

function fieldIn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

function answer(body: unknown, status: number): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
}
