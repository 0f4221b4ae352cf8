import { hex } from './encoding.js'
import type { Random } from './random.js'

const base32Alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const firstId = Date.UTC(2026, 0, 1)
/** When the first request came: long after the credential that lets it in was made. */
export const firstRequest: number = Date.UTC(2026, 6, 1)

/**
 * A maker of UUIDv7 in the 26 base32 characters that Factify's ids and secrets carry.
 *
 * Its time counts one millisecond per id from a fixed instant and not by the clock: the same seed has to give the
 * same ids on any day. Two ids made one after the other so share their time field, as two made in one second do.
 */
export function createSortableIds(random: Random, first: number = firstId): () => string {
  let made = 0
  return () => {
    const bytes = random.bytes(16)
    const time = (first + made++).toString(16).padStart(12, '0')
    const rest = hex(bytes.slice(6))
    const variant = (8 | (Number.parseInt(rest.charAt(4), 16) & 3)).toString(16)
    return base32(BigInt(`0x${time}7${rest.slice(1, 4)}${variant}${rest.slice(5)}`))
  }
}

/** 128 bits as 26 characters, the first of which holds three bits. */
function base32(value: bigint): string {
  return Array.from({ length: 26 }, (_, index) =>
    base32Alphabet.charAt(Number((value >> BigInt(5 * (25 - index))) & 31n)),
  ).join('')
}

/** A random (version 4) UUID. */
export function uuid(random: Random): string {
  const digits = hex(random.bytes(16))
  const variant = (8 | (Number.parseInt(digits.charAt(16), 16) & 3)).toString(16)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-')
}
