import { readFileSync } from 'node:fs'
import { clerk } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'

// Runs where the package is installed: creates a key at each vendor, and prints what came of it but for the secrets.

const answers = JSON.parse(readFileSync('answers.json', 'utf8'))

function answering(vendor) {
  const { body, status } = answers[vendor]
  return async () => Response.json(body, { status })
}

const created = {
  unkey: await unkey({ rootKey: 'fake', apiId: 'api_1', fetch: answering('unkey') }).create({
    name: 'Build',
  }),
  clerk: await clerk({ secretKey: 'fake', fetch: answering('clerk') }).create({
    name: 'Build',
    owner: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk',
  }),
  factify: await factify({
    apiKey: 'fake',
    organizationId: 'org_01h2xcejqtf2nbrexx3vqjhp41',
    fetch: answering('factify'),
  }).create({ name: 'Build' }),
  flow: await flow({ token: 'fake', baseUrl: 'https://flow.example.com', fetch: answering('flow') }).create({
    name: 'Build',
  }),
}

const seen = Object.entries(created).map(([vendor, { id, secret, prefix, http, warnings }]) => [
  vendor,
  {
    id,
    prefix,
    status: http.status,
    warnings: warnings.length,
    complete: secret.reveal() === answers[vendor].secret,
    prefixed: secret.reveal().startsWith(prefix ?? ''),
    printed: `${secret}`,
  },
])
process.stdout.write(JSON.stringify(Object.fromEntries(seen)))
