import type { HttpMeta } from '../core/http-meta.js'
import { salvageJson } from './salvage-json.js'

/** A vendor's answer, read to its end. */
export interface Answer {
  readonly meta: HttpMeta
  /** What its headers and its request id say: whatever is learnt to be secret later is looked for here. */
  readonly headerText: string
  readonly text: string
  /** The text as JSON, or what is whole of it; undefined where there is none. */
  readonly body: unknown
  /** Whether the text is JSON, all of it. */
  readonly isWhole: boolean
  /** How long the vendor asks to wait before the next attempt, in milliseconds. */
  readonly retryAfterMs: number | undefined
  /** Texts of this call that nothing made from its answer may quote. */
  readonly secrets: readonly string[]
  /** Whether an attempt before the one that this answers may have done what was asked. */
  readonly mayHaveActed?: boolean | undefined
}

export function succeeded(answer: Answer): boolean {
  return answer.meta.status >= 200 && answer.meta.status < 300
}

/** Whether it is a redirect that was not followed; a browser shows such a one with the status 0. */
export function isRedirect(status: number): boolean {
  return status === 0 || (status >= 300 && status < 400 && status !== 304)
}

/**
 * JSON, or what is whole of it where it is broken, or undefined: the parser's own error would quote the text, which may hold a
 * secret. Where there is more than one object in it, one that holds a key goes before the others.
 */
export function readJson(
  text: string,
  holdsKey?: (body: unknown) => boolean,
): Pick<Answer, 'body' | 'isWhole'> {
  try {
    return { body: JSON.parse(text), isWhole: true }
  } catch {
    // In UTF-16, which JSON must not be in, every other byte of a plain letter is zero.
    return { body: salvageJson(text.replaceAll('\0', ''), holdsKey), isWhole: false }
  }
}

/** The same, for who takes whatever there is. */
export function parseJson(text: string, holdsKey?: (body: unknown) => boolean): unknown {
  return readJson(text, holdsKey).body
}
