import { emitCapabilities, emitOptionNames } from './emit-capabilities.js'
import { emitSharedChecks } from './emit-checks.js'
import { emitImport } from './emit-import.js'
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

/** Where the names come from that generated code may use. */
const modules: Readonly<Record<string, readonly string[]>> = {
  '../../core/answer-reader.js': ['AnswerReader'],
  '../../core/call-options.js': ['type CallOptions'],
  '../../core/as-json.js': ['asJson'],
  '../../core/capabilities.js': ['type Capabilities'],
  '../../core/client-options.js': ['type ClientOptions', 'type Credential'],
  '../../core/codecs/epoch-milliseconds.js': ['epochMilliseconds'],
  '../../core/codecs/query-text.js': ['queryText'],
  '../../core/codecs/rfc3339.js': ['rfc3339'],
  '../../core/codecs/seconds-from-now.js': ['secondsFromNow'],
  '../../core/duration.js': ['type Duration'],
  '../../core/end-key.js': ['type RevokeOptions'],
  '../../core/error-codes.js': ['type ErrorCode'],
  '../../core/input-check.js': ['InputCheck', 'fitsText', 'isFields', 'type Fields'],
  '../../core/issues-at.js': ['issuesAt'],
  '../../core/key-record.js': ['type KeyState'],
  '../../core/metadata.js': ['type Metadata', 'type NoMetadata'],
  '../../core/prefix-of.js': ['prefixOf'],
  '../../core/secret.js': ['type Secret'],
  '../../core/text-after.js': ['textAfter'],
  '../../core/text-at.js': ['textAt'],
  '../../core/told.js': ['told'],
  '../../core/verify-key.js': ['type VerifyReason'],
  '../../http/calls.js': [
    'type CreateCall',
    'type CreateReading',
    'type Hashed',
    'type ImportPlan',
    'type ImportReading',
    'type KeyCall',
    'type KeyReading',
    'type ListCall',
    'type PageReading',
    'type PlainCall',
    'type RecordReading',
    'type SecretCall',
    'type SecretReading',
    'type Sent',
    'type VerifyCall',
    'type VerifyReading',
  ],
  '../../http/environment.js': ['environmentVariable'],
  '../../http/required-option.js': ['requiredOption'],
  '../../http/vendor-profile.js': ['type VendorFailure', 'type VendorProfile'],
  './paths.js': ['type operations'],
}

/** `adapter.ts`: the vendor's options, inputs, requests and answers as straight-line code. */
export function emitAdapter(model: VendorModel): string {
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
  return `${banner(model.sources)}\n${emitImports(code)}\n${code}`
}

function emitImports(source: string): string {
  // A description may hold any word, and so may a text.
  const code = source.replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
  const lines = Object.entries(modules).flatMap(([module, exported]) => {
    const used = exported.filter((name) => new RegExp(`\\b${name.replace('type ', '')}\\b`).test(code))
    return used.length === 0 ? [] : [importLine(module, used)]
  })
  return lines.join('')
}

function importLine(module: string, names: readonly string[]): string {
  const allTypes = names.every((name) => name.startsWith('type '))
  const list = allTypes ? names.map((name) => name.slice('type '.length)) : names
  return `import ${allTypes ? 'type ' : ''}{ ${list.join(', ')} } from '${module}'\n`
}
