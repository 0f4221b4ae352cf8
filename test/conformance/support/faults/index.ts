import { momentFaults } from './moments.js'
import { listFaults } from './lists.js'
import { fieldFaults } from './fields.js'
import { secretFaults } from './secrets.js'
import { endFaults } from './ends.js'
import { verdictFaults } from './verdicts.js'
import { mannerFaults } from './manners.js'
import type { Broken } from '../broken.js'

export const broken: readonly Broken[] = [
  ...momentFaults,
  ...listFaults,
  ...fieldFaults,
  ...secretFaults,
  ...endFaults,
  ...verdictFaults,
  ...mannerFaults,
]
