import type { JsonObject } from '../json.js'
import { typeOf } from '../schema-facts.js'
import { operationsIn, type FoundOperation } from '../operations-in.js'
import { wordsOf } from '../words-of.js'
import { answerOf } from './exchanges.js'
import type { Place } from './places.js'
import { bare, clarity, isElse, verbs, type Likely } from './words.js'

export interface FoundKeys {
  readonly operations: ReadonlyMap<Likely, FoundOperation>
  /** The property with the secret in the answer to the create. */
  readonly secret: Place
  /** What else might make keys, for a person to choose. */
  readonly others: readonly FoundOperation[]
}

/** What a secret is called, the likeliest first. */
const secretNames = [
  'secret',
  'apikey',
  'plaintextkey',
  'plaintext',
  'rawkey',
  'secretkey',
  'keysecret',
  'accesstoken',
  'token',
  'key',
  'value',
  'fullkey',
  'credential',
  'password',
]

/** Looks for the operations on keys, beginning with the one that makes them and answers with a secret. */
export function findKeys(document: JsonObject): FoundKeys | undefined {
  const all = operationsIn(document)
  const makers = all
    .filter(({ method }) => method === 'POST' || method === 'PUT')
    .flatMap((found) => {
      const secret = secretOf(document, found)
      const score = secret === undefined ? 0 : scoreOfMaker(found)
      return secret === undefined || score <= 0 ? [] : [{ found, secret, score }]
    })
    .toSorted((a, b) => b.score - a.score || a.found.path.length - b.found.path.length)
  const [best, ...rest] = makers
  if (best === undefined) return undefined
  const operations = new Map<Likely, FoundOperation>([['create', best.found]])
  for (const kind of Object.keys(verbs) as Likely[]) {
    if (kind === 'create') continue
    const found = likeliest(all, best.found, kind)
    if (found !== undefined) operations.set(kind, found)
  }
  const others = rest.filter(({ score }) => score >= best.score - 1).map(({ found }) => found)
  return { operations, secret: best.secret, others: others.filter((each) => !has(operations, each)) }
}

function has(operations: ReadonlyMap<Likely, FoundOperation>, found: FoundOperation): boolean {
  return [...operations.values()].includes(found)
}

function secretOf(document: JsonObject, found: FoundOperation): Place | undefined {
  const places = answerOf(document, found)?.places ?? []
  const texts = places.filter(({ schema, parents }) => typeOf(schema) === 'string' && !parents.includes('[]'))
  const named = secretNames.flatMap((name) => texts.filter((place) => bare(place.name) === name))
  return named[0]
}

function scoreOfMaker(found: FoundOperation): number {
  const words = wordsIn(found)
  if (isElse(words) || ['verify', 'rotate'].includes(kindOf(found) ?? '')) return 0
  const isSaid = words.some((word) => verbs.create.includes(word))
  return clarity(words) * 2 + (isSaid ? 2 : 0) + (kindOf(found) === 'create' ? 1 : 0)
}

function likeliest(
  all: readonly FoundOperation[],
  create: FoundOperation,
  kind: Likely,
): FoundOperation | undefined {
  const near = all.filter((each) => each !== create && isOfSame(each, create) && kindOf(each) === kind)
  return near.toSorted((a, b) => shared(b, create) - shared(a, create) || a.path.length - b.path.length)[0]
}

/** Whether both are about one collection: `/keys` and `/keys/{id}`, `/keys.create` and `/keys.get`. */
function isOfSame(found: FoundOperation, create: FoundOperation): boolean {
  const noun = nounOf(create)
  return found.path
    .split(/[/.:]/)
    .some((part) => !part.startsWith('{') && wordsOf(part).map(singular).join(' ').endsWith(noun))
}

/** What the create makes: the last word of its path that is no verb. */
function nounOf({ path }: FoundOperation): string {
  const parts = path.split(/[/.:]/).filter((part) => part !== '' && !part.startsWith('{'))
  const last =
    parts.findLast((part) => wordsOf(part).some((word) => clarity([word]) > 0)) ?? parts.at(-1) ?? ''
  const known = new Set<string>(verbs.create)
  return wordsOf(last)
    .filter((word) => !known.has(word))
    .map(singular)
    .join(' ')
}

function singular(word: string): string {
  return word.replace(/s$/, '')
}

/** Which of ours an operation may be, by its words and then by its method and path. */
export function kindOf(found: FoundOperation): Likely | undefined {
  const { path, method } = found
  const last = path.split('/').at(-1) ?? ''
  const ending = last.startsWith('{') ? [] : wordsOf(last)
  const id = wordsOf(String(found.operation['operationId'] ?? ''))
  const spoken = kindIn(ending) ?? (method === 'POST' ? kindIn(id) : undefined)
  if (spoken !== undefined && fits(spoken, method, path)) return spoken
  const isOfOne = last.startsWith('{')
  if (method === 'GET') return isOfOne ? 'get' : 'list'
  if (method === 'DELETE') return kindIn(id) === 'revoke' ? 'revoke' : 'delete'
  if (method === 'PATCH' || (method === 'PUT' && isOfOne)) return 'update'
  return method === 'POST' && !isOfOne ? 'create' : undefined
}

function kindIn(words: readonly string[]): Likely | undefined {
  return (Object.keys(verbs) as Likely[]).find((kind) => words.some((word) => verbs[kind].includes(word)))
}

/** A GET does nothing; what is done to one key has that key in its path, but where all is a POST. */
function fits(kind: Likely, method: string, path: string): boolean {
  if (method === 'GET') return ['list', 'get', 'recover', 'verify'].includes(kind)
  if (kind === 'create') return method === 'POST' || method === 'PUT'
  if (kind === 'recover') return path.includes('{')
  return method === 'POST' || !['list', 'get', 'verify'].includes(kind)
}

/** How long the paths run together. */
function shared(a: FoundOperation, b: FoundOperation): number {
  const [one, other] = [a.path.split(/[/.]/), b.path.split(/[/.]/)]
  const differs = one.findIndex((part, index) => part !== other[index])
  return differs < 0 ? one.length : differs
}

function wordsIn({ path, operation }: FoundOperation): string[] {
  const parts = path.split('/').filter((part) => !part.startsWith('{'))
  return [...parts.flatMap(wordsOf), ...wordsOf(String(operation['operationId'] ?? ''))]
}
