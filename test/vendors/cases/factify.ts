import { factify } from 'keymux/factify'
import { expect } from 'vitest'
import { times, type VendorCase } from '../support/vendor-case.js'

export const factifyCase: VendorCase = {
  vendor: 'factify',
  title: 'Factify',
  make: (emulator, options) => factify({ ...emulator.credentials.factify, ...options }),
  bare: (options) => factify(options),
  required: [
    { option: 'apiKey', env: 'FACTIFY_API_KEY', value: ({ credentials }) => credentials.factify.apiKey },
    {
      option: 'organizationId',
      env: 'FACTIFY_ORGANIZATION_ID',
      value: ({ credentials }) => credentials.factify.organizationId,
    },
  ],
  minimal: () => ({ name: 'CI of Ærø' }),
  full: () => ({ name: 'CI of Ærø', expiresAt: '365d' }),
  held: ({ credentials }) => ({
    name: 'CI of Ærø',
    owner: credentials.factify.organizationId,
    metadata: null,
    scopes: [],
    state: 'active',
  }),
  told: {
    name: 'CI of Ærø',
    state: 'active',
    hint: expect.stringMatching(/^ffy_test_\w{7}\.\.\.$/) as string,
  },
  prefix: { full: 'ffy_test_', minimal: 'ffy_test_' },
  status: 200,
  requestId: { success: null, failure: /^req_[0-9a-z]{26}$/ },
  lacks: ['owner', 'metadata', 'scopes', 'description', 'prefix', 'enabled'],
  limits: [
    {
      option: 'name',
      accepts: [{ name: 'x' }, { name: times(63) }, { name: times(63, '😀') }],
      refuses: [{ name: '' }, { name: times(64) }, { name: 1 }, { name: undefined }],
    },
  ],
}
