import { readdirSync } from 'node:fs'
import { rooms } from '../../../scripts/build/places.js'

/** The files behind the package's entries, by what one imports. */
export function entryFiles(): ReadonlyMap<string, string> {
  const named = rooms.map(
    (room) => [room === 'core' ? 'keymux' : `keymux/${room}`, `src/${room}/index.ts`] as const,
  )
  const vendors = readdirSync('src/providers')
    .toSorted()
    .map((id) => [`keymux/${id}`, `src/providers/${id}/index.ts`] as const)
  return new Map([...named, ...vendors])
}
