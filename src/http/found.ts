import { Secret } from '../core/secret.js'

/** What of an answer must not be lost, even where the answer is of no other use. */
export interface Found {
  readonly id?: string | undefined
  readonly secret?: string | undefined
  readonly prefix?: string | null
  /** What else nobody may see: the parts that the secret is made of, or other forms of it. */
  readonly parts?: readonly string[] | undefined
}

/** What nothing may quote that tells of this find. */
export function secretsOf({ secret, parts = [] }: Found): readonly string[] {
  return secret === undefined ? parts : [secret, ...parts]
}

export function holdsAny(found: Found): boolean {
  return found.id !== undefined || found.secret !== undefined
}

/** What counts of a refusal's body: an `id` in it may be anything's, only a secret says that a key was made. */
export function foundInRefusal(found: Found): Found {
  return found.secret === undefined ? {} : found
}

/** What was found, as the fields of an error. */
export function kept(
  found: Found,
  secrets: readonly string[],
): { id: string | undefined; secret: Secret | undefined } {
  const { id, secret, prefix } = found
  return {
    id: safeId(id, secrets),
    secret: secret === undefined ? undefined : new Secret(secret, prefix ?? ''),
  }
}

/** An id gets logged, so one that repeats a secret is none. */
export function safeId(id: string | undefined, secrets: readonly string[]): string | undefined {
  return id !== undefined && secrets.some((secret) => id.includes(secret)) ? undefined : id
}

/** Where the caller of a failed call finds the secret that came all the same, to end the error's message. */
export function whereKept(found: Found): string {
  return found.secret === undefined
    ? ''
    : ' The secret that came is in `error.secret`: store it, or revoke the key.'
}
