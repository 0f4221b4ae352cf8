import { readdirSync } from 'node:fs'

/** The files behind the package's entries, by what one imports. */
export function entryFiles(): ReadonlyMap<string, string> {
  const names = [
    'raw',
    'connect',
    'cache',
    'define',
    'router',
    'migrate',
    'conformance',
    'emulator',
    'mock',
    'msw',
  ]
  const rooms = names.map((room) => [`keymux/${room}`, `src/${room}/index.ts`] as const)
  const vendors = readdirSync('src/providers')
    .toSorted()
    .map((id) => [`keymux/${id}`, `src/providers/${id}/index.ts`] as const)
  return new Map([['keymux', 'src/core/index.ts'], ...rooms, ...vendors])
}
