import type { Timeout } from 'keymux'
import type { Vendor } from 'keymux/emulator'
import { Random } from './random.js'

/** What a caller does with a key once it has it. */
export type Sequel = 'keep' | 'look' | 'rotate' | 'revoke'

/** One key that somebody wants, and how they go about it. */
export interface Ask {
  readonly number: number
  readonly vendor: Vendor
  /** The caller settles what is open by `error.reconcile()`, or leaves it to `onAmbiguous: 'reconcile'`. */
  readonly settledBy: 'caller' | 'client'
  /** When the caller loses patience, in milliseconds. */
  readonly abortAfterMs: number | undefined
  readonly timeout: Timeout | undefined
  readonly sequel: Sequel
  /** The holder's own secret, where the key is not made but imported. */
  readonly importing: string | undefined
  /** For what the caller draws on the way. */
  readonly random: Random
}

const order: readonly Vendor[] = ['unkey', 'clerk', 'factify', 'flow']
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

/** The ask of a number: each vendor in turn, half of them plain. All else is drawn, for this number always the same. */
export function askOf(seed: number, number: number): Ask {
  const random = new Random(seed, number)
  const vendor = order[number % order.length] ?? 'unkey'
  const isImport = vendor === 'unkey' && random.chance(0.06)
  return {
    number,
    vendor,
    settledBy: Math.floor(number / order.length) % 2 === 0 ? 'caller' : 'client',
    abortAfterMs: random.chance(0.1) ? random.between(0, 120) : undefined,
    timeout: random.chance(0.1) ? { attemptMs: random.between(3, 150) } : undefined,
    sequel: drawSequel(random),
    importing: isImport ? `imp_${random.text(letters, 32)}` : undefined,
    random,
  }
}

function drawSequel(random: Random): Sequel {
  if (random.chance(0.08)) return 'look'
  if (random.chance(0.08)) return 'rotate'
  return random.chance(0.08) ? 'revoke' : 'keep'
}

/** A key's name tells which ask it is of, also with something behind it: how often it was asked for, a marker. */
export function nameOf({ number }: Ask, time: number): string {
  return time === 1 ? `chaos-${number}` : `chaos-${number}-${time}`
}

/** The number of the ask that a key of this name was made for. */
export function askNumberIn(name: string | null): number | undefined {
  const [, number] = /^chaos-(\d+)/.exec(name ?? '') ?? []
  return number === undefined ? undefined : Number(number)
}
