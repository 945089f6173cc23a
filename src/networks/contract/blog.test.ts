import { describe, expect, it } from 'vitest'
import { isAbsent, present } from '../network.ts'
import { fakeNow } from '../testing/fake.ts'
import { networks, open, withFake } from './testing/stand.ts'

/** What a network owes that is a blog itself. */
it('a blog takes an article whole, whatever its length; nothing else does', () => {
  for (const { name, blog, text } of networks.filter((one) => !isAbsent(one.blog))) {
    expect(blog, name).toBeDefined()
    expect(text.limits().length, name).toBe(Number.POSITIVE_INFINITY)
  }
})

const blogs = withFake.flatMap(([name, network, create]) => {
  const blog = present(network.blog)
  return blog ? [[name, network, blog, create] as const] : []
})

describe.each(blogs)('%s, as a blog', (_name, network, blog, create) => {
  it('reads the articles that stand there, newest first', async () => {
    const { fake, session } = await open(network, create)
    const older = fake.addArticle?.('Yang lama', new Date(fakeNow.getTime() - 2000))
    const newer = fake.addArticle?.('Yang baru', new Date(fakeNow.getTime() - 1000))
    const page = await blog.fetch('', session)
    expect(page.articles.map(({ remoteId }) => remoteId)).toEqual([newer, older])
    expect(page.articles[0]).toMatchObject({ title: 'Yang baru' })
    expect(URL.canParse(page.articles[0]?.permalink ?? '')).toBe(true)
  })
})
