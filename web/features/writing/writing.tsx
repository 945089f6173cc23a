import { SegmentedControl, Textarea } from '@mantine/core'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readKept, writeKept } from '../../base/kept.ts'
import { createStore, useStore } from '../../base/store.ts'
import { AltDialog, PictureProgress, usePictures } from '../../compose/pictures.tsx'
import { ListShape, Notice } from '../../ui/parts.tsx'
import { RawEditor } from './raw-editor.tsx'
import type { RawReason } from './round-trip.ts'
import type { Saver } from './saver.ts'

// Tiptap and the Markdown parsers are the panel's heaviest part: they come when somebody writes.
const RichEditor = lazy(() => import('./rich-editor.tsx'))
const roundTrip = () => import('./round-trip.ts')

type Mode = 'rich' | 'raw'

/** Which mode can hold the words: rich where it loses nothing, else raw with the reasons. */
function useMode(saver: Saver) {
  const epoch = useStore(saver.epoch)
  const [mode, setMode] = useState<Mode>()
  const [reasons, setReasons] = useState<RawReason[]>([])
  const settle = async (wanted: Mode) => {
    const because = wanted === 'raw' ? [] : (await roundTrip()).rawBecause(saver.fields.get().markdown)
    setReasons(because)
    setMode(because.length ? 'raw' : wanted)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: chosen again for other words, not for other renders
  useEffect(() => {
    void settle(readKept<Mode>('editor-mode') === 'raw' ? 'raw' : 'rich')
  }, [saver, epoch])
  return {
    mode,
    epoch,
    reasons,
    choose(wanted: Mode) {
      writeKept('editor-mode', wanted)
      void settle(wanted)
    },
  }
}

/** A note has none. */
function Title({ saver }: { saver: Saver }) {
  const { t } = useTranslation()
  const { title, kind } = useStore(saver.fields)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const { title, markdown } = saver.fields.get()
    // Whoever begins an article begins with its title.
    if (!title && !markdown) field.current?.focus()
  }, [saver])
  if (kind === 'note') return null
  return (
    <Textarea
      ref={field}
      className="article-title"
      variant="unstyled"
      autosize
      minRows={1}
      maxLength={300}
      aria-label={t('writing.title')}
      placeholder={t('writing.title')}
      value={title}
      onChange={(event) => saver.change({ title: event.currentTarget.value.replace(/\n/g, ' ') })}
    />
  )
}

function WordCount({ saver }: { saver: Saver }) {
  const { t } = useTranslation()
  const { markdown } = useStore(saver.fields)
  const [count, setCount] = useState<number>()
  useEffect(() => {
    let current = true
    void roundTrip().then(({ countWords }) => current && setCount(countWords(markdown)))
    return () => {
      current = false
    }
  }, [markdown])
  return <span className="small quiet">{count === undefined ? '' : t('writing.words', { count })}</span>
}

/** Title and text, in rich or raw mode. */
export function Writing({ saver }: { saver: Saver }) {
  const { t } = useTranslation()
  const { mode, epoch, reasons, choose } = useMode(saver)
  const pictures = usePictures()
  const [missing] = useState(() => createStore(0))
  const missingAlt = useStore(missing)
  const reasonWords = reasons.map((reason) => t(`writing.keepsRaw.${reason}`)).join(', ')
  return (
    <div className="stack">
      <Title saver={saver} />
      <div className="row apart">
        <SegmentedControl
          size="sm"
          aria-label={t('writing.mode')}
          value={mode ?? 'rich'}
          onChange={(next) => choose(next === 'raw' ? 'raw' : 'rich')}
          data={[
            { value: 'rich', label: t('writing.rich') },
            { value: 'raw', label: t('writing.raw') },
          ]}
        />
        <WordCount saver={saver} />
      </div>
      {reasons.length > 0 && <Notice tone="waiting">{t('writing.staysRaw', { reasons: reasonWords })}</Notice>}
      {mode === 'rich' && missingAlt > 0 && (
        <Notice tone="needs">{t('writing.missingAlt', { count: missingAlt })}</Notice>
      )}
      <PictureProgress pictures={pictures} />
      <div>
        {mode === 'rich' && (
          <Suspense fallback={<ListShape rows={5} />}>
            <RichEditor
              key={epoch}
              markdown={saver.fields.get().markdown}
              onTouch={() => saver.touch()}
              onReader={(read) => saver.setReader(read)}
              onInserter={(insert) => {
                saver.insertLink = insert
              }}
              missingAlt={missing}
              onPictures={pictures.add}
              onDescribe={(src, alt, describe) => pictures.ask({ src, alt, describe })}
            />
          </Suspense>
        )}
        {mode === 'raw' && <RawEditor key={epoch} saver={saver} onPictures={pictures.add} />}
        {mode === undefined && <ListShape rows={5} />}
      </div>
      <AltDialog pictures={pictures} />
    </div>
  )
}
