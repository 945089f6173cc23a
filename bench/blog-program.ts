/** The real program with a blog, for the benchmarks of what readers get. */
import { type RunningProgram, startProgram } from '../src/testing/program.ts'
import { sampleArticle } from '../src/testing/sample-article.ts'

export interface Words {
  title: string
  markdown: string
}

export interface BlogProgram {
  program: RunningProgram
  article: Words
  /** Publishes. @returns the path of its page */
  publish(words: Words & { tags?: string[] }): Promise<string>
}

const madeUp: Words = {
  title: 'Pasar adalah percakapan',
  markdown: 'Kalimat yang cukup panjang untuk dibaca. '.repeat(150),
}

/** Starts it, and sets it up. */
export async function startBlog(): Promise<BlogProgram> {
  const program = await startProgram()
  const jar: string[] = []
  const ask = async (path: string, body: unknown) => {
    const answer = await fetch(`${program.url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: program.url, cookie: jar.join('; ') },
      body: JSON.stringify(body),
    })
    for (const cookie of answer.headers.getSetCookie()) jar.push(cookie.split(';')[0] as string)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { id: string; permalink: string }
  }
  await ask('/setup', {
    name: 'Rina',
    email: 'rina@contoh.id',
    password: 'kata-sandi-panjang',
    language: 'id',
    timeZone: 'Asia/Jakarta',
  })
  const publish = async (words: Words) => {
    const { id } = await ask('/articles', words)
    return new URL((await ask(`/articles/${id}/publish`, {})).permalink).pathname
  }
  return { program, article: sampleArticle() ?? madeUp, publish }
}
