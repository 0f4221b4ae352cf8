import { cases } from './cases/index.js'
import { flowSnakeCase } from './cases/flow.js'
import { contractSuite } from './support/suite.js'
import { transports } from './support/transports.js'

for (const vendorCase of [...cases, flowSnakeCase]) {
  for (const transport of transports) contractSuite(vendorCase, transport)
}
