import { KeymuxError, Secret } from 'keymux'
import { createEmulator } from 'keymux/emulator'
import { unkey } from 'keymux/unkey'
import { ensure, type Check } from './check.js'
import { ensureError, errorOf, inBothPlaces, someInput } from './failures.js'
import { seed } from './places.js'

/** A text that must not be seen in what a runtime prints. It opens nothing. */
export const marked = 'kept-from-view-5f2c9a'

/** What is to be seen in its place. */
export const redacted = '[redacted]'

export const secretChecks: readonly Check[] = [
  {
    id: 'prints',
    title: '`console` and the own inspector show no secret',
    run: async ({ inspect, inProcess }) => {
      const secret = new Secret(marked, 'kept-')
      const created = await inProcess.client('unkey').create(someInput())
      const error = new KeymuxError({ code: 'ambiguous', message: 'A secret is in it.', secret })
      const emulator = createEmulator({ seed })
      const client = unkey({ ...emulator.credentials.unkey, rootKey: marked, dangerouslyAllowBrowser: true })
      const values = [
        secret,
        [secret],
        { secret, deep: { deeper: { deepest: { secret } } } },
        new Map([['secret', secret]]),
        new Set([secret]),
        error,
        created,
        client,
        emulator.credentials,
      ]
      const text = values
        .map((value) => `${String(value)} ${JSON.stringify(value)} ${inspect?.(value) ?? ''}`)
        .join()
      ensure(
        inspect === undefined || text.includes(redacted),
        'The inspector does not say that there is a secret.',
      )
      for (const hidden of [marked, created.secret.reveal(), ...credentialsOf(emulator.credentials)])
        ensure(!text.includes(hidden), 'The text of a secret is shown.')
      for (const value of values) {
        console.log(value)
        console.error('%o %O %s', value, value, value)
        console.table([value])
        console.dir(value, { depth: 9, showHidden: true })
      }
    },
  },
  {
    id: 'guard',
    title: 'a credential is refused in a page, and taken elsewhere',
    run: async ({ setting, overHttp }) => {
      const { credentials } = createEmulator({ seed })
      const { rootKey, apiId } = credentials.unkey
      const { urls } = setting
      if (!setting.isPage) {
        const { id } = await unkey({ rootKey, apiId, baseUrl: urls.unkey }).create(someInput())
        return void (await overHttp.client('unkey').revoke(id))
      }
      try {
        unkey({ rootKey, apiId, baseUrl: urls.unkey })
      } catch (error) {
        ensure(KeymuxError.is(error) && error.code === 'configuration', 'It is refused with another error.')
        // Without one, and behind a proxy that adds it.
        const { id } = await unkey({ apiId, baseUrl: `${setting.control}/proxy` }).create(someInput())
        return void (await overHttp.client('unkey').revoke(id))
      }
      throw new Error('It is taken in a page.')
    },
  },
  {
    id: 'environment',
    title: 'a credential comes from the environment, or its lack is told',
    run: async ({ setting, overHttp }) => {
      const { apiId } = createEmulator({ seed }).credentials.unkey
      const make = (): ReturnType<typeof unkey> => unkey({ apiId, baseUrl: setting.urls.unkey })
      if (setting.hasEnvironment) {
        const { id } = await make().create(someInput())
        return void (await overHttp.client('unkey').revoke(id))
      }
      // In a page, `baseUrl` alone is right: it is a proxy's.
      const thrown = await errorOf(Promise.resolve().then(() => (setting.isPage ? unkey({ apiId }) : make())))
      ensureError(thrown, 'configuration', false)
    },
  },
  ...inBothPlaces('redirects', 'no redirect leads to another origin', async (place) => {
    const keys = place.client('factify')
    for (const status of [301, 302, 303, 307, 308] as const) {
      await place.addFault({ kind: 'redirect', status, vendor: 'factify', operation: 'create' })
      const error = await errorOf(keys.create(someInput()))
      ensure(error.code !== 'network' && error.code !== 'timeout', `${status} was followed: ${error.code}.`)
    }
  }),
]

function credentialsOf({
  unkey: u,
  clerk: c,
  factify: f,
  flow: w,
}: ReturnType<typeof createEmulator>['credentials']): string[] {
  return [u.rootKey, c.secretKey, f.apiKey, w.token]
}
