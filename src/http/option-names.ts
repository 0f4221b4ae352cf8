import { isFields } from '../core/input-check.js'
import { configurationError } from './configuration-error.js'
import type { VendorProfile } from './vendor-profile.js'

/** The options of every factory. */
const common = [
  'baseUrl',
  'fetch',
  'headers',
  'timeout',
  'retry',
  'hooks',
  'marker',
  'dangerouslyAllowBrowser',
]

/** Throws `configuration` for an option that the factory does not have: a mistyped one would be missing without a word. */
export function checkOptionNames(profile: VendorProfile, options: unknown, own: readonly string[]): void {
  if (!isFields(options)) throw configurationError(profile, 'the options must be an object.')
  const known = [...own, ...common]
  const unknown = Object.keys(options).find((name) => options[name] !== undefined && !known.includes(name))
  if (unknown !== undefined)
    throw configurationError(
      profile,
      `there is no option \`${unknown}\`: it takes ${known.map((name) => `\`${name}\``).join(', ')}.`,
    )
}
