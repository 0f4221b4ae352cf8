import { creating, records } from '../altering.js'
import type { Broken } from '../broken.js'

const comesBack = 'create: what it is told comes back'
export const fieldFaults: readonly Broken[] = [
  [
    'swallows the metadata',
    comesBack,
    /tells \{\} as `metadata`, although \{"plan":"pro",.*was asked for/,
    records((key) => ({ ...key, metadata: {} })),
  ],
  [
    'converts the names in the metadata',
    comesBack,
    /tells .*"camel_case":1.* as `metadata`, although .*"camelCase":1/,
    creating(({ metadata, ...input }) => ({
      ...input,
      ...(metadata !== undefined && {
        metadata: JSON.parse(JSON.stringify(metadata).replace('camelCase', 'camel_case')) as object,
      }),
    })),
  ],
  [
    'changes the name',
    comesBack,
    /create tells "ci \d+" as `name`, although "CI \d+" was asked for/,
    records((key) => ({ ...key, ...(key.name !== undefined && { name: key.name.toLowerCase() }) })),
  ],
  [
    'drops the scopes',
    comesBack,
    /get tells no `scopes`, although \["conformance.read","conformance.write"\] was asked for/,
    creating((input) => ({ ...input, scopes: undefined })),
  ],
  [
    'drops a field that the vendor lacks',
    'create: it refuses each field that the vendor lacks before any request',
    /A create with `description`, which the vendor lacks, was accepted/,
    creating((input) => ({ ...input, description: undefined })),
  ],
  [
    'changes what it is given',
    'create: it leaves its input as it is',
    /create changed its input/,
    creating((input) => Object.assign(input.metadata ?? {}, { marker: 1 }) && input),
  ],
  [
    'updates more than it is asked to',
    'update: each field it can change is changed, and no other',
    /An update of `name` also changed `metadata`|An update of `name` also changed `scopes`/,
    (good) => ({
      update: async (id, patch, options) =>
        good.update(id, { ...patch, scopes: patch.scopes ?? ['all'] }, options),
    }),
  ],
  [
    'updates nothing',
    'update: each field it can change is changed, and no other',
    /update tells "CI \d+" as `name`, although/,
    (good) => ({ update: async (id) => good.get(id) }),
  ],
  [
    'takes null and keeps the field',
    'update: null takes a field away, or is refused',
    /update took null for `owner`, but get still tells "user_1"/,
    (good) => ({
      update: async (id, { owner, ...patch }, options) =>
        owner === null ? good.get(id) : good.update(id, { ...patch, owner }, options),
    }),
  ],
]
