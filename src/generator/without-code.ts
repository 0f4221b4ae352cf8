import * as z from 'zod'

/**
 * Makes a schema for which zod compiles no code. Where it may, it tries as soon as it has an object to check, and a page with a strict
 * Content-Security-Policy reports even the attempt as a violation. The setting is the whole process', so it is put back.
 */
export function withoutCode<Schema>(make: () => Schema): Schema {
  const { jitless } = z.config()
  z.config({ jitless: true })
  try {
    return make()
  } finally {
    z.config({ jitless })
  }
}
