import type * as Fs from 'node:fs/promises'

import { BatchWriter } from './batch-writer.js'
import { Fingerprints } from './fingerprints.js'
import { damaged, fromLine, toLine } from './file-journal-line.js'
import { takeLock } from './file-lock.js'
import { nodeModules } from './node-modules.js'
import {
  isDone,
  isUnfinished,
  type Claims,
  type Journal,
  type JournalRecord,
  type JournalSession,
  type JournalStart,
} from './journal.js'
import { trouble } from './trouble.js'

interface Header extends JournalStart {
  readonly kind: 'migration'
  readonly version: 1
  readonly migration: string
}

type Line = Header | JournalRecord

/**
 * A journal in a file: one record a line, with a checksum, flushed to the disk before `write` resolves. A line that a crash cut
 * short is recognised and taken away. One process at a time has it; the lock of a killed one is not kept. Needs Node.
 *
 * @example
 * await runMigration(plan, { journal: fileJournal('clerk-to-unkey.journal'), deliver })
 */
export function fileJournal(path: string): Journal {
  return {
    async open(start) {
      const release = await takeLock(`${path}.lock`)
      try {
        return await openFile(path, start, release)
      } catch (error) {
        await release()
        throw error
      }
    },
    async *read() {
      const {
        fs,
        zlib: { crc32 },
      } = await nodeModules()
      const file = await fs.open(path, 'r')
      try {
        for await (const { record } of readLines(file, path, crc32))
          if (record.kind !== 'migration') yield record
      } finally {
        await file.close()
      }
    },
  }
}

async function openFile(
  path: string,
  start: JournalStart,
  release: () => Promise<void>,
): Promise<JournalSession> {
  const {
    fs,
    zlib: { crc32 },
  } = await nodeModules()
  const file = await fs.open(path, 'a+', 0o600)
  try {
    const state = new State()
    let header: Header | undefined
    let whole = 0
    for await (const { record, end } of readLines(file, path, crc32)) {
      whole = end
      if (record.kind === 'migration') header = record
      else state.note(record)
    }
    // What is behind the last whole line was cut short by a crash, and nobody was told that it is there.
    await file.truncate(whole)
    const writer = new BatchWriter(file)
    if (header === undefined) {
      header = { kind: 'migration', version: 1, migration: crypto.randomUUID(), ...start }
      await writer.write(toLine(header, crc32))
      await syncFolder(fs, path)
    }
    if (header.from !== start.from || header.to !== start.to)
      throw trouble(
        'conflict',
        `The journal ${path} is of a migration from ${header.from} to ${header.to}. Take another file.`,
      )
    return session(path, header.migration, { state, writer, crc32, file, release })
  } catch (error) {
    await file.close()
    throw error
  }
}

interface Parts {
  readonly state: State
  readonly writer: BatchWriter
  readonly crc32: Checksum
  readonly file: Fs.FileHandle
  readonly release: () => Promise<void>
}

type Checksum = (text: string) => number

function session(path: string, migration: string, parts: Parts): JournalSession {
  const { state, writer, crc32, file, release } = parts
  return {
    migration,
    claim: async (ids) => state.claim(ids),
    // The file has one process at a time.
    release: async () => undefined,
    busy: async () => 0,
    unfinished: async () => state.unfinished(),
    write: async (records) => {
      if (records.length === 0) return
      await writer.write(records.map((record) => toLine(record, crc32)).join(''))
      for (const record of records) state.note(record)
    },
    async *records() {
      for await (const { record } of readLines(file, path, crc32))
        if (record.kind !== 'migration') yield record
    },
    close: async () => {
      await writer.idle()
      await file.close()
      await release()
    },
  }
}

/** The last record of each key: of those that are done no more than that they are. */
class State {
  readonly #done = new Fingerprints()
  readonly #open = new Map<string, JournalRecord>()

  note(record: JournalRecord): void {
    if (isDone(record)) {
      this.#done.set(record.id, 1)
      this.#open.delete(record.id)
    } else this.#open.set(record.id, record)
  }

  claim(ids: readonly string[]): Claims {
    const mine = new Map<string, JournalRecord | null>()
    for (const id of ids) if (!this.#done.has(id)) mine.set(id, this.#open.get(id) ?? null)
    return { mine, busy: 0 }
  }

  unfinished(): readonly JournalRecord[] {
    return [...this.#open.values()].filter(isUnfinished)
  }
}

interface Read {
  readonly record: Line
  /** Where the line ends, in bytes. */
  readonly end: number
}

const chunkSize = 1 << 16

async function* readLines(file: Fs.FileHandle, path: string, checksum: Checksum): AsyncGenerator<Read> {
  const buffer = Buffer.alloc(chunkSize)
  let [rest, position, end, number] = [Buffer.alloc(0), 0, 0, 0]
  let broken: number | undefined
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkSize, position)
    if (bytesRead === 0) return
    position += bytesRead
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)])
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10)) {
      const line = rest.subarray(0, at).toString('utf8')
      rest = rest.subarray(at + 1)
      number += 1
      end += at + 1
      const record = fromLine(line, checksum)
      if (broken !== undefined) throw damaged(path, broken)
      if (record === undefined) broken = number
      else yield { record: record as Line, end }
    }
  }
}

/** Without it a new file's name may be gone after a power cut, whatever was flushed of its content. */
async function syncFolder(fs: typeof Fs, path: string): Promise<void> {
  const { path: paths } = await nodeModules()
  const folder = await fs.open(paths.dirname(path), 'r').catch(() => undefined)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}
