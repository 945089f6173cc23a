import type { Article } from '../../../src/http/api.ts'
import { type ApiProblem, asProblem, willPass } from '../../base/api.ts'
import { freshId } from '../../base/ids.ts'
import { writeKept } from '../../base/kept.ts'
import { onLineBack } from '../../base/line.ts'
import { createStore, type Store } from '../../base/store.ts'
import { type Fields, fieldsOf, holdDraft, keepDraft, keptDrafts, sameFields, saveWords } from './drafts.ts'

/** Where the newest words are, as the bar above the editor says it. */
export type SaveState =
  | { kind: 'saved' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'offline' }
  | { kind: 'conflict'; current: Article }
  | { kind: 'problem'; problem: ApiProblem }

/** Puts a link with these words where the cursor is. @returns takes it out, unless something was typed since */
export type InsertLink = (words: string, href: string) => () => void

const SERVER_PAUSE = 800
const DEVICE_PAUSE = 250
const OFFLINE_PAUSE = 8000
/** So many saves without an answer are remembered. */
const MOST_SENT = 20
/** Browsers refuse a request that outlives its page above 64 KiB. */
const KEEPALIVE_BYTES = 60_000

const idle: (work: () => void) => void =
  typeof requestIdleCallback === 'function'
    ? (work) => requestIdleCallback(work, { timeout: 500 })
    : (work) => setTimeout(work, 1)

/**
 * Saves an article while it is written. Everything typed goes to this device first (a quarter of a second after the
 * last key), then to the server (0.8 s). One request at a time; each names the version it is based on. When somebody
 * else saved meanwhile, nothing more is sent until {@link resolve} or {@link replace} says which words stand.
 * Lives outside React, so that typing draws nothing.
 */
export class Saver {
  readonly state: Store<SaveState> = createStore<SaveState>({ kind: 'saved' })
  readonly fields: Store<Fields>
  /** Counts up when the words were exchanged from outside (a revision, the other tab): editors then load again. */
  readonly epoch = createStore(0)
  /** Puts a link where the cursor is in the editor that is shown; answers how to take it out again. */
  insertLink: InsertLink | undefined
  private readonly id: string
  private readonly key: string
  private readonly onSaved: (article: Article) => void
  private base: number
  /** The words of saves that were not answered, the last one at the end: should they stand on the server, it was ours. */
  private sent: readonly Fields[] = []
  private dirty = false
  private inFlight: Promise<void> | undefined
  private closed = false
  private readEditor: (() => string) | undefined
  private deviceTimer: ReturnType<typeof setTimeout> | undefined
  private serverTimer: ReturnType<typeof setTimeout> | undefined
  private readonly stopListening: () => void
  private readonly letGo: () => void

  constructor(article: Article, onSaved: (article: Article) => void) {
    this.id = article.id
    this.key = `draft:${article.id}:${freshId().slice(0, 8)}`
    this.onSaved = onSaved
    this.letGo = holdDraft(this.key)
    this.base = article.version
    this.fields = createStore(fieldsOf(article))
    this.takeUpKept(article)
    const leave = () => this.leave()
    const visible = () => document.visibilityState === 'hidden' && this.leave()
    const line = onLineBack(() => void this.push())
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', visible)
    this.stopListening = () => {
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', visible)
      line()
    }
  }

  /** The editor that is shown hands in how to read its words; they are read when there is time. */
  setReader(read: (() => string) | undefined): void {
    this.collect()
    this.readEditor = read
  }

  /** The words in the editor changed. Cheap: called on every key. */
  touch(): void {
    this.dirty = true
    if (this.state.get().kind === 'saved') this.state.set({ kind: 'waiting' })
    clearTimeout(this.deviceTimer)
    this.deviceTimer = setTimeout(() => idle(() => this.keepOnDevice()), DEVICE_PAUSE)
    this.pushAfter(SERVER_PAUSE)
  }

  /** A field beside the text changed. */
  change(part: Partial<Fields>): void {
    this.fields.set({ ...this.fields.get(), ...part })
    this.touch()
  }

  /** Other words take the place of these. The ones before are answered, so that it can be undone. */
  replace(part: Partial<Fields>, base?: number): Fields {
    this.collect()
    // The editor that is about to go still holds the old words: nobody may read them from it any more.
    this.readEditor = undefined
    const before = this.fields.get()
    this.fields.set({ ...before, ...part })
    if (base !== undefined) {
      this.base = base
      this.state.set({ kind: 'waiting' })
    }
    this.epoch.set(this.epoch.get() + 1)
    this.touch()
    return before
  }

