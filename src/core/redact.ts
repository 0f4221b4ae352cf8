const redacted = '[redacted]'

/** A run of this many of a secret's unguessable characters gives too much of it away. */
const telling = 6

/**
 * `text` without the given secrets: neither a whole one nor a run of six or more of its unguessable characters,
 * which is what a vendor's message may quote ("… key sk_live_abcdef***").
 */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((clean, secret) => redactOne(clean, secret), text)
}

/** Whether `text` quotes a secret, whole or in a telling part. */
export function quotes(text: string, secrets: readonly string[]): boolean {
  return redact(text, secrets) !== text
}

function redactOne(text: string, secret: string): string {
  if (secret === '') return text
  return redactRuns(text.replaceAll(secret, redacted), unguessablePart(secret))
}

/** What follows the last separator: `sk_live_` is the same for everybody and may be quoted. */
function unguessablePart(secret: string): string {
  return secret.slice(Math.max(secret.lastIndexOf('_'), secret.lastIndexOf(' ')) + 1)
}

function redactRuns(text: string, part: string): string {
  if (part.length < telling) return text
  const runs = new Set<string>()
  for (let at = 0; at + telling <= part.length; at += 1) runs.add(part.slice(at, at + telling))

  let clean = ''
  let hiddenUntil = 0
  for (let at = 0; at < text.length; at += 1) {
    const startsRun = runs.has(text.slice(at, at + telling))
    if (startsRun) {
      if (at >= hiddenUntil) clean += redacted
      hiddenUntil = at + telling
    }
    if (at >= hiddenUntil) clean += text[at]
  }
  return clean
}
