import { emitInput } from './emit-input.js'
import { emitOptions } from './emit-options.js'
import { emitPrepare } from './emit-prepare.js'
import { emitProfile } from './emit-profile.js'
import { emitRead } from './emit-read.js'
import type { VendorModel } from './model.js'
import { banner } from './source-text.js'

/** Where the names come from that generated code may use. */
const modules: Readonly<Record<string, readonly string[]>> = {
  '../../core/answer-reader.js': ['AnswerReader'],
  '../../core/client-options.js': ['type ClientOptions', 'type Credential'],
  '../../core/codecs/epoch-milliseconds.js': ['epochMilliseconds'],
  '../../core/codecs/rfc3339.js': ['rfc3339'],
  '../../core/codecs/seconds-from-now.js': ['secondsFromNow'],
  '../../core/duration.js': ['type Duration'],
  '../../core/error-codes.js': ['type ErrorCode'],
  '../../core/input-check.js': ['InputCheck', 'isFields', 'type Fields'],
  '../../core/issues-at.js': ['issuesAt'],
  '../../core/known.js': ['known'],
  '../../core/metadata.js': ['type Metadata', 'type NoMetadata'],
  '../../core/prefix-of.js': ['prefixOf'],
  '../../core/text-after.js': ['textAfter'],
  '../../core/text-at.js': ['textAt'],
  '../../http/create-key.js': ['type CreateCall', 'type CreateReading'],
  '../../http/required-option.js': ['requiredOption'],
  '../../http/vendor-profile.js': ['type VendorFailure', 'type VendorProfile'],
  './paths.js': ['type operations'],
}

/** `adapter.ts`: the vendor's options, inputs, requests and answers as straight-line code. */
export function emitAdapter(model: VendorModel): string {
  const code = [emitOptions(model), emitProfile(model), emitInput(model), emitPrepare(model), emitRead(model)]
    .filter((part) => part !== '')
    .join('\n')
  return `${banner(model.sources)}\n${emitImports(code)}\n${code}`
}

function emitImports(source: string): string {
  // A description may hold any word.
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
