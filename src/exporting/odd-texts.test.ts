import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createArticle, publishArticle } from '../blog/index.ts'
import { addVideoOnce, openMediaStore } from '../media/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { makeVideo } from '../testing/video.ts'
import { exportBlog, openFolder } from './index.ts'
import { allOf, moveIn } from './testing/written-blog.ts'

let here: TestContext
let there: TestContext
let out: string
beforeEach(async () => {
  here = await testContext()
  there = await testContext()
  out = mkdtempSync(join(tmpdir(), 'percakapan-keluar-'))
})
afterEach(async () => {
  await here.close()
  await there.close()
  rmSync(out, { recursive: true, force: true })
})

const texts: readonly (readonly [title: string, markdown: string])[] = [
  ['Kode di awal', '    kode\n\nKata.'],
  ['Kode singkat', 'Tulis {{</* figure */>}} dan {{< figure >}} dan {{%/* x */%}} dan {{% x %}}.'],
  [
    'Liquid',
    '{% raw %}{{ x }}{% endraw %} {% include a.html %} {{ site.x }} {% highlight js %}\na\n{% endhighlight %}',
  ],
  ['--- kepala', '---\ntitle: Bukan\n---\n\nIsi.'],
  ['+++', '+++\ntitle = "x"\n+++'],
  ['Judul sama', '# Judul sama\n\nIsi.'],
  [
    'Tautan',
    '[a](/tulisan-lain) [b](/tulisan-lain#x) [c][d] <https://e.example/> [e](<a b.html>) ![x](https://gambar.example/x.png)\n\n[d]: /tulisan-lain "Judul"\n\n```\n[a](/tulisan-lain)\n```\n\n`/tulisan-lain`',
  ],
  ['Tulisan lain', 'Isi.\r\nBaris  \r\nbaru.\n\n\n\nAkhir\\\nsini.'],
  ['Potong', 'Satu.\n\n<!--more-->\n\nDua.\n\n<!-- more -->\n\nTiga'],
  ['Catatan kaki', 'A[^1].\n\n> [!NOTE]\n> B\n\n> [!QUOTE]\n> C\n\n[toc]\n\n[^1]: D'],
  ['HTML', '<details><summary>S</summary>\n\nIsi\n\n</details>\n\n<sub>a</sub> &amp; &nbsp; &lt;b&gt;'],
  [
    'Judul: "yang" \'aneh\' #1 \\ 😀 \u200d null',
    'a\u00a0b\u200bc\u2028d 😀 {x} {:.class} \u0024{y}\t|\n\n* a\n* b\n\n1) c',
  ],
  ['null', '~'],
  ['2019', '2019-01-01'],
  ['Ekor', 'a\n\n```\nb\n\n\n```'],
  ['Jekyll', '{{ "a" | relative_url }} {{ site.baseurl }}/x {{ page.title }} {{ .Title }} {{ ref "x" }}'],
]

test('Markdown that looks like something else comes back as it left', async () => {
  for (const [title, markdown] of texts) {
    const { id } = await createArticle(here, here.actor, {
      title,
      markdown,
      language: 'id',
      tags: ['true', 'null', '1', 'a: b', '#x'],
      summary: '- a: "b"',
    })
    if (title !== 'null') await publishArticle(here, here.actor, id)
  }
  expect(await exportBlog(here, here.actor, 'markdown', async () => openFolder(out))).toMatchObject({ missing: [] })
  await moveIn(there, [out], here.config.baseUrl)
  const plain = (all: Awaited<ReturnType<typeof allOf>>) =>
    all.map(({ id, slug, title, markdown, tags, summary, at, state }) => ({
      id,
      slug,
      title,
      markdown: markdown.replaceAll('\r\n', '\n'),
      tags,
      summary,
      at,
      state,
    }))
  expect(plain(await allOf(there))).toEqual(plain(await allOf(here)))
})

test('a video comes back with its article', async () => {
  const path = join(out, 'panen.mp4')
  writeFileSync(path, await makeVideo(2))
  const { file } = await addVideoOnce(here, here.actor, { path, name: 'panen.mp4', alt: '' })
  const { id } = await createArticle(here, here.actor, { title: 'Film', markdown: `![Panen](/media/${file})` })
  await publishArticle(here, here.actor, id)
  await exportBlog(here, here.actor, 'markdown', async () => openFolder(out))
  await moveIn(there, [out], here.config.baseUrl)
  const [film] = await allOf(there)
  const [, name = ''] = /\/media\/([\w-]+\.mp4)/.exec(film?.markdown ?? '') ?? []
  const [before, after] = [openMediaStore(here.config), openMediaStore(there.config)]
  expect((await after.get(name)).equals(await before.get(file))).toBe(true)
})
