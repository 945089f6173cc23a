import type { Article, ArticleSave } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { keptKeys, readKept, writeKept } from '../../base/kept.ts'
import { meQuery, queryClient } from '../../base/queries.ts'
import { workspaceHere } from '../../base/workspace.ts'

/** What a person can change in an article. */
export type Fields = Omit<ArticleSave, 'base'>

/** Words that are on this device and that the server has not confirmed. */
export interface Draft {
  /** The version they stand on; 0 for an article that the server has not seen yet. */
  base: number
  fields: Fields
  /** What was on its way to the server when they were kept: when that is what stands there, it is this page's own save. */
  sent?: Fields | undefined
  /** When they were kept, in milliseconds since 1970. */
  at: number
  /** Whose they are: nobody else's session may send them. */
  by?: string | undefined
  /** Where they were written: no window of another workspace may send them. Missing: kept by an older version. */
  workspace?: string | undefined
}

/** A draft with the key that it is kept under, and its article. */
export interface KeptDraft extends Draft {
  key: string
  articleId: string
}

/** The part of an article that is saved. An address that the server made is nobody's words: it is never sent back as typed. */
export function fieldsOf({ title, markdown, summary, tags, language, slug, slugFollows, ...article }: Article): Fields {
  const { picture, authors, series, part, kind, pinned } = article
  const words = { title, markdown, summary, tags, language, slug: slugFollows ? '' : slug }
  return { ...words, picture, authors, series, part, kind, pinned }
}

/** Whether two versions hold the same words. What an older version of the panel did not keep is as the other has it. */
export function sameFields(a: Fields, b: Fields): boolean {
  const words = ({ title, markdown, summary, tags, language, slug }: Fields, { picture, ...rest }: Fields) => {
    const { authors, series, part, kind, pinned } = rest
    const head = picture && [picture.media, picture.alt, picture.caption]
    return JSON.stringify([title, markdown, summary, tags, language, slug, head, authors, series, part, kind, pinned])
  }
  return words(a, { ...b, ...given(a) }) === words(b, { ...a, ...given(b) })
}

/** Without what is missing. */
function given(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** The id of whoever is signed in on this page. */
export function whoIsHere(): string | undefined {
  return queryClient.getQueryData(meQuery.queryKey)?.user?.id
}

/** The drafts on this device of whoever is signed in, of one article or of all; the oldest first. */
export function keptDrafts(articleId = ''): KeptDraft[] {
  const me = whoIsHere()
  return keptKeys(articleId ? `draft:${articleId}:` : 'draft:')
    .map((key) => ({ ...readKept<Draft>(key), key, articleId: key.split(':')[1] ?? '' }) as KeptDraft)
    .filter((draft) => draft.fields !== undefined && (draft.by === undefined || draft.by === me))
    .filter(({ workspace }) => workspace === undefined || workspace === workspaceHere())
    .sort((a, b) => a.at - b.at)
}

/** Keeps words on this device under a key that begins with `draft:` and the article's id. */
export function keepDraft(key: string, { base, fields, sent }: Pick<Draft, 'base' | 'fields' | 'sent'>): void {
  const draft: Draft = { base, fields, sent, at: Date.now(), by: whoIsHere(), workspace: workspaceHere() }
  writeKept(key, draft)
}

/**
 * Gives the words to the server, on top of the version that they stand on.
 * @throws {ApiProblem} `conflict` with `current` when other words were saved meanwhile
 */
export async function saveWords(id: string, base: number, fields: Fields, keepalive = false): Promise<Article> {
  const article =
    base === 0
      ? await ask<Article>('/api/articles', { method: 'POST', body: { id, ...fields }, keepalive })
      : await ask<Article>(`/api/articles/${id}`, { method: 'PUT', body: { base, ...fields }, keepalive })
  if (base === 0) writeKept(`begun:${id}`, undefined)
  return article
}

const locks = typeof navigator === 'undefined' ? undefined : navigator.locks

/** Says to the other pages that this draft is being written here. Answers the way to let go. */
export function holdDraft(key: string): () => void {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  void locks?.request(key, () => held)
  return release
}

/** Which drafts some open page is still writing; `undefined` where the browser can't tell (no https). */
export async function heldDrafts(): Promise<Set<string> | undefined> {
  if (!locks) return undefined
  const { held = [] } = await locks.query()
  return new Set(held.map(({ name = '' }) => name))
}
