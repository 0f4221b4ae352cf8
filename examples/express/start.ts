import type { AddressInfo } from 'node:net'
import { standIn } from './stand-in.js'

if (process.env['UNKEY_ROOT_KEY'] === undefined) {
  await standIn()
  console.log('UNKEY_ROOT_KEY is not set: a stand-in for Unkey runs in this process.')
}
const { app } = await import('./app.js')

const server = app.listen(Number(process.env['PORT'] ?? 3000), () => {
  const { port } = server.address() as AddressInfo
  console.log(`http://localhost:${port}/documents wants a key:

  curl -X POST -H 'x-user: user_1' --json '{"name":"CI"}' http://localhost:${port}/keys
  curl -H 'Authorization: Bearer …the secret…' http://localhost:${port}/documents`)
})
