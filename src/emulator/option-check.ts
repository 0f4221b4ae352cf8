import { KeymuxError } from '../core/index.js'

/** Refuses an option whose value would otherwise show up as an odd answer much later. */
export function requireOption(holds: boolean, message: string): asserts holds {
  if (!holds) throw new KeymuxError({ code: 'configuration', message: `The emulator ${message}.` })
}

/** Refuses what is left over once the known options are taken out. */
export function refuseUnknown(rest: object, prefix = ''): void {
  const names = Object.keys(rest).map((name) => prefix + name)
  requireOption(names.length === 0, `has no option ${names.join(', ')}`)
}
