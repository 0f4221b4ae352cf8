import { redacted } from './redacted.js'

/** A run of this many of a secret's unguessable characters gives too much of it away. */
const telling = 6

/**
 * `text` without the given secrets: neither a whole one nor a run of six or more of its unguessable characters,
 * which is what a vendor's message may quote ("… key sk_live_abcdef***").
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) {
    clean = redactOne(clean, secret)
    if (inUrl.test(secret)) clean = redactOne(clean, asInUrl(secret))
  }
  return clean
}

/** Whether `text` quotes a secret, whole or in a telling part. */
export function quotes(text: string, secrets: readonly string[]): boolean {
  return redact(text, secrets) !== text
}

// Base64 has letters that stand in no URL: there a secret is spelled another way.
const inUrl = /[+/=]/

function asInUrl(secret: string): string {
  return secret.replaceAll(/[+/=]/g, encodeURIComponent)
}

function redactOne(text: string, secret: string): string {
  if (secret === '' || !mayQuote(text, secret)) return text
  const part = unguessablePart(secret)
  // Piece by piece, so that what stands for one secret is not taken for a part of another.
  const pieces = text
    .split(redacted)
    .map((piece) => piece.split(secret).map((rest) => redactRuns(rest, part)))
  return pieces.map((rests) => rests.join(redacted)).join(redacted)
}

/**
 * What follows the words that many secrets begin with: `Bearer sk_live_` is the same for everybody and may be quoted.
 * Any other `_` is the secret's own: base64url has it among its letters.
 */
function unguessablePart(secret: string): string {
  const part = secret.replace(/^(?:[A-Za-z]+ )?(?:[a-z]{1,10}_){0,2}/, '')
  return part === '' ? secret : part
}

const block = 4
const stride = telling - block + 1

/** A cheap answer for the many texts that quote nothing: every telling run holds one of these few blocks. */
function mayQuote(text: string, secret: string): boolean {
  if (secret.length < telling) return text.includes(secret)
  for (let at = 0; at + block <= secret.length; at += stride) {
    if (text.includes(secret.slice(at, at + block))) return true
  }
  return false
}

function redactRuns(text: string, part: string): string {
  if (part.length < telling) return text
  const runs = new Set<string>()
  for (let at = 0; at + telling <= part.length; at += 1) runs.add(part.slice(at, at + telling))

  let clean = ''
  let shownFrom = 0
  let hiddenUntil = 0
  for (let at = 0; at + telling <= text.length; at += 1) {
    if (!runs.has(text.slice(at, at + telling))) continue
    if (at >= hiddenUntil) clean += text.slice(shownFrom, at) + redacted
    hiddenUntil = at + telling
    shownFrom = hiddenUntil
  }
  return clean + text.slice(shownFrom)
}
