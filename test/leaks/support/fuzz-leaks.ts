import type { KeyClient } from 'keymux'
import { Secret } from 'keymux'
import type { FaultKind, Vendor } from 'keymux/emulator'
import { Draw } from '../../fuzz/support/draw.js'
import type { RunSize } from '../../fuzz/support/run-size.js'
import { importedSecret, requestOf, subjectsOf, type Subject } from '../../fuzz/support/subjects.js'
import { keyClients } from '../../vendors/support/key-clients.js'
import { oddAnswers } from './odd-answers.js'
import { hiding, knownTo, proxyKey } from './planted.js'
import { shownBriefly, shownInAllWays } from './show.js'

const mostShown = 25

/** So many situations are printed in the usual ways for one that is printed in all, with the client and the upstream's log. */
const inAllWaysEvery = 25

/** Some situations make keys, and long lists take long to print. */
const renewedEvery = 200

/** Faults of the emulator that need no time to pass. */
const quickFaults: readonly FaultKind[] = [
  'reset-before',
  'lost-response',
  'error-before-commit',
  'error-after-commit',
  'rate-limited',
  'unavailable',
  'truncated-body',
  'html',
  'wrong-content-type',
  'created-201',
  'unknown-enum',
  'extra-field',
  'missing-field',
  'null-field',
  'wrong-type',
  'redirect',
  'echo-credential',
]

/** Tries so many situations of a vendor: which of its operations, what goes wrong, and how. Gives what shows a secret. */
export async function fuzzLeaks(vendor: Vendor, { perVendor, seed }: RunSize): Promise<string[]> {
  const draw = new Draw(`leaks/${vendor}/${seed}`)
  let subjects: readonly Subject[] = []
  const leaks: string[] = []
  for (let tried = 0; tried < perVendor && leaks.length < mostShown; tried += 1) {
    if (tried % renewedEvery === 0) subjects = await subjectsOf(vendor, { seed: draw.below(1e9) })
    const subject = draw.pick(subjects)
    const { name, outcome, events, ...rest } = await situation(draw, subject)
    const isThorough = tried % inAllWaysEvery === 0
    const show = isThorough ? shownInAllWays : shownBriefly
    const hidden = hiding([...knownTo(subject), ...secretsIn(subject, outcome)])
    const told = { outcome: openOf(outcome), events, ...(isThorough && rest) }
    for (const [what, value] of Object.entries(told))
      for (const leak of hidden.leaksIn(show(value)))
        leaks.push(`${leak} in the ${what} of ${vendor} ${subject.title}: ${name}`)
  }
  return leaks
}

interface Situation {
  readonly name: string
  /** What the call gave or threw. */
  readonly outcome: unknown
  /** What the hooks were told. */
  readonly events: readonly unknown[]
  readonly client: KeyClient
  /** The emulator's. */
  readonly log: readonly unknown[]
}

async function situation(draw: Draw, subject: Subject): Promise<Situation> {
  const isFault = draw.chance(0.25)
  const name = isFault ? draw.pick(quickFaults) : draw.pick(Object.keys(oddAnswers))
  const events: unknown[] = []
  const fetch = isFault ? faulty(subject, name as FaultKind) : odd(draw, subject, name)
  const client = keyClients[subject.vendor](subject.emulator, {
    fetch,
    retry: { limit: 0 },
    headers: { 'x-proxy-key': proxyKey },
    timeout: { totalMs: 50 },
    hooks: hooksInto(events),
  })
  const outcome = await outcomeOf(subject, client)
  return { name, outcome, events, client, log: subject.emulator.requests.slice(-5) }
}

function hooksInto(events: unknown[]): object {
  const keep = (event: unknown): void => void events.push(event)
  return { request: keep, response: keep, retry: keep, error: keep }
}

async function outcomeOf(subject: Subject, client: KeyClient): Promise<unknown> {
  try {
    return await subject.call(client)
  } catch (error) {
    return error
  }
}

/** An outcome, and what of it is easily overlooked. */
function openOf(outcome: unknown): unknown {
  if (outcome instanceof Error || Secret.is(outcome)) return outcome
  const { http } = outcome as { http?: { headers: Headers } | null }
  return http === undefined || http === null ? outcome : { outcome, headers: [...http.headers] }
}

/** The upstream itself, with a fault. */
function faulty({ emulator }: Subject, kind: FaultKind): typeof globalThis.fetch {
  emulator.faults.clear()
  emulator.faults.add({ kind, times: Infinity, probability: 0.8 })
  return emulator.fetch
}

/** One of the answers is odd, and those after it; the others are as they were. */
function odd(draw: Draw, subject: Subject, name: string): typeof globalThis.fetch {
  const { exchanges, emulator } = subject
  const texts = knownTo(subject)
  emulator.faults.clear()
  const oddAt = draw.below(exchanges.length)
  let asked = -1
  return async (input, init) => {
    asked += 1
    const { method, url } = requestOf(input, init)
    const { status, text } = exchanges.find((each) => each.method === method && each.url === url) ?? otherwise
    if (asked < oddAt) return new Response(status === 204 ? null : text, { status })
    return oddAnswers[name]?.(draw, subject, texts, text)() ?? Response.error()
  }
}

const otherwise = { status: 404, text: '' }

/** The secrets of new keys: the one that was recorded, and one that the upstream made just now. */
function secretsIn({ secret }: Subject, outcome: unknown): string[] {
  const given = Secret.is(outcome) ? outcome : (outcome as { secret?: unknown }).secret
  const text = Secret.is(given) ? given.reveal() : ''
  // With white space in it, it is the vendor's own words that stood in the place of one.
  return [importedSecret, secret ?? [], /\s/.test(text) || text === '' ? [] : text].flat()
}
