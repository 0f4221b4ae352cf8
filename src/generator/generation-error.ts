/** Ends a generation with one line: which file, which place in it, and why. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError'

  constructor(file: string, path: string, reason: string) {
    super(`${file}: ${path}: ${reason}`)
  }
}
