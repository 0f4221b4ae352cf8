import {
  array,
  boolean,
  constant,
  constantFrom,
  dictionary,
  integer,
  jsonValue,
  oneof,
  option,
  record,
  string,
  stringMatching,
  type Arbitrary,
} from 'fast-check'
import type { Vendor } from 'keymux/emulator'
import type { Input } from './vendor-case.js'

/** Any text of so many characters, astral ones among them: a limit counts characters, not halves of them. */
function text(minLength: number, maxLength: number): Arbitrary<string> {
  const characters = constantFrom(
    'a',
    'Z',
    '9',
    ' ',
    '"',
    '\\',
    '\n',
    'ä',
    '漢',
    '😀',
    '\u{10ffff}',
    '\u0000',
  )
  return array(characters, { minLength, maxLength, size: 'max' }).map((parts) => parts.join(''))
}

function maybe(fields: Readonly<Record<string, Arbitrary<unknown>>>): Arbitrary<Input> {
  return record<Record<string, unknown>>(fields, { requiredKeys: [] })
}

const duration = constantFrom('1s', '1.5s', '90s', '15m', '12h', '30d', '2w', '250ms', '365d')
const metadata = dictionary(string(), jsonValue(), { maxKeys: 5 }).filter((value) => !('__proto__' in value))
const whole = (min: number, max = Number.MAX_SAFE_INTEGER): Arbitrary<number> =>
  oneof(constant(min), constant(max), integer({ min, max }))

const daily = record({ interval: constant('daily'), amount: whole(1) })
const monthly = record({ interval: constant('monthly'), amount: whole(1), refillDay: whole(1, 31) })

const unkeyFields = maybe({
  byteLength: whole(16, 255),
  credits: oneof(
    record({ remaining: option(whole(0)) }),
    record({ remaining: whole(0), refill: oneof(daily, monthly) }),
  ),
  ratelimits: array(
    record({ name: text(3, 128), limit: whole(1), duration: whole(1000), autoApply: boolean() }),
    { maxLength: 3 },
  ),
  roles: constant([]),
  recoverable: boolean(),
})

const id = (kinds: string): Arbitrary<string> => stringMatching(new RegExp(`^(${kinds})_[a-zA-Z0-9_]{27}$`))

const clerkName = stringMatching(/^[^\s]([^\n]{1,40}[^\s])$/).filter((name) => /^\S.*\S$/u.test(name))

/** Inputs that keep to each vendor's contract: nothing about them may be refused. */
export const arbitraryInputs: Readonly<Record<Vendor, Arbitrary<Input>>> = {
  unkey: maybe({
    name: text(1, 255),
    owner: stringMatching(/^[a-zA-Z0-9_.-]{1,255}$/),
    metadata,
    scopes: array(text(1, 100), { maxLength: 5 }),
    expiresAt: duration,
    prefix: stringMatching(/^[a-zA-Z0-9_]{1,16}$/),
    enabled: boolean(),
    vendor: unkeyFields,
  }),
  clerk: record<Record<string, unknown>>(
    {
      name: clerkName,
      owner: id('user|org|mch|scim'),
      description: text(0, 255),
      metadata,
      scopes: array(string(), { maxLength: 5 }),
      expiresAt: duration,
      vendor: maybe({ type: text(3, 25), created_by: option(id('user')) }),
    },
    { requiredKeys: ['name', 'owner'] },
  ),
  factify: record<Record<string, unknown>>(
    { name: text(1, 63), expiresAt: duration },
    { requiredKeys: ['name'] },
  ),
  flow: record({ name: text(0, 300) }),
}

const slugs = array(stringMatching(/^[a-zA-Z0-9_:.*-]{3,100}$/), { maxLength: 5 })

const creditsPatch = option(
  oneof(
    record({ remaining: constant(null) }),
    record({ remaining: whole(0), refill: option(oneof(daily, monthly)) }),
  ),
)

/** Changes that keep to each vendor's contract, and change something; Factify can change nothing. */
export const arbitraryPatches: Readonly<Record<Exclude<Vendor, 'factify'>, Arbitrary<Input>>> = {
  unkey: maybe({
    name: option(text(1, 255)),
    owner: option(stringMatching(/^[a-zA-Z0-9_.-]{1,255}$/)),
    metadata: option(metadata),
    scopes: slugs,
    expiresAt: option(duration),
    enabled: boolean(),
    vendor: record({ credits: creditsPatch }),
  }).filter(changesSomething),
  clerk: maybe({
    owner: id('user|org|mch|scim'),
    description: option(text(0, 255)),
    metadata: option(metadata),
    scopes: array(string(), { maxLength: 5 }),
    expiresAt: option(duration),
  }).filter(changesSomething),
  flow: maybe({ name: text(0, 300), enabled: boolean() }).filter(changesSomething),
}

function changesSomething(patch: Input): boolean {
  return Object.keys(patch).length > 0
}
