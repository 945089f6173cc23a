import { expect, test } from 'vitest'
import { type SuiteCase, suiteCases } from '../../testing/suites.ts'
import { unsafeIn } from '../../testing/unsafe-html.ts'
import { layOut, renderMarkdown } from './index.ts'

interface Payload extends SuiteCase {
  payload: string
}

const payloads = [...suiteCases<Payload>('xss.json'), ...suiteCases<Payload>('dompurify.json')]

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

/** Where an article makes something of what is typed: a caption, the title of a callout, a heading that is listed, a player. */
const everywhere = (payload: string) =>
  [
    `![a](b.jpg "${payload}")\n*${payload}*`,
    `> [!NOTE] ${payload}\n> ${payload}`,
    `[toc]\n\n## ${payload}\n\n![${payload}](c.mp4)`,
    payload,
  ].join('\n\n')

/** So many at once keep each thread at work. */
const together = 16

async function looked({ id, payload }: Payload): Promise<void> {
  expect([id, ...unsafeIn(await renderMarkdown(payload))]).toEqual([id])
  expect([id, ...unsafeIn((await layOut(everywhere(payload))).html)]).toEqual([id])
}

/** The slow part has more ways to write them, and a browser. */
test.runIf(payloads.length > 0)(
  'attacks#A10 of every payload nothing is left that could run',
  // A busy machine gets through these thousand in a minute or two.
  { timeout: 240_000 },
  async () => {
    for (let from = 0; from < payloads.length; from += together)
      await Promise.all(payloads.slice(from, from + together).map(looked))
  },
)
