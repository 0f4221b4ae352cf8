import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { unkey } from 'keymux/unkey'
import { Queue } from './queue.js'
import { owners, standIn } from './stand-in.js'

const keysOfEach = 30
const { emulator, secrets, close } = await standIn(keysOfEach)
const folder = await mkdtemp(join(tmpdir(), 'keymux-queue-'))

after(async () => {
  await close()
  await rm(folder, { recursive: true, force: true })
})

function startWorker(): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'worker.ts')], {
    env: { ...process.env, DATABASE: folder, LEASE_MS: '1000' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function movedSoFar(): number {
  return emulator.keys('unkey').length
}

test('a worker that is killed in the middle leaves nothing that the next one does not finish', async () => {
  const queue = await Queue.open(folder)
  for (const owner of [...owners, owners[0]]) await queue.enqueue(owner)
  await queue.close()

  emulator.faults.add({ kind: 'slow', vendor: 'unkey', operation: 'import', delayMs: 100, times: Infinity })
  const killed = startWorker()
  while (movedSoFar() === 0 && killed.exitCode === null) await setTimeout(5)
  killed.kill('SIGKILL')
  await once(killed, 'close')
  assert.ok(movedSoFar() < secrets.length, 'It was killed in the middle.')

  emulator.faults.clear()
  const second = startWorker()
  const [code] = await once(second, 'close')
  assert.equal(code, 0)

  // Each key once, and each secret works as it did.
  assert.equal(movedSoFar(), secrets.length)
  const { rootKey, apiId } = emulator.credentials.unkey
  const keys = unkey({ rootKey, apiId, baseUrl: process.env['UNKEY_BASE_URL'] })
  const verdicts = await Promise.all(
    secrets.map(async (secret) => keys.verify(secret, { scopes: ['documents.read'] })),
  )
  const counts = owners.map(
    (owner) => verdicts.filter((verdict) => verdict.valid && verdict.key.owner === owner).length,
  )
  assert.deepEqual(counts, [keysOfEach, keysOfEach])

  const done = await Queue.open(folder)
  assert.deepEqual(
    await done.finished(),
    owners.map((owner) => ({ owner, moved: keysOfEach, left: 0 })),
  )
  await done.close()
})
