import ts from 'typescript'
import type { Capabilities, KeyField } from '../../src/core/capabilities.js'
import { operations } from '../../src/core/operation.js'
import { markdownTable } from './generated-part.js'

/** What a vendor's page tells of its generated adapter. */
export interface VendorAdapter {
  readonly profile: {
    readonly name: string
    readonly baseUrl: string | null
    readonly credential: { readonly option: string; readonly env: string }
  }
  readonly capabilities: Capabilities
}

const none = '–'
const dayMs = 86_400_000

/** The tables of a vendor's page, from its adapter and from the adapter's source. */
export function vendorFacts({ profile, capabilities }: VendorAdapter, source: string): string {
  return [
    `Server: ${profile.baseUrl ? `\`${profile.baseUrl}\`` : 'none is known, so `baseUrl` is required'}. It has [the options of all clients](index.md#options-of-all-clients) and:`,
    markdownTable(['option', 'meaning'], optionRows(source)),
    markdownTable(
      ['operation', 'how'],
      operations.map((operation) => [
        `\`${operation}\``,
        capabilities[operation] === 'none' ? none : capabilities[operation],
      ]),
    ),
    markdownTable(['field', 'told to `create`', 'changed by `update`'], fieldRows(capabilities)),
    listLine(capabilities),
    limitTable(capabilities),
  ].join('\n\n')
}

/** The fields of the vendor's own options, with their docstrings. */
function optionRows(source: string): string[][] {
  return rowsOf(source, (declaration) => extendsClientOptions(declaration))
}

/** The same for what all clients take. */
export function clientOptions(source: string): string {
  const rows = rowsOf(source, ({ name }) => name.text === 'ClientOptions')
  return markdownTable(['option', 'meaning'], rows)
}

function rowsOf(source: string, isWanted: (declaration: ts.InterfaceDeclaration) => boolean): string[][] {
  const file = ts.createSourceFile('options.ts', source, ts.ScriptTarget.Latest, true)
  const options = file.statements.filter(ts.isInterfaceDeclaration).find(isWanted)
  if (options === undefined) throw new Error('There are no options in this source.')
  return options.members.filter(ts.isPropertySignature).map((member) => {
    const doc = ts.getJSDocCommentsAndTags(member).find(ts.isJSDoc)
    const text = ts.getTextOfJSDocComment(doc?.comment) ?? ''
    return [`\`${member.name.getText()}\``, text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')]
  })
}

function extendsClientOptions({
  heritageClauses = [],
}: {
  readonly heritageClauses?: readonly ts.HeritageClause[]
}): boolean {
  return heritageClauses.some(({ types }) => types.some((type) => type.getText() === 'ClientOptions'))
}

function fieldRows({ fields, changes }: Capabilities): string[][] {
  const words = { required: 'required', optional: 'yes', none }
  const names = [...new Set([...(Object.keys(fields) as KeyField[]), ...changes])]
  return names
    .filter((name) => fields[name] !== 'none' || changes.includes(name))
    .map((name) => [`\`${name}\``, words[fields[name]], changes.includes(name) ? 'yes' : none])
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

function listLine({ filters, ownFields }: Capabilities): string {
  const own = Object.keys(ownFields)
  return [
    filters.length === 0 ? 'A list takes no filter.' : `A list can be narrowed by ${code(filters)}.`,
    ...(own.length > 0 ? [`What a key has here beyond these: ${code(own)}.`] : []),
  ].join(' ')
}

type Limit = readonly [title: string, value: string | undefined]

function limitTable({ limits, uniqueNames }: Capabilities): string {
  const rows: Limit[] = [
    ['longest expiry', counted(limits.longestExpiryMs, 'day', dayMs)],
    ['latest expiry', limits.latestExpiry === null ? undefined : new Date(limits.latestExpiry).toISOString()],
    ['an expiry is told in steps of', counted(limits.expiryStepMs, 'millisecond')],
    ['name, at least', counted(limits.shortestName, 'character')],
    ['name, at most', counted(limits.longestName, 'character')],
    ['owner, at most', counted(limits.longestOwner, 'character')],
    ['owner must match', limits.ownerPattern === null ? undefined : inCode(limits.ownerPattern)],
    ['description, at most', counted(limits.longestDescription, 'character')],
    ['scopes, at most', counted(limits.mostScopes, 'scope')],
    ['a scope, at most', counted(limits.longestScope, 'character')],
    ['metadata, at most', counted(limits.mostProperties, 'field')],
    ['page, at most', counted(limits.largestPage, 'key')],
    ['calls a minute', counted(limits.requestsPerMinute, 'call')],
    ['creates a minute', counted(limits.createsPerMinute, 'create')],
    ['names of an owner’s keys', uniqueNames ? 'must differ' : undefined],
  ]
  const told = rows.flatMap(([title, value]) => (value === undefined ? [] : [[title, value]]))
  return told.length === 0 ? 'It documents no limit.' : markdownTable(['limit', ''], told)
}

function counted(value: number | null, unit: string, size = 1): string | undefined {
  if (value === null) return undefined
  const count = value / size
  return `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`
}

/** A bar within a table's code would end the cell. */
function inCode(pattern: string): string {
  return `\`${pattern.replaceAll('|', '\\|')}\``
}
