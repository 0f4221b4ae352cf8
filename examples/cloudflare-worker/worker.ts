import { KeymuxError } from 'keymux'
import { cached } from 'keymux/cache'
import { authenticate } from 'keymux/middleware'
import { unkey } from 'keymux/unkey'

interface Env {
  readonly UNKEY_ROOT_KEY: string
  readonly UNKEY_API_ID: string
  /** Only where something stands in for Unkey. */
  readonly UNKEY_BASE_URL?: string
}

const connect = ({ UNKEY_ROOT_KEY: rootKey, UNKEY_API_ID: apiId, UNKEY_BASE_URL: baseUrl }: Env) =>
  cached(unkey({ rootKey, apiId, baseUrl }), { ttl: '30s', max: 1000 })

// One for all requests that this isolate answers: what it remembers of keys is what spares the calls to Unkey.
let keys: ReturnType<typeof connect> | undefined

function keysOf(env: Env): ReturnType<typeof connect> {
  return (keys ??= connect(env))
}

async function documents(request: Request, env: Env): Promise<Response> {
  const auth = await authenticate(request, keysOf(env), { scopes: ['documents.read'] })
  if (!auth.ok) return auth.response
  return Response.json({ owner: auth.key.owner, documents: ['Minutes', 'Budget'] })
}

async function issue(request: Request, env: Env): Promise<Response> {
  // In the place of your own session: whoever says so is signed in.
  const owner = request.headers.get('x-user')
  if (owner === null)
    return Response.json({ title: 'Sign in first: send the header x-user.' }, { status: 401 })
  const { id, secret } = await keysOf(env).create(
    { name: 'From the edge', owner, scopes: ['documents.read'], expiresAt: '90d' },
    // No live key is left that nobody holds, also where the answer is lost.
    { onAmbiguous: 'reconcile' },
  )
  // The one time that anybody sees it.
  const headers = { 'cache-control': 'no-store' }
  return Response.json({ id, secret: secret.reveal() }, { status: 201, headers })
}

const worker = {
  async fetch(request: Request, env: Env): Promise<Response> {
    const route = `${request.method} ${new URL(request.url).pathname}`
    try {
      if (route === 'GET /documents') return await documents(request, env)
      if (route === 'POST /keys') return await issue(request, env)
      return Response.json({ title: 'There is nothing here.' }, { status: 404 })
    } catch (error) {
      if (!KeymuxError.is(error)) throw error
      console.error(error.message)
      return Response.json({ title: 'Keys cannot be managed at the moment.' }, { status: 503 })
    }
  },
}

export default worker
