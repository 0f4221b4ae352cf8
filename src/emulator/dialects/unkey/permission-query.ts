import { invalidQuery } from './errors.js'

/** What a key has to hold: whether it does, given the slugs that it holds. */
export type PermissionQuery = (held: readonly string[]) => boolean

type Word = 'AND' | 'OR' | '(' | ')'
type Token = { readonly kind: Word } | { readonly kind: 'slug'; readonly slug: string }

/**
 * Reads `a AND (b OR c)`; AND binds tighter. The words are in capitals: in any other form they are slugs.
 * @throws UnkeyRefusal 400 for what is no such expression
 */
export function parsePermissionQuery(text: string): PermissionQuery {
  const rest = tokensOf(text)
  const query = either(rest)
  if (rest.length > 0) throw invalidQuery('The permission query goes on after its end.')
  return query
}

function tokensOf(text: string): Token[] {
  return text.match(/[()]|[^\s()]+/g)?.map(token) ?? []
}

function token(text: string): Token {
  if (text === 'AND' || text === 'OR' || text === '(' || text === ')') return { kind: text }
  if (/^[a-zA-Z0-9_:\-.*]+$/.test(text)) return { kind: 'slug', slug: text }
  throw invalidQuery('The permission query has a character that no permission has.')
}

// Each of these takes what it reads off the front of the tokens.

function either(rest: Token[]): PermissionQuery {
  const parts = [both(rest)]
  while (take(rest, 'OR')) parts.push(both(rest))
  return (held) => parts.some((part) => part(held))
}

function both(rest: Token[]): PermissionQuery {
  const parts = [single(rest)]
  while (take(rest, 'AND')) parts.push(single(rest))
  return (held) => parts.every((part) => part(held))
}

function single(rest: Token[]): PermissionQuery {
  const next = rest.shift()
  if (next?.kind === 'slug') return (held) => held.some((grant) => grants(grant, next.slug))
  if (next?.kind !== '(') throw invalidQuery('The permission query lacks a permission.')
  const inner = either(rest)
  if (!take(rest, ')')) throw invalidQuery('The permission query lacks a closing bracket.')
  return inner
}

function take(rest: Token[], kind: Word): boolean {
  if (rest[0]?.kind !== kind) return false
  rest.shift()
  return true
}

/** A held `documents.*` grants all that begins with `documents.`; an asterisk elsewhere, or asked for, is itself. */
function grants(held: string, slug: string): boolean {
  return held === slug || (held.endsWith('.*') && slug.startsWith(held.slice(0, -1)))
}
