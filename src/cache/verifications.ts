import { revealed } from '../core/revealed.js'
import type { Secret } from '../core/secret.js'
import type { Verdict, VerifyOptions } from '../core/verify-key.js'
import { Answers, type Answer } from './answers.js'
import { Changes, EndedKeys } from './changes.js'
import { copiesOf } from './copies.js'
import { abortedError, Flight } from './flight.js'
import { freshUntil, staleUntil } from './lifetime.js'
import { KeptVerdict } from './kept-verdict.js'
import type { Settings } from './options.js'
import { Questions, type Question } from './question.js'
import { secretHash } from './secret-hash.js'
import type { CacheStats } from './stats.js'
import { Trouble } from './trouble.js'
import type { VerifyingClient } from '../core/verifying-client.js'

/** Of a question longer than this its hash is kept. */
const longestQuestion = 64

/** How often an answer is asked for that a change of the key overtakes each time. */
const mostAttempts = 3

/** What one verification is about. */
interface Asked extends Question {
  readonly secret: string | Secret
  readonly hash: string
  /** What its answer is kept under. */
  readonly key: string
}

/** Verifications at one client, answered from memory where an answer is there. */
export class Verifications {
  readonly ended: EndedKeys = new EndedKeys()
  readonly #client: VerifyingClient
  readonly #settings: Settings
  readonly #hash = secretHash()
  readonly #questions = new Questions()
  readonly #answers: Answers
  readonly #changes = new Changes()
  readonly #flights = new Map<string, Flight<Answer>>()
  readonly #trouble = new Trouble()
  readonly #counts = { hits: 0, misses: 0, joined: 0, stale: 0, bypassed: 0 }
  #latest = 0

  constructor(client: VerifyingClient, settings: Settings) {
    this.#client = client
    this.#settings = settings
    this.#answers = new Answers(settings.max)
  }

  stats(): CacheStats {
    return { ...this.#counts, kept: this.#answers.count(), inFlight: this.#flights.size }
  }

  /** What is known of these is outdated, also what is on its way: ids of keys; empty for all whose id nobody knows. */
  changed(...ids: readonly string[]): void {
    for (const id of ids) this.#changes.note(id)
  }

  forget(secret: string | Secret): void {
    const text = revealed(secret)
    if (text !== undefined) this.#changes.note(this.#hash(text))
  }

  clear(): void {
    this.#changes.noteAll()
    this.#answers.clear()
  }

  // Not async, all but what waits anyway: a promise more would cost a good part of the time that an answer may take.
  verify(secret: string | Secret, options: VerifyOptions | undefined): Promise<Verdict<object>> {
    const text = revealed(secret)
    const question = this.#questions.of(options)
    // What cannot be understood here is for the client to refuse.
    if (text === undefined || question === undefined) return this.#bypass(secret, options)
    // Half a character is in no secret, and UTF-8, of which the hash is made, writes all halves alike.
    if (!text.isWellFormed()) return this.#bypass(secret, options)
    try {
      if (this.#goesPast(question.asked)) return this.#bypass(secret, options)
    } catch (error) {
      // Not thrown at once, and as it is: `bypass` is the caller's own, and was told no secret.
      return Promise.reject(error as Error)
    }
    if (question.signal?.aborted === true) return Promise.reject(abortedError(this.#client.vendor, false))
    const hash = this.#hash(text)
    const key = hash + this.#name(question)
    const now = this.#now()
    const answer = this.#usable(key, hash, now)
    if (answer === undefined || now >= answer.freshUntil)
      return this.#ask({ ...question, secret, hash, key }, now)
    this.#counts.hits += 1
    return Promise.resolve(given(answer, now, false))
  }

  #goesPast(asked: VerifyOptions): boolean {
    return this.#settings.bypass !== undefined && Boolean(this.#settings.bypass(asked))
  }

  #bypass(secret: string | Secret, options: VerifyOptions | undefined): Promise<Verdict<object>> {
    this.#counts.bypassed += 1
    return this.#client.verify(secret, options)
  }

  /** As JSON, since UTF-8, of which the hash is made, has no half characters, and writes all of them alike. */
  #name({ text }: Question): string {
    return text.length > longestQuestion ? this.#hash(JSON.stringify(text)) : text
  }

  /** An answer that no change has overtaken, however old. */
  #usable(key: string, hash: string, now: number): Answer | undefined {
    const answer = this.#answers.get(key)
    if (answer === undefined) return undefined
    if (now < Math.max(answer.freshUntil, answer.staleUntil))
      if (!this.#changes.since(answer.asked, answer.keyId, hash)) return answer
    this.#answers.delete(key)
    return undefined
  }

  async #ask(asked: Asked, now: number): Promise<Verdict<object>> {
    const { signal } = asked
    if (this.#trouble.isOn(now)) {
      const stale = this.#stale(asked, now)
      if (stale !== undefined) return stale
    }
    try {
      const answer = await this.#flight(asked, now).join(signal)
      return given(answer, this.#now(), false)
    } catch (error) {
      const later = this.#now()
      const stale = this.#trouble.causes(error, later) ? this.#stale(asked, later) : undefined
      if (stale === undefined) throw error
      return stale
    }
  }

  #stale({ key, hash }: Asked, now: number): Verdict<object> | undefined {
    const answer = this.#usable(key, hash, now)
    if (answer === undefined || now >= answer.staleUntil) return undefined
    this.#counts.stale += 1
    return given(answer, now, now >= answer.freshUntil)
  }

