import { fork, type ChildProcess } from 'node:child_process'

/** A program that answers each message with one of its own, for as long as it is asked. */
export class AskedChild<Answer> {
  readonly #process: ChildProcess

  private constructor(child: ChildProcess) {
    this.#process = child
  }

  /** Starts the program; its first message says that it is ready. */
  static async start<Answer>(
    program: string,
    args: readonly (string | number)[],
  ): Promise<AskedChild<Answer>> {
    const child = fork(program, args.map(String), {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const started = new AskedChild<Answer>(child)
    await started.#next()
    return started
  }

  async ask(): Promise<Answer> {
    const answer = this.#next()
    this.#process.send('again')
    return (await answer) as Answer
  }

  end(): void {
    this.#process.kill()
  }

  async #next(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void =>
        reject(new Error(`A package's process ended with ${code}.`))
      this.#process.once('exit', ended)
      this.#process.once('message', (message) => {
        this.#process.off('exit', ended)
        resolve(message)
      })
    })
  }
}
