import type { CommanderError } from 'commander'
import { usage, type Failure } from './failure.js'

/**
 * What the parser complains of, without the values that were given: any of them may be a secret in the wrong place. Names of flags
 * stay, and a word that can only be a mistyped command.
 */
export function usageError({ message, code }: CommanderError, args: readonly string[]): Failure {
  let text = message.replace(/^error: /, '').replaceAll('\n', ' ')
  for (const arg of args) {
    const [name = '', value] = arg.split(/=(.*)/s)
    if (/^--?[a-z][a-z-]*$/i.test(name)) text = value === undefined ? text : text.replaceAll(`=${value}`, '')
    else if (!(code === 'commander.unknownCommand' && /^[a-z][a-z-]{0,19}$/.test(arg)))
      text = text.replaceAll(`'${arg}'`, 'given')
  }
  const sentence = text.charAt(0).toUpperCase() + text.slice(1)
  return usage(`${sentence.replace(/([^.)?])$/, '$1.')} See keymux --help.`)
}
