import type { Page, Request, Response } from 'playwright-core'

/** Collects the secrets that go over the wire, and looks for them where none may be. */
export interface Witness {
  /** Every secret and credential so far. */
  secrets(): Promise<readonly string[]>
  /** Where any of them is now: in the document, in form fields, in storage, in an address, in what was printed. */
  leaks(): Promise<readonly string[]>
  /** What the page printed and threw. */
  readonly said: readonly string[]
}

// Each vendor's own name for a key's secret, in an answer or in what is verified; and in Flow's answers.
const secretFields = new Set(['key', 'secret', 'api_key_secret', 'apiKey', 'api_key', 'plaintext'])
const page = /^https?:\/\/127\.0\.0\.1/

/** Watches a page from outside: from the browser's network, and not from what the page knows. */
export function watch(of: Page): Witness {
  const found = new Set<string>()
  const reading: Promise<void>[] = []
  const said: string[] = []
  of.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
  of.on('pageerror', (error) => said.push(`page error: ${error.message}`))
  of.on('request', (request) => {
    if (page.test(request.url())) return
    for (const text of secretsAsked(request)) found.add(text)
  })
  of.on('response', (response) => {
    if (!page.test(response.url())) reading.push(noteAnswer(response))
  })

  async function noteAnswer(response: Response): Promise<void> {
    const text = await bodyOf(response)
    for (const secret of secretsIn(parsed(text))) found.add(secret)
  }

  const secrets = async (): Promise<readonly string[]> => {
    await Promise.all(reading)
    return [...found]
  }
  return {
    secrets,
    leaks: async () => {
      const all = await secrets()
      const places = { ...(await of.evaluate(textsOfPage)), console: said.join('\n') }
      return Object.entries(places).flatMap(([place, text]) =>
        all
          .filter((secret) => text.includes(secret))
          .map((secret) => `${place}: ${secret.length} characters`),
      )
    },
    said,
  }
}

/** A fault may keep a body back for ever, or cut it. */
async function bodyOf(response: Response): Promise<string> {
  const late = new Promise<string>((done) => setTimeout(() => done(''), 3000))
  return Promise.race([response.text().catch(() => ''), late])
}

function secretsAsked(request: Request): string[] {
  const credential = request.headers()['authorization']?.replace(/^Bearer /, '')
  return [...(credential === undefined ? [] : [credential]), ...secretsIn(parsed(request.postData() ?? ''))]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function secretsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) =>
    typeof each === 'string' ? (secretFields.has(name) && each.length >= 16 ? [each] : []) : secretsIn(each),
  )
}

/** Runs in the page. */
async function textsOfPage(): Promise<Record<string, string>> {
  const values = [...document.querySelectorAll('input, select, textarea')].map((field) =>
    'value' in field ? String(field.value) : '',
  )
  const databases = await indexedDB.databases()
  const cached: string[] = []
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) cached.push(url)
  return {
    document: document.documentElement.outerHTML,
    fields: values.join('\n'),
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    databases: JSON.stringify(databases),
    caches: cached.join('\n'),
    address: location.href + JSON.stringify(history.state),
  }
}
