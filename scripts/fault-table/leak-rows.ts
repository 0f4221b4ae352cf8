import { badJson } from './fault-rows.js'
import { bad, fine, type Cell } from './finding.js'
import { leaksOf, shows, type Hidden, type Surface } from './leaks.js'
import { printsOf } from './prints-of.js'
import type { Row } from './row.js'
import { settle } from './settle.js'
import type { Caller, Subject } from './subject.js'
import { faulty, handMade, healthy, type Upstream } from './upstream.js'

const everywhere: readonly Surface[] = ['message', 'stack', 'JSON', 'inspect', 'console', 'log line']
const plain: readonly Surface[] = ['message', 'stack']
const dumped: readonly Surface[] = ['JSON', 'inspect', 'console', 'log line']

/** Long enough for all that answers at all. */
const timeoutMs = 2000
/** As long as a real one, and nobody's. */
const planted = 'planted_9fK2mQ7xV4tB1zR8'

/** Where credentials and secrets come out, without anybody asking for them. */
export const leakRows: readonly Row[] = [
  { id: 'client', title: 'the client, printed', run: client },
  { id: 'result', title: 'the result of a create, printed', run: result },
  failed(
    'refusal-printed',
    'a 400 of the vendor: `inspect`, `console.error`',
    ['inspect', 'console'],
    refused,
  ),
  failed('refusal', 'the same: message, stack, JSON, log line', [...plain, 'JSON', 'log line'], refused),
  failed('odd-answer', 'an answer that lacks a field: message, stack', plain, lacking),
  failed('odd-answer-printed', 'the same: JSON, `inspect`, `console.error`, log line', dumped, lacking),
  failed('other-success-leak', '201 in place of 200: everywhere', everywhere, createdInstead),
  failed('bad-json-leak', 'JSON that is broken where the secret begins: everywhere', everywhere, badJson),
  failed('echo', 'the vendor repeats the credential in a 400: everywhere', everywhere, ({ vendor }) =>
    faulty(vendor, { kind: 'echo-credential' }),
  ),
  failed('timeout-leak', 'a timeout: everywhere', everywhere, ({ vendor }) =>
    handMade(vendor, async () => null),
  ),
  { id: 'verify', title: 'verify with a wrong option, the key in it: everywhere', run: verify },
  { id: 'debug', title: '`UNKEY_DEBUG=1`, `DEBUG=*` in the environment', run: debug },
]

function refused({ vendor }: Subject): Promise<Upstream> {
  return faulty(vendor, { kind: 'error-before-commit', status: 400 })
}

function lacking({ vendor }: Subject): Promise<Upstream> {
  return changed(vendor, (text) => text.replace(/"meta":\{[^}]*\},?|"created_at":\d+,?/, ''), 200)
}

function createdInstead({ vendor }: Subject): Promise<Upstream> {
  return changed(vendor, (text) => text, 201)
}

function changed(
  vendor: Subject['vendor'],
  change: (text: string) => string,
  status: number,
): Promise<Upstream> {
  return handMade(vendor, async ({ act }) => {
    const { headers, ...response } = await act().then(async (given) => ({
      headers: given.headers,
      text: await given.text(),
    }))
    return new Response(change(response.text), { status, headers })
  })
}

/** A create that fails, and what is seen of its error. */
function failed(
  id: string,
  title: string,
  where: readonly Surface[],
  open: (subject: Subject) => Promise<Upstream>,
): Row {
  const run = (subject: Subject): Promise<Cell> =>
    withCaller(subject, open, async (caller, hidden) => {
      const outcome = await settle(caller.create())
      if (outcome.kind === 'pending') return [fine('no error')]
      if (outcome.kind === 'resolved') return [fine('no error')]
      return found(leaksOf(outcome.error, where, hidden()))
    })
  return { id, title, run }
}

function sound({ vendor }: Subject): Promise<Upstream> {
  return healthy(vendor)
}

async function client(subject: Subject): Promise<Cell> {
  return withCaller(subject, sound, async (caller, hidden) =>
    found(leaksOf(caller.client, ['console', 'inspect', 'JSON'], hidden())),
  )
}

async function result(subject: Subject): Promise<Cell> {
  return withCaller(subject, sound, async (caller, hidden) => {
    const created = await caller.create()
    return found(leaksOf(created, ['console', 'inspect', 'JSON'], hidden()))
  })
}

async function verify(subject: Subject): Promise<Cell> {
  return withCaller(subject, sound, async ({ verifyWrongly }, hidden) => {
    if (verifyWrongly === undefined) return []
    const outcome = await settle(verifyWrongly(planted))
    if (outcome.kind !== 'rejected') return [fine('no error')]
    return found(leaksOf(outcome.error, everywhere, [...hidden(), { name: 'the key', text: planted }]))
  })
}

/** In a process of its own, since such switches are often read when a package is loaded. */
async function debug(subject: Subject): Promise<Cell> {
  const upstream = await sound(subject)
  try {
    const { emulator, baseUrl, sent } = upstream
    const printed = await printsOf(
      subject,
      { baseUrl, credentials: emulator.credentials },
      { UNKEY_DEBUG: '1', CLERK_DEBUG: '1', DEBUG: '*' },
    )
    const shown = hiddenAt(subject, emulator.credentials, sent).filter(({ text }) => shows(printed, text))
    return found([...new Set(shown.map(({ name }) => `${name} on the console`))])
  } finally {
    await upstream.close()
  }
}

async function withCaller(
  subject: Subject,
  open: (subject: Subject) => Promise<Upstream>,
  look: (caller: Caller, hidden: () => readonly Hidden[]) => Promise<Cell>,
): Promise<Cell> {
  const upstream = await open(subject)
  const { emulator, baseUrl, sent } = upstream
  try {
    const caller = subject.open({ baseUrl, credentials: emulator.credentials, timeoutMs })
    return await look(caller, () => hiddenAt(subject, emulator.credentials, sent))
  } finally {
    await upstream.close()
  }
}

function hiddenAt(
  subject: Subject,
  credentials: Upstream['emulator']['credentials'],
  sent: readonly string[],
): Hidden[] {
  const credential = { name: 'credential', text: subject.credential(credentials) }
  return [credential, ...sent.map((text) => ({ name: 'secret', text }))]
}

function found(leaks: readonly string[]): Cell {
  return leaks.length === 0 ? [fine('nothing')] : leaks.map(bad)
}
