import { InvalidArgumentError, Option, type Command } from 'commander'
import { examplesText } from './examples.js'
import { collect, count, descriptor } from './flag-values.js'
import { configFile, credentialFlag, keyState, sideFlags, withJson, yes } from './flags.js'
import type { Run } from './session.js'

/** The commands that move keys from one vendor to another. */
export function addMigrate(program: Command, run: Run): void {
  const migrate = program
    .command('migrate')
    .description('move keys from one vendor to another')
    .addHelpText(
      'after',
      '\nPlan, run, and when nobody uses the old keys any more, revoke-sources; until then the way back is rollback.' +
        examplesText([
          'keymux migrate plan --from clerk --to unkey --owner user_1',
          'keymux migrate run --from clerk --to unkey --owner user_1 --journal acme.journal',
          'keymux migrate resume --journal acme.journal',
          'keymux migrate revoke-sources --journal acme.journal',
        ]),
    )
  const add = (name: string, summary: string, examples: readonly string[]): Command =>
    withJson(migrate.command(name).description(summary)).addHelpText('after', examplesText(examples))

  planFlags(
    add('plan', 'say what would go, how, and what it would lose; reads only', [
      'keymux migrate plan --from clerk --to unkey --owner user_1 --owner user_2',
      'keymux migrate plan --from unkey --to prod-clerk --to-owner user_1 --keys',
      'keymux migrate plan --from flow --to unkey --secrets-fd 3 3< <(age -d -i me.txt secrets.age)',
    ]),
  )
    .option('--keys', 'show what becomes of each key')
    .action(
      run(async (session, flags) => (await import('./commands/migrate-plan.js')).migratePlan(session, flags)),
    )

  paceFlags(
    planFlags(
      add('run', 'move them; the old keys stay as they are', [
        'keymux migrate run --from clerk --to unkey --owner user_1',
        'keymux migrate run --from unkey --to clerk --to-owner user_1 --recipient age1… --yes --json',
      ]),
    ).option('--journal <file>', 'where to write down what is done; default: ./<from>-to-<to>.journal'),
  )
    .option('--recipient <age1…>', 'who can read the new secrets; repeat for several', recipient)
    .option('--new-secrets <file>', 'where those go, encrypted; default: <journal>.age')
    .option('--skip-changed', 'leave keys that change at the source after the plan')
    .addOption(yes())
    .addHelpText('after', '\nStopped or killed at any moment, it goes on by: keymux migrate resume')
    .action(
      run(async (session, flags) => (await import('./commands/migrate-run.js')).migrateRun(session, flags)),
    )

  paceFlags(
    credentialFlags(
      withJournal(
        add('resume', 'go on with a run that was stopped, or that left something undone', [
          'keymux migrate resume --journal acme.journal',
        ]),
      ),
    ).option('--secrets-fd <number>', 'the secrets that the run was begun with', descriptor),
  ).action(
    run(async (session, flags) => (await import('./commands/migrate-run.js')).migrateResume(session, flags)),
  )

  withJournal(
    add('report', 'show which key became which; asks nobody', [
      'keymux migrate report --journal acme.journal',
      "keymux migrate report --journal acme.journal --json | jq -r '[.id, .target] | @tsv'",
    ]),
  ).action(
    run(async (session, flags) =>
      (await import('./commands/migrate-after.js')).migrateReport(session, flags),
    ),
  )
  addAfter(add, run)
}

type Add = (name: string, summary: string, examples: readonly string[]) => Command

function addAfter(add: Add, run: Run): void {
  const steps = {
    'revoke-sources': ['from', 'revoke the old keys of all that was moved, as the last step'],
    rollback: ['to', 'revoke the new keys that a run made, to go back'],
  } as const
  for (const step of ['revoke-sources', 'rollback'] as const) {
    const [side, summary] = steps[step]
    credentialFlag(withJournal(add(step, summary, [`keymux migrate ${step} --journal acme.journal`])), side)
      .option('--reason <text>', "why, for the vendor's record")
      .option('--concurrency <count>', 'how many calls go out at once; default: 8', count)
      .addOption(yes())
      .action(
        run(async (session, flags) =>
          (await import('./commands/migrate-after.js')).migrateAfter(session, step, flags),
        ),
      )
  }
}

/** Between which vendors, which keys, and how. */
function planFlags(command: Command): Command {
  return sideFlags(sideFlags(command, 'from'), 'to')
    .addOption(configFile())
    .optionsGroup('Which keys, and how:')
    .option('--owner <id>', 'only keys of this owner; repeat for several', collect)
    .addOption(keyState())
    .option('--text <text>', 'only keys that the source finds by this text')
    .option('--to-owner <id>', 'the owner, at the target, of keys without one that it takes')
    .option('--reissue', 'give every key a new secret, also where the old one could work on')
    .option('--secrets-fd <number>', 'secrets that you have, as lines {"id":"…","secret":"…"}', descriptor)
    .addOption(
      new Option(
        '--probe <keys>',
        'of which keys to ask whether the source gives their secrets again',
      ).choices(['first', 'all', 'none']),
    )
    .option('--skip-unknown', 'leave keys of which the source does not say whether they work')
    .option('--marker-in-name', 'lets a run find its keys after a crash where the target stores no metadata')
    .option(
      '--transform <module>',
      'a module of yours that changes what the target is told (docs/migrating.md)',
    )
    .optionsGroup('Options:')
}

function credentialFlags(command: Command): Command {
  return credentialFlag(credentialFlag(command, 'from'), 'to')
}

function withJournal(command: Command): Command {
  return command.option('--journal <file>', 'the journal of the run')
}

function paceFlags(command: Command): Command {
  return command
    .option('--concurrency <count>', 'how many calls go out at once; default: 8', count)
    .option(
      '--creates-per-minute <count>',
      'how many keys to make in a minute; default: as the vendor says',
      count,
    )
}

/** Not quoted where it is wrong: who mistakes an identity for a recipient would find it in a log. */
function recipient(text: string, before: readonly string[] = []): readonly string[] {
  if (/^age1[0-9a-z]+$/.test(text)) return collect(text, before)
  throw new InvalidArgumentError('It must be an age recipient, age1…')
}
