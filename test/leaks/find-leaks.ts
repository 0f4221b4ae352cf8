/** What a text must not show, and the texts that may show parts of it: a vendor's own id may share letters with a secret. */
export interface Hidden {
  readonly secrets: readonly string[]
  readonly known?: readonly string[]
}

/** How a secret was found in a text. Never the secret itself: a failing test must not print it. */
export type Leak = 'whole' | 'run' | 'base64' | 'hex'

const runLength = 8
const base64Run = 12

/**
 * Every way in which `text` shows one of the secrets: whole, as a run of eight or more characters of its random part, in
 * base64 at any offset, or in hex; also where the text is URL-encoded or JSON-escaped.
 */
export function findLeaks(text: string, { secrets, known = [] }: Hidden): Leak[] {
  const texts = [...new Set([text, urlDecoded(text), unescaped(text)])]
  return [...new Set(texts.flatMap((each) => secrets.flatMap((secret) => leaksOf(each, secret, known))))]
}

function leaksOf(text: string, secret: string, known: readonly string[]): Leak[] {
  const leaks: Leak[] = []
  if (text.includes(secret)) leaks.push('whole')
  const isKnown = (run: string): boolean => known.some((each) => each.includes(run))
  if (runs(randomPart(secret), runLength).some((run) => text.includes(run) && !isKnown(run)))
    leaks.push('run')
  const plain = text.replaceAll('-', '+').replaceAll('_', '/')
  if (base64Forms(secret).some((form) => runs(form, base64Run).some((run) => plain.includes(run))))
    leaks.push('base64')
  if (text.toLowerCase().includes(Buffer.from(secret).toString('hex'))) leaks.push('hex')
  return leaks
}

/** Less the words that many secrets begin with: `sk_live_`. */
function randomPart(secret: string): string {
  return secret.replace(/^(?:[a-z]+_){0,2}/, '')
}

function runs(text: string, length: number): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length))
}

/** The characters of base64 that are the same whatever stands before and behind, for each of the three offsets. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].map((offset) => {
    const whole = Buffer.from('\0'.repeat(offset) + secret).toString('base64')
    return whole.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -1)
  })
}

function urlDecoded(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  )
}

function unescaped(text: string): string {
  return text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  )
}
