import { cleanCause } from '../core/clean-cause.js'
import { KeymuxError } from '../core/keymux-error.js'
import { revealed } from '../core/revealed.js'
import { Secret } from '../core/secret.js'
import type { Verdict, VerifyOptions } from '../core/verify-key.js'
import type { Absences } from './absences.js'
import { askVerdict } from './ask-verdict.js'
import { refused } from './given.js'
import type { Settings } from './options.js'
import { otherSide, routed, type Routed, type Side } from './sides.js'
import { isOfTheCall, troubleError } from './trouble.js'

/** A verdict, and which of the two vendors spoke it. */
export type RoutedVerdict = Verdict & Routed

/** What a vendor made of the question: a verdict, or none. */
type Answer = { readonly verdict: Verdict } | { readonly trouble: unknown }

/** What is asked about. */
interface Question {
  readonly text: string
  readonly hash: string
  readonly options: VerifyOptions
}

/** Who is asked first, and whether the other one is asked at all. */
interface Order {
  readonly first: Side
  readonly only: boolean
}

/** What the verifier is told of the moves, and tells them. */
export interface MoveWatch {
  movedAt(hash: string): number | undefined
  /** The secondary accepted this secret; `isUnknown`: the primary is known not to have it. */
  accepted(hash: string, id: string, isUnknown: boolean): void
}

/** Finds the vendor whose word on a secret counts. */
export class Verifier {
  readonly #settings: Settings
  readonly #absences: Absences
  readonly #moves: MoveWatch

  constructor(settings: Settings, absences: Absences, moves: MoveWatch) {
    this.#settings = settings
    this.#absences = absences
    this.#moves = moves
  }

  async verify(secret: string | Secret, options: VerifyOptions): Promise<RoutedVerdict> {
    const text = revealed(secret)
    if (text === undefined) throw refused('verify', 'secret', 'must be a string or a Secret')
    const question = { text, hash: await new Secret(text).sha256('base64'), options }
    const { first, only } = this.#order(question)
    const answer = await this.#ask(first, question)
    if (only || finalWord(first, answer) !== undefined) return this.#close(question, { [first]: answer })
    // A key that has moved is the primary's: the old vendor does not know what became of it there.
    if ('trouble' in answer && this.#moves.movedAt(question.hash) !== undefined)
      return this.#close(question, { [first]: answer })
    const second = otherSide(first)
    return this.#close(question, { [first]: answer, [second]: await this.#ask(second, question) })
  }

  #order({ text, hash }: Question): Order {
    const { belongsTo, propagation, now } = this.#settings
    const movedAt = this.#moves.movedAt(hash)
    if (movedAt !== undefined) return { first: 'primary', only: now() - movedAt >= propagation }
    const side = belongsTo === undefined ? undefined : told(belongsTo, text)
    return { first: side ?? 'primary', only: side === 'primary' }
  }

  async #ask(side: Side, { text, hash, options }: Question): Promise<Answer> {
    // What a vendor's own options bring about is not known here.
    const isPlain = options.vendor === undefined && options.headers === undefined
    if (isPlain && this.#absences.has(side, hash)) return { verdict: unknownSecret }
    try {
      const verdict = await askVerdict(this.#settings.sides, side, text, options)
      // Without a request there is nothing to save.
      const isAbsent = !verdict.valid && verdict.reason === 'not_found' && verdict.http !== null
      // Who asked before the key moved may hear of it after.
      const isKept = side === 'secondary' || this.#moves.movedAt(hash) === undefined
      if (isPlain && isAbsent && isKept) this.#absences.note(side, hash)
      return { verdict }
    } catch (error) {
      if (isOfTheCall(error)) throw error
      return { trouble: error }
    }
  }

  /** The verdict in the answers, or the error that there is none. */
  #close({ text, hash }: Question, answers: Partial<Record<Side, Answer>>): RoutedVerdict {
    const { primary, secondary } = answers
    const word = finalWord('primary', primary)
    if (word !== undefined) return this.#spoken('primary', word)
    const acceptance = finalWord('secondary', secondary)
    if (acceptance?.valid === true) {
      // While the primary cannot be asked, nothing is to be moved there.
      const isUnknown = primary === undefined || 'verdict' in primary
      this.#moves.accepted(hash, acceptance.key.id, isUnknown)
      return this.#spoken('secondary', acceptance)
    }
    if (primary !== undefined && 'trouble' in primary)
      throw this.#noVerdict('primary', primary.trouble, secondary, text)
    if (secondary !== undefined && 'trouble' in secondary)
      throw this.#noVerdict('secondary', secondary.trouble, primary, text)
    if (secondary !== undefined) return this.#spoken('secondary', secondary.verdict)
    return this.#spoken('primary', primary?.verdict ?? unknownSecret)
  }

  #spoken(side: Side, verdict: Verdict): RoutedVerdict {
    if (verdict.key === undefined) return { ...verdict, side }
    const { side: _, movedFrom: _from, ...key } = routed(this.#settings.sides, side, verdict.key)
    return { ...verdict, key, side } as RoutedVerdict
  }

  #noVerdict(side: Side, trouble: unknown, other: Answer | undefined, text: string): KeymuxError {
    const { sides } = this.#settings
    const [silent, speaking] = [sides[side].vendor, sides[otherSide(side)].vendor]
    const what =
      other === undefined
        ? `No verdict: ${silent}, whose key it is, cannot be asked.`
        : 'trouble' in other
          ? `No verdict: neither ${silent} nor ${speaking} can be asked.`
          : `No verdict: ${silent} cannot be asked, and ${speaking} does not accept this secret.`
    return troubleError(silent, 'verify', trouble, what, { secrets: [text] })
  }
}

const unknownSecret: Verdict = { valid: false, reason: 'not_found', http: null, warnings: [] }

/** A verdict that no other vendor need be asked for. The old one is believed only when it accepts: a key that moved may be dead there. */
function finalWord(side: Side, answer: Answer | undefined): Verdict | undefined {
  if (answer === undefined || 'trouble' in answer) return undefined
  const { verdict } = answer
  return verdict.valid || (side === 'primary' && verdict.reason !== 'not_found') ? verdict : undefined
}

function told(belongsTo: (secret: string) => Side | undefined, text: string): Side | undefined {
  let side: unknown
  try {
    side = belongsTo(text)
  } catch (error) {
    const cause = cleanCause(error, [text])
    throw new KeymuxError({ code: 'configuration', message: '`belongsTo` threw an error.', cause })
  }
  if (side === undefined || side === 'primary' || side === 'secondary') return side
  throw new KeymuxError({
    code: 'configuration',
    message: "`belongsTo` must return 'primary', 'secondary' or undefined.",
  })
}
