import { cached } from 'keymux/cache'
import { unkey } from 'keymux/unkey'

/** One for all routes of this process, as far as Next.js loads this file once. */
export const keys = cached(unkey({ baseUrl: process.env['UNKEY_BASE_URL'] }), { ttl: '30s' })
