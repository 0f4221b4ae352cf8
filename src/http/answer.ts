import type { HttpMeta } from '../core/http-meta.js'

/** A vendor's answer, read to its end. */
export interface Answer {
  readonly meta: HttpMeta
  readonly text: string
  /** The text as JSON; undefined where it is none. */
  readonly body: unknown
  /** How long the vendor asks to wait before the next attempt, in milliseconds. */
  readonly retryAfterMs: number | undefined
  /** Texts of this call that nothing made from its answer may quote. */
  readonly secrets: readonly string[]
}

export function succeeded(answer: Answer): boolean {
  return answer.meta.status >= 200 && answer.meta.status < 300
}

/** JSON, or undefined: the parser's own error would quote the text, which may hold a secret. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
