import { serve } from '@hono/node-server'
import { standIn } from './stand-in.js'

if (process.env['UNKEY_ROOT_KEY'] === undefined) {
  await standIn()
  console.log('UNKEY_ROOT_KEY is not set: a stand-in for Unkey runs in this process.')
}
const { app } = await import('./app.js')

serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 3000) }, ({ port }) => {
  console.log(`http://localhost:${port}/documents wants a key:

  curl -X POST -H 'x-user: user_1' -d '{"name":"CI"}' http://localhost:${port}/keys
  curl -H 'Authorization: Bearer …the secret…' http://localhost:${port}/documents`)
})
