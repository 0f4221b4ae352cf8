import { render } from 'preact'
import { Lab } from './world/lab.js'
import { NoWorker, Page } from './view/page.js'

const root = document.querySelector('#page')
if (root === null) throw new Error('index.html has no #page.')

const lab = new Lab(seedIn(location.search))
try {
  await lab.start()
  render(<Page lab={lab} />, root)
} catch {
  render(<NoWorker />, root)
}

/** `?seed=7` makes the same ids and secrets again. */
function seedIn(query: string): number {
  const seed = new URLSearchParams(query).get('seed')
  return seed === null ? (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) : Math.trunc(Number(seed)) || 0
}
