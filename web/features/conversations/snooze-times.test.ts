import { expect, test } from 'vitest'
import { snoozeTimes } from './snooze-times.ts'

const at = (now: string, timeZone = 'Asia/Jakarta') =>
  Object.fromEntries(snoozeTimes(new Date(now), timeZone).map(({ name, at }) => [name, at]))

test('on a Wednesday: in three hours, and the mornings of tomorrow, Monday and Wednesday', () => {
  expect(at('2031-05-07T03:00:00Z')).toEqual({
    soon: '2031-05-07T06:00:00.000Z',
    tomorrow: '2031-05-08T02:00:00.000Z',
    weekday: '2031-05-12T02:00:00.000Z',
    week: '2031-05-14T02:00:00.000Z',
  })
})

test('no time is offered twice: on a Sunday Monday is tomorrow, on a Monday it is in a week', () => {
  expect(Object.keys(at('2031-05-11T03:00:00Z'))).toEqual(['soon', 'tomorrow', 'week'])
  expect(Object.keys(at('2031-05-12T03:00:00Z'))).toEqual(['soon', 'tomorrow', 'weekday'])
})

test('the day is that of the person’s clock, and its morning also where clocks are changed', () => {
  // A Sunday evening in London is a Monday morning in Jakarta.
  expect(Object.keys(at('2031-05-11T19:00:00Z', 'Europe/London'))).not.toContain('weekday')
  expect(Object.keys(at('2031-05-11T19:00:00Z'))).toContain('weekday')
  // 29 to 30 March 2031: an hour is left out.
  expect(at('2031-03-29T12:00:00Z', 'Europe/Berlin').tomorrow).toBe('2031-03-30T07:00:00.000Z')
})
