import type { Secret } from '../core/secret.js'

/** The text of a secret, to look for where it must not be and to present to the vendor. */
export function textOf(secret: Secret): string {
  return secret.reveal()
}

/**
 * Another text of the same shape: the last letters and digits change places. What was a well-formed id, secret or credential
 * still is one, of nobody.
 */
export function altered(text: string): string {
  const tail = /[A-Za-z0-9]{2,8}(?=[^A-Za-z0-9]*$)/.exec(text)
  if (tail === null) return `${text}x`
  const [word] = tail
  const turn = [...word].findIndex((letter) => letter !== word[0])
  if (turn === -1) return `${text}x`
  return (
    text.slice(0, tail.index) + word.slice(turn) + word.slice(0, turn) + text.slice(tail.index + word.length)
  )
}

/** So long a run of a secret in a text is no accident. */
const telling = 8

/**
 * Whether `text` shows a secret: all of it, or a run out of its second half. The first half may begin like the ids of the
 * same vendor, which a text may show.
 */
export function shows(text: string, secret: string): boolean {
  if (text.includes(secret)) return true
  const half = secret.slice(Math.floor(secret.length / 2))
  for (let at = 0; at + telling <= half.length; at += 1) {
    if (text.includes(half.slice(at, at + telling))) return true
  }
  return false
}
