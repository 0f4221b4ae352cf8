/** The upstreams that the emulator stands in for. */
export const vendors = ['unkey', 'clerk', 'factify', 'flow'] as const

/** One of the upstreams that the emulator stands in for. */
export type Vendor = (typeof vendors)[number]

/** One of these, or of those that came from outside. */
export type VendorName = Vendor | (string & Record<never, never>)

/** What a request asks for: in the words of a keymux client or, where it has none for it, the vendor's own name. */
export type Operation =
  | 'create'
  | 'get'
  | 'list'
  | 'update'
  | 'revoke'
  | 'delete'
  | 'verify'
  | 'rotate'
  | 'recover'
  | 'import'
  | UnkeyOperation
  | FactifyOperation
  | FlowOperation

type UnkeyOperation =
  | 'keys.whoami'
  | 'keys.updateCredits'
  | `keys.${'add' | 'set' | 'remove'}${'Permissions' | 'Roles'}`
  | `apis.${'create' | 'get' | 'delete'}Api`
  | `permissions.${'create' | 'get' | 'delete'}${'Permission' | 'Role'}`
  | `permissions.list${'Permissions' | 'Roles'}`

type FactifyOperation =
  | 'getMe'
  | 'getOrganizationQuota'
  | 'listAPIKeyQuotas'
  | 'setAPIKeyQuota'
  | 'deleteAPIKeyQuota'
  | 'getUsageHistory'

type FlowOperation = 'read_users_me_users_me_get' | 'sdk_login_auth_sdk_login_post'

/** The hosts that are known to be a vendor's. Factify's document names two servers; the second is its internal one. */
export const hosts: Readonly<Record<string, Vendor>> = {
  'api.unkey.com': 'unkey',
  'api.clerk.com': 'clerk',
  'api.factify.com': 'factify',
  'api.factify-dev.com': 'factify',
}

/** The vendor that answers at a URL. Flow publishes no host of its own, so it answers at every other one. */
export function vendorAt(url: string): Vendor {
  return hosts[new URL(url).hostname] ?? 'flow'
}
