import { KeymuxError, type CreateKeyResult } from 'keymux'
import { clerk } from 'keymux/clerk'
import { createEmulator } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { handlers } from 'keymux/msw'
import { raw } from 'keymux/raw'
import { unkey } from 'keymux/unkey'
import { http } from 'msw'
import { setupWorker } from 'msw/browser'

// The page of browser.test.ts. What its functions return holds no secret: it ends up in the test's output.

const emulator = createEmulator({ seed: 1 })
const { credentials } = emulator
const exposed = { dangerouslyAllowBrowser: true }
const flowAt = { baseUrl: 'http://localhost:8000' }

const proxy = 'https://keys.example.com/proxy'
let credentialsSeenByProxy = 0

/** The proxy of an app: it alone has the credential. */
const proxyHandler = http.all(`${proxy}/*`, async ({ request }) => {
  if (request.headers.has('authorization')) credentialsSeenByProxy += 1
  const target = new URL(request.url.replace(proxy, 'https://api.unkey.com'))
  const forwarded = new Request(target, request)
  forwarded.headers.set('authorization', `Bearer ${credentials.unkey.rootKey}`)
  return emulator.fetch(forwarded)
})

export interface Outcome {
  readonly vendor: string
  readonly status: number
  readonly startsWithPrefix: boolean
  readonly hidden: boolean
  readonly held: boolean
}

function outcome(vendor: 'unkey' | 'clerk' | 'factify' | 'flow', created: CreateKeyResult): Outcome {
  const { id, secret, prefix, http: answer } = created
  const text = secret.reveal()
  return {
    vendor,
    status: answer.status,
    startsWithPrefix: text.length > 20 && text.startsWith(prefix ?? ''),
    hidden: ![`${secret}`, JSON.stringify(created), JSON.stringify({ ...created })].join().includes(text),
    held: emulator.keys(vendor).some((key) => key.id === id),
  }
}

async function start(): Promise<void> {
  const worker = setupWorker(...handlers(emulator), proxyHandler)
  await worker.start({ quiet: true, onUnhandledRequest: 'error' })
}

async function createEverywhere(): Promise<Outcome[]> {
  const input = { name: 'Build' }
  return [
    outcome('unkey', await unkey({ ...credentials.unkey, ...exposed }).create(input)),
    outcome('clerk', await clerk({ ...credentials.clerk, ...exposed }).create(input)),
    outcome('factify', await factify({ ...credentials.factify, ...exposed }).create(input)),
    outcome('flow', await flow({ ...credentials.flow, ...exposed, ...flowAt }).create(input)),
  ]
}

async function rawCall(): Promise<{ status: number; named: boolean }> {
  const client = raw(unkey({ ...credentials.unkey, ...exposed }))
  const { data, response } = await client.POST('/v2/keys.createKey', {
    body: { apiId: credentials.unkey.apiId },
  })
  return { status: response.status, named: data?.data.keyId.startsWith('key_') === true }
}

function codeOf(act: () => unknown): string {
  try {
    act()
    return 'none'
  } catch (error) {
    return KeymuxError.is(error) ? error.code : 'not a KeymuxError'
  }
}

function exposedCredentials(): Record<string, string> {
  return {
    unkey: codeOf(() => unkey(credentials.unkey)),
    clerk: codeOf(() => clerk(credentials.clerk)),
    factify: codeOf(() => factify(credentials.factify)),
    flow: codeOf(() => flow({ ...credentials.flow, ...flowAt })),
    'behind a proxy': codeOf(() => unkey({ ...credentials.unkey, baseUrl: proxy })),
    'without a proxy': codeOf(() => unkey({ apiId: credentials.unkey.apiId })),
  }
}

async function throughProxy(): Promise<Outcome & { readonly credentialsSeen: number }> {
  const keys = unkey({ apiId: credentials.unkey.apiId, baseUrl: proxy })
  const created = await keys.create({ name: 'By proxy' })
  return { ...outcome('unkey', created), credentialsSeen: credentialsSeenByProxy }
}

export interface KeymuxPage {
  readonly start: typeof start
  readonly createEverywhere: typeof createEverywhere
  readonly rawCall: typeof rawCall
  readonly exposedCredentials: typeof exposedCredentials
  readonly throughProxy: typeof throughProxy
}

declare global {
  var keymuxPage: KeymuxPage
}

globalThis.keymuxPage = { start, createEverywhere, rawCall, exposedCredentials, throughProxy }
