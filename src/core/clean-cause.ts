import { redact } from './redact.js'

const deepest = 3

/**
 * A copy of what was thrown that is safe to keep: name, code and message without the given secrets, and its own causes
 * likewise. Nothing else comes along: a library's error may hold the request, and with it the credential.
 */
export function cleanCause(thrown: unknown, secrets: readonly string[], depth = 0): Error {
  if (!(thrown instanceof Error)) return nameless()
  const copy = new Error(redact(thrown.message, secrets))
  copy.name = thrown.name
  // The stack would repeat the message as it was before it was cleaned.
  copy.stack = `${copy.name}: ${copy.message}`
  const { code } = thrown as { code?: unknown }
  if (typeof code === 'string') Object.assign(copy, { code })
  if (thrown.cause !== undefined && depth < deepest) copy.cause = cleanCause(thrown.cause, secrets, depth + 1)
  return copy
}

function nameless(): Error {
  const error = new Error('Something that is not an Error was thrown.')
  error.stack = `${error.name}: ${error.message}`
  return error
}
