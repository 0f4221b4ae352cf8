import type { FileHandle } from 'node:fs/promises'

interface Waiting {
  readonly text: string
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Appends to a file: what comes during a flush goes together, with one flush for all of it, and nobody hears before that it is there. */
export class BatchWriter {
  readonly #file: Pick<FileHandle, 'appendFile' | 'datasync'>
  readonly #encoded: (text: string) => string | Promise<string>
  // Private, since no inspector prints those: a text may hold a secret.
  #waiting: Waiting[] = []
  #running: Promise<void> | undefined
  #failure: { readonly error: unknown } | undefined

  /** A batch is written as `encoded` gives it. */
  constructor(
    file: Pick<FileHandle, 'appendFile' | 'datasync'>,
    encoded: (text: string) => string | Promise<string> = (text) => text,
  ) {
    this.#file = file
    this.#encoded = encoded
  }

  /** Resolves when the text is on the disk. Once one is not, no later one is: it would stand behind half a text. */
  async write(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  /** Resolves when nothing is being written. */
  async idle(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        await this.#append(batch.map(({ text }) => text).join(''))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        this.#failure = { error }
        for (const { reject } of batch) reject(error)
      }
    }
    this.#running = undefined
  }

  async #append(text: string): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error
    await this.#file.appendFile(await this.#encoded(text))
    await this.#file.datasync()
  }
}
