import { standIn } from './stand-in.js'

if (process.env['UNKEY_ROOT_KEY'] === undefined) {
  await standIn()
  console.log('UNKEY_ROOT_KEY is not set: a stand-in for Unkey runs in this process.')
}
const { createApp } = await import('./app.js')

const app = await createApp()
const url = await app.listen({ port: Number(process.env['PORT'] ?? 3000) })
console.log(`${url}/documents wants a key:

  curl -X POST -H 'x-user: user_1' --json '{"name":"CI"}' ${url}/keys
  curl -H 'Authorization: Bearer …the secret…' ${url}/documents`)
