import { withoutCredentials } from './without-credentials.js'

/** A file that cannot be read, fetched or parsed: one line that names it and, where there is one, the place in it. */
export class UnreadableError extends Error {
  override readonly name: string = 'UnreadableError'

  constructor(message: string, options?: ErrorOptions) {
    super(withoutCredentials(message), options)
  }
}

/** An address from which nothing came: it may be another time. */
export class UnreachableError extends UnreadableError {
  override readonly name = 'UnreachableError'
}

/** Ends a generation with one line: which file, which place in it, and why; and, where there is one, the smallest fix. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError'
  readonly file: string
  /** As a person reads it: `#/components/schemas/Key`, `actions[3] $.paths`, `POST /keys request.label`. */
  readonly path: string
  readonly reason: string
  readonly fix: string | undefined

  constructor(file: string, path: string, reason: string, fix?: string) {
    super(withoutCredentials(`${file}: ${path}: ${reason}`))
    this.file = file
    this.path = path
    this.reason = reason
    this.fix = fix
  }
}
