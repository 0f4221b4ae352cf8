import { cached } from 'keymux/cache'
import { unkey } from 'keymux/unkey'

/** Another vendor is another line here: `cached(clerk())`. Credentials come from the environment. */
export const keys = cached(unkey({ baseUrl: process.env['UNKEY_BASE_URL'] }), {
  ttl: '30s',
  onTrouble: { serveForAtMost: '5m' },
})
