import { describe, expect, it } from 'vitest'
import { wayOf } from './ways.ts'

const home = 'https://kopisenja.example'
const get = (path: string, mode = 'cors') => wayOf({ method: 'GET', url: home + path, mode }, home)

describe('the way of a request through the service worker', () => {
  it.each([
    ['/panel/', 'navigate', 'shell'],
    ['/panel/writing/1?x=2', 'navigate', 'shell'],
    ['/panel/assets/index-1.js', 'cors', 'build'],
    ['/media/1.jpg', 'no-cors', 'picture'],
    ['/api/me', 'cors', 'kept'],
    ['/api/articles?state=draft', 'cors', 'kept'],
    ['/api/conversations/1', 'cors', 'kept'],
  ])('%s (%s): %s', (path, mode, way) => expect(get(path, mode)).toBe(way))

  // The blog is not the panel's; a stream never ends; a preview is drawn by the server; sessions are nobody's to keep.
  it.each([
    ['/', 'navigate'],
    ['/panelist', 'navigate'],
    ['/cara-menyeduh', 'navigate'],
    ['/feed.xml', 'cors'],
    ['/readyz', 'cors'],
    ['/api/events', 'cors'],
    ['/api/articles/1/preview', 'navigate'],
    ['/api/articles/1/preview', 'cors'],
    ['/api/auth/get-session', 'cors'],
    ['/api/mediums', 'cors'],
    ['/api/openapi.json', 'cors'],
  ])('%s (%s) is left alone', (path, mode) => expect(get(path, mode)).toBe('none'))

  it('keeps nothing that changes something, and nothing of another server', () => {
    expect(wayOf({ method: 'PUT', url: `${home}/api/articles/1`, mode: 'cors' }, home)).toBe('none')
    expect(wayOf({ method: 'GET', url: 'https://elsewhere.example/api/me', mode: 'cors' }, home)).toBe('none')
  })

  it('forgets when somebody comes or goes', () => {
    expect(wayOf({ method: 'POST', url: `${home}/api/auth/sign-out`, mode: 'cors' }, home)).toBe('door')
  })
})
