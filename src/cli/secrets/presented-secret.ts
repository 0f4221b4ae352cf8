import { Secret } from '../../core/index.js'
import { askHidden, canAsk } from '../terminal/prompts.js'
import { readStream, refuseTerminal } from './read-stream.js'

/** A secret that somebody presents: typed without being shown, or on standard input. Never an argument. */
export async function presentedSecret(question: string): Promise<Secret> {
  if (canAsk()) return new Secret(await askHidden(question))
  const what = 'The secret on standard input'
  refuseTerminal(process.stdin.fd, what)
  return new Secret(await readStream(process.stdin, what))
}
