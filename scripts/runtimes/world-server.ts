import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { createEmulator, type Fault, type Vendor } from 'keymux/emulator'
import { answer, answerInPieces, answerWithoutEnd, forward, textOf } from './answers.js'
import type { EndlessAnswer } from './checks/bodies.js'
import type { CheckResult, Setting } from './checks/check.js'
import { seed } from './checks/places.js'
import { close, start } from './servers.js'

/** The emulator behind real sockets, and what else the checks and a page ask of the command. */
export interface WorldServer {
  readonly setting: Pick<Setting, 'urls' | 'control' | 'deadUrl'>
  /** The same for a page, which may connect to its own origin alone. */
  readonly pageSetting: Pick<Setting, 'urls' | 'control' | 'deadUrl'>
  readonly pageUrl: string
  /** What a page is told when it asks for its setting. */
  tell(setting: Setting): void
  /** What a page has brought. */
  readonly results: Promise<CheckResult[]>
  /** What the browser reports against the policy of the page. */
  readonly violations: readonly string[]
  close(): Promise<void>
}

/** Nothing inline, no code from text, no connection to elsewhere, no markup from text. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  'report-uri /violations',
].join('; ')

const markup = '<!doctype html><title>keymux</title><script type="module" src="/page.js"></script>'

/** Serves one runtime. The scripts of the page lie in `folder`. */
export async function serveWorld(folder: string): Promise<WorldServer> {
  const emulator = createEmulator({ seed })
  const upstream = await emulator.listen()
  let endless: EndlessAnswer = { bytes: 0, isOpen: false }
  let told: Setting | undefined
  const page = new EventEmitter()
  const results = once(page, 'results').then(([brought]) => brought as CheckResult[])
  const violations: string[] = []

  const routes: Readonly<Record<string, (call: Call) => Promise<void> | void>> = {
    keys: ({ rest, outgoing }) => answer(outgoing, emulator.keys(rest.slice(1) as Vendor)),
    requests: ({ outgoing }) => answer(outgoing, emulator.requests),
    faults: async ({ incoming, outgoing }) => {
      if (incoming.method === 'DELETE') emulator.faults.clear()
      else emulator.faults.add(readFault(await textOf(incoming)))
      answer(outgoing, null)
    },
    setting: ({ outgoing }) => answer(outgoing, told),
    results: async ({ incoming, outgoing }) => {
      const brought = JSON.parse(await textOf(incoming)) as CheckResult[]
      answer(outgoing, null)
      page.emit('results', brought)
    },
    violations: async ({ incoming, outgoing }) => {
      violations.push(await textOf(incoming))
      answer(outgoing, null)
    },
    'endless-answer': ({ outgoing }) => answer(outgoing, endless),
    endless: ({ outgoing }) => answerWithoutEnd(outgoing, (now) => (endless = now)),
    pieces: ({ incoming, outgoing, rest }) => answerInPieces(incoming, outgoing, upstream.urls.unkey + rest),
    // A browser keeps a few connections to an origin and takes any of them: all that are idle end here.
    'new-connections': ({ outgoing }) => {
      outgoing.setHeader('connection', 'close')
      answer(outgoing, null)
      server.closeIdleConnections()
    },
    dead: ({ outgoing }) => void outgoing.socket?.resetAndDestroy(),
    proxy: ({ incoming, outgoing, rest }) =>
      forward(incoming, outgoing, upstream.urls.unkey + rest, {
        authorization: `Bearer ${emulator.credentials.unkey.rootKey}`,
      }),
    at: ({ incoming, outgoing, rest }) => {
      const [, vendor = '', ...path] = rest.split('/')
      forward(incoming, outgoing, `${upstream.urls[vendor as Vendor]}/${path.join('/')}`, {})
    },
  }

  const server = createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
    const [, name = '', rest = ''] = /^\/([^/?]*)(.*)$/.exec(incoming.url ?? '') ?? []
    const route = routes[name]
    const done = route === undefined ? sendFile(folder, name, outgoing) : route({ incoming, outgoing, rest })
    Promise.resolve(done).catch((error: unknown) => {
      if (!outgoing.headersSent) outgoing.writeHead(500)
      outgoing.end(String(error))
    })
  })
  const origin = await start(server)
  const dead = createServer()
  const deadUrl = await start(dead)
  await close(dead)

  return {
    setting: { urls: upstream.urls, control: origin, deadUrl },
    pageSetting: { urls: urlsBelow(origin), control: origin, deadUrl: `${origin}/dead` },
    pageUrl: `${origin}/`,
    tell: (setting) => (told = setting),
    results,
    violations,
    close: async () => {
      await Promise.all([close(server), upstream.close()])
    },
  }
}

/** One request, and its path after the first part. */
interface Call {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly rest: string
}

/** Where `at` passes on to each upstream. */
function urlsBelow(origin: string): Setting['urls'] {
  const below = (vendor: Vendor): string => `${origin}/at/${vendor}`
  return { unkey: below('unkey'), clerk: below('clerk'), factify: below('factify'), flow: below('flow') }
}

async function sendFile(folder: string, name: string, outgoing: ServerResponse): Promise<void> {
  if (name === '') {
    outgoing.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy })
    return void outgoing.end(markup)
  }
  const text = /^[\w-]+\.js$/.test(name)
    ? await readFile(join(folder, name)).catch(() => undefined)
    : undefined
  outgoing.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/javascript' })
  outgoing.end(text)
}

/** JSON has no Infinity. */
function readFault(text: string): Fault {
  const fault = JSON.parse(text) as Fault & { times?: number | null }
  return fault.times === null ? { ...fault, times: Infinity } : (fault as Fault)
}
