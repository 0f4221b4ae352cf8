import { standIn } from './stand-in.js'

if (process.env['UNKEY_ROOT_KEY'] === undefined) {
  await standIn()
  console.log('UNKEY_ROOT_KEY is not set: a stand-in for Unkey runs in this process.')
}
const { servePage } = await import('./serve.js')
const { url } = await servePage(Number(process.env['PORT'] ?? 3000))
console.log(`${url} is the page`)
