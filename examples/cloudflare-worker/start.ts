import { serveWorker } from './serve.js'
import { standIn } from './stand-in.js'

if (process.env['UNKEY_ROOT_KEY'] === undefined) {
  await standIn()
  console.log('UNKEY_ROOT_KEY is not set: a stand-in for Unkey runs beside the Worker.')
}
process.env['UNKEY_BASE_URL'] ??= 'https://api.unkey.com'

const { url, stop } = await serveWorker(Number(process.env['PORT'] ?? 8787))
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stop().then(() => process.exit(0)))
console.log(`${url}/documents wants a key:

  curl -X POST -H 'x-user: user_1' ${url}/keys
  curl -H 'Authorization: Bearer …the secret…' ${url}/documents`)
