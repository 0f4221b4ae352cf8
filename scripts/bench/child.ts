import { fork } from 'node:child_process'

/** Runs a program in a process of its own, and gives what it sends. */
export async function inChild<Message>(
  program: string,
  args: readonly (string | number)[] = [],
): Promise<Message> {
  const child = fork(program, args.map(String), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    let received: { message: Message } | undefined
    child.once('message', (message) => (received = { message: message as Message }))
    child.once('error', reject)
    child.once('close', (code) =>
      received === undefined
        ? reject(new Error(`${program} ended with ${code}.`))
        : resolve(received.message),
    )
  })
}
