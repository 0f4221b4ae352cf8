import { bad, fine, type Cell, type Finding } from './finding.js'
import { observeCreate } from './observe-create.js'
import type { Row } from './row.js'
import { keyName, type Subject } from './subject.js'
import { faulty, handMade, healthy, refusing, type Exchange, type Upstream } from './upstream.js'

type Fault = Parameters<typeof faulty>[1]

/** Far enough apart for a busy machine: the request has arrived by the one, and the answer is not there before the other. */
const timeoutMs = 1000
const lateMs = 3000

/** Fields of the answers to a create, by vendor. */
const fields = {
  unkey: { id: '/data/keyId', secret: '/data/key', other: '/meta/requestId', word: null },
  clerk: { id: '/id', secret: '/secret', other: '/created_at', word: '/object' },
} as const

/** What somebody who is not the vendor answers to a create. */
const forged = {
  unkey: { meta: { requestId: 'req_forged' }, data: { keyId: 'key_forged', key: 'forged_by_somebody' } },
  clerk: { object: 'api_key', id: 'ak_forged', name: keyName, secret: 'forged_by_somebody' },
}

/** What today's SDKs do when something goes wrong with a create. */
export const faultRows: readonly Row[] = [
  row('rate-limited', '429, `Retry-After: 1`', { kind: 'rate-limited', retryAfter: 1 }),
  row('error-once', '500 once, the key is made', { kind: 'error-after-commit' }),
  row('error-always', '500 always, each time a key is made', { kind: 'error-after-commit', times: Infinity }),
  { id: 'unavailable', title: '503, `Retry-After: 2`', run: unavailable },
  row('lost-response', 'connection reset, the key is made', { kind: 'lost-response' }),
  row('cut-body', 'connection cut within the body of the 200', { kind: 'truncated-body' }),
  { id: 'silent', title: 'no timeout set, the server is silent', run: silent },
  timed('late-answer', 'timeout 1 s, the answer comes after 3 s', 'headers'),
  timed('slow-body', 'timeout 1 s, the body comes after 3 s', 'body'),
  { id: 'refused', title: 'connection refused', run: (subject) => create(subject, refusing(subject.vendor)) },
  field('missing-other', 'a field other than id and secret is missing', 'missing-field', 'other'),
  field('missing-secret', 'the secret is missing', 'missing-field', 'secret'),
  field('missing-id', 'the id is missing', 'missing-field', 'id'),
  field('null-other', 'a field other than id and secret is null', 'null-field', 'other'),
  field('number-id', 'the id is a number', 'wrong-type', 'id'),
  field('unknown-word', 'an unknown word where there is a list of them', 'unknown-enum', 'word'),
  row('extra-field', 'a field more', { kind: 'extra-field' }),
  {
    id: 'bad-json',
    title: 'the JSON is broken where the secret begins',
    run: (subject) => create(subject, badJson(subject)),
  },
  row('html', '200 `text/html`', { kind: 'html' }),
  row('other-success', '201 in place of 200', { kind: 'created-201' }),
  row('charset', '`application/json; charset=utf-8`', {
    kind: 'wrong-content-type',
    contentType: 'application/json; charset=utf-8',
  }),
  row('text-plain', 'JSON under `text/plain`', { kind: 'wrong-content-type' }),
  { id: 'redirect', title: '307 to another origin', run: redirect },
  { id: 'correlation', title: 'what ties the request to its key, if the answer is lost', run: correlation },
]

/** The answer to a create whose JSON is broken where the secret begins: a parser's message quotes what stands there. */
export function badJson({ vendor }: Subject): Promise<Upstream> {
  return handMade(vendor, async ({ act }) => {
    const response = await act()
    const text = (await response.text()).replace(/("(?:key|secret)":\s*)"/, '$1~')
    return new Response(text, response)
  })
}

function row(id: string, title: string, fault: Fault): Row {
  return { id, title, run: (subject) => create(subject, faulty(subject.vendor, fault)) }
}

function field(
  id: string,
  title: string,
  kind: 'missing-field' | 'null-field' | 'wrong-type' | 'unknown-enum',
  which: 'id' | 'secret' | 'other' | 'word',
): Row {
  const run = async (subject: Subject): Promise<Cell> => {
    const at = fields[subject.vendor][which]
    return at === null ? [] : create(subject, faulty(subject.vendor, { kind, field: at }))
  }
  return { id, title, run }
}

function timed(id: string, title: string, late: 'headers' | 'body'): Row {
  const fault = { kind: 'slow', late, delayMs: lateMs, times: Infinity } as const
  const run = async (subject: Subject): Promise<Cell> =>
    subject.hasTimeout ? create(subject, faulty(subject.vendor, fault), timeoutMs) : [fine('has no timeout')]
  return { id, title, needsQuiet: true, run }
}

async function create(subject: Subject, opening: Promise<Upstream>, timeout?: number): Promise<Finding[]> {
  const upstream = await opening
  try {
    return await observeCreate(subject, upstream, timeout)
  } finally {
    await upstream.close()
  }
}

async function silent(subject: Subject): Promise<Cell> {
  return create(
    subject,
    handMade(subject.vendor, async () => null),
  )
}

/** Asked to stay away for two seconds, which is more than some wait at the most. */
async function unavailable(subject: Subject): Promise<Cell> {
  const waitMs = 2000
  const answer = async ({ creates, act }: Exchange): Promise<Response> =>
    creates.length > 1
      ? act()
      : Response.json({}, { status: 503, headers: { 'retry-after': String(waitMs / 1000) } })
  const upstream = await handMade(subject.vendor, answer)
  const findings = await create(subject, Promise.resolve(upstream))
  const [first, second] = upstream.arrived
  const waited = first === undefined || second === undefined ? Infinity : second.atMs - first.atMs
  return waited < waitMs ? [...findings, bad('comes back too early')] : findings
}

async function redirect(subject: Subject): Promise<Cell> {
  const elsewhere = await handMade(subject.vendor, async () => Response.json(forged[subject.vendor]))
  const location = elsewhere.baseUrl + (subject.vendor === 'unkey' ? '/v2/keys.createKey' : '/api_keys')
  try {
    const findings = await create(subject, faulty(subject.vendor, { kind: 'redirect', location }))
    return elsewhere.creates() > 0 ? [bad('sends the create to the other origin'), ...findings] : findings
  } finally {
    await elsewhere.close()
  }
}

async function correlation(subject: Subject): Promise<Cell> {
  const upstream = await healthy(subject.vendor)
  await create(subject, Promise.resolve(upstream))
  const [arrived] = upstream.arrived
  if (arrived?.headers.has('idempotency-key')) return [fine('an idempotency key')]
  return [fine(/kmx_\w{20}/.test(arrived?.body ?? '') ? 'a marker in the metadata' : 'nothing')]
}
