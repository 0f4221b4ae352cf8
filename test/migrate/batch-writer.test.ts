import { expect, it } from 'vitest'
import { BatchWriter } from '../../src/migrate/batch-writer.js'

/** A disk that is full after some bytes, and has room again after that. */
class Disk {
  text = ''
  flushes = 0
  room = Infinity

  async appendFile(text: string | Uint8Array): Promise<void> {
    const written = String(text).slice(0, this.room)
    this.text += written
    if (written === text) return
    this.room = Infinity
    throw new Error('ENOSPC')
  }

  async datasync(): Promise<void> {
    this.flushes += 1
  }
}

it('flushes once for all that comes together, in the order in which it came', async () => {
  const disk = new Disk()
  const writer = new BatchWriter(disk, async (text) => `<${text}>`)
  await Promise.all(['a', 'b', 'c'].map(async (text) => writer.write(text)))
  expect(disk).toMatchObject({ text: '<a><bc>', flushes: 2 })
})

it('writes nothing behind half a text, so that the end alone is ever torn', async () => {
  const disk = new Disk()
  const writer = new BatchWriter(disk)
  await writer.write('whole\n')
  disk.room = 2
  const written = await Promise.allSettled(['torn\n', 'later\n'].map(async (text) => writer.write(text)))
  expect(written.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(writer.write('latest\n')).rejects.toThrow('ENOSPC')
  await writer.idle()
  expect(disk.text).toBe('whole\nto')
})
