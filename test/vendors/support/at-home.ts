import type { Vendor } from 'keymux/emulator'
import { clerk } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import type { Input, Keys } from './vendor-case.js'

const subject = 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'
const organizationId = 'org_01h2xcejqtf2nbrexx3vqjhp41'

/** A client of each vendor that talks to nobody but the `fetch` it is given. */
export const clients: Readonly<Record<Vendor, (fetch: typeof globalThis.fetch) => Keys>> = {
  unkey: (fetch) => unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch }),
  clerk: (fetch) => clerk({ secretKey: 'sk_test_secret', subject, fetch }),
  factify: (fetch) => factify({ apiKey: 'ffy_test_key', organizationId, fetch }),
  flow: (fetch) => flow({ token: 'session', baseUrl: 'https://flow.example.com', fetch }),
}

/** The least that each takes. */
export const inputs: Readonly<Record<Vendor, Input>> = {
  unkey: {},
  clerk: { name: 'My API Key' },
  factify: { name: 'Production' },
  flow: { name: 'My API Key' },
}
