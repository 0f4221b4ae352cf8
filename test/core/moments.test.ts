import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochMilliseconds } from '../../src/core/codecs/epoch-milliseconds.js'
import { rfc3339 } from '../../src/core/codecs/rfc3339.js'
import { secondsFromNow } from '../../src/core/codecs/seconds-from-now.js'
import { parseDuration } from '../../src/core/duration.js'

/** The years that four digits can say. */
const moments = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})

function two(number: number): string {
  return String(number).padStart(2, '0')
}

describe('a duration', () => {
  it.each([
    ['250ms', 250],
    ['90s', 90_000],
    ['15m', 900_000],
    ['12h', 43_200_000],
    ['30d', 2_592_000_000],
    ['2w', 1_209_600_000],
    ['0s', 0],
    ['1.5h', 5_400_000],
    ['0.0001s', 0],
    ['007d', 604_800_000],
  ])('%s is %i ms', (text, length) => {
    expect(parseDuration(text)).toBe(length)
  })

  it.each([
    '',
    '30',
    'd',
    '-1d',
    '+1d',
    '1 d',
    ' 1d',
    '1d ',
    '1d\n',
    '1D',
    '1e3s',
    '0x10s',
    '.5s',
    '1.s',
    '1y',
    '1d1h',
    '١d',
  ])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })

  it('that no number can hold is none', () => {
    expect(parseDuration(`${'9'.repeat(400)}d`)).toBeUndefined()
    expect(parseDuration('104249991375d')).toBeUndefined()
  })

  it('of any text is a whole number or none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const length = parseDuration(text)
        expect(length === undefined || (Number.isSafeInteger(length) && length >= 0)).toBe(true)
      }),
    )
  })
})

describe('RFC 3339', () => {
  it('keeps the millisecond there and back', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        expect(rfc3339.decode(rfc3339.encode(moment))).toEqual(moment)
      }),
    )
  })

  it('reads any offset as it stands', () => {
    const offset = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 })
    const inside = fc.date({ min: new Date('0002-01-01'), max: new Date('9998-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(inside, offset, (moment, minutes) => {
        const local = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, -1)
        const size = Math.abs(minutes)
        const zone = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
        expect(rfc3339.decode(local + zone)).toEqual(moment)
      }),
    )
  })

  it.each([
    ['nanoseconds', '2026-01-02T03:04:05.123456789Z', '2026-01-02T03:04:05.123Z'],
    ['nanoseconds, cut and not rounded', '2026-01-02T03:04:05.999999999Z', '2026-01-02T03:04:05.999Z'],
    ['one digit', '2026-01-02T03:04:05.1Z', '2026-01-02T03:04:05.100Z'],
    ['no zone', '2026-01-02T03:04:05', '2026-01-02T03:04:05.000Z'],
    ['no zone, with microseconds', '2026-01-02T03:04:05.123456', '2026-01-02T03:04:05.123Z'],
    ['a blank in place of T', '2026-01-02 03:04:05+00:00', '2026-01-02T03:04:05.000Z'],
    ['small letters', '2026-01-02t03:04:05z', '2026-01-02T03:04:05.000Z'],
    ['a leap day', '2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['a leap second', '2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['an offset of minutes', '2026-01-02T03:04:05-00:30', '2026-01-02T03:34:05.000Z'],
  ])('reads %s', (_, text, moment) => {
    expect(rfc3339.decode(text)?.toISOString()).toBe(moment)
  })

  it.each([
    '2024-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2024-04-31T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-00-01T00:00:00Z',
    '2024-01-00T00:00:00Z',
    '2024-01-01T25:00:00Z',
    '2024-01-01T00:60:00Z',
    '2024-01-01T00:00:61Z',
    '2024-01-01T00:00:00+24:00',
    '2024-01-01',
    '2024-1-1T0:0:0Z',
    'Fri, 21 Nov 2025 08:00:00 GMT',
    '1716883200000',
    '',
    ' 2024-01-01T00:00:00Z',
    '2024-01-01T00:00:00Z\n',
  ])('does not read %j', (text) => {
    expect(rfc3339.decode(text)).toBeUndefined()
  })

  it('reads nothing else, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (wire) => {
        expect(rfc3339.decode(wire)).toBeUndefined()
      }),
    )
  })
})

describe('epoch milliseconds', () => {
  it('keep the millisecond there and back', () => {
    const any = fc.date({ noInvalidDate: true })
    fc.assert(
      fc.property(any, (moment) => {
        expect(epochMilliseconds.decode(epochMilliseconds.encode(moment))).toEqual(moment)
      }),
    )
  })

  it.each([[NaN], [Infinity], [8.64e15 + 1], ['1716883200000'], [null], [undefined], [true], [{}]])(
    'are not %s',
    (wire) => {
      expect(epochMilliseconds.decode(wire)).toBeUndefined()
    },
  )
})

describe('seconds from now', () => {
  it('never end a key before the moment asked for, nor a second after it', () => {
    const past = fc.integer({ min: 0, max: 4e12 })
    const ahead = fc.integer({ min: 1, max: 1e12 })
    fc.assert(
      fc.property(past, ahead, (now, length) => {
        const seconds = secondsFromNow.encode(new Date(now + length), now)
        expect(Number.isInteger(seconds)).toBe(true)
        expect(seconds * 1000 - length).toBeGreaterThanOrEqual(0)
        expect(seconds * 1000 - length).toBeLessThan(1000)
      }),
    )
  })

  it.each([
    [1, 1],
    [999, 1],
    [1000, 1],
    [1001, 2],
    [2_592_000_000, 2_592_000],
  ])('of %i ms are %i', (length, seconds) => {
    expect(secondsFromNow.encode(new Date(5 + length), 5)).toBe(seconds)
  })
})
