import { KeymuxError } from '../core/keymux-error.js'
import { environmentVariable } from '../http/environment.js'
import { nearestName } from '../core/nearest-name.js'

const variable = 'KEYMUX_VENDOR'

/** Which of the vendors is meant: the one that was named, else the one that the environment names. */
export function chosenVendor<Vendor extends string>(name: unknown, vendors: readonly Vendor[]): Vendor {
  const given = name === undefined || name === null || name === '' ? environmentVariable(variable) : name
  const chosen = vendors.find((vendor) => vendor === given)
  if (chosen !== undefined) return chosen
  const known = `The vendors are ${vendors.join(', ')}.`
  if (given === undefined)
    throw configurationError(`no vendor is named. Pass its name to connect(), or set ${variable}. ${known}`)
  if (typeof given !== 'string') throw configurationError(`\`name\` must be the name of a vendor. ${known}`)
  // What was given is not quoted: it may be a credential in the wrong place.
  const source = given === name ? '`name`' : variable
  const nearest = nearestName(given, vendors)
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  throw configurationError(`${source} names no vendor that keymux knows.${hint} ${known}`)
}

function configurationError(what: string): KeymuxError {
  return new KeymuxError({ code: 'configuration', message: `keymux/connect: ${what}` })
}
