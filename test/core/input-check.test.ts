import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InputCheck } from '../../src/core/input-check.js'
import { KeymuxError, type Issue } from '../../src/core/keymux-error.js'
import { readOnce } from '../../src/core/read-once.js'

const now = Date.UTC(2026, 0, 1)

function errorOf(work: () => unknown): KeymuxError {
  try {
    work()
  } catch (error) {
    if (KeymuxError.is(error)) return error
    throw error
  }
  throw new Error('Nothing was thrown.')
}

/** What a check says, as `path message`. */
function issuesOf(run: (check: InputCheck) => unknown): string[] {
  const check = new InputCheck({ id: 'acme', name: 'Acme' }, 'create')
  run(check)
  try {
    check.end()
    return []
  } catch (error) {
    return (error as { issues: readonly Issue[] }).issues.map(({ path, message }) => `${path} ${message}`)
  }
}

function each(list: unknown): string[] {
  return issuesOf((check) =>
    check.list('scopes', list, { min: 1, max: 2 }, (at, item) => check.text(at, item)),
  )
}

function sized(value: unknown): string[] {
  return issuesOf((check) => check.object('metadata', value, { min: 1, max: 1 }))
}

describe('InputCheck', () => {
  it('says all that is wrong at once, and that nothing was sent', () => {
    const check = new InputCheck({ id: 'acme', name: 'Acme' }, 'create')
    check.required('name', undefined)
    check.flag('enabled', 1)
    const error = errorOf(() => check.end())
    expect(error).toMatchObject({
      code: 'invalid_request',
      vendor: 'acme',
      operation: 'create',
      mayHaveActed: false,
    })
    expect(error.message).toContain('`name` is required; `enabled` must be true or false')
    expect(error.message).toContain('Nothing was sent')
    expect(error.issues.map(({ path }) => path)).toEqual(['name', 'enabled'])
  })

  it.each([[null], [undefined], ['x'], [1], [[]], [() => 1]])('takes no %s for an input', (input) => {
    expect(errorOf(() => new InputCheck({ id: 'acme', name: 'Acme' }, 'create').input(input)).code).toBe(
      'invalid_request',
    )
  })

  it('finds a field that only a class has', () => {
    class Input {
      get metadata(): object {
        return { plan: 'pro' }
      }
    }
    const input = readOnce(new Input()) as Readonly<Record<string, unknown>>
    expect(
      errorOf(() => new InputCheck({ id: 'acme', name: 'Acme' }, 'create').takes(input, ['name'])).code,
    ).toBe('unsupported')
  })

  it('refuses a field that the vendor lacks, nested ones by their path, and not an undefined one', () => {
    const check = new InputCheck({ id: 'acme', name: 'Acme' }, 'create')
    check.takes({ name: 'x', owner: undefined }, ['name'])
    const error = errorOf(() => check.takes({ a: 1, b: 2 }, ['name', 'c'], 'vendor.credits.'))
    expect(error).toMatchObject({ code: 'unsupported', mayHaveActed: false })
    expect(error.issues.map(({ path }) => path)).toEqual(['vendor.credits.a', 'vendor.credits.b'])
    expect(error.message).toContain('it takes `vendor.credits.name`, `vendor.credits.c`')
  })

  it.each([
    ['min', { min: 2 }, 'a', 'must have at least 2 characters'],
    ['min of one', { min: 1 }, '', 'must have at least 1 character'],
    ['max', { max: 2 }, 'abc', 'must have at most 2 characters'],
    ['code points', { max: 2 }, '🔑🔑🔑', 'must have at most 2 characters'],
    ['pattern', { pattern: /^a+$/ }, 'b', 'must match ^a+$'],
    ['oneOf', { oneOf: ['daily', 'monthly'] }, 'yearly', 'must be one of daily, monthly'],
    ['a number', {}, 1, 'must be a string'],
    ['null', {}, null, 'must be a string'],
    ['a String object', {}, Object('x'), 'must be a string'],
  ])('text: %s', (_, rule, value: unknown, message) => {
    expect(issuesOf((check) => check.text('name', value, rule))).toEqual([`name ${message}`])
  })

  it.each([
    [{ min: 1, max: 2 }, '🔑🔑'],
    [{ min: 0 }, ''],
    [{ pattern: /^a+$/ }, 'aaa'],
    [{ min: 3 }, undefined],
  ])('text: %j takes %j', (rule, value) => {
    expect(issuesOf((check) => check.text('name', value, rule))).toEqual([])
  })

  it.each([
    [{}, NaN, 'must be a finite number'],
    [{}, Infinity, 'must be a finite number'],
    [{}, '1', 'must be a finite number'],
    [{}, 1n, 'must be a finite number'],
    [{ integer: true }, 1.5, 'must be a whole number below 2^53'],
    [{ integer: true }, 2 ** 53, 'must be a whole number below 2^53'],
    [{ min: 1 }, 0, 'must be at least 1'],
    [{ max: 1 }, 2, 'must be at most 1'],
    [{ above: 0 }, 0, 'must be more than 0'],
  ])('number: %j refuses %s', (rule, value: unknown, message) => {
    expect(issuesOf((check) => check.number('n', value, rule))).toEqual([`n ${message}`])
  })

  it('takes numbers at their bounds', () => {
    const rule = { integer: true, min: 0, max: 2 ** 53 - 1 }
    expect(issuesOf((check) => [0, 2 ** 53 - 1, undefined].map((n) => check.number('n', n, rule)))).toEqual(
      [],
    )
  })

  it('checks each entry of a list, holes and undefined included', () => {
    expect(each(['a', 'b'])).toEqual([])
    expect(each(undefined)).toEqual([])
    expect(each('ab')).toEqual(['scopes must be a list'])
    expect(each([])).toEqual(['scopes must have at least 1 entry'])
    expect(each(['a', 1, 'c'])).toEqual(['scopes must have at most 2 entries', 'scopes[1] must be a string'])
    expect(each([undefined])).toEqual(['scopes[0] is required'])
    const holed = ['a', 'b']
    delete holed[0]
    expect(each(holed)).toEqual(['scopes[0] is required'])
  })

  it('counts the properties of an object', () => {
    expect(sized({ a: 1 })).toEqual([])
    expect(sized([])).toEqual(['metadata must be an object'])
    expect(sized(null)).toEqual(['metadata must be an object'])
    expect(sized({})).toEqual(['metadata must have at least 1 property'])
    expect(sized({ a: 1, b: 2 })).toEqual(['metadata must have at most 1 property'])
  })
})