  /** After a conflict: these words stand; they are saved over the version that was there. */
  keepMine(): void {
    const state = this.state.get()
    if (state.kind !== 'conflict') return
    this.base = state.current.version
    this.state.set({ kind: 'waiting' })
    void this.push()
  }

  /** Saves what is unsaved now; resolves when the server has it, or when it can't have it yet. */
  async flush(): Promise<void> {
    clearTimeout(this.serverTimer)
    await this.inFlight
    await this.push()
  }

  /** The editor's page is left. What is unsaved is still sent; what can't be sent stays on the device. */
  close(): void {
    this.collect()
    this.readEditor = undefined
    this.keepOnDevice()
    this.stopListening()
    if (this.dirty) void this.push().finally(this.letGo)
    else this.letGo()
    this.closed = true
    clearTimeout(this.deviceTimer)
    clearTimeout(this.serverTimer)
  }

  /** The newest words that an earlier page kept. Older ones that differ stay where they are: their turn comes later. */
  private takeUpKept(article: Article): void {
    const kept = keptDrafts(article.id)
    const draft = kept.at(-1)
    const settled = (fields: Fields) =>
      sameFields(fields, fieldsOf(article)) || (draft !== undefined && sameFields(fields, draft.fields))
    for (const { key, fields } of kept) if (settled(fields)) writeKept(key, undefined)
    if (!draft || sameFields(draft.fields, this.fields.get())) return
    this.fields.set(draft.fields)
    this.sent = draft.sent ? [draft.sent] : []
    this.dirty = true
    this.keepOnDevice()
    if (draft.base === article.version || this.isOwn(article)) {
      this.state.set({ kind: 'waiting' })
      this.pushAfter(SERVER_PAUSE)
    } else this.state.set({ kind: 'conflict', current: article })
  }

  /** Whether what stands on the server is what this page, or the one before it, sent there or holds itself. */
  private isOwn(current: Article): boolean {
    const theirs = fieldsOf(current)
    return [this.fields.get(), ...this.sent].some((own) => sameFields(theirs, own))
  }

  private collect(): void {
    if (!this.readEditor) return
    const markdown = this.readEditor()
    const fields = this.fields.get()
    if (markdown !== fields.markdown) this.fields.set({ ...fields, markdown })
  }

  private keepOnDevice(): void {
    if (this.closed) return
    this.collect()
    if (this.dirty) keepDraft(this.key, { base: this.base, fields: this.fields.get(), sent: this.sent.at(-1) })
  }

  private pushAfter(pause: number): void {
    clearTimeout(this.serverTimer)
    this.serverTimer = setTimeout(() => idle(() => void this.push()), pause)
  }

  private leave(): void {
    this.keepOnDevice()
    if (this.dirty && !this.inFlight) void this.push(true)
  }

  private push(leaving = false): Promise<void> {
    if (!this.dirty || this.inFlight || this.state.get().kind === 'conflict') return this.inFlight ?? Promise.resolve()
    this.collect()
    this.inFlight = this.send(leaving).finally(() => {
      this.inFlight = undefined
      if (this.dirty && this.state.get().kind === 'waiting') this.pushAfter(this.closed ? 0 : SERVER_PAUSE)
    })
    return this.inFlight
  }

  private async send(leaving: boolean): Promise<void> {
    const fields = this.fields.get()
    this.dirty = false
    this.sent = [...this.sent.filter((one) => !sameFields(one, fields)), fields].slice(-MOST_SENT)
    this.state.set({ kind: 'saving' })
    try {
      const keepalive = leaving && fields.markdown.length * 2 < KEEPALIVE_BYTES
      const article = await saveWords(this.id, this.base, fields, keepalive)
      this.base = article.version
      this.sent = []
      if (!this.dirty) writeKept(this.key, undefined)
      this.state.set({ kind: this.dirty ? 'waiting' : 'saved' })
      this.onSaved(article)
    } catch (error) {
      this.dirty = true
      this.refused(error)
    }
  }

  /** An earlier save of our own arrived after all: the newer words go on top of it. */
  private standOn(current: Article): void {
    this.base = current.version
    this.state.set({ kind: 'waiting' })
  }

  private refused(error: unknown): void {
    this.keepOnDevice()
    const problem = asProblem(error)
    if (problem.kind === 'conflict' && problem.current) {
      const current = problem.current as Article
      if (this.isOwn(current)) this.standOn(current)
      else this.state.set({ kind: 'conflict', current })
    } else if (willPass(error)) {
      this.state.set({ kind: 'offline' })
      if (!this.closed) this.pushAfter(OFFLINE_PAUSE)
    } else this.state.set({ kind: 'problem', problem })
  }
}
