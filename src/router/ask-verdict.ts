import { KeymuxError } from '../core/keymux-error.js'
import { Secret } from '../core/secret.js'
import type { Verdict, VerifyOptions } from '../core/verify-key.js'
import type { Side, Sides } from './sides.js'

/**
 * Asks one of the vendors. `options.vendor` is in the primary's terms and goes there alone. A vendor without credits refuses to
 * be told a `cost`: it is asked without, as there is nothing to spend.
 */
export async function askVerdict(
  sides: Sides,
  side: Side,
  secret: string,
  { vendor, ...common }: VerifyOptions,
): Promise<Verdict> {
  const options = side === 'primary' && vendor !== undefined ? { ...common, vendor } : common
  const ask = (told: VerifyOptions): Promise<Verdict> => sides[side].verify(new Secret(secret), told)
  try {
    return await ask(options)
  } catch (error) {
    const { cost, ...costless } = options
    if (cost === undefined || !isRefused(error, 'cost')) throw error
    return ask(costless)
  }
}

/** Whether a client said, before it sent anything, that its vendor has no such option. */
export function isRefused(error: unknown, option: string): boolean {
  return (
    KeymuxError.is(error) &&
    error.code === 'unsupported' &&
    error.status === undefined &&
    error.issues.some(({ path }) => path === option)
  )
}
