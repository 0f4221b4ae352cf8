import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Queue } from './queue.js'
import { owners, standIn } from './stand-in.js'

if (process.env['CLERK_SECRET_KEY'] !== undefined) {
  // The real vendors, and the queue that others fill.
  await import('./worker.js')
} else {
  console.log('CLERK_SECRET_KEY is not set: stand-ins for Clerk and Unkey run in this process.')
  const { emulator, close } = await standIn(25)
  const { work } = await import('./work.js')
  const folder = await mkdtemp(join(tmpdir(), 'keymux-queue-'))
  const queue = await Queue.open(folder)
  for (const owner of owners) await queue.enqueue(owner)
  await work(queue)
  console.log(await queue.finished())
  console.log(`Unkey has ${emulator.keys('unkey').length} keys now.`)
  await queue.close()
  await close()
  await rm(folder, { recursive: true })
}