  /** The call that answers this question, if it is on its way, or else a new one. A timeout is the call's, not the question's. */
  #flight(asked: Asked, now: number): Flight<Answer> {
    const { timeout, key } = asked
    const name = timeout === undefined ? key : `${key} ${JSON.stringify(timeout)}`
    const present = this.#flights.get(name)
    if (present !== undefined) {
      this.#counts.joined += 1
      return present
    }
    this.#counts.misses += 1
    this.#trouble.tryAgain(now)
    const end = (): void => {
      if (this.#flights.get(name) === flight) this.#flights.delete(name)
    }
    const flight = new Flight(this.#client.vendor, (signal) => this.#answer(asked, signal).finally(end), end)
    this.#flights.set(name, flight)
    return flight
  }

  /** Asks the vendor, and again if the key is changed through this client meanwhile: the answer may be from before. */
  async #answer(asked: Asked, signal: AbortSignal): Promise<Answer> {
    const { secret, timeout, key, hash } = asked
    const options = { ...copiesOf(asked.asked)(), ...(timeout !== undefined && { timeout }), signal }
    for (let attempt = 1; ; attempt += 1) {
      const [change, now] = [this.#changes.last, this.#now()]
      const verdict = this.#unlessEnded(await this.#client.verify(secret, options))
      this.#trouble.end()
      const answer = answerOf(verdict, change, now, this.#settings)
      const isOutdated = this.#changes.since(change, answer.keyId, hash)
      if (!isOutdated) this.#keep(key, answer)
      if (!isOutdated || this.ended.has(answer.keyId) || attempt === mostAttempts) return answer
    }
  }

  #keep(key: string, answer: Answer): void {
    if (this.#now() < Math.max(answer.freshUntil, answer.staleUntil)) this.#answers.set(key, answer)
  }

  /** A vendor may take a key for good a while longer than it takes to end it: its own cache has it yet. */
  #unlessEnded(verdict: Verdict<object>): Verdict<object> {
    if (!verdict.valid || !this.ended.has(verdict.key.id)) return verdict
    return { ...verdict, valid: false, reason: 'revoked', key: { ...verdict.key, state: 'revoked' } }
  }

  /** The time, which does not run backwards here: a clock that is set back would let answers live longer. */
  #now(): number {
    const now = this.#settings.now()
    if (now >= this.#latest) return (this.#latest = now)
    // A moment back is how clocks are trimmed; it stands still then.
    if (now > this.#latest - 1000) return this.#latest
    this.clear()
    return (this.#latest = now)
  }
}

function given({ kept, checkedAt }: Answer, now: number, isStale: boolean): Verdict<object> {
  return kept.give({ checkedAt: new Date(checkedAt), ageMs: Math.max(0, now - checkedAt), isStale })
}

function answerOf(verdict: Verdict<object>, asked: number, checkedAt: number, settings: Settings): Answer {
  return {
    kept: new KeptVerdict(verdict),
    keyId: verdict.key?.id ?? '',
    isValid: verdict.valid,
    asked,
    checkedAt,
    freshUntil: freshUntil(verdict, checkedAt, settings),
    staleUntil: staleUntil(verdict, checkedAt, settings),
  }
}
