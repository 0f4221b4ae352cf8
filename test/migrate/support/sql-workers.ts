import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { SqlQuery } from 'keymux/migrate'

export interface WorkerSettings {
  readonly mode: 'preserve' | 'reissue'
  readonly owner: string
  readonly leaseMs: number
  readonly unkey: object
  readonly clerk: object
}

/** What a worker is told of what it asked. */
export interface Answered {
  readonly number: number
  readonly rows?: Awaited<ReturnType<SqlQuery>>
  /** The database's code for what went wrong. */
  readonly state?: string
}

type Message =
  | {
      readonly kind: 'query'
      readonly number: number
      readonly text: string
      readonly parameters: (string | number)[]
    }
  | {
      readonly kind: 'deliver'
      readonly number: number
      readonly id: string
      readonly target: string
      readonly secret: string
    }
  | { readonly kind: 'ended'; readonly counts: Readonly<Record<string, number>> }

/** The holders of reissued keys: the secret that each was given last, by the key's id at the source. */
export type Delivered = Map<string, { readonly target: string; readonly secret: string }>

export interface Worker {
  readonly process: ChildProcess
  /** How many statements it has run. */
  readonly queries: () => number
  readonly ended: Promise<Readonly<Record<string, number>> | 'killed'>
}

const program = fileURLToPath(new URL('sql-worker.ts', import.meta.url))

/** Starts a worker of the built package, so that it runs as it would elsewhere. */
export function startWorker(settings: WorkerSettings, query: SqlQuery, delivered: Delivered): Worker {
  const child = fork(program, [JSON.stringify(settings)], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, TSX_TSCONFIG_PATH: 'scripts/tsconfig.json' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  let asked = 0
  const ended = new Promise<Readonly<Record<string, number>> | 'killed'>((resolve) => {
    child.once('exit', () => {
      resolve('killed')
    })
    child.on('message', (message: Message) => {
      if (message.kind === 'ended') return resolve(message.counts)
      if (message.kind === 'deliver') {
        const { number, id, target, secret } = message
        delivered.set(id, { target, secret })
        answer(child, { number, rows: [] })
        return
      }
      asked += 1
      const { number, text, parameters } = message
      void ask(query, text, parameters).then((answered) => answer(child, { number, ...answered }))
    })
  })
  return { process: child, queries: () => asked, ended }
}

async function ask(
  query: SqlQuery,
  text: string,
  parameters: (string | number)[],
): Promise<Omit<Answered, 'number'>> {
  try {
    return { rows: await query(text, parameters) }
  } catch (error) {
    return { state: String((error as { code?: unknown }).code) }
  }
}

/** A killed one hears nothing. */
function answer(child: ChildProcess, answered: Answered): void {
  if (child.connected) child.send(answered, () => undefined)
}
