import { base58, base62Alphabet, base64url } from './encoding.js'
import { createSortableIds, uuid } from './ids.js'
import type { Random } from './random.js'

/** What the emulated upstreams let in, in the options of each vendor's factory. Made from the seed. */
export interface EmulatorCredentials {
  /** A root key, the API that it makes keys for, and the migration that it imports SHA-256 hashes under, if there is one. */
  readonly unkey: { readonly rootKey: string; readonly apiId: string; readonly migrationId?: string }
  /** An instance's secret key, and a user to own keys: the client's `subject`. */
  readonly clerk: { readonly secretKey: string; readonly subject: string }
  /** An API key, and the organization that it belongs to. */
  readonly factify: { readonly apiKey: string; readonly organizationId: string }
  /** A user's token. */
  readonly flow: { readonly token: string }
}

/** What vendors from outside let in, by their ids, in the options of their clients. */
export type GuestCredentials<Guest extends string> = Readonly<Record<Guest, Readonly<Record<string, string>>>>

/**
 * Makes a credential in each vendor's own format, and the place that its keys are made in. `migration` tells the id of
 * Unkey's migration for plain hashes, given a name to make it of.
 */
export function createCredentials(
  random: Random,
  migration: (name: string) => string | undefined,
): EmulatorCredentials {
  const alphanumeric = (length: number): string => random.text(base62Alphabet, length)
  const sortableId = createSortableIds(random)
  return {
    unkey: concealed(
      { rootKey: `unkey_${base58(random.bytes(24))}` },
      unkeyPlace(alphanumeric(9), migration),
    ),
    clerk: concealed({ secretKey: `sk_test_${alphanumeric(42)}` }, { subject: `user_${alphanumeric(27)}` }),
    factify: concealed(
      { apiKey: `ffy_test_${sortableId()}${alphanumeric(43)}` },
      { organizationId: `org_${sortableId()}` },
    ),
    flow: concealed({ token: sessionToken(random) }, {}),
  }
}

function unkeyPlace(
  name: string,
  migration: (name: string) => string | undefined,
): { apiId: string; migrationId?: string } {
  const migrationId = migration(name)
  return { apiId: `api_${name}`, ...(migrationId !== undefined && { migrationId }) }
}

/** Flow's only hint at a credential is a session JWT from its SDK login, so its token has that shape. */
function sessionToken(random: Random): string {
  const parts = [{ alg: 'HS256', typ: 'JWT' }, { sub: uuid(random) }].map((part) => JSON.stringify(part))
  return [...parts.map((part) => new TextEncoder().encode(part)), random.bytes(32)].map(base64url).join('.')
}

/**
 * An object whose secret fields can be read and spread but are left out of JSON, `console.log` and test diffs.
 *
 * The fields are getters, which inspectors do not call; `toJSON` and the runtimes' inspection hooks are not enumerable, so
 * a spread copy is a plain options object.
 */
export function concealed<
  S extends Readonly<Record<string, string>>,
  O extends Readonly<Record<string, string>>,
>(secrets: S, open: O): S & O {
  const safe = { ...Object.fromEntries(Object.keys(secrets).map((name) => [name, '[redacted]'])), ...open }
  const result = { ...open }
  for (const [name, value] of Object.entries(secrets)) {
    Object.defineProperty(result, name, { enumerable: true, get: () => value })
  }
  Object.defineProperty(result, 'toJSON', { value: () => safe })
  for (const runtime of ['nodejs.util.inspect.custom', 'Deno.customInspect']) {
    Object.defineProperty(result, Symbol.for(runtime), { value: () => safe })
  }
  return result as S & O
}
