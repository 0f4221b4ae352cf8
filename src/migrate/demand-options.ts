import { trouble } from './trouble.js'

/** Throws `configuration` for options that are none, and for one that is mistyped: it would be missing without a word. */
export function demandOptions(of: string, options: unknown, names: readonly string[]): void {
  const known = names.join(', ')
  if (typeof options !== 'object' || options === null)
    throw trouble('configuration', `${of} needs an object of options: it takes ${known}.`)
  const unknown = Object.keys(options).find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw trouble('configuration', `${of} has no option \`${unknown}\`: it takes ${known}.`)
}
