import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Block, compareTexts, compareWords, type Piece } from './compare.ts'

/** The words of an article that a revision keeps. `null`: it was saved before they were kept. */
export interface Version {
  title: string
  markdown: string
  summary: string | null
  tags: readonly string[] | null
}

function Added({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <ins>
      <span className="hidden-but-read">{t('revisions.added')} </span>
      {children}
    </ins>
  )
}

function Removed({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <del>
      <span className="hidden-but-read">{t('revisions.removed')} </span>
      {children}
    </del>
  )
}

function Words({ pieces }: { pieces: readonly Piece[] }) {
  return [...pieces.entries()].map(([key, { kind, text }]) => {
    if (kind === 'added') return <Added key={key}>{text}</Added>
    return kind === 'removed' ? <Removed key={key}>{text}</Removed> : <span key={key}>{text}</span>
  })
}

/** Paragraphs that stayed as they were, folded away but for those next to what changed. */
function Same({ paragraphs }: { paragraphs: readonly string[] }) {
  const { t } = useTranslation()
  const few = paragraphs.length <= 2
  const text = [...paragraphs.entries()].map(([at, one]) => <p key={at}>{one}</p>)
  if (few) return text
  return (
    <details>
      <summary>{t('revisions.same', { count: paragraphs.length })}</summary>
      {text}
    </details>
  )
}

function OneBlock({ block }: { block: Block }) {
  const { t } = useTranslation()
  if (block.kind === 'same') return <Same paragraphs={block.paragraphs} />
  if (block.kind === 'changed')
    return (
      <p>
        <Words pieces={block.pieces} />
      </p>
    )
  if (block.kind === 'moved')
    return (
      <div className="moved">
        <span className="small quiet">↕ {t('revisions.moved')}</span>
        <p className="clip2">{block.text}</p>
      </div>
    )
  return <p>{block.kind === 'added' ? <Added>{block.text}</Added> : <Removed>{block.text}</Removed>}</p>
}

/** A short field: by words, or whole where nothing of it stayed. */
function Line({ label, before, after }: { label: string; before: string; after: string }) {
  if (before === after) return null
  const pieces = compareWords(before, after) ?? [
    { kind: 'removed' as const, text: before },
    { kind: 'added' as const, text: after },
  ]
  return (
    <section>
      <h3 className="small quiet">{label}</h3>
      <p>
        <Words pieces={pieces.filter(({ text }) => text)} />
      </p>
    </section>
  )
}

function Tags({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const { t } = useTranslation()
  const gone = before.filter((tag) => !after.includes(tag))
  const come = after.filter((tag) => !before.includes(tag))
  if (!gone.length && !come.length) return null
  return (
    <section>
      <h3 className="small quiet">{t('writing.tags')}</h3>
      <p className="row tight">
        {gone.map((tag) => (
          <Removed key={tag}>{tag}</Removed>
        ))}
        {come.map((tag) => (
          <Added key={tag}>{tag}</Added>
        ))}
      </p>
    </section>
  )
}

/** What is different between two versions of an article: title, summary, tags and text. */
export function Compared({ before, after }: { before: Version; after: Version }) {
  const { t } = useTranslation()
  const blocks = useMemo(() => compareTexts(before.markdown, after.markdown), [before.markdown, after.markdown])
  const kept = before.summary !== null && after.summary !== null
  const [summaries, tags] = [
    { before: before.summary ?? '', after: after.summary ?? '' },
    { before: before.tags ?? [], after: after.tags ?? [] },
  ]
  const body = blocks.some(({ kind }) => kind !== 'same')
  const sameTags = [...tags.before].sort().join('\n') === [...tags.after].sort().join('\n')
  const same = !body && before.title === after.title && (!kept || (summaries.before === summaries.after && sameTags))
  if (same) return <p className="quiet">{t('revisions.none')}</p>
  return (
    <div className="compared stack">
      <p className="small quiet" aria-hidden>
        {t('revisions.key')}
      </p>
      <Line label={t('writing.title')} before={before.title} after={after.title} />
      {kept && <Line label={t('writing.summary')} {...summaries} />}
      {kept && <Tags {...tags} />}
      {!kept && <p className="small quiet">{t('revisions.unknown')}</p>}
      {body && (
        <div>
          <h3 className="small quiet">{t('revisions.text')}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard */}
          <section className="compared-text" aria-label={t('revisions.text')} tabIndex={0}>
            {[...blocks.entries()].map(([at, block]) => (
              <OneBlock key={at} block={block} />
            ))}
          </section>
        </div>
      )}
    </div>
  )
}
