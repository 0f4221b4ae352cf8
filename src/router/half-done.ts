import type { EndKeyResult } from '../core/end-key.js'
import { KeymuxError } from '../core/keymux-error.js'
import type { Side, Sides } from './sides.js'
import { troubleError } from './trouble.js'

/** What became of one of the keys that a revocation is to end. */
export interface Step {
  readonly side: Side
  /** Absent where the vendor could not be asked which keys there are. */
  readonly id?: string
  /** Absent where it failed, and where a key was stopped in the place of being ended. */
  readonly result?: EndKeyResult | undefined
  /** Why it failed. */
  readonly error?: unknown
}

/** The error of a revocation that did not get through everywhere: says how it stands, key by key. */
export function halfDone(sides: Sides, steps: readonly Step[]): KeymuxError {
  const failed = steps.find(({ error }) => error !== undefined)
  const { side, id, error: trouble } = failed ?? { side: 'primary' as const }
  const still = steps.map((step) => standing(sides, step)).join(' ')
  const what = `The key is not ended everywhere. ${still} Call revoke once more with the same id.`
  return troubleError(sides[side].vendor, 'revoke', trouble, what, {
    id,
    mayHaveActed: steps.some(mayHaveActed),
  })
}

/** How it stands with one of the keys, in a sentence. */
function standing(sides: Sides, { side, id, result, error }: Step): string {
  const { vendor } = sides[side]
  if (id === undefined) return `At ${vendor} it may be live, under another id.`
  if (error !== undefined) return `At ${vendor} it may still be live, as ${id}.`
  return `At ${vendor} it is ${result === undefined ? 'stopped' : 'ended'}, as ${id}.`
}

function mayHaveActed({ id, error }: Step): boolean {
  if (id === undefined) return false
  return error === undefined || !KeymuxError.is(error) || error.mayHaveActed
}
