import { creating, expiring, nearer, records } from '../altering.js'
import type { Broken } from '../broken.js'

const hour = 3_600_000
const duration = 'create: a duration is an expiry that far ahead'
export const momentFaults: readonly Broken[] = [
  [
    'reads milliseconds as seconds',
    duration,
    /`expiresAt` by create is \+0\d{5}-.*1000 times too long, milliseconds were taken for seconds/,
    records((key) => expiring(key, (time) => time * 1000)),
  ],
  [
    'reads seconds as milliseconds',
    duration,
    /`expiresAt` by create is 1970-.*1000 times too short, seconds were taken for milliseconds/,
    records((key) => expiring(key, (time) => time / 1000)),
  ],
  [
    'sends seconds where milliseconds are meant',
    duration,
    /`expiresAt` by create is .*1000 times too near, which is a wrong unit/,
    creating(({ expiresAt, ...input }) => ({ ...input, expiresAt: nearer(expiresAt, 1000) })),
  ],
  [
    'reads a time without its zone',
    'create: a Date is an expiry at that moment',
    /2 hours too late, which is a wrong time zone/,
    records((key) => expiring(key, (time) => time + 2 * hour)),
  ],
  [
    'makes a moment of a null',
    'create: what it is not told is not invented',
    /create tells 1970-.* as `expiresAt` of a key that has none/,
    records((key) => ({ expiresAt: new Date(0), ...key })),
  ],
]
