import { expect, test } from 'vitest'
import { deviceName } from './device-name.ts'

test('a browser is named by what it is, not by whom it pretends to be', () => {
  const chrome =
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36'
  expect(deviceName(chrome)).toBe('Chrome · Android')
  expect(deviceName(`${chrome} Edg/140.0`)).toBe('Edge · Android')
  expect(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1')).toBe(
    'Safari · iPhone',
  )
  expect(deviceName('curl/8.0')).toBeUndefined()
  expect(deviceName(null)).toBeUndefined()
})
