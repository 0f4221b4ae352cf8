import type { KeyState, VerifyReason } from '../../core/index.js'
import type { JsonValue } from '../../generator/json.js'
import { type Fields, type MockKey, tellable, troublesOf } from '../keys/mock-key.js'

/** What an answer, or one record in it, is to say, in keymux' words. */
export interface Told {
  /** A `null` or nothing at all: there is none. Of `keys` and `imported` it is a list of these. */
  readonly fields: Fields
  /** What keeps the key from working; undefined where no key is spoken of. */
  readonly troubles?: ReadonlySet<Exclude<KeyState, 'active'>>
  /** What a verification comes to. */
  readonly verdict?: VerifyReason | 'valid'
  /** The vendor's own fields, by their names. */
  readonly own?: Readonly<Record<string, JsonValue>>
}

/** All that can be told of a key, without its secret. */
export function toldOf(key: MockKey, now: Date): Told {
  const { id, hash, hint, prefix, expiresAt, createdAt, updatedAt, lastUsedAt, revokedAt } = key
  return {
    fields: {
      ...Object.fromEntries(tellable.map((name) => [name, key.told[name]])),
      id,
      hash,
      hint,
      prefix,
      expiresAt,
      createdAt,
      updatedAt,
      lastUsedAt,
      revokedAt,
      revocationReason: key.revocationReason,
      enabled: !key.isDisabled,
    },
    troubles: troublesOf(key, now),
    own: key.own,
  }
}
