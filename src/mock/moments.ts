import { epochMilliseconds } from '../core/codecs/epoch-milliseconds.js'
import { rfc3339 } from '../core/codecs/rfc3339.js'
import type { Codec } from '../generator/field-annotation.js'
import type { JsonValue } from '../generator/json.js'

/** How a vendor writes a moment, and how it reads one. */
interface MomentOnWire {
  encode(moment: Date): JsonValue
  decode(wire: unknown, now: Date): Date | undefined
}

/** The other side of the codecs in the core: what these send is read here, and what they read is sent. */
export const momentsOnWire: Readonly<Record<Codec, MomentOnWire>> = {
  'epoch-milliseconds': epochMilliseconds,
  rfc3339,
  'seconds-from-now': {
    encode: (moment) => moment.toISOString(),
    decode: (wire, now) => (typeof wire === 'number' ? new Date(now.getTime() + wire * 1000) : undefined),
  },
}
