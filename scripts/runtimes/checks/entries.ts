import { KeymuxError, Secret } from 'keymux'
import { clerk } from 'keymux/clerk'
import { connect } from 'keymux/connect'
import { createEmulator } from 'keymux/emulator'
import { raw } from 'keymux/raw'
import { unkey } from 'keymux/unkey'
import { ensure, type Check } from './check.js'
import { seed } from './places.js'

/** What the check of another copy needs of it. */
interface Core {
  readonly Secret: typeof Secret
  readonly KeymuxError: typeof KeymuxError
}

export const entryChecks: readonly Check[] = [
  {
    id: 'entries',
    title: 'every entry loads by its name, with all that it exports',
    run: async ({ entries, load, setting }) => {
      for (const [entry, { names }] of Object.entries(entries)) {
        if (entry === 'keymux/msw' && !setting.hasMsw) continue
        const module = await load(entry)
        const lacking = names.filter((name) => module[name] === undefined)
        ensure(names.length > 0 && lacking.length === 0, `${entry} lacks ${lacking.join(', ')}.`)
      }
    },
  },
  {
    id: 'copies',
    title: 'a `Secret` and an error of another copy are known',
    run: async ({ load }) => {
      const core = (await load('keymux')) as unknown as Core
      ensure(Secret.is(new core.Secret('text')), 'The Secret is not known.')
      const error = new core.KeymuxError({ code: 'network', message: 'text' })
      ensure(KeymuxError.is(error), 'The error is not known.')
    },
  },
  {
    id: 'connect',
    title: '`connect` loads a vendor by name',
    run: async ({ overHttp, setting }) => {
      const { credentials } = createEmulator({ seed })
      const baseUrl = setting.urls.unkey
      const keys = await connect('unkey', { ...credentials.unkey, baseUrl, dangerouslyAllowBrowser: true })
      const { id } = await keys.create({ name: 'By connect' })
      ensure(
        (await overHttp.held('unkey')).some((key) => key.id === id),
        'The vendor holds no such key.',
      )
      await keys.delete(id)
    },
  },
  {
    id: 'raw',
    title: 'a raw call is answered',
    run: async ({ setting }) => {
      const { credentials } = createEmulator({ seed })
      const keys = unkey({
        ...credentials.unkey,
        baseUrl: setting.urls.unkey,
        dangerouslyAllowBrowser: true,
      })
      const { apiId } = credentials.unkey
      const { data, response } = await raw(keys).POST('/v2/keys.createKey', { body: { apiId } })
      ensure(response.status === 200 && data?.data.keyId.startsWith('key_') === true, 'It was not answered.')
      await keys.delete(data.data.keyId)
    },
  },
  {
    id: 'msw',
    title: "MSW's handlers answer on the vendor's host",
    isFor: ({ hasMsw }) => hasMsw,
    run: async () => {
      const [{ getResponse }, { handlers }] = await Promise.all([import('msw'), import('keymux/msw')])
      const emulator = createEmulator({ seed: 1 })
      const answer = async (request: Request): Promise<Response> => {
        const response = await getResponse(handlers(emulator), request)
        if (response === undefined) throw new Error('No handler took the request.')
        return response
      }
      const keys = clerk({
        ...emulator.credentials.clerk,
        dangerouslyAllowBrowser: true,
        fetch: (input, init) => answer(new Request(input, init)),
      })
      const { id } = await keys.create({ name: 'By MSW' })
      ensure(
        emulator.keys('clerk').some((key) => key.id === id),
        'The vendor holds no such key.',
      )
    },
  },
]