describe('InputCheck.moment', () => {
  const momentOf = (value: unknown, rule = {}): [string[], Date | undefined] => {
    let moment: Date | undefined
    const issues = issuesOf((check) => (moment = check.moment('expiresAt', value, now, rule)))
    return [issues, moment]
  }

  it('is a Date of its own, or a duration from now', () => {
    const given = new Date(now + 1)
    const [issues, moment] = momentOf(given)
    expect(issues).toEqual([])
    expect(moment).toEqual(given)
    expect(moment).not.toBe(given)
    expect(momentOf('30d')).toEqual([[], new Date(now + 2_592_000_000)])
    expect(momentOf(undefined)).toEqual([[], undefined])
  })

  it.each([
    [new Date(NaN), {}, "must be a valid Date or a duration such as '30d'"],
    [now + 1, {}, "must be a valid Date or a duration such as '30d'"],
    ['tomorrow', {}, "must be a valid Date or a duration such as '30d'"],
    [null, {}, "must be a valid Date or a duration such as '30d'"],
    ['0s', {}, 'must lie in the future'],
    [new Date(now), {}, 'must lie in the future'],
    [new Date(0), {}, 'must lie in the future'],
    ['366d', { within: 365 * 86_400_000 }, 'must lie within 365 days from now'],
    [
      new Date('2100-01-02'),
      { latest: Date.UTC(2100, 0, 1) },
      'must not be later than 2100-01-01T00:00:00.000Z',
    ],
    ['100000000d', {}, 'must not be later than +275760-09-13T00:00:00.000Z'],
  ])('refuses %s', (value, rule, message) => {
    expect(momentOf(value, rule)).toEqual([[`expiresAt ${message}`], undefined])
  })
})

describe('what InputCheck says', () => {
  it('holds no value', () => {
    const secret = 'Zx9QwErTyUiOpAsDfGhJkL'
    const places: ((check: InputCheck) => unknown)[] = [
      (check) => check.text('a', secret, { max: 1, min: 100, pattern: /^x$/, oneOf: ['x'] }),
      (check) => check.number('a', secret),
      (check) => check.flag('a', secret),
      (check) => check.list('a', secret, {}, () => undefined),
      (check) => check.object('a', secret),
      (check) => check.moment('a', secret, now),
      (check) => check.json('a', { b: [() => secret] }),
      (check) => check.list('a', [secret], {}, (at, item) => check.number(at, item)),
    ]
    const said = places.flatMap((place) => issuesOf(place))
    expect(said).toHaveLength(11)
    expect(said.some((text) => text.includes(secret))).toBe(false)
  })

  it('is never an error of another kind', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const said = issuesOf((check) => {
          check.text('a', value, { min: 1, max: 2, pattern: /a/ })
          check.number('a', value, { integer: true })
          check.list('a', value, { max: 1 }, (at, item) => check.text(at, item))
          if (check.object('a', value)) check.json('a', value)
          check.moment('a', value, now)
        })
        expect(said.every((text) => text.startsWith('a'))).toBe(true)
      }),
    )
  })
})
