import type { Operation } from '../../core/operation.js'

/** The operations of keymux that a document's operations are looked through for: an import is too rare to be guessed. */
export type Likely = Exclude<Operation, 'import'>

/** How vendors call what keymux does, by the first word of an operation's id or the last of its path. */
export const verbs: Readonly<Record<Likely, readonly string[]>> = {
  create: ['create', 'add', 'issue', 'generate', 'new', 'make', 'mint', 'post'],
  list: ['list', 'search', 'query', 'index', 'all'],
  get: ['get', 'retrieve', 'read', 'fetch', 'show', 'describe', 'find'],
  update: ['update', 'patch', 'edit', 'modify', 'change', 'rename', 'put'],
  revoke: ['revoke', 'disable', 'deactivate', 'expire', 'invalidate', 'cancel'],
  delete: ['delete', 'remove', 'destroy'],
  verify: ['verify', 'validate', 'validation', 'validations', 'introspect', 'authenticate'],
  rotate: ['rotate', 'roll', 'reroll', 'regenerate', 'renew', 'reset'],
  recover: ['reveal', 'secret'],
}

/** `expires_at` and `expiresAt` are one name. */
export function bare(name: string): string {
  return name.replaceAll(/[^a-zA-Z\d]/g, '').toLowerCase()
}

/** Whether these words speak of a key of an API, and how clearly. */
export function clarity(words: readonly string[]): number {
  const text = words.join(' ')
  if (/\b(api|access|service) ?(keys?|tokens?)\b|\bapikeys?\b/.test(text)) return 3
  if (/\b(keys?|tokens?|secrets?)\b/.test(text)) return 2
  return /\bcredentials?\b/.test(text) ? 1 : 0
}

/** What a key is not, though it may be called one. */
export function isElse(words: readonly string[]): boolean {
  return words.some((word) =>
    /^(oauth|oauth2|session|sessions|login|signin|webhook|webhooks|jwks|jwt|refresh|invitation|invitations|public|signing|ssh|gpg|idempotency|testing)$/.test(
      word,
    ),
  )
}
