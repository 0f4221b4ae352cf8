import { redact } from './redact.js'
import { redacted } from './redacted.js'

const deepest = 3
const longestText = 1000

/**
 * A copy of what was thrown that is safe to keep: name, code and message without the given secrets, and its own causes
 * likewise. Nothing else comes along: a library's error may hold the request, and with it the credential. Never throws,
 * whatever was thrown: an error of ours in its place would hide what the call came to.
 */
export function cleanCause(thrown: unknown, secrets: readonly string[], depth = 0): Error {
  const message = textOf(thrown, 'message')
  if (message === undefined) return named(new Error('Something that is not an Error was thrown.'), 'Error')
  // A parser's message quotes the text around the fault, a few characters of a secret among them.
  const words = textOf(thrown, 'name') === 'SyntaxError' ? 'It could not be parsed.' : message
  const clean = (text: string): string => withoutTokens(redact(text.slice(0, longestText), secrets))
  const copy = named(new Error(clean(words)), clean(textOf(thrown, 'name') ?? 'Error'))
  const code = textOf(thrown, 'code')
  if (code !== undefined) Object.assign(copy, { code: clean(code) })
  const cause = read(thrown, 'cause')
  if (cause !== undefined && depth < deepest) {
    Object.defineProperty(copy, 'cause', { value: cleanCause(cause, secrets, depth + 1) })
  }
  return copy
}

/** What looks like a credential: the secrets that are known here may not be all that the thrower knew. */
function withoutTokens(text: string): string {
  return text.replaceAll(/[\w+/=~-]{16,}/g, (word) => {
    const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(word))
    return kinds.length > 1 ? redacted : word
  })
}

function named(error: Error, name: string): Error {
  Object.defineProperty(error, 'name', { value: name })
  // The stack would repeat the message as it was before it was cleaned.
  error.stack = `${name}: ${error.message}`
  return error
}

function textOf(thrown: unknown, field: string): string | undefined {
  const value = read(thrown, field)
  return typeof value === 'string' ? value : undefined
}

/** By its fields, not its class: an error from another realm (a test runner's, a frame's) is no `Error` of this one. */
function read(thrown: unknown, field: string): unknown {
  if (typeof thrown !== 'object' || thrown === null) return undefined
  try {
    return (thrown as Record<string, unknown>)[field]
  } catch {
    return undefined
  }
}
