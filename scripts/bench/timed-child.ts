import { fork } from 'node:child_process'

/** What a program told of itself, and how long its process took from start to end, in milliseconds. */
export interface Timed<Message> {
  readonly wallMs: number
  readonly told: Message
}

/** Runs a program to its end, with these flags of Node. Its one message is what it tells. */
export async function timedChild<Message>(
  program: string,
  args: readonly (string | number)[] = [],
  flags: readonly string[] = [],
): Promise<Timed<Message>> {
  const startedAt = performance.now()
  const child = fork(program, args.map(String), {
    execArgv: [...flags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    let received: { told: Message } | undefined
    child.once('message', (message) => (received = { told: message as Message }))
    child.once('error', reject)
    child.once('close', (code) => {
      const wallMs = performance.now() - startedAt
      if (received === undefined) reject(new Error(`${program} ended with ${code}.`))
      else resolve({ wallMs, told: received.told })
    })
  })
}
