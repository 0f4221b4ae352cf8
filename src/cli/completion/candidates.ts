import type { Command, Option } from 'commander'
import { vendorList } from '../vendor-list.js'

/** A word that could stand where the cursor is. */
export interface Candidate {
  readonly value: string
  readonly about: string
}

/** What could stand there; `files` where only the shell can tell. */
export type Candidates = readonly Candidate[] | 'files'

/** Options that take a vendor: `--from` also takes a profile, of which a look into a file would have to tell. */
const takesVendor = new Set(['vendor', 'from', 'to'])

/** What could stand in the place of the last of these words, which follow the program's name. */
export function candidatesOf(program: Command, words: readonly string[]): Candidates {
  const current = words.at(-1) ?? ''
  const { command, awaiting, isForeign } = walked(program, words.slice(0, -1))
  if (isForeign) return 'files'
  if (awaiting !== undefined) return beginningWith(current, valuesOf(awaiting))
  const [, flag, value] = /^(--[\w-]+=)(.*)$/s.exec(current) ?? []
  if (flag !== undefined) {
    const option = optionOf(command, flag.slice(0, -1))
    const values = option === undefined ? [] : valuesOf(option)
    if (values === 'files') return values
    const wholes = values.map(({ value: each, about }) => ({ value: flag + each, about }))
    return beginningWith(flag + value, wholes)
  }
  return beginningWith(current, current.startsWith('-') ? flagsOf(command) : namesIn(command))
}

interface Walked {
  readonly command: Command
  /** The option whose value comes next. */
  readonly awaiting: Option | undefined
  /** Whether what follows is another command's. */
  readonly isForeign: boolean
}

function walked(program: Command, words: readonly string[]): Walked {
  let command = program
  let awaiting: Option | undefined
  for (const word of words) {
    if (awaiting !== undefined) awaiting = undefined
    else if (word === '--exec') return { command, awaiting, isForeign: true }
    else if (word.startsWith('-')) awaiting = takesValue(optionOf(command, word))
    else command = command.commands.find((each) => each.name() === word) ?? command
  }
  return { command, awaiting, isForeign: false }
}

function optionOf(command: Command, flag: string): Option | undefined {
  return command.options.find(({ long, short }) => long === flag || short === flag)
}

function takesValue(option: Option | undefined): Option | undefined {
  return option?.required === true ? option : undefined
}

function valuesOf(option: Option): Candidates {
  if (/<(file|module|folder)>/.test(option.flags)) return 'files'
  if (takesVendor.has(option.name())) return vendorList.map(({ id, name }) => ({ value: id, about: name }))
  return (option.argChoices ?? []).map((value) => ({ value, about: '' }))
}

function flagsOf(command: Command): readonly Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map(({ long, short, description }) => ({ value: long ?? short ?? '', about: description }))
}

/** Its commands, or what its argument may be; where it takes neither, there is nothing but flags. */
function namesIn(command: Command): readonly Candidate[] {
  if (command.commands.length > 0)
    return command
      .createHelp()
      .visibleCommands(command)
      .map((each) => ({ value: each.name(), about: each.description() }))
  const [argument] = command.registeredArguments
  if (argument === undefined) return flagsOf(command)
  return (argument.argChoices ?? []).map((value) => ({ value, about: '' }))
}

function beginningWith(beginning: string, candidates: Candidates): Candidates {
  return candidates === 'files' ? candidates : candidates.filter(({ value }) => value.startsWith(beginning))
}
