import type { Capabilities, CreateKeyInput, Duration, KeyField } from 'keymux'
import { titleOf, type VendorId } from '../world/vendors.js'

/** What stands in the form, as it was typed. */
export type FormValues = Readonly<Record<KeyField, string>>

/** How one field of the form looks. */
export interface FormField {
  readonly field: KeyField
  readonly label: string
  /** What to type. */
  readonly hint?: string
  /** Where there are few choices: value and what it says. */
  readonly choices?: readonly (readonly [value: string, says: string])[]
}

export const formFields: readonly FormField[] = [
  { field: 'name', label: 'Name' },
  { field: 'owner', label: 'Owner' },
  { field: 'metadata', label: 'Metadata', hint: 'plan=pro, team=web' },
  { field: 'scopes', label: 'Scopes', hint: 'read, write' },
  { field: 'description', label: 'Description' },
  {
    field: 'expiresAt',
    label: 'Expires',
    choices: [
      ['', 'never'],
      ['1h', 'in 1 hour'],
      ['30d', 'in 30 days'],
      ['400d', 'in 400 days'],
    ],
  },
  { field: 'prefix', label: 'Prefix', hint: 'prod' },
  {
    field: 'enabled',
    label: 'Works',
    choices: [
      ['', 'at once'],
      ['no', 'once it is enabled'],
    ],
  },
]

export function firstValues(owner: string): FormValues {
  return {
    name: 'CI of Acme',
    owner,
    metadata: 'plan=pro, team=web',
    scopes: 'read, write',
    description: 'Runs the nightly build',
    expiresAt: '30d',
    prefix: 'prod',
    enabled: '',
  }
}

/** Why a vendor has no use for a field; undefined where it has. */
export function lackOf(vendor: VendorId, { fields }: Capabilities, field: KeyField): string | undefined {
  if (fields[field] !== 'none') return undefined
  return `${titleOf(vendor)} ${lacks[field]}`
}

const lacks: Readonly<Record<KeyField, string>> = {
  name: 'keeps no name',
  owner: 'sets the owner',
  metadata: 'keeps no metadata',
  scopes: 'knows no scopes',
  description: 'keeps no description',
  expiresAt: 'lets no key expire',
  prefix: 'sets the prefix',
  enabled: 'enables at once',
}

/** What a create is told at a vendor: all of the form that the vendor has a place for. */
export function inputOf(values: FormValues, { fields }: Capabilities): CreateKeyInput {
  const all: Readonly<Record<KeyField, unknown>> = {
    name: values.name.trim() || undefined,
    owner: values.owner.trim() || undefined,
    metadata: metadataIn(values.metadata),
    scopes: wordsIn(values.scopes),
    description: values.description.trim() || undefined,
    expiresAt: (values.expiresAt || undefined) as Duration | undefined,
    prefix: values.prefix.trim() || undefined,
    enabled: values.enabled === 'no' ? false : undefined,
  }
  const told = Object.entries(all).filter(
    ([field, value]) => value !== undefined && fields[field as KeyField] !== 'none',
  )
  return Object.fromEntries(told) as CreateKeyInput
}

function wordsIn(text: string): string[] | undefined {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  return words.length === 0 ? undefined : words
}

/** `plan=pro, team=web`; a word without a value is true. */
function metadataIn(text: string): Record<string, string | boolean> | undefined {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair): [string, string | boolean] => {
      const [name = '', ...rest] = pair.split('=')
      return [name.trim(), rest.length === 0 ? true : rest.join('=').trim()]
    })
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs)
}

/** Each text that was typed, whole and in its words. */
export function spokenIn(values: FormValues): string[] {
  const texts = Object.values(values)
  return [...texts, ...texts.flatMap((text) => text.split(/[\s,=]+/))]
}
