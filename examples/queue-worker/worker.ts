import { Queue } from './queue.js'
import { work } from './work.js'

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

const queue = await Queue.open(process.env['DATABASE'] ?? 'queue')
await work(queue, stop.signal)
await queue.close()
