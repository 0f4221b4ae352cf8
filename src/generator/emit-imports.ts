import ts from 'typescript'

/**
 * Where generated code will stand: in this repository, beside the rooms that it imports, or in somebody's project, where
 * all of keymux is one package.
 */
export type Home = 'repository' | 'package'

/** The entry that generated code outside the repository imports everything from. */
const entry = 'keymux/define'

/** Where the names come from that generated code may use. */
const modules: Readonly<Record<string, readonly string[]>> = {
  'core/answer-reader.js': ['AnswerReader'],
  'core/as-json.js': ['asJson'],
  'core/call-options.js': ['type CallOptions'],
  'core/capabilities.js': ['type Capabilities'],
  'core/client-options.js': ['type ClientOptions', 'type Credential'],
  'core/codecs/duration-from-now.js': ['durationFromNow'],
  'core/codecs/epoch-milliseconds.js': ['epochMilliseconds'],
  'core/codecs/epoch-seconds.js': ['epochSeconds'],
  'core/codecs/header-count.js': ['headerCount'],
  'core/codecs/id-after.js': ['idAfter'],
  'core/codecs/next-link.js': ['nextLink'],
  'core/codecs/number-id.js': ['numberId'],
  'core/codecs/path-steps.js': ['pathSteps'],
  'core/codecs/query-text.js': ['queryText'],
  'core/codecs/rfc3339.js': ['rfc3339'],
  'core/codecs/secret-pair.js': ['base64Pair', 'plainPair'],
  'core/codecs/seconds-from-now.js': ['secondsFromNow'],
  'core/codecs/url-parameter.js': ['urlParameter'],
  'core/contract.js': ['type HasContract'],
  'core/create-key.js': ['type CreateKeyResult'],
  'core/create-options.js': ['type CreateOptions'],
  'core/duration.js': ['type Duration'],
  'core/end-key.js': ['type EndKeyResult', 'type RevokeOptions'],
  'core/error-codes.js': ['type ErrorCode'],
  'core/import-keys.js': ['type ImportOutcome'],
  'core/input-check.js': ['InputCheck', 'fitsText', 'isFields', 'type Fields'],
  'core/issues-at.js': ['issuesAt'],
  'core/json-fault.js': ['jsonFault'],
  'core/key-client.js': ['type Capable'],
  'core/key-record.js': ['type KeyRecord', 'type KeyState'],
  'core/key-result.js': ['type KeyResult'],
  'core/known.js': ['known'],
  'core/list-keys.js': ['type KeyList', 'type ListOptions'],
  'core/metadata-schema.js': ['type MetadataOf', 'type MetadataSchema'],
  'core/metadata.js': ['type Metadata', 'type NoMetadata'],
  'core/plain-text.js': ['plainText'],
  'core/prefix-of.js': ['prefixOf'],
  'core/rotate-key.js': ['type RotateKeyResult', 'type RotateOptions'],
  'core/secret-parts.js': ['secretParts'],
  'core/secret.js': ['type Secret'],
  'core/text-after.js': ['textAfter'],
  'core/text-at.js': ['textAt'],
  'core/told.js': ['told'],
  'core/verify-key.js': ['type Verdict', 'type VerifyReason'],
  'http/basic-credential.js': ['basicCredential'],
  'http/calls.js': [
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
  'http/checked-options.js': ['checkedMarker'],
  'http/client-context.js': ['asStored', 'clientContext'],
  'http/clients.js': ['defineClient'],
  'http/environment.js': ['environmentVariable'],
  'http/metadata.js': ['checkedSchema'],
  'http/named-credentials.js': ['namedCredentials'],
  'http/operations/by-cursor.js': ['byCursor'],
  'http/operations/by-offset.js': ['byOffset'],
  'http/operations/create-key.js': ['createKey'],
  'http/operations/create-marked-key.js': ['createMarkedKey', 'type Making'],
  'http/operations/end-key.js': ['endKey'],
  'http/operations/ended-state.js': ['disabledState', 'expiredState'],
  'http/operations/end-listed-key.js': ['endListedKey'],
  'http/operations/get-key.js': ['findKey', 'getKey'],
  'http/operations/held-back.js': ['heldBack'],
  'http/operations/import-keys.js': ['importKeys'],
  'http/operations/list-keys.js': ['listKeys'],
  'http/operations/not-done.js': ['notDone'],
  'http/operations/numbered-page.js': ['numberedPage', 'ofNumberedPage'],
  'http/operations/page-parts.js': ['allKeys', 'firstKeys', 'partOfWhole'],
  'http/operations/recover-secret.js': ['recoverSecret'],
  'http/operations/replace-key.js': ['replaceKey'],
  'http/operations/rotate-key.js': ['rotateKey'],
  'http/operations/rotation.js': ['nameOf', 'rotating'],
  'http/operations/update-key.js': ['updateKey'],
  'http/operations/verify-key.js': ['presentedSecret', 'verifyKey'],
  'http/option-names.js': ['checkOptionNames'],
  'http/required-option.js': ['requiredOption'],
  'http/sender.js': ['Sender'],
  'http/vendor-profile.js': ['type VendorFailure', 'type VendorProfile'],
}

/** Every name that generated code may import from keymux, types without the word: what `keymux/define` must export. */
export const importedNames: readonly string[] = Object.values(modules).flat().map(bare)

/**
 * The imports that a source needs of keymux, by the names in it, and then those of the files beside it.
 *
 * @param up the way from the file to the folder that holds the rooms: `../../`
 * @param beside what the source may use of its own files, by their specifiers
 */
export function emitImports(
  source: string,
  home: Home,
  beside: Readonly<Record<string, readonly string[]>>,
  up = '../../',
): string {
  const names = namesIn(source)
  const isUsed = (name: string): boolean => names.has(localName(name))
  const ours = Object.entries(modules).map(([module, exported]): Line => [
    up + module,
    exported.filter(isUsed),
  ])
  const used: readonly Line[] =
    home === 'repository' ? ours : [[entry, ours.flatMap(([, found]) => found).toSorted(byName)]]
  const own = Object.entries(beside).map(([module, exported]): Line => [module, exported.filter(isUsed)])
  return [...used, ...own]
    .filter(([, imported]) => imported.length > 0)
    .map(importLine)
    .join('')
}

type Line = readonly [module: string, names: readonly string[]]

function importLine([module, names]: Line): string {
  const allTypes = names.every((name) => name.startsWith('type '))
  const list = allTypes ? names.map(bare) : names
  return `import ${allTypes ? 'type ' : ''}{ ${list.join(', ')} } from '${module}'\n`
}

/** The names that a source uses, but for those of properties: a description or a path may hold any word. */
function namesIn(source: string): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text)
    else if (ts.isPropertyAccessExpression(node)) visit(node.expression)
    else if (ts.isPropertyAssignment(node)) visit(node.initializer)
    else if (ts.isPropertySignature(node) && node.type !== undefined) visit(node.type)
    else ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest))
  return names
}

/** `GeneratedOptions` of `type AcmeOptions as GeneratedOptions`. */
function localName(name: string): string {
  return bare(name).split(' as ').at(-1) ?? ''
}

function bare(name: string): string {
  return name.replace('type ', '')
}

function byName(a: string, b: string): number {
  return bare(a) < bare(b) ? -1 : 1
}
