import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { KeymuxError } from '../../src/core/keymux-error.js'
import { Secret } from '../../src/core/secret.js'
import { findLeaks } from '../leaks/find-leaks.js'
import { printingsOfError } from '../leaks/printings.js'

const least = { code: 'network', message: 'No way.' } as const

describe('KeymuxError', () => {
  it('is an Error with a name, a stack and where its code is explained', () => {
    const error = new KeymuxError(least)
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe('KeymuxError')
    expect(error.stack).toContain('KeymuxError: No way.')
    expect(error.docs).toContain('#network')
  })

  it('has no field that nobody told it', () => {
    const error = new KeymuxError({ ...least, status: undefined, cause: undefined, id: undefined })
    expect(Reflect.ownKeys(error).filter((name) => Reflect.get(error, name) === undefined)).toEqual([])
    expect('cause' in error || 'status' in error || 'secret' in error).toBe(false)
    expect(error).toMatchObject({ retryable: false, mayHaveActed: false, issues: [] })
  })

  it('keeps what it was told', () => {
    const cause = new Error('why')
    const told = {
      ...least,
      vendor: 'acme',
      operation: 'create',
      status: 500,
      vendorCode: 'oops',
      requestId: 'req_1',
      retryable: true,
      retryAfterMs: 0,
      mayHaveActed: true,
      issues: [{ path: 'name', message: 'is required' }],
      id: 'key_1',
    }
    const error = new KeymuxError({ ...told, cause })
    expect(error).toMatchObject(told)
    expect(error.cause).toBe(cause)
    const { message, ...fields } = told
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: 'KeymuxError', message, ...fields })
    expect(JSON.parse(JSON.stringify(error))).not.toHaveProperty('stack')
    expect(inspect(error)).toContain("requestId: 'req_1'")
  })

  it('does not let its facts be changed by accident', () => {
    const error = new KeymuxError({ ...least, status: 404 })
    expect(() => Object.assign(error, { status: 200 })).toThrow(TypeError)
  })

  it('prints no secret that it holds', () => {
    const text = 'prod_Zx9QwErTyUiOpAsDfGhJkL'
    const error = new KeymuxError({ ...least, secret: new Secret(text) })
    const ways = Object.entries(printingsOfError(error))
    expect(ways.filter(([, printed]) => findLeaks(printed, { secrets: [text] }).length > 0)).toEqual([])
    expect(error.secret?.reveal() === text).toBe(true)
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ secret: '[redacted]' })
  })
})

describe('KeymuxError.is', () => {
  it('knows one of another copy', async () => {
    vi.resetModules()
    const { KeymuxError: Other } = await import('../../src/core/keymux-error.js')
    const foreign = new Other(least)
    expect(foreign instanceof KeymuxError).toBe(false)
    expect(KeymuxError.is(foreign)).toBe(true)
    expect(Other.is(new KeymuxError(least))).toBe(true)
  })

  it.each([[null], [undefined], ['x'], [{}], [new Error('x')], [{ name: 'KeymuxError', code: 'network' }]])(
    'knows that %# is none',
    (value) => {
      expect(KeymuxError.is(value)).toBe(false)
    },
  )
})
