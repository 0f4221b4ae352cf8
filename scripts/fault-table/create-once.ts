import { subjectOf } from './subjects.js'
import type { Access } from './subject.js'

/** A program that creates one key and says nothing itself. What it works with comes by its standard input. */
let given = ''
for await (const chunk of process.stdin) given += String(chunk)
await subjectOf(process.argv[2])
  .open(JSON.parse(given) as Access)
  .create()
