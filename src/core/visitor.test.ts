import { describe, expect, test } from 'vitest'
import { isLoopback, neighbourhood, readTrustedProxies, type TrustedProxies, visitorOf } from './visitor.ts'

const trust = (text: string) => readTrustedProxies(text) as TrustedProxies

test('TRUSTED_PROXY: a number of proxies, addresses, or networks', () => {
  expect(readTrustedProxies('')).toBeUndefined()
  expect(readTrustedProxies('0')).toBeUndefined()
  expect(readTrustedProxies('1')).toEqual({ hops: 1 })
  expect(readTrustedProxies('yes')).toEqual({ hops: 1 })
  expect(readTrustedProxies('10.0.0.1, 172.16.0.0/12,::1')).toEqual({
    networks: ['10.0.0.1/32', '172.16.0.0/12', '::1/128'],
  })
  for (const wrong of ['nginx', '10', '-1', '10.0.0.0/33', '10.0.0.1,', '1.2.3.4;5.6.7.8', '1.5'])
    expect(readTrustedProxies(wrong), wrong).toBeNull()
})

describe('the visitor’s address', () => {
  test('without a proxy of one’s own it is the peer’s, whatever is said', () => {
    expect(visitorOf(undefined, '::ffff:203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
  })

  test('hops are counted from the right: what the visitor writes stands left and counts for nothing', () => {
    expect(visitorOf(trust('1'), '127.0.0.1', '6.6.6.6, 203.0.113.9')).toBe('203.0.113.9')
    expect(visitorOf(trust('2'), '127.0.0.1', '6.6.6.6, 203.0.113.9, 10.0.0.2')).toBe('203.0.113.9')
    expect(visitorOf(trust('2'), '127.0.0.1', '203.0.113.9')).toBe('203.0.113.9')
    expect(visitorOf(trust('1'), '127.0.0.1', '')).toBe('127.0.0.1')
  })

  test('of named proxies only those are believed', () => {
    const named = trust('127.0.0.1,10.0.0.0/8')
    expect(visitorOf(named, '127.0.0.1', '6.6.6.6, 203.0.113.9, 10.9.9.9')).toBe('203.0.113.9')
    expect(visitorOf(named, '203.0.113.7', '6.6.6.6')).toBe('203.0.113.7')
    expect(visitorOf(named, '::ffff:10.1.1.1', '2001:db8::7')).toBe('2001:db8::7')
    expect(visitorOf(named, '10.1.1.1', '10.2.2.2')).toBe('10.2.2.2')
  })

  test('what is no address ends the walk; ports and brackets are none of it', () => {
    expect(visitorOf(trust('1'), '10.1.1.1', 'unknown')).toBe('10.1.1.1')
    expect(visitorOf(trust('1'), '10.1.1.1', '[2001:db8::7]:443')).toBe('2001:db8::7')
    expect(visitorOf(trust('1'), '10.1.1.1', '203.0.113.9:5555')).toBe('203.0.113.9')
    expect(visitorOf(trust('1'), '10.1.1.1', '2130706433')).toBe('10.1.1.1')
    expect(visitorOf(trust('1'), '10.1.1.1', `${'1,'.repeat(100_000)}203.0.113.9`)).toBe('203.0.113.9')
  })
})

test('a whole IPv6 line counts as one', () => {
  expect(neighbourhood('2001:db8:1:2:3:4:5:6')).toBe(neighbourhood('2001:db8:1:2:ffff::1'))
  expect(neighbourhood('2001:db8:1:2::1')).not.toBe(neighbourhood('2001:db8:1:3::1'))
  expect(neighbourhood('203.0.113.9')).toBe('203.0.113.9')
  expect([isLoopback('127.0.0.2'), isLoopback('::1'), isLoopback('::ffff:127.0.0.1'), isLoopback('10.0.0.1')]).toEqual([
    true,
    true,
    true,
    false,
  ])
})
