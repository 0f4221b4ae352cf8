import { emitCapabilities, emitOptionNames } from './emit-capabilities.js'
import { emitSharedChecks } from './emit-checks.js'
import { emitImport } from './emit-import.js'
import { emitImports, type Home } from './emit-imports.js'
import { emitInputs } from './emit-input.js'
import { emitList } from './emit-list.js'
import { emitOptions } from './emit-options.js'
import { emitPrepare, plainOperations } from './emit-prepare.js'
import { emitProfile } from './emit-profile.js'
import { emitReadCreate } from './emit-read-create.js'
import { emitReadSecret, emitReadVerify, emitRecordReaders } from './emit-readers.js'
import { emitRecords } from './emit-record.js'
import { emitWireTypes } from './emit-wire-types.js'
import type { VendorModel } from './model.js'
import { banner } from './source-text.js'

/** `adapter.ts`: the vendor's options, inputs, requests and answers as straight-line code. */
export function emitAdapter(model: VendorModel, home: Home): string {
  const code = [
    emitOptions(model),
    emitOptionNames(model),
    emitProfile(model),
    emitCapabilities(model),
    emitWireTypes(model),
    ...emitInputs(model),
    ...plainOperations.map((name) => emitPrepare(model, name)),
    ...emitSharedChecks(model),
    emitReadCreate(model),
    ...emitRecordReaders(model),
    emitList(model),
    emitReadVerify(model),
    emitReadSecret(model, 'rotate'),
    emitReadSecret(model, 'recover'),
    emitImport(model),
    ...emitRecords(model),
  ]
    .filter((part) => part !== '')
    .join('\n')
  return `${banner(model.sources, home)}\n${emitImports(code, home, { './paths.js': ['type operations'] })}\n${code}`
}
