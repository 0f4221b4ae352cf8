import { flow } from 'keymux/flow'
import { times, type VendorCase } from '../support/vendor-case.js'

const told = { name: 'CI of Ærø' }

export const flowCase: VendorCase = {
  vendor: 'flow',
  title: 'Flow',
  make: (emulator, options) => flow({ ...emulator.credentials.flow, ...options }),
  bare: (options) => flow(options),
  required: [
    { option: 'token', env: 'FLOW_TOKEN', value: ({ credentials }) => credentials.flow.token },
    { option: 'baseUrl', env: 'FLOW_BASE_URL', value: (_, baseUrl) => baseUrl },
  ],
  minimal: () => told,
  full: () => told,
  held: () => ({ name: 'CI of Ærø', metadata: null, scopes: [], state: 'active', expiresAt: null }),
  told,
  prefix: { full: 'flow_', minimal: 'flow_' },
  status: 201,
  requestId: { success: null, failure: null },
  lacks: ['owner', 'metadata', 'scopes', 'description', 'expiresAt', 'prefix', 'enabled'],
  limits: [
    {
      option: 'name',
      accepts: [{ name: '' }, { name: times(5000) }],
      refuses: [{ name: 1 }, { name: null }, { name: undefined }],
    },
  ],
}

/** The same vendor as its Go SDK reads it. */
export const flowSnakeCase: VendorCase = {
  ...flowCase,
  variant: 'in snake_case',
  emulator: { flow: { casing: 'snake' } },
}
