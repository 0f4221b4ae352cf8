import { Option, type Command } from 'commander'
import type { Run } from '../session.js'

type Add = (name: string, summary: string, examples: readonly string[]) => Command

/** The commands about documents: none of them speaks to a vendor about keys. What they do is a large part and loaded when one runs. */
export function addGenerator(add: Add, run: Run): void {
  addGenerate(add, run)
  addDrift(add, run)
}

function addGenerate(add: Add, run: Run): void {
  add('generate', "write a typed client from a vendor's OpenAPI document and an overlay", [
    'keymux generate --init --spec ./acme.yaml --overlay ./acme.overlay.yaml     (proposes the overlay)',
    'keymux generate --spec ./acme.yaml --overlay ./acme.overlay.yaml --out src/keys/acme',
    'keymux generate --spec ./acme.yaml --overlay ./acme.overlay.yaml --out src/keys/acme --check',
  ])
    .requiredOption('--spec <file>', "the vendor's document: OpenAPI 3.0 to 3.2 or Swagger 2.0; or its URL")
    .option('--overlay <file>', 'what it means to keymux (docs/overlay.md)')
    .option('--out <folder>', 'where the client goes')
    .option('--name <name>', 'what the factory is called; default: as the folder')
    .option(
      '--init',
      'propose an overlay instead: into --overlay, which must not be there yet, or onto stdout',
    )
    .option('--check', 'write nothing, and end with 1 where the client is not what would be written')
    .action(
      run(async (session, flags: object) => {
        const given = { spec: '', ...flags }
        if ('init' in given) return (await import('../commands/propose.js')).propose(session, given)
        return (await import('../commands/generate.js')).generate(session, given)
      }),
    )
}

function addDrift(add: Add, run: Run): void {
  add('drift', "compare a vendor's document of today with the one that a client was generated from", [
    'keymux drift --contract ./acme.yaml --spec https://acme.example/openapi.yaml',
    'keymux drift --contract ./acme.yaml --overlay ./acme.overlay.yaml --spec ./new.yaml --fail-on breaking',
  ])
    .requiredOption('--spec <file>', "the vendor's document as it is now, or its URL")
    .option('--contract <file>', 'the document that the client was generated from')
    .option('--overlay <file>', 'compare only what it keeps, and see whether it still applies')
    .addOption(
      new Option('--fail-on <level>', 'end with 1 at a difference as bad as this, or worse')
        .choices(['breaking', 'worth-a-look', 'harmless'])
        .default('worth-a-look'),
    )
    .action(
      run(async (session, flags: object) => {
        const given = { spec: '', ...flags }
        return (await import('../commands/drift.js')).drift(session, given)
      }),
    )
}
