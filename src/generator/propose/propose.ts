import { loadContract } from '../document/load-contract.js'
import { Texts } from '../document/texts.js'
import { GenerationError } from '../generation-error.js'
import type { JsonObject } from '../json.js'
import { parseText } from '../load.js'
import { modelOf } from '../model-of.js'
import type { FoundOperation } from '../operations-in.js'
import { wordsOf } from '../words-of.js'
import { stepsOf, takenBy } from './exchanges.js'
import { findKeys, type FoundKeys } from './find-operations.js'
import { pathOf, type Place } from './places.js'
import { Options } from './options.js'
import { proposeFields, proposeOptions } from './propose-fields.js'
import { proposeParameters } from './propose-parameters.js'
import { rootOf } from './propose-root.js'
import { Proposal } from './proposal.js'
import { clarity, type Likely } from './words.js'
import { writeOverlay } from './write-overlay.js'

/** An overlay to begin with. */
export interface Proposed {
  readonly text: string
  readonly operations: readonly { readonly kind: Likely; readonly method: string; readonly path: string }[]
  /** What the document does not tell, each in one sentence. */
  readonly open: readonly string[]
  /** What is still in the way of a client, in one line; undefined where it can be generated. */
  readonly obstacle: string | undefined
}

const effects: Readonly<Record<Likely, string>> = {
  create: 'acts',
  get: 'reads',
  list: 'reads',
  update: 'settles',
  revoke: 'settles',
  delete: 'settles',
  verify: 'spends',
  rotate: 'acts',
  recover: 'reads',
}

/**
 * Reads a document, finds what looks like operations on keys, and proposes an overlay for them.
 *
 * Throws a `GenerationError` or an `UnreadableError` where the document cannot be read, or nothing in it makes keys.
 */
export async function proposeOverlay(file: string, name: string | undefined): Promise<Proposed> {
  const { document } = await loadContract(file, new Texts())
  const found = findKeys(document)
  if (found === undefined)
    throw new GenerationError(
      file,
      '#/paths',
      'has no operation that looks as if it made keys: a POST about keys or tokens whose answer holds a secret',
      'Write the overlay by hand: docs/add-a-vendor.md shows how.',
    )
  const asked = new Set(found.others.map((other) => doubtOf(other, found)))
  let operations = withRevocation(found.operations, asked)
  for (;;) {
    const proposed = attempt({
      document,
      file,
      vendor: vendorName(name, document),
      secret: found.secret,
      operations,
    })
    const culprit = [...operations].find(
      ([kind, each]) => kind !== 'create' && isAbout(proposed.obstacle, each),
    )
    if (culprit === undefined)
      return { ...proposed, open: [...asked, ...missing(operations), ...proposed.open] }
    // A part that is not understood must not keep the rest from working.
    const [left, operation] = culprit
    asked.add(`${labelOf(operation)} looks like ${left} and is left out: ${proposed.obstacle ?? ''}`)
    operations = new Map([...operations].filter(([kind]) => kind !== left))
  }
}

/** Whether a message names an operation: its path goes on neither there nor here. */
function isAbout(message: string | undefined, operation: FoundOperation): boolean {
  return [' ', ':'].some((end) => message?.includes(`${labelOf(operation)}${end}`) === true)
}

interface Attempt {
  readonly document: JsonObject
  readonly file: string
  readonly vendor: string
  readonly secret: Place
  readonly operations: ReadonlyMap<Likely, FoundOperation>
}

function attempt({ document, file, vendor, secret, operations }: Attempt): Proposed {
  const proposal = new Proposal()
  const options = new Options(vendor)
  for (const [kind, operation] of operations) annotateOperation(kind, operation, proposal)
  for (const [kind, operation] of operations) {
    proposeParameters(document, kind, operation, options, proposal)
    proposeFields(document, kind, operation, secret, options, proposal)
  }
  for (const operation of operations.values()) proposeOptions(takenBy(document, operation), options, proposal)
  const root = rootOf(document, vendor, operations, options, proposal)
  const text = writeOverlay(vendor, root, proposal.actions, file)
  return {
    text,
    operations: [...operations].map(([kind, { method, path }]) => ({ kind, method, path })),
    open: proposal.open,
    obstacle: obstacleOf(document, parseText(text, 'the proposal'), file),
  }
}

function doubtOf(other: FoundOperation, { operations }: FoundKeys): string {
  return `${labelOf(other)} looks as if it made keys as well. Proposed is ${labelOf(operations.get('create'))}.`
}

/** Where a vendor ends keys in one way only, that is a revocation. */
function withRevocation(
  found: ReadonlyMap<Likely, FoundOperation>,
  asked: Set<string>,
): ReadonlyMap<Likely, FoundOperation> {
  const removal = found.get('delete')
  if (removal === undefined || found.has('revoke')) return found
  asked.add(
    `${labelOf(removal)} is taken for the revocation: does a key work on after it, and does its record stay?`,
  )
  return new Map([...found].map(([kind, operation]) => [kind === 'delete' ? 'revoke' : kind, operation]))
}

function annotateOperation(kind: Likely, operation: FoundOperation, proposal: Proposal): void {
  const { path } = operation
  const isClear = clarity(wordsOf(path)) > 1 && kind !== 'verify'
  const doubt =
    kind === 'verify'
      ? 'does it count as a use of the key? Else its effect is `reads`'
      : 'by its path and name'
  proposal.annotate(pathOf(stepsOf(operation)), {
    annotation: { operation: kind, effect: effects[kind] },
    doubt: isClear ? undefined : doubt,
  })
}

function missing(operations: ReadonlyMap<Likely, FoundOperation>): string[] {
  return (['list', 'revoke'] as const)
    .filter((kind) => !operations.has(kind))
    .map(
      (kind) =>
        `No operation looks like ${kind}: without it ${kind === 'list' ? 'lost creates cannot be found' : 'a lost key stays alive'}.`,
    )
}

function obstacleOf(document: JsonObject, overlay: JsonObject, file: string): string | undefined {
  try {
    modelOf('vendor', document, overlay, { document: file, overlay: 'the overlay' })
    return undefined
  } catch (error) {
    if (!(error instanceof GenerationError)) throw error
    return error.message
  }
}

function labelOf(found: FoundOperation | undefined): string {
  return found === undefined ? '' : `${found.method} ${found.path}`
}

/** As a person writes it: the first word of the document's title that is not about its being an API. */
function vendorName(name: string | undefined, document: JsonObject): string {
  const info = document['info']
  const title =
    typeof info === 'object' && info !== null && !Array.isArray(info) ? String(info['title'] ?? '') : ''
  const words = (name ?? title).split(/[^A-Za-z\d]+/)
  const word = words.find((each) => each !== '' && !/^(the|api|openapi|v\d+)$/i.test(each)) ?? 'Vendor'
  return /^\d/.test(word) ? `Vendor${word}` : word.charAt(0).toUpperCase() + word.slice(1)
}
