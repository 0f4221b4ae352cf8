import type { Command } from 'commander'
import { examplesText } from './examples.js'
import { secretFlags, vendorFlags, withJson, yes } from './flags.js'
import type { Run } from './session.js'

/** The commands that settle what an interrupted create or rotation has left. */
export function addOrphans(program: Command, run: Run): void {
  const orphans = program
    .command('orphans')
    .description('settle keys that were begun here and that nobody is known to hold')
    .addHelpText(
      'after',
      '\nBefore each create a note is written, without a secret; it goes once the secret is handed over. What is left is an orphan.' +
        examplesText([
          'keymux orphans list --vendor unkey',
          'keymux orphans revoke --vendor unkey --yes',
          'keymux orphans recover key_1 --vendor clerk --secret-file ./ci.key',
        ]),
    )
  const add = (name: string, summary: string, examples: readonly string[]): Command =>
    vendorFlags(withJson(orphans.command(name).description(summary))).addHelpText(
      'after',
      examplesText(examples),
    )
  add('list', 'show them, and what became of each', ['keymux orphans list --vendor unkey']).action(
    run(async (session, flags) => (await import('./commands/orphans.js')).listOrphans(session, flags)),
  )
  add('revoke', 'revoke those that are live: all that are certain, or those that are named', [
    'keymux orphans revoke --vendor unkey',
    'keymux orphans revoke key_1 --vendor flow --yes',
  ])
    .argument('[ids...]', 'the ids of the keys')
    .addOption(yes())
    .action(
      run(async (session, flags, ids) =>
        (await import('./commands/orphans.js')).revokeOrphans(session, ids, flags),
      ),
    )
  secretFlags(
    add('recover', 'have the secret once more, where the vendor keeps it', [
      'keymux orphans recover key_1 --vendor clerk --secret-file ./ci.key',
    ]),
  )
    .argument('<id>', "the key's id")
    .action(
      run(async (session, flags, [id = '']) =>
        (await import('./commands/orphans.js')).recoverOrphan(session, id, flags),
      ),
    )
  add('confirm', 'say that you hold the secret after all', ['keymux orphans confirm key_1 --vendor unkey'])
    .argument('<ids...>', 'the ids of the keys')
    .action(
      run(async (session, flags, ids) =>
        (await import('./commands/orphans.js')).confirmOrphans(session, ids, flags),
      ),
    )
}
