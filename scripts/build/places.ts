export const source = 'src'
export const target = 'dist'

/** The rooms with a public entry; besides them, every provider has one. */
export const rooms: readonly string[] = [
  'core',
  'raw',
  'connect',
  'cache',
  'define',
  'router',
  'middleware',
  'migrate',
  'conformance',
  'emulator',
  'mock',
  'msw',
]

/** The file in `dist` with the terms of what was taken in. */
export const thirdParty = 'third-party-licenses.txt'
