// Generated from the folders in specs. Do not edit: run `npm run generate`.

import type { VendorEntry } from './vendor-entry.js'

/** Every vendor, in the order of their ids. */
export const vendorList: readonly VendorEntry[] = [
  {
    id: 'clerk',
    name: 'Clerk',
    credential: { name: 'secretKey', env: 'CLERK_SECRET_KEY', description: "The instance's secret key, `sk_test_…` or `sk_live_…`." },
    options: [
      { name: 'subject', env: 'CLERK_SUBJECT', required: false, description: 'Whose keys these are when a call names no `owner`: `user_…`, `org_…`, `mch_…` or `scim_…`.' },
      { name: 'apiVersion', env: 'CLERK_API_VERSION', required: false, description: "The dated version of Clerk's API. Default 2026-05-12." },
    ],
    baseUrl: { env: 'CLERK_BASE_URL', default: 'https://api.clerk.com/v1' },
    capabilities: {
      create: 'native', get: 'native', list: 'native', update: 'native',
      revoke: 'native', delete: 'native', verify: 'native', rotate: 'emulated',
      recover: 'native', import: 'none',
      fields: {
        name: 'required', owner: 'required', metadata: 'optional', scopes: 'optional',
        description: 'optional', expiresAt: 'optional', prefix: 'none', enabled: 'none',
      },
      changes: ['owner', 'metadata', 'scopes', 'description', 'expiresAt'],
      filters: ['owner', 'text', 'state'],
      limits: { longestExpiryMs: null, latestExpiry: null, expiryStepMs: 1000, shortestName: 3, longestName: null, namePattern: '^(\\S(.*\\S)?)?$', longestOwner: null, ownerPattern: '^(user|org|mch|scim)_\\w{27}$', longestDescription: 255, longestScope: null, mostScopes: null, mostProperties: null, largestPage: 100, largestImport: null, requestsPerMinute: 6000, createsPerMinute: null },
      uniqueNames: true, ownFields: {},
    },
  },
  {
    id: 'factify',
    name: 'Factify',
    credential: { name: 'apiKey', env: 'FACTIFY_API_KEY', description: 'The API key, `ffy_prod_…` or `ffy_test_…`.' },
    options: [
      { name: 'organizationId', env: 'FACTIFY_ORGANIZATION_ID', required: true, description: 'The organisation that the keys belong to, `org_…`.' },
    ],
    baseUrl: { env: 'FACTIFY_BASE_URL', default: 'https://api.factify.com' },
    capabilities: {
      create: 'native', get: 'emulated', list: 'native', update: 'none',
      revoke: 'native', delete: 'none', verify: 'none', rotate: 'emulated',
      recover: 'none', import: 'none',
      fields: {
        name: 'required', owner: 'none', metadata: 'none', scopes: 'none',
        description: 'none', expiresAt: 'optional', prefix: 'none', enabled: 'none',
      },
      changes: [],
      filters: ['state'],
      limits: { longestExpiryMs: 31536000000, latestExpiry: null, expiryStepMs: null, shortestName: 1, longestName: 63, namePattern: null, longestOwner: null, ownerPattern: null, longestDescription: null, longestScope: null, mostScopes: null, mostProperties: null, largestPage: 100, largestImport: null, requestsPerMinute: 1000, createsPerMinute: 100 },
      uniqueNames: false, ownFields: {},
    },
  },
  {
    id: 'flow',
    name: 'Flow',
    credential: { name: 'token', env: 'FLOW_TOKEN', description: 'The session token or key that your deployment accepts.' },
    options: [
    ],
    baseUrl: { env: 'FLOW_BASE_URL', default: null },
    capabilities: {
      create: 'native', get: 'emulated', list: 'native', update: 'native',
      revoke: 'native', delete: 'none', verify: 'none', rotate: 'emulated',
      recover: 'none', import: 'none',
      fields: {
        name: 'required', owner: 'none', metadata: 'none', scopes: 'none',
        description: 'none', expiresAt: 'none', prefix: 'none', enabled: 'none',
      },
      changes: ['name', 'enabled'],
      filters: [],
      limits: { longestExpiryMs: null, latestExpiry: null, expiryStepMs: null, shortestName: null, longestName: null, namePattern: null, longestOwner: null, ownerPattern: null, longestDescription: null, longestScope: null, mostScopes: null, mostProperties: null, largestPage: null, largestImport: null, requestsPerMinute: null, createsPerMinute: null },
      uniqueNames: false, ownFields: {},
    },
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    credential: { name: 'managementKey', env: 'OPENROUTER_MANAGEMENT_KEY', description: 'A management key, from https://openrouter.ai/settings/management-keys; a key for models does not do.' },
    options: [
      { name: 'workspaceId', env: 'OPENROUTER_WORKSPACE_ID', required: false, description: 'The workspace whose keys these are. Default: the default workspace.' },
    ],
    baseUrl: { env: 'OPENROUTER_BASE_URL', default: 'https://openrouter.ai/api/v1' },
    capabilities: {
      create: 'native', get: 'native', list: 'native', update: 'native',
      revoke: 'native', delete: 'native', verify: 'none', rotate: 'emulated',
      recover: 'none', import: 'none',
      fields: {
        name: 'required', owner: 'none', metadata: 'none', scopes: 'none',
        description: 'none', expiresAt: 'optional', prefix: 'none', enabled: 'none',
      },
      changes: ['name', 'enabled'],
      filters: [],
      limits: { longestExpiryMs: null, latestExpiry: null, expiryStepMs: null, shortestName: 1, longestName: null, namePattern: null, longestOwner: null, ownerPattern: null, longestDescription: null, longestScope: null, mostScopes: null, mostProperties: null, largestPage: null, largestImport: null, requestsPerMinute: null, createsPerMinute: null },
      uniqueNames: false, ownFields: { limit: 'copied', limit_reset: 'copied', include_byok_in_limit: 'copied', creator_user_id: 'copied', usage: 'lost' },
    },
  },
  {
    id: 'unkey',
    name: 'Unkey',
    credential: { name: 'rootKey', env: 'UNKEY_ROOT_KEY', description: 'The root key, `unkey_…`.' },
    options: [
      { name: 'apiId', env: 'UNKEY_API_ID', required: true, description: 'The API (key space) that the keys belong to, `api_…`.' },
      { name: 'migrationId', env: 'UNKEY_MIGRATION_ID', required: false, description: 'The migration that imported keys belong to.' },
    ],
    baseUrl: { env: 'UNKEY_BASE_URL', default: 'https://api.unkey.com' },
    capabilities: {
      create: 'native', get: 'native', list: 'native', update: 'native',
      revoke: 'native', delete: 'native', verify: 'native', rotate: 'native',
      recover: 'native', import: 'native',
      fields: {
        name: 'optional', owner: 'optional', metadata: 'optional', scopes: 'optional',
        description: 'none', expiresAt: 'optional', prefix: 'optional', enabled: 'optional',
      },
      changes: ['name', 'owner', 'metadata', 'scopes', 'expiresAt', 'enabled'],
      filters: ['owner', 'state'],
      limits: { longestExpiryMs: null, latestExpiry: 4102444800000, expiryStepMs: null, shortestName: 1, longestName: 255, namePattern: null, longestOwner: 255, ownerPattern: '^[a-zA-Z0-9_.-]+$', longestDescription: null, longestScope: 100, mostScopes: 1000, mostProperties: 100, largestPage: 100, largestImport: 1000, requestsPerMinute: null, createsPerMinute: null },
      uniqueNames: false, ownFields: { roles: 'lost', credits: 'copied', ratelimits: 'copied' },
    },
  },
  {
    id: 'workos',
    name: 'WorkOS',
    credential: { name: 'apiKey', env: 'WORKOS_API_KEY', description: 'An API key of your WorkOS environment.' },
    options: [
      { name: 'organizationId', env: 'WORKOS_ORGANIZATION_ID', required: true, description: 'The organization whose keys these are.' },
    ],
    baseUrl: { env: 'WORKOS_BASE_URL', default: 'https://api.workos.com' },
    capabilities: {
      create: 'native', get: 'emulated', list: 'native', update: 'native',
      revoke: 'native', delete: 'native', verify: 'native', rotate: 'emulated',
      recover: 'none', import: 'none',
      fields: {
        name: 'required', owner: 'none', metadata: 'none', scopes: 'optional',
        description: 'none', expiresAt: 'optional', prefix: 'none', enabled: 'none',
      },
      changes: ['expiresAt'],
      filters: [],
      limits: { longestExpiryMs: null, latestExpiry: null, expiryStepMs: null, shortestName: null, longestName: null, namePattern: null, longestOwner: null, ownerPattern: null, longestDescription: null, longestScope: null, mostScopes: null, mostProperties: null, largestPage: 100, largestImport: null, requestsPerMinute: null, createsPerMinute: null },
      uniqueNames: false, ownFields: {},
    },
  },
]
