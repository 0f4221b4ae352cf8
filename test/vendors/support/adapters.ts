import type { Vendor } from 'keymux/emulator'
import * as clerk from '../../../src/generated/clerk/adapter.js'
import { createRequest as clerkRequest } from '../../../src/generated/clerk/schemas.js'
import * as factify from '../../../src/generated/factify/adapter.js'
import { createRequest as factifyRequest } from '../../../src/generated/factify/schemas.js'
import * as flow from '../../../src/generated/flow/adapter.js'
import { createRequest as flowRequest } from '../../../src/generated/flow/schemas.js'
import * as unkey from '../../../src/generated/unkey/adapter.js'
import { createRequest as unkeyRequest } from '../../../src/generated/unkey/schemas.js'
import type { Input } from './vendor-case.js'

/** What was generated for one vendor, for an input that no type has checked. */
export interface Adapter {
  /** The body that an input becomes; throws where the input is refused. */
  body(input: Input): Input
  /** Whether the contract's strict schema takes a body. */
  accepts(body: unknown): boolean
  /** Where each wire field comes from in an input, `vendor` fields apart. */
  readonly fields: Readonly<Record<string, string>>
  /** What is in a body besides: an option of the factory. */
  readonly bound: Input
}

const apiId = 'api_1'
const organization = 'org_01h2xcejqtf2nbrexx3vqjhp41'

interface Prepared {
  readonly request: { readonly body?: string | undefined }
}

function bodyOf({ request }: Prepared): Input {
  return JSON.parse(request.body ?? '') as Input
}

export const adapters: Readonly<Record<Vendor, Adapter>> = {
  unkey: {
    body: (input) =>
      bodyOf(
        unkey.prepareCreate(input as unknown as unkey.UnkeyCreateInput, { apiId, migrationId: undefined }),
      ),
    accepts: (body) => unkeyRequest.safeParse(body).success,
    fields: {
      name: 'name',
      externalId: 'owner',
      meta: 'metadata',
      permissions: 'scopes',
      prefix: 'prefix',
      enabled: 'enabled',
    },
    bound: { apiId },
  },
  clerk: {
    body: (input) =>
      bodyOf(
        clerk.prepareCreate(input as unknown as clerk.ClerkCreateInput, { subject: undefined, headers: {} }),
      ),
    accepts: (body) => clerkRequest.safeParse(body).success,
    fields: {
      name: 'name',
      subject: 'owner',
      description: 'description',
      claims: 'metadata',
      scopes: 'scopes',
    },
    bound: {},
  },
  factify: {
    body: (input) =>
      bodyOf(
        factify.prepareCreate(input as unknown as factify.FactifyCreateInput, {
          organizationId: organization,
        }),
      ),
    accepts: (body) => factifyRequest.safeParse(body).success,
    fields: { name: 'name' },
    bound: { organization_id: organization },
  },
  flow: {
    body: (input) => bodyOf(flow.prepareCreate(input as unknown as flow.FlowCreateInput)),
    accepts: (body) => flowRequest.safeParse(body).success,
    fields: { keyName: 'name' },
    bound: {},
  },
}

/** The input that would become a body: the way back through an adapter. */
export function inputOf({ fields, bound }: Adapter, body: Input): Input {
  const own = Object.entries(body).filter(([name]) => !Object.hasOwn(fields, name) && !(name in bound))
  const common = Object.entries(body).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    return field === undefined ? [] : [[field, value] as const]
  })
  return { ...Object.fromEntries(common), ...(own.length > 0 && { vendor: Object.fromEntries(own) }) }
}
