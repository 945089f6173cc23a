/** A trial of an import: what would come and what would be lost. Nothing is written. */
import { threaded } from '../core/thread/pool.ts'
import type * as Conversion from './convert.ts'
import type { Format, Found, FoundFault, FoundFile, FoundItem, ReadOptions } from './formats/format.ts'
import type { Loss } from './markup/losses.ts'
import type { Source } from './source/source.ts'

const convert = threaded<typeof Conversion.convert>(new URL('./convert.ts', import.meta.url), 'convert', 'file')

/** An item beside what it would become. */
export interface Sample {
  item: Omit<FoundItem, 'body'>
  /** As it was, its beginning. */
  before: string
  markdown: string
  losses: readonly Loss[]
}

/** A kind of loss over the whole source. */
export interface LossCount extends Loss {
  /** In how many items. */
  items: number
}

/** What is counted. */
export type Counted =
  | 'articles'
  | 'pages'
  | 'notes'
  | 'drafts'
  | 'scheduled'
  | 'comments'
  | 'authors'
  | 'tags'
  | 'pictures'

/** What a source holds, as it would come in. */
export interface Trial {
  /** What it is an export of, as people know it. */
  label: string
  site: { url: string; title: string }
  counts: Record<Counted, number>
  /** The most frequent ones first. */
  losses: readonly LossCount[]
  /** Those that lose most first; of the others some. */
  samples: readonly Sample[]
  /** What is left out, and why: as many as {@link Trial.faultCount}, unless those are too many to show. */
  faults: readonly FoundFault[]
  faultCount: number
}

const most = { samples: 10, faults: 200, atOnce: 4, before: 4000 }

/** What items of a source may name, by its key. */
interface Shared {
  files: Map<string, FoundFile>
  blocks: Map<string, string>
}

/**
 * Reads a source twice: what an article names may stand behind it, or in another file.
 * @param tell hears how many items have been looked at
 */
export async function tryImport(
  source: Source,
  format: Format,
  options: ReadOptions,
  tell: (items: number) => void = () => undefined,
): Promise<Trial> {
  const counting = new Counting()
  const shared: Shared = { files: new Map(), blocks: new Map() }
  for await (const found of format.read(source, options)) {
    counting.add(found)
    if (found.piece === 'file') shared.files.set(found.key, found)
    if (found.piece === 'block') shared.blocks.set(found.key, found.body)
  }
  const converting = new Set<Promise<void>>()
  let items = 0
  for await (const found of format.read(source, options)) {
    if (found.piece !== 'item') continue
    const one = look(format, found, shared, counting).finally(() => {
      converting.delete(one)
      items += 1
      tell(items)
    })
    converting.add(one)
    if (converting.size >= most.atOnce) await Promise.race(converting)
  }
  await Promise.all(converting)
  return { label: format.label, ...counting.trial() }
}

/** One item's text; one that can't be read is a fault, and the rest goes on. */
async function look(format: Format, { body, ...item }: FoundItem, shared: Shared, counting: Counting): Promise<void> {
  const files = item.uses.flatMap((key) => shared.files.get(key) ?? [])
  try {
    const text = await convert({ format: format.id, body, address: item.address, files, blocks: [...shared.blocks] })
    counting.look({
      item,
      before: text.before.slice(0, most.before),
      markdown: text.markdown,
      losses: [...item.losses, ...text.losses],
    })
  } catch (error) {
    const words = (error as { words?: FoundFault['words'] }).words ?? unreadable
    counting.add({ piece: 'fault', where: item.title || item.key, words })
  }
}

const unreadable = {
  id: 'Isi tulisan ini tidak dapat dibaca.',
  en: 'The text of this one can’t be read.',
}

class Counting {
  readonly #counts: Trial['counts'] = {
    articles: 0,
    pages: 0,
    notes: 0,
    drafts: 0,
    scheduled: 0,
    comments: 0,
    authors: 0,
    tags: 0,
    pictures: 0,
  }
  readonly #tags = new Set<string>()
  readonly #authors = new Set<string>()
  readonly #losses = new Map<string, LossCount>()
  readonly #faults: FoundFault[] = []
  #faultCount = 0
  #site = { url: '', title: '' }
  #samples: Sample[] = []

  add(one: Found): void {
    if (one.piece === 'site') this.#site = { url: this.#site.url || one.url, title: this.#site.title || one.title }
    else if (one.piece === 'author') this.#authors.add(one.key)
    else if (one.piece === 'comment') this.#counts.comments += 1
    else if (one.piece === 'file') this.#counts.pictures += 1
    else if (one.piece === 'fault') this.#fault(one)
    else if (one.piece === 'item') this.#item(one)
  }

  #fault(fault: FoundFault): void {
    this.#faultCount += 1
    if (this.#faults.length < most.faults) this.#faults.push(fault)
  }

  #item({ kind, state, tags }: FoundItem): void {
    for (const tag of tags) this.#tags.add(tag)
    if (state === 'draft') this.#counts.drafts += 1
    else if (state === 'scheduled') this.#counts.scheduled += 1
    else this.#counts[`${kind}s`] += 1
  }

  look(sample: Sample): void {
    for (const loss of sample.losses) {
      const key = `${loss.what} ${loss.detail}`
      const known = this.#losses.get(key)
      this.#losses.set(key, { ...loss, items: (known?.items ?? 0) + 1 })
    }
    this.#samples = [...this.#samples, sample]
      .toSorted((a, b) => b.losses.length - a.losses.length)
      .slice(0, most.samples)
  }

  trial(): Omit<Trial, 'label'> {
    return {
      site: this.#site,
      counts: { ...this.#counts, tags: this.#tags.size, authors: this.#authors.size },
      losses: [...this.#losses.values()].toSorted((a, b) => b.items - a.items),
      samples: this.#samples,
      faults: this.#faults,
      faultCount: this.#faultCount,
    }
  }
}
