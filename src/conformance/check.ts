import type { Capabilities, KeyField, KeyFilter } from '../core/capabilities.js'
import type { Operation } from '../core/operation.js'
import type { Trial } from './trial.js'

/** What a check is about: an operation, the client as a whole, or what it throws. */
export type Topic = Operation | 'client' | 'errors'

/** What the vendor must have for a check to make sense: an operation, a field of create, or a filter of list. */
export type Need = Operation | KeyField | `filter:${KeyFilter}`

/** One rule of the contract, and how to try it. */
export interface CheckDefinition {
  readonly about: Topic
  /** The rule in a few words, as they stand in a report after the topic. */
  readonly rule: string
  /** Besides the operation that it is about. */
  readonly needs?: readonly Need[]
  readonly run: (trial: Trial) => Promise<void>
}

/** Why a check makes no sense at a vendor; undefined where it does. */
export function absenceOf(
  { about, needs = [] }: CheckDefinition,
  capabilities: Capabilities,
): string | undefined {
  const all: readonly Need[] = about === 'client' || about === 'errors' ? needs : [about, ...needs]
  const missing = all.filter((need) => !has(capabilities, need)).map(named)
  return missing.length === 0 ? undefined : `The vendor has no ${missing.join(' and no ')}.`
}

function has(capabilities: Capabilities, need: Need): boolean {
  const { fields, filters } = capabilities
  if (need.startsWith('filter:')) return filters.some((filter) => need === `filter:${filter}`)
  if (need in fields) return fields[need as KeyField] !== 'none'
  return capabilities[need as Operation] !== 'none'
}

function named(need: Need): string {
  return need.startsWith('filter:') ? `list by ${need.slice('filter:'.length)}` : need
}
