import { expect, test } from 'vitest'
import { everywhere } from '../../testing/everywhere.ts'
import { type SuiteCase, suiteCases } from '../../testing/suites.ts'
import { unsafeIn } from '../../testing/unsafe-html.ts'
import { layOut, renderMarkdown } from './index.ts'

interface Payload extends SuiteCase {
  payload: string
}

/** One of so many: the slow part looks at all, in these and more ways, with a browser too. */
const each = 16
const payloads = [...suiteCases<Payload>('xss.json'), ...suiteCases<Payload>('dompurify.json')].filter(
  (_, number) => number % each === 0,
)

test('canary: what runs, loads or asks for something is told from what is only read', () => {
  expect(unsafeIn('<script>1</script><p onclick="a()">a</p><iframe srcdoc="a"></iframe>')).toEqual([
    'script',
    'p onclick',
    'iframe',
    'iframe srcdoc',
  ])
  expect(unsafeIn('<a href=" java&#10;script:a()">a</a><img src="data:image/svg+xml,a" style="color:red">')).toEqual([
    'href javascript:',
    'img style',
    'src data:',
  ])
  expect(unsafeIn('<svg><a xlink:href="#a"></a></svg><template><form></form></template><input>')).toEqual([
    'svg',
    'template',
    'form',
    'input',
  ])
  expect(
    unsafeIn('<p class="a">a <a href="b#c">b</a> <img src="//c.example/d.png"> <input type="checkbox"></p>'),
  ).toEqual([])
})

/** So many at once keep each thread at work. */
const together = 16

async function looked({ id, payload }: Payload): Promise<void> {
  expect([id, ...unsafeIn(await renderMarkdown(payload))]).toEqual([id])
  expect([id, ...unsafeIn((await layOut(everywhere(payload))).html)]).toEqual([id])
}

test.runIf(payloads.length > 0)('attacks#A10 of a payload nothing is left that could run', async () => {
  for (let from = 0; from < payloads.length; from += together)
    await Promise.all(payloads.slice(from, from + together).map(looked))
})
