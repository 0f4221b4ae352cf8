import { relative, resolve, sep } from 'node:path'
import type { ChunkingContext, CodeSplittingGroup } from 'rolldown'
import { rooms, source } from './places.js'

/** Entries that send requests: they load the whole client. The others need a sixth of what it stands on. */
const senders = /^(providers\/.*|raw|define)\/index\.ts$/

const others = rooms.map((room) => `${room}/index.ts`).filter((file) => !senders.test(file))

/**
 * Which modules share a file. By reachability alone there would be a file for each set of entries, 23 for a client, and Node takes
 * longer to find and link a file than to read what is in it. docs/decisions/0011-few-files-per-entry.md has the figures.
 */
export const groups: readonly CodeSplittingGroup[] = [
  group('core', (file, reachedFrom) => isOfClients(file) && reachedFrom(others)),
  group('client', isOfClients),
  shared('emulated', /^emulator\//),
  // The generator's half that the mock reads documents with as well.
  group('documents', (file, reachedFrom) => file.startsWith('generator/') && reachedFrom(['mock/index.ts'])),
  shared('migration', /^migrate\//),
  // What each command needs, what prints, and what knows credentials, whose checks load zod.
  { ...group('command-line', (_file, reachedFrom) => reachedFrom(['cli/main.ts'])), minShareCount: 2 },
  shared('terminal', /^cli\/(terminal\/|show-key)/),
  shared('commands', /^cli\/(?!commands|migrate|generator)/),
]

function isOfClients(file: string): boolean {
  return /^(core|http)\//.test(file)
}

type IsMember = (file: string, reachedFrom: (entries: readonly string[]) => boolean) => boolean

function group(name: string, isMember: IsMember): CodeSplittingGroup {
  return {
    debugName: name,
    name: (id, graph) => (isMember(placeOf(id), (entries) => isReached(id, entries, graph)) ? name : null),
  }
}

/** What several entries or commands need of these places, and all that it needs itself. */
function shared(name: string, places: RegExp): CodeSplittingGroup {
  return { name, test: (id) => places.test(placeOf(id)), minShareCount: 2 }
}

/** Whether one of the entries cannot be loaded without the module. */
function isReached(id: string, entries: readonly string[], graph: ChunkingContext): boolean {
  const above = new Set([id])
  for (const each of above) {
    if (entries.includes(placeOf(each))) return true
    for (const importer of graph.getModuleInfo(each)?.importers ?? []) above.add(importer)
  }
  return false
}

/** From the folder of the source on, with slashes. */
function placeOf(id: string): string {
  return relative(resolve(source), id).replaceAll(sep, '/')
}
