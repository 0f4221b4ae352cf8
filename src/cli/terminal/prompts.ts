import { confirm as ask, isCancel, password } from '@clack/prompts'
import { interrupted, usage } from '../failure.js'
import { interruption } from '../interrupt.js'
import { printable } from './printable.js'

/** Whether somebody sits there to be asked: questions go to the terminal that stderr is, since stdout is for results. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY
}

/** Asks before what cannot be undone. Throws where nobody can be asked and `--yes` was not given, and where the answer is no. */
export async function confirm(question: string, isGranted: boolean): Promise<void> {
  if (isGranted) return
  if (!canAsk())
    throw usage(`${question} Nobody is there to be asked: pass --yes to say so beforehand. Nothing was done.`)
  const answer = await ask({
    message: printable(question),
    initialValue: false,
    output: process.stderr,
    signal: interruption,
  })
  if (isCancel(answer)) throw interrupted('Nothing was done.')
  if (!answer) throw usage('Nothing was done, as you answered.')
}

/** Asks for a text that is not shown as it is typed. */
export async function askHidden(message: string): Promise<string> {
  const answer = await password({
    message: printable(message),
    mask: '',
    output: process.stderr,
    signal: interruption,
  })
  if (isCancel(answer)) throw interrupted('Nothing was done.')
  return answer
}
