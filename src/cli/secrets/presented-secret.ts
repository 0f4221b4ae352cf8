import { Secret } from '../../core/index.js'
import { askHidden, canAsk } from '../terminal/prompts.js'
import { readStream } from './read-stream.js'

/** A secret that somebody presents: typed without being shown, or on standard input. Never an argument. */
export async function presentedSecret(question: string): Promise<Secret> {
  const text = canAsk()
    ? await askHidden(question)
    : await readStream(process.stdin, 'The secret on standard input')
  return new Secret(text)
}
