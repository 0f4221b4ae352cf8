import { serveNext } from './serve'
import { standIn } from './stand-in'

if (process.env['UNKEY_ROOT_KEY'] === undefined) {
  await standIn()
  console.log('UNKEY_ROOT_KEY is not set: a stand-in for Unkey runs beside Next.js.')
}
const { url, stop } = await serveNext(Number(process.env['PORT'] ?? 3000))
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stop().then(() => process.exit(0)))
console.log(`${url}/api/documents wants a key:

  curl -X POST -H 'x-user: user_1' ${url}/api/keys
  curl -H 'Authorization: Bearer …the secret…' ${url}/api/documents`)
