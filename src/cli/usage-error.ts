import type { Command, CommanderError } from 'commander'
import { usage, type Failure } from './failure.js'

/**
 * What the parser complains of, without the values that were given: any of them may be a secret in the wrong place. Names of flags
 * stay, and a word that can only be a mistyped command.
 */
export function usageError(error: CommanderError, args: readonly string[], program: Command): Failure {
  const command = meantBy(args, program)
  const name = [...parentsOf(command), command].map((each) => each.name()).join(' ')
  // The help of a group of commands, which the parser has printed.
  if (error.code === 'commander.help') return usage('Name one of these commands.')
  const sentence =
    error.code === 'commander.excessArguments' ? tooMany(error, name, command) : withoutValues(error, args)
  return usage(`${sentence} See ${name} --help.`)
}

/** The parser's own sentence speaks of the command as of something that was given. */
function tooMany({ message }: CommanderError, name: string, command: Command): string {
  const [, most = '0', got = ''] = /Expected (\d+) arguments? but got (\d+)/.exec(message) ?? []
  const runs = command.options.some(({ long }) => long === '--exec')
  const what = most === '0' ? 'no argument' : most === '1' ? 'one argument' : `${most} arguments`
  return `\`${name}\` takes ${what}, and got ${got}: what else it is to know is said by flags${runs ? ', and a command to run goes behind --exec' : ''}.`
}

function withoutValues({ message, code }: CommanderError, args: readonly string[]): string {
  let text = message.replace(/^error: /, '').replaceAll('\n', ' ')
  for (const arg of args) {
    const [name = '', value] = arg.split(/=(.*)/s)
    if (/^--?[a-z][a-z-]*$/i.test(name)) text = value === undefined ? text : text.replaceAll(`=${value}`, '')
    else if (!(code === 'commander.unknownCommand' && /^[a-z][a-z-]{0,19}$/.test(arg)))
      text = text.replaceAll(`'${arg}'`, 'given')
  }
  const sentence = text.charAt(0).toUpperCase() + text.slice(1)
  return sentence.replace(/([^.)?])$/, '$1.')
}

/** The command that the first words lead to, as far as there is one of these names. */
function meantBy([word, ...others]: readonly string[], command: Command): Command {
  const next = command.commands.find((each) => each.name() === word)
  return next === undefined ? command : meantBy(others, next)
}

function parentsOf({ parent }: Command): readonly Command[] {
  return parent === null ? [] : [...parentsOf(parent), parent]
}
